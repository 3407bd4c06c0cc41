"""Dates: differences, weekdays, ISO text and months that overflow."""
from datetime import date, datetime, timedelta


def add_months(day: date, months: int) -> date:
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    for last in (31, 30, 29, 28):
        try:
            return date(year, month + 1, min(day.day, last))
        except ValueError:
            continue
    raise AssertionError


def main() -> None:
    start = date(2024, 1, 31)
    for months in (1, 2, 13, -2):
        print(months, add_months(start, months).isoformat())
    end = date(2024, 12, 25)
    print((end - start).days, end.weekday(), end > start)
    moment = datetime(2024, 2, 28, 22, 30)
    later = moment + timedelta(hours=26, minutes=45)
    print(later.isoformat(), later.strftime("%Y/%m/%d %H:%M"))
    print(timedelta(days=1, seconds=3725), (later - moment).total_seconds())
    print(date.fromisoformat("2023-03-01") - timedelta(days=1))


if __name__ == "__main__":
    main()
