"""Context managers that a stack holds, and values in several lines."""
import datetime
from contextlib import ExitStack, contextmanager, nullcontext
from pprint import pformat, pprint


@contextmanager
def resource(name):
    print("open", name)
    try:
        yield name
    finally:
        print("close", name)


def main():
    with ExitStack() as stack:
        names = [stack.enter_context(resource(i)) for i in range(3)]
        stack.callback(print, "called back")
        print(names)
    try:
        with ExitStack() as stack:
            stack.enter_context(resource("x"))
            raise ValueError("inside")
    except ValueError as error:
        print("caught", error)
    with nullcontext(5) as five:
        print(five)
    pprint({"b": [1, 2], "a": (1, 2)})
    pprint({f"key {i}": list(range(i, i + 9)) for i in range(4)})
    print(pformat(["a long text of some words"] * 5, width=60))
    print(datetime.date(2024, 1, 3).isocalendar().week, datetime.date(2024, 1, 3).isocalendar()[0])


if __name__ == "__main__":
    main()
