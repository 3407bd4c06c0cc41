import asyncio


def get_running_loop():
    try:
        return asyncio.get_running_loop()
    except RuntimeError:
        return None
