import statistics


def middle(values: list[int]) -> str:
    found = statistics.median(values)
    return f"{found} of {len(values)}"


def main() -> None:
    values = [5, 1, 9]
    print(statistics.median(values), statistics.median([4, 2]), statistics.median([1.0, 5.0, 3.0]))
    print(middle(values), middle([1, 2, 3, 4]), middle([3, 5]))
    half = statistics.median(values) / 2
    print(half, f"{statistics.median(values):.2f}", str(statistics.median([7])))


main()
