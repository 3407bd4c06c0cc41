import socket
def is_valid_ip(ip):
    try:
        res = socket.getaddrinfo(ip, 0, socket.AF_UNSPEC, socket.SOCK_STREAM, 0, socket.AI_NUMERICHOST)
        return bool(res)
    except socket.gaierror:
        return False
async def handler(ip):
    return is_valid_ip(ip)
