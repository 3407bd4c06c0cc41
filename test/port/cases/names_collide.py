def delete(new: int, default: int = 1) -> int:
    function = new + default
    return function


def sum_of(range_: list[int]) -> int:
    total = 0
    for var in range_:
        total += var
    return total


class Map:
    def __init__(self, size: int) -> None:
        self.size = size

    def constructor(self) -> int:
        return self.size


def main() -> None:
    type_ = "t"
    string = "s"
    map_value = Map(3)
    interface, package, func, chan = 1, 2, 3, 4
    len_ = 5
    print(delete(2), sum_of([1, 2]), type_, string, map_value.constructor(), interface + package + func + chan + len_)
    format = "f"
    error = "e"
    print(format, error)


if __name__ == "__main__":
    main()
