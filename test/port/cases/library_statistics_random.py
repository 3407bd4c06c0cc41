import math
import statistics


def summary(values: list[float]) -> dict[str, float]:
    return {
        "mean": statistics.mean(values),
        "median": statistics.median(values),
        "stdev": statistics.stdev(values),
        "range": max(values) - min(values),
    }


def normalize(values: list[float]) -> list[float]:
    mean = statistics.mean(values)
    deviation = statistics.pstdev(values)
    return [(value - mean) / deviation for value in values]


def correlation(xs: list[float], ys: list[float]) -> float:
    mx, my = statistics.mean(xs), statistics.mean(ys)
    top = sum((x - mx) * (y - my) for x, y in zip(xs, ys))
    bottom = math.sqrt(sum((x - mx) ** 2 for x in xs) * sum((y - my) ** 2 for y in ys))
    return top / bottom


def main() -> None:
    heights = [1.62, 1.75, 1.81, 1.69, 1.90]
    weights = [58.0, 72.5, 80.0, 65.2, 95.0]
    for name, value in summary(heights).items():
        print(f"{name:<7}{value:.4f}")
    print([round(value, 3) for value in normalize(heights)])
    print(f"{correlation(heights, weights):.5f}")


if __name__ == "__main__":
    main()
