import asyncio
import subprocess


class Provisioner:
    def __init__(self, command):
        self.process: subprocess.Popen = subprocess.Popen(command)

    async def poll(self):
        return self.process.poll()

    async def wait(self):
        while await self.poll() is None:
            await asyncio.sleep(0.1)
        return self.process.wait()
