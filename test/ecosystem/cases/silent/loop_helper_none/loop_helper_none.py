import asyncio
tasks = []
async def emit(): ...
def current_loop():
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
def dispatch():
    loop = current_loop()
    if loop is None:
        asyncio.run(emit())
    elif loop.is_running():
        tasks.append(loop.create_task(emit()))
async def handler():
    dispatch()
