"""Calls whose arguments do not fit are refused when they are reached, in Python's words."""

from dataclasses import dataclass


@dataclass
class Point:
    x: int
    y: int = 0


class Query:
    def __init__(self, table):
        self.table = table

    def order(self, column, down=False, *, limit=None):
        return f"{self.table} {column} {down} {limit}"


def area(width, height):
    return width * height


def main() -> None:
    query = Query("t")
    print(query.order("a", limit=3), area(2, 3), Point(1))
    try:
        area(1)
    except TypeError as error:
        print(error)
    try:
        area(1, 2, 3)
    except TypeError as error:
        print(error)
    try:
        area(1, width=2)
    except TypeError as error:
        print(error)
    try:
        query.order("a", True, 5)
    except TypeError as error:
        print(error)
    try:
        query.order("a", size=5)
    except TypeError as error:
        print(error)
    try:
        Point()
    except TypeError as error:
        print(error)
    try:
        Query()
    except TypeError as error:
        print(error)


if __name__ == "__main__":
    main()
