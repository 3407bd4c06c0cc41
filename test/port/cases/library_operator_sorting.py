from operator import attrgetter, itemgetter


class City:
    def __init__(self, name: str, country: str, people: int) -> None:
        self.name = name
        self.country = country
        self.people = people


ROWS = [("Oslo", "NO", 700), ("Bergen", "NO", 290), ("Malmö", "SE", 350), ("Lund", "SE", 94)]


def main() -> None:
    print(sorted(ROWS, key=itemgetter(2))[0], max(ROWS, key=itemgetter(2))[0])
    cities = [City(*row) for row in ROWS]
    cities.sort(key=lambda city: (city.country, -city.people))
    print([city.name for city in cities])
    by_country: dict[str, list[str]] = {}
    for city in sorted(cities, key=lambda city: city.name):
        by_country.setdefault(city.country, []).append(city.name)
    print(by_country)
    print(sorted("banana split".split(), key=len, reverse=True), sorted({"b": 1, "a": 2}.items(), key=lambda p: p[1]))


if __name__ == "__main__":
    main()
