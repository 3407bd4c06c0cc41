import socket


class Raw(socket.socket):
    def __init__(self):
        super().__init__(socket.AF_INET, socket.SOCK_DGRAM)
        socket.socket.setblocking(self, False)

    def clear(self):
        while True:
            try:
                self.recvfrom(0)
            except OSError:
                break

    async def __aenter__(self):
        self.clear()
        return self
