import asyncio
tasks = []
async def send(): ...
def fire():
    try:
        loop = asyncio.get_running_loop()
        tasks.append(loop.create_task(send()))
    except RuntimeError:
        asyncio.run(send())
def fire2():
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(send())
    return None
async def handler():
    fire()
    fire2()
