"""Handlers by event class, most special first; an abstract base and overrides that call super()."""
from abc import ABC, abstractmethod


class Event:
    def __init__(self, source: str) -> None:
        self.source = source

    def describe(self) -> str:
        return f"{type(self).__name__} from {self.source}"


class UserEvent(Event):
    def __init__(self, source: str, user: str) -> None:
        super().__init__(source)
        self.user = user

    def describe(self) -> str:
        return super().describe() + f" by {self.user}"


class LoginEvent(UserEvent):
    attempts = 0

    def __init__(self, source: str, user: str, ok: bool) -> None:
        super().__init__(source, user)
        self.ok = ok
        LoginEvent.attempts += 1


class Handler(ABC):
    def __init__(self, name: str) -> None:
        self.name = name
        self.seen: list[str] = []

    @abstractmethod
    def accepts(self, event: Event) -> bool: ...

    def handle(self, event: Event) -> None:
        if self.accepts(event):
            self.seen.append(event.describe())


class UserHandler(Handler):
    def accepts(self, event: Event) -> bool:
        return isinstance(event, UserEvent)


class FailedLogins(UserHandler):
    def accepts(self, event: Event) -> bool:
        return super().accepts(event) and isinstance(event, LoginEvent) and not event.ok


class Bus:
    def __init__(self, *handlers: Handler) -> None:
        self.handlers = list(handlers)

    def publish(self, event: Event) -> int:
        for handler in self.handlers:
            handler.handle(event)
        return sum(len(handler.seen) for handler in self.handlers)


if __name__ == "__main__":
    users, failed = UserHandler("users"), FailedLogins("failed")
    bus = Bus(users, failed)
    for event in [Event("disk"), UserEvent("web", "ann"), LoginEvent("web", "bob", False), LoginEvent("cli", "ann", True)]:
        print(bus.publish(event))
    for handler in bus.handlers:
        print(handler.name, handler.seen)
    print(LoginEvent.attempts)
