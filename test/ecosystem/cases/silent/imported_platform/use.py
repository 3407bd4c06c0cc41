from clock import time
async def tick():
    return time()
