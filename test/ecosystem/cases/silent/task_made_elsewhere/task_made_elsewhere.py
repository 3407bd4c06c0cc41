"""ensure_future gives back a task that a set holds already."""
import asyncio

running = set()


def submit(context, coro):
    loop = asyncio.get_running_loop()
    task = context.run(loop.create_task, coro)
    running.add(task)
    asyncio.ensure_future(task).add_done_callback(running.remove)
