import anyio


class Steps:
    def __init__(self, tasks):
        self.tasks = tasks

    async def __call__(self):
        for task in self.tasks:
            await task()


class Task:
    async def __call__(self):
        await anyio.connect_tcp("host", 1)


async def main():
    await Steps([Task(), Task()])()
