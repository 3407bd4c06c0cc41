import socket, toolz
from cachetools import cached, TTLCache
@toolz.memoize
def get_ip(host):
    return socket.gethostbyname(host)
class Server:
    _address = None
    @property
    def address(self):
        if self._address is None:
            self._address = get_ip("x")
        return self._address
async def report(s: Server):
    return s.address, s.address
