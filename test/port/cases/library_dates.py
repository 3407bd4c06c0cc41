"""Dates, times and spans."""
from datetime import date, datetime, timedelta, timezone, time
import datetime as dt


def workdays(start: date, end: date) -> int:
    count = 0
    day = start
    while day <= end:
        if day.weekday() < 5:
            count += 1
        day += timedelta(days=1)
    return count


def age(born: date, on: date) -> int:
    years = on.year - born.year
    if (on.month, on.day) < (born.month, born.day):
        years -= 1
    return years


def next_weekday(day: date, weekday: int) -> date:
    ahead = (weekday - day.weekday()) % 7 or 7
    return day + timedelta(days=ahead)


def is_leap(year: int) -> bool:
    try:
        date(year, 2, 29)
    except ValueError as error:
        print(year, error)
        return False
    return True


def main() -> None:
    start = date(2024, 2, 26)
    end = date(2024, 3, 8)
    print(start, repr(start), end - start, (end - start).days, workdays(start, end))
    print(age(date(1990, 5, 17), date(2024, 5, 16)), age(date(1990, 5, 17), date(2024, 5, 17)))
    print(next_weekday(start, 0), next_weekday(start, 4), start < end, start == date(2024, 2, 26), max(start, end))
    print(start.isoformat(), start.strftime("%d.%m.%Y %A %j %b"), f"{end:%B %d, %Y}", start.isocalendar()[1])
    print(start.replace(day=1), date.fromisoformat("2023-12-31"), date(2024, 12, 31).timetuple().tm_yday if False else end.isoweekday())
    print(is_leap(2024), is_leap(2023))
    moment = datetime(2024, 1, 31, 23, 59, 30)
    later = moment + timedelta(hours=1, minutes=30, seconds=45)
    print(moment, later, later - moment, (later - moment).total_seconds(), repr(moment))
    print(later.date(), later.time(), later.hour, later.minute, later.isoformat(), later.strftime("%Y/%m/%d %I:%M %p"))
    parsed = datetime.strptime("2024-05-06 07:08:09", "%Y-%m-%d %H:%M:%S")
    print(parsed, datetime.strptime("3 Feb 2021", "%d %b %Y"), datetime.fromisoformat("2024-01-02T03:04:05"))
    try:
        datetime.strptime("nonsense", "%Y-%m-%d")
    except ValueError as error:
        print("error:", error)
    span = timedelta(days=2, hours=3, minutes=4, seconds=5)
    print(span, repr(span), span.days, span.seconds, span * 2, span / 2, -timedelta(hours=1), timedelta(0), timedelta(milliseconds=1500))
    print(span > timedelta(days=1), sum([timedelta(minutes=20), timedelta(minutes=50)], timedelta()), abs(timedelta(days=-1)))
    aware = datetime(2024, 6, 1, 12, 0, tzinfo=timezone.utc)
    print(aware, aware.isoformat(), aware.timestamp())
    print(sorted([end, start, date(2020, 1, 1)]), [str(d) for d in sorted({start, end, start})])
    events = {"launch": datetime(2024, 3, 1, 9), "review": datetime(2024, 2, 1, 10, 30)}
    for name, when in sorted(events.items(), key=lambda item: item[1]):
        print(f"{name:<8}{when:%d %b %H:%M}")
    print(time(9, 30), dt.date(2024, 1, 1) + dt.timedelta(weeks=1), moment.replace(hour=0, minute=0, second=0))


if __name__ == "__main__":
    main()
