from __future__ import annotations
import calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone


@dataclass(frozen=True)
class Shift:
    worker: str
    start: datetime
    end: datetime

    @property
    def hours(self) -> float:
        return (self.end - self.start).total_seconds() / 3600


RAW = [
    "ann;2024-02-26 08:00;2024-02-26 16:30",
    "bob;2024-02-26 22:00;2024-02-27 06:15",
    "ann;2024-02-29 09:00;2024-02-29 12:00",
    "cat;2024-03-01 10:00;2024-03-01 09:00",
    "bob;2024-03-03 00:00;2024-03-03 23:59",
    "dan;2024-13-01 10:00;2024-03-01 09:00",
]


def parse(line: str) -> Shift:
    worker, start, end = line.split(";")
    shift = Shift(worker, datetime.strptime(start, "%Y-%m-%d %H:%M"), datetime.strptime(end, "%Y-%m-%d %H:%M"))
    if shift.end <= shift.start:
        raise ValueError(f"shift of {worker} ends before it starts")
    return shift


def week_of(day: date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year}-W{week:02d}"


def business_days(start: date, end: date) -> int:
    days = 0
    current = start
    while current <= end:
        if current.weekday() < 5:
            days += 1
        current += timedelta(days=1)
    return days


def humanize(delta: timedelta) -> str:
    seconds = int(delta.total_seconds())
    sign = "-" if seconds < 0 else ""
    hours, rest = divmod(abs(seconds), 3600)
    minutes, seconds = divmod(rest, 60)
    return f"{sign}{hours}h{minutes:02}m{seconds:02}s"


def add_months(day: date, months: int) -> date:
    index = day.month - 1 + months
    year, month = day.year + index // 12, index % 12 + 1
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


shifts = []
for line in RAW:
    try:
        shifts.append(parse(line))
    except ValueError as error:
        print("rejected:", error)
weeks = defaultdict(float)
for shift in shifts:
    weeks[week_of(shift.start.date()), shift.worker] += shift.hours
for (week, worker), hours in sorted(weeks.items()):
    print(f"{week} {worker} {hours:6.2f}")
print(business_days(date(2024, 2, 26), date(2024, 3, 10)))
print(humanize(timedelta(hours=27, minutes=5)), humanize(timedelta(seconds=-61)), timedelta(days=1, seconds=3661))
print([add_months(date(2024, 1, 31), n).isoformat() for n in (1, 2, 13, -2)])
print(calendar.isleap(2024), calendar.month_name[2], calendar.day_abbr[0])
start = datetime(2024, 5, 17, 13, 45, 30, 123456)
print(start, start.strftime("%d/%m/%y %I:%M %p %j %a %b"), start.replace(microsecond=0).isoformat(sep=" "))
print(start.date() == date(2024, 5, 17), start.time(), time(7, 5).strftime("%H:%M"))
utc = datetime(2024, 5, 17, 12, 0, tzinfo=timezone.utc)
print(utc.isoformat(), utc.timestamp(), utc.astimezone(timezone(timedelta(hours=2))).isoformat())
print(max(shifts, key=lambda s: s.hours).worker, sum((s.end - s.start for s in shifts), timedelta()))
print(sorted(d.toordinal() for d in [date(2024, 1, 1), date(1970, 1, 1)]), (date(2024, 12, 25) - date(2024, 3, 1)).days)
print(date.fromisoformat("2023-07-04").strftime("%A"), datetime.fromisoformat("2023-07-04T10:20:30").minute)
