"""Which methods the loop calls can be read where the dictionary is filled."""


class Cursor:
    def limit(self, count: int) -> "Cursor":
        return self

    def skip(self, count: int) -> "Cursor":
        return self


def narrowed(cursor: Cursor, limit: int | None, skip: int | None) -> Cursor:
    options = {}
    if limit is not None:
        options["limit"] = limit
    if skip is not None:
        options["skip"] = skip
    print(dict(**options))
    for option, value in options.items():
        method = getattr(cursor, option)
        cursor = method(value)
    return cursor
