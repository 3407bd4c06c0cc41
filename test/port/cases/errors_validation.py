class AppError(Exception):
    """Base of all errors."""


class NotFound(AppError):
    def __init__(self, key: str, where: str = "store") -> None:
        super().__init__(f"{key} not found in {where}")
        self.key = key


class Invalid(AppError):
    code = 400


def lookup(store: dict[str, int], key: str) -> int:
    try:
        return store[key]
    except KeyError as error:
        raise NotFound(key) from error


def parse(text: str) -> int:
    try:
        value = int(text)
    except ValueError as error:
        print("parse:", error)
        raise Invalid(f"bad number {text!r}") from error
    else:
        print("parsed", value)
    finally:
        print("finally", text)
    if value < 0:
        raise Invalid("negative")
    return value


def attempt(limit: int) -> int:
    for i in range(limit):
        try:
            if i < 2:
                raise ConnectionError(f"try {i}")
            return i
        except ConnectionError as error:
            print("retrying after", error)
        finally:
            print("cleanup", i)
    return -1


def safe(operation: str, a: float, b: float) -> str:
    try:
        if operation == "div":
            return str(a / b)
        if operation == "root":
            if a < 0:
                raise ValueError("negative root")
            return str(a ** 0.5)
        raise NotImplementedError(operation)
    except ZeroDivisionError as error:
        return f"zero: {error}"
    except (ValueError, NotImplementedError) as error:
        return f"{type(error).__name__}: {error}"


def main() -> None:
    store = {"a": 1}
    print(lookup(store, "a"))
    try:
        lookup(store, "b")
    except NotFound as error:
        print(error, error.key, isinstance(error, AppError), repr(error.__cause__))
    for text in ("5", "x", "-3"):
        try:
            print(parse(text))
        except Invalid as error:
            print("invalid:", error, error.code)
    print(attempt(3), attempt(1))
    print(safe("div", 1.0, 0.0), safe("div", 1.0, 4.0), safe("root", -1.0, 0.0), safe("root", 16.0, 0.0), safe("mod", 1.0, 1.0))
    for index in (0, 5):
        try:
            print([10, 20][index])
        except IndexError as error:
            print("index:", error)
    try:
        assert store == {}, "store not empty"
    except AssertionError as error:
        print("assert:", error)
    try:
        key, value = "a=b=c".split("=")
        print(key, value)
    except ValueError as error:
        print(error)


main()
