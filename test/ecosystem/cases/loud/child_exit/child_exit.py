import subprocess


async def build():
    with subprocess.Popen(["make"]) as child:
        print(child.pid)
