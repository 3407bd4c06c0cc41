def f1() -> str:
    try:
        return "try"
    finally:
        print("finally 1")


def f2() -> int:
    for i in range(5):
        try:
            if i == 2:
                continue
            if i == 4:
                break
        finally:
            print("fin", i)
    else:
        print("no break")
    return i


def f3() -> str:
    try:
        raise ValueError("x")
    except ValueError:
        return "except"
    else:
        return "else"
    finally:
        print("f3 finally")


def f4() -> str:
    try:
        return "lost"
    finally:
        return "kept"


def f5(n: int) -> str:
    try:
        if n == 0:
            raise KeyError("k")
        if n == 1:
            raise IndexError("i")
        value = [1, 2][n]
    except (KeyError, IndexError) as e:
        return f"{type(e).__name__} {e}"
    else:
        return f"value {value}"


def f6() -> None:
    try:
        try:
            raise ValueError("inner")
        except ValueError as e:
            raise RuntimeError("outer") from e
    except RuntimeError as e:
        print(e, "caused by", repr(e.__cause__))

def f7() -> int:
    n = 0
    while True:
        try:
            n += 1
            if n < 3:
                raise ValueError
            return n
        except ValueError:
            print("retry", n)
            continue
        finally:
            print("always")


def f8() -> int:
    x = 1
    try:
        return x
    finally:
        x = 2


def f9(items: list[int]) -> int:
    for i in items:
        if i % 2 == 0:
            found = i
            break
    else:
        found = -1
    while items:
        if items.pop() == 7:
            break
    else:
        print("exhausted")
    return found


class MyError(Exception):
    def __init__(self, code: int, msg: str):
        super().__init__(msg)
        self.code = code


def f10():
    try:
        raise MyError(3, "custom")
    except MyError as e:
        print(e.code, e, e.args, repr(e))
    try:
        int("abc")
    except ValueError as e:
        print(e)
    try:
        [].pop()
    except IndexError as e:
        print(e)
    try:
        1 / 0
    except ZeroDivisionError as e:
        print(e)
    try:
        {"a": 1}["b"]
    except KeyError as e:
        print(e, str(e), repr(e))
    try:
        assert 1 == 2, "math"
    except AssertionError as e:
        print(e)
    try:
        [1, 2].index(5)
    except ValueError as e:
        print(e)
    try:
        a, b = [1, 2, 3]
    except ValueError as e:
        print(e)


print(f1()); print(f2()); print(f3()); print(f4()); print(f5(0), f5(1), f5(2)); f6(); print(f7()); print(f8())
print(f9([1, 3, 4]), f9([1, 7, 5]), f9([]))
f10()
