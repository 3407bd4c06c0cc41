"""Small functions of the standard library that programs ask for one by one."""

import calendar
import itertools
import math
import operator
import statistics
from datetime import date, timedelta


def main() -> None:
    data = [2, 9, 4, 7]
    print(statistics.median_low(data), statistics.median_high(data), round(statistics.correlation(data, [1, 2, 3, 5]), 6))
    try:
        statistics.mean([])
    except statistics.StatisticsError as error:
        print("no data:", error)
    print(math.fsum([0.1] * 10), math.copysign(2, -1.0), math.frexp(8.0), math.remainder(7, 4), math.ldexp(1.5, 3))
    print(list(itertools.compress("abcd", [1, 0, 1, 0])), list(itertools.filterfalse(lambda x: x % 2, range(6))))
    left, right = itertools.tee([1, 2, 3])
    print(sum(left), list(right))
    upper = operator.methodcaller("upper")
    table = {"/": operator.truediv, "//": operator.floordiv, "%": operator.mod}
    print(upper("abc"), [(name, fn(7, 2)) for name, fn in table.items()])
    leap = date(2024, 2, 29)
    print(leap.timetuple().tm_yday, leap.ctime(), calendar.leapdays(2000, 2025))
    print(divmod(timedelta(hours=5), timedelta(hours=2)), timedelta(days=3) // 2)
    print("hello".rindex("l"), "hello".endswith("l", 0, 4), "a\tb".isprintable(), ascii("né"), list(map(hex, [10, 255])))
    print((0.75).as_integer_ratio(), (1.5).hex(), float.fromhex("0x1.8p1"), (7).bit_length())
    both = {1, 2, 3}
    both.symmetric_difference_update([3, 4])
    both.update([8], (9,))
    print(sorted(both), list(map(str.swapcase, ["aB", "Cd"])))


if __name__ == "__main__":
    main()
