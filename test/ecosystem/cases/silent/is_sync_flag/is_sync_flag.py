import socket, asyncio
_IS_SYNC = False
class C:
    async def _create(self): ...
    def __init__(self):
        if _IS_SYNC:
            self._create()
async def lookup(host):
    if not _IS_SYNC:
        return await asyncio.get_running_loop().getaddrinfo(host, 1)
    else:
        return socket.getaddrinfo(host, 1)
