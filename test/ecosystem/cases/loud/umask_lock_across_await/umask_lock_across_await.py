"""A context manager that changes the process holds a lock until it has changed it back."""
import asyncio
import contextlib
import os
import threading

changing = threading.Lock()


@contextlib.contextmanager
def set_umask(mask):
    with changing:
        before = os.umask(mask)
        try:
            yield
        finally:
            os.umask(before)


async def listen(path):
    with set_umask(0o177):
        return await asyncio.start_unix_server(print, path)
