"""Classes that decorators register."""

handlers = {}


def handler(cls):
    handlers["mail"] = cls
    return cls


def named(name):
    def register(cls):
        handlers[name] = cls
        return cls

    return register


@handler
class Email:
    def send(self):
        return "email"


@named("text")
class Message:
    def send(self):
        return "message"


def main():
    print(sorted(handlers), [handlers[key]().send() for key in ("mail", "text")])


if __name__ == "__main__":
    main()
