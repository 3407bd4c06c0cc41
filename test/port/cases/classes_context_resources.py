class Resource:
    opened: list[str] = []

    def __init__(self, name: str) -> None:
        self.name = name
        self.closed = False

    def __enter__(self) -> "Resource":
        Resource.opened.append(self.name)
        return self

    def __exit__(self, kind, error, trace) -> None:
        self.closed = True
        Resource.opened.remove(self.name)

    def read(self) -> str:
        if self.closed:
            raise ValueError(f"{self.name} is closed")
        return f"data of {self.name}"


def copy(source: str, target: str) -> str:
    with Resource(source) as a, Resource(target) as b:
        return f"{a.read()} -> {b.name} ({len(Resource.opened)} open)"


def main() -> None:
    print(copy("in", "out"))
    print(len(Resource.opened))
    with Resource("kept") as kept:
        print(kept.read())
    try:
        kept.read()
    except ValueError as error:
        print(error)
    try:
        with Resource("broken"):
            raise RuntimeError("inside")
    except RuntimeError as error:
        print(error, Resource.opened)


if __name__ == "__main__":
    main()
