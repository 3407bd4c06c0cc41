import socket
def source_ip(target):
    s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    s.setblocking(False)
    try:
        s.connect((target, 1))
        return s.getsockname()[0]
    finally:
        s.close()
async def handler(t):
    return source_ip(t)
