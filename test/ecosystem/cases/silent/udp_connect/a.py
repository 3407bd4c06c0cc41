import socket


def own_address(host, family=socket.AF_INET):
    probe = socket.socket(family, socket.SOCK_DGRAM)
    try:
        probe.connect((host, 80))
        return probe.getsockname()[0]
    finally:
        probe.close()


async def handler(host):
    return own_address(host)
