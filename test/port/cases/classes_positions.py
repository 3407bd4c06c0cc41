"""Objects that are iterated over by their positions, until there is none."""


class Row:
    def __init__(self, *cells):
        self.cells = cells

    def __getitem__(self, at):
        return self.cells[at]


def main():
    first, *rest = Row("a", "b", "c")
    print(first, rest, "b" in Row("a", "b"), list(enumerate(Row("x", "y"))))
    for cell in Row("p", "q"):
        print(cell)
    print(sorted(Row("z", "y")), max(Row("k", "l")))


if __name__ == "__main__":
    main()
