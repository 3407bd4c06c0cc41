"""Who sets no variable of the environment, and no option, never comes to these waits."""

import app_constants
import httpx


class Log:
    def __call__(self, text: str) -> None:
        if app_constants.LOG_FILE:
            with open(app_constants.LOG_FILE, "a") as file:
                file.write(text)
        print(text)


class Mirror:
    def __init__(self, url: str) -> None:
        self.url = url

    def send(self, text: str) -> None:
        httpx.post(self.url, content=text, timeout=5)


def mirror_for(options: dict[str, str]) -> Mirror | None:
    if "mirror" not in options:
        return None
    return Mirror(options["mirror"])


class Client:
    mirror: Mirror | None = None

    def __init__(self, options: dict[str, str]) -> None:
        self.mirror = mirror_for(options)

    def capture(self, text: str) -> None:
        if self.mirror is not None:
            self.mirror.send(text)


class Hub:
    def __init__(self) -> None:
        self.client = Client({})

    def capture(self, text: str) -> None:
        self.client.capture(text)


class Scope:
    def __init__(self) -> None:
        self.hub = Hub()

    def tell(self, text: str) -> None:
        self.hub.capture(text)


def tell(text: str) -> None:
    Scope().tell(text)


log = Log()


async def work() -> None:
    log("works")
    tell("works")


async def send() -> None:
    Mirror("https://example.org").send("works")  # expect: blocking-chain
