import ssl
def wrap(sock, context: ssl.SSLContext):
    return context.wrap_socket(sock, do_handshake_on_connect=False)
async def handler(sock, context: ssl.SSLContext):
    return wrap(sock, context)
