import statistics
from concurrent.futures import ThreadPoolExecutor
from dataclasses import astuple, dataclass, field, fields, replace


@dataclass
class Font:
    family: str = "Mono"
    size: int = 11


@dataclass
class Settings:
    theme: str = "dark"
    font: Font = field(default_factory=Font)
    width: int = 80

    def __post_init__(self):
        if self.width < 20:
            raise ValueError(f"width too small: {self.width}")


def differing(a, b):
    return {f.name: (getattr(a, f.name), getattr(b, f.name)) for f in fields(a) if getattr(a, f.name) != getattr(b, f.name)}


def digit_sum(n):
    if n < 0:
        raise ValueError(f"negative: {n}")
    return sum(int(c) for c in str(n))


def main() -> None:
    base = Settings()
    wide = replace(base, width=120, font=Font(size=14))
    print(astuple(wide), astuple(base.font))
    print([f.name for f in fields(base)])
    print(differing(base, replace(base, width=99)))
    try:
        replace(base, width=5)
    except ValueError as error:
        print(error)
    try:
        Settings(colour="red")
    except TypeError as error:
        print(error)
    print(statistics.median_low([7, 1, 5, 3]), statistics.median_high([7, 1, 5, 3]), statistics.median_low(["b", "a", "c"]))
    with ThreadPoolExecutor(max_workers=2) as pool:
        futures = {n: pool.submit(digit_sum, n) for n in (7, -1, 88)}
        for n, future in futures.items():
            error = future.exception()
            print(n, f"error {error}" if error else future.result())


if __name__ == "__main__":
    main()
