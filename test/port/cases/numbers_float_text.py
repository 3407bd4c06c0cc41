def main() -> None:
    values = [0.1, 1.0, 100.0, 1e16, 1e15, 1.5e-5, 0.0001, 123456789.123, -0.0, 1e100, 2.5e-10, 1 / 3]
    for value in values:
        print(value)
    print(values[:3])
    print(float("inf"), -float("inf"), float("nan"))
    print(3.0 + 1, 3 * 1.0, 7 // 2.0)
    print((1.0, 2, "x"), [1.0], {"a": 1.0})
    print(f"{3.14159:.2f} {2.5:.0f} {3.5:.0f} {0.125:.2f} {1e10:.3e} {1234567.891:,.2f} {0.25:.1%}")
    print(f"{3.0} {3} {1e20:g} {0.00001:g} {123456.789:g} {1.0:g}")
    print(str(2.0), repr(2.0), "%.3f" % 2.0, "%5.1f|%-8.2f|" % (1.25, 2.5))


if __name__ == "__main__":
    main()
