"""Classes that are passed on like functions, and functions that keep their names and documentation."""

import functools


class TransientError(Exception):
    pass


def retry(times=2, on=(TransientError,)):
    def wrap(function):
        @functools.wraps(function)
        def inner(*args):
            last = None
            for _ in range(times):
                try:
                    return function(*args)
                except on as error:
                    last = error
            raise RuntimeError(f"{function.__name__} gave up") from last

        return inner

    return wrap


def flaky(failures, error=TransientError):
    state = {"left": failures}

    def call(x):
        """Gives its argument twice, some day."""
        if state["left"] > 0:
            state["left"] -= 1
            raise error(f"{state['left']} left")
        return x * 2

    return call


def main() -> None:
    calm = retry()(flaky(1))
    print(calm("ab"), calm([1]), calm.__name__, calm.__doc__)
    try:
        retry()(flaky(5))(1)
    except RuntimeError as error:
        print(error, repr(error.__cause__))
    try:
        retry()(flaky(1, KeyError))(1)
    except KeyError as error:
        print("not retried:", error)
    print(retry(3, (ValueError, ZeroDivisionError))(flaky(2, ZeroDivisionError))(4))


if __name__ == "__main__":
    main()
