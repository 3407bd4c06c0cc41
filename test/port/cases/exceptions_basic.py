class AppError(Exception):
    """An error of this program."""


class NotFound(AppError):
    def __init__(self, key: str) -> None:
        super().__init__(f"no such key: {key}")
        self.key = key


def lookup(table: dict, key: str) -> int:
    if key not in table:
        raise NotFound(key)
    return table[key]


def parse(text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise AppError("bad number") from error


def risky(step: int) -> str:
    try:
        if step == 0:
            raise ValueError("zero")
        if step == 1:
            return "returned"
        if step == 2:
            raise KeyError("k")
    except ValueError as e:
        return f"value error: {e}"
    else:
        return "else"
    finally:
        print("finally", step)
    return "end"


def main() -> None:
    table = {"a": 1}
    print(lookup(table, "a"))
    try:
        lookup(table, "b")
    except NotFound as error:
        print(error, error.key)
    try:
        parse("x1")
    except AppError as error:
        print("app:", error)
    for step in (0, 1, 3):
        print(risky(step))
    try:
        risky(2)
    except KeyError as error:
        print("key", error)
    try:
        [1, 2][5]
    except IndexError as error:
        print("index:", error)
    try:
        {}["missing"]
    except KeyError as error:
        print("missing:", error)
    try:
        print(1 // 0)
    except ZeroDivisionError as error:
        print("zero:", error)
    try:
        int("abc")
    except ValueError as error:
        print(error)
    try:
        try:
            raise RuntimeError("inner")
        except RuntimeError:
            print("handling")
            raise
    except (TypeError, RuntimeError) as error:
        print("outer", error)
    try:
        raise NotImplementedError
    except Exception as error:
        print(type(error).__name__)


if __name__ == "__main__":
    main()
