def greet(name: str, greeting: str = "Hello", *, punctuation: str = "!") -> str:
    return f"{greeting}, {name}{punctuation}"


def total(*numbers: int, scale: int = 1) -> int:
    return sum(numbers) * scale


def describe(**fields) -> str:
    return ", ".join(f"{key}={value}" for key, value in sorted(fields.items()))


def mixed(a, b=2, *rest, c=3):
    return a + b + sum(rest) + c


def collect(item, bucket=None):
    if bucket is None:
        bucket = []
    bucket.append(item)
    return bucket


def main() -> None:
    print(greet("Ada"), greet("Bob", "Hi"), greet(greeting="Yo", name="Cy", punctuation="?"))
    print(total(), total(1, 2, 3), total(1, 2, scale=10), total(*[4, 5]))
    print(describe(b=2, a=1))
    print(mixed(1), mixed(1, 1), mixed(1, 1, 1, 1), mixed(1, c=0))
    print(collect(1), collect(2), collect(3, [0]))
    pair = (3, 4)
    print(total(*pair), max(*pair))


if __name__ == "__main__":
    main()
