import io
import tarfile
from typing import IO


class Session:
    async def read(self, path) -> io.IOBase:
        raise NotImplementedError


def names(archive: tarfile.TarFile):
    return [member.name for member in archive.getmembers()]


def check(raw: bytes):
    with tarfile.open(fileobj=io.BytesIO(raw)) as archive:
        return names(archive)


async def load(session: Session, upload: IO[bytes], raw):
    handle = await session.read("x")
    check(raw)
    return handle.read(), upload.read()
