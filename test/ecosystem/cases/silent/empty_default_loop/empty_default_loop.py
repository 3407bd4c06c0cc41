from typing import IO, Sequence
class Mailer:
    def send(self, to, body, attachs: Sequence[tuple[str, IO[bytes]]] = ()):
        for name, f in attachs:
            print(name, f.read())
async def warn(m: Mailer):
    m.send("a", "b")
