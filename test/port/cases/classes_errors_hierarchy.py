class AppError(Exception):
    code = 500

    def __init__(self, message: str, **details: str) -> None:
        super().__init__(message)
        self.details = details

    def describe(self) -> str:
        extra = ", ".join(f"{key}={value}" for key, value in sorted(self.details.items()))
        return f"[{self.code}] {self}" + (f" ({extra})" if extra else "")


class NotFound(AppError):
    code = 404


class Forbidden(AppError):
    code = 403


class RateLimited(AppError):
    code = 429

    def __init__(self, seconds: int) -> None:
        super().__init__(f"retry in {seconds}s", limit="10/min")
        self.seconds = seconds


def handle(path: str) -> str:
    if path.startswith("/admin"):
        raise Forbidden("no access", path=path, user="guest")
    if path == "/slow":
        raise RateLimited(30)
    if path == "/boom":
        raise KeyError("boom")
    if path not in ("/", "/home"):
        raise NotFound("no such page", path=path)
    return f"<h1>{path}</h1>"


def respond(path: str) -> tuple[int, str]:
    try:
        return 200, handle(path)
    except RateLimited as error:
        return error.code, f"wait {error.seconds}"
    except AppError as error:
        return error.code, error.describe()
    except Exception as error:
        return 500, f"{type(error).__name__}: {error}"
    finally:
        print("handled", path)


def main() -> None:
    for path in ["/", "/admin/x", "/slow", "/nope", "/boom"]:
        print(respond(path))


if __name__ == "__main__":
    main()
