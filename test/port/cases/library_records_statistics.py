import calendar
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter, itemgetter
from statistics import geometric_mean, harmonic_mean, mean, median, mode, multimode, pvariance, quantiles, variance


@dataclass
class Person:
    first_name: str
    age: int
    born: date

    @property
    def initial(self) -> str:
        return self.first_name[0]


people = [
    Person("Zoe", 30, date(1994, 2, 28)),
    Person("Adam", 25, date(1999, 12, 1)),
    Person("Bea", 30, date(1994, 7, 4)),
]
print([p.first_name for p in sorted(people, key=attrgetter("first_name"))])
print([p.first_name for p in sorted(people, key=attrgetter("age", "first_name"))])
print(max(people, key=attrgetter("born.year")).first_name, min(people, key=attrgetter("initial")).first_name)
print(sorted([(1, "b"), (1, "a"), (0, "z")], key=itemgetter(0)))
data = [2, 4, 4, 5, 9, 11, 12]
print(mean(data), median([2.5, 1.0, 4.0, 3.0]), mode(data), multimode([1, 1, 2, 2, 3]), variance(data), pvariance(data))
print(quantiles(data), quantiles(data, n=10, method="inclusive"), mode(["x", "y", "x"]))
print(round(geometric_mean([1, 2, 8]), 6), round(harmonic_mean([40, 60]), 6))
print(calendar.isleap(2024), calendar.isleap(1900), calendar.monthrange(2024, 2), calendar.weekday(2024, 5, 17))
print(calendar.month_name[2], calendar.day_abbr[0], calendar.month_abbr[12], len(calendar.day_name))
print(datetime(2024, 12, 30, 5).isocalendar()[1], datetime(2024, 1, 1).toordinal())
table = str.maketrans({"a": "4", "e": "3", "z": None, ord("o"): "0"})
print("zebra onion tea".translate(table), "abc".translate(str.maketrans("abc", "xyz", "b")))
print("a.b!c".translate(str.maketrans({c: " " for c in ".!"})))
import json
from dataclasses import asdict, field
from datetime import timedelta, timezone


@dataclass
class Address:
    street_name: str
    zip_code: str | None = None


@dataclass
class Customer:
    full_name: str
    home: Address
    tags: list[str] = field(default_factory=list)
    score: float = 1.5

    def to_json(self) -> str:
        return json.dumps(asdict(self), sort_keys=True)


c = Customer("Ann", Address("High St"), ["a"])
print(asdict(c))
print(json.dumps(asdict(c)), c.to_json(), asdict(c)["home"]["street_name"])
utc = datetime(2024, 5, 17, 12, 0, tzinfo=timezone.utc)
print(utc.astimezone(timezone(timedelta(hours=-5, minutes=-30))).isoformat())
