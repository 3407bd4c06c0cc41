"""Retries, chained errors, and what finally does in between."""


class TemporaryError(Exception):
    def __init__(self, code: int) -> None:
        super().__init__(f"temporary failure {code}")
        self.code = code


class GaveUp(Exception):
    pass


log: list[str] = []


def flaky(failures: int):
    state = {"left": failures}

    def call(value: int) -> int:
        if value < 0:
            raise ValueError("negative")
        if state["left"] > 0:
            state["left"] -= 1
            raise TemporaryError(500 + state["left"])
        return value * 2

    return call


def retry(action, value: int, attempts: int = 3) -> int:
    for attempt in range(1, attempts + 1):
        try:
            result = action(value)
        except TemporaryError as error:
            log.append(f"attempt {attempt}: {error}")
            if attempt == attempts:
                raise GaveUp(f"after {attempts}") from error
        else:
            log.append(f"ok after {attempt}")
            return result
        finally:
            log.append("·")
    raise AssertionError("unreachable")


if __name__ == "__main__":
    print(retry(flaky(2), 21))
    try:
        retry(flaky(5), 1)
    except GaveUp as error:
        cause = error.__cause__
        print(error, "because of", cause)
    try:
        retry(flaky(0), -1)
    except (KeyError, ValueError) as error:
        print(type(error).__name__, error)
    print(" ".join(log))
