"""Handlers that register themselves, chosen by name."""
from typing import Callable


class Handler:
    label = "base"
    priority = 0

    def handle(self, text: str) -> str:
        raise NotImplementedError(f"{type(self).__name__} has no handle")


class Upper(Handler):
    label = "upper"
    priority = 2

    def handle(self, text: str) -> str:
        return text.upper()


class Reverse(Handler):
    label = "reverse"
    priority = 1

    def handle(self, text: str) -> str:
        return text[::-1]


class Broken(Handler):
    label = "broken"


class Registry:
    def __init__(self) -> None:
        self._handlers: dict[str, Handler] = {}
        self._hooks: list[Callable[[str, str], None]] = []

    def register(self, handler: Handler) -> None:
        if handler.label in self._handlers:
            raise KeyError(f"duplicate {handler.label}")
        self._handlers[handler.label] = handler

    def on_result(self, hook: Callable[[str, str], None]) -> None:
        self._hooks.append(hook)

    def run(self, name: str, text: str) -> str:
        result = self._handlers[name].handle(text)
        for hook in self._hooks:
            hook(name, result)
        return result

    def ordered(self) -> list[str]:
        return [h.label for h in sorted(self._handlers.values(), key=lambda h: (-h.priority, h.label))]


def main() -> None:
    registry = Registry()
    log: list[str] = []
    registry.on_result(lambda name, result: log.append(f"{name}={result}"))
    for handler in (Upper(), Reverse(), Broken()):
        registry.register(handler)
    print(registry.ordered())
    for name in ("upper", "reverse", "broken", "missing"):
        try:
            print(registry.run(name, "abc"))
        except NotImplementedError as error:
            print("not implemented:", error)
        except KeyError as error:
            print("unknown:", error)
    print(log)


main()
