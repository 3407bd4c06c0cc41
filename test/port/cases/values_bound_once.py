"""Methods that are taken from an object which is made where they are taken."""


def main() -> None:
    calls: list[int] = []

    def make() -> list[int]:
        calls.append(1)
        return [3, 4]

    put = make().append
    put(1)
    put(2)
    print(len(calls))
    print(list(iter(iter([3, 1, 0, 9]).__next__, 0)))
    known = {"a": 1, "b": 2}.get
    print(known("a"), known("b"))


if __name__ == "__main__":
    main()
