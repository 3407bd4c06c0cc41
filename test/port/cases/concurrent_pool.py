from concurrent.futures import ThreadPoolExecutor, as_completed


def square(n: int) -> int:
    return n * n


def divide(a: int, b: int) -> float:
    return a / b


def main() -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        print(list(pool.map(square, [1, 2, 3, 4])))
        futures = [pool.submit(square, n) for n in range(5)]
        print([future.result() for future in futures])
        print(sorted(f.result() for f in as_completed([pool.submit(square, n) for n in (3, 1, 2)])))
        good = pool.submit(divide, 6, 4)
        print(good.result())
        bad = pool.submit(divide, 1, 0)
        try:
            bad.result()
        except ZeroDivisionError:
            print("division failed")


if __name__ == "__main__":
    main()
