import hashlib
from io import BytesIO
from typing import IO
def md5sum(file: IO[bytes]) -> str:
    m = hashlib.md5()
    while True:
        d = file.read(8096)
        if not d:
            break
        m.update(d)
    return m.hexdigest()
async def downloaded(body: bytes):
    buf = BytesIO(body)
    return md5sum(buf)
