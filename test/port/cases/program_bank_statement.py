TRANSACTIONS = """
2024-01-03;salary;3200.00
2024-01-05;rent;-950.00
2024-01-09;groceries;-82.35
2024-02-03;salary;3200.00
2024-02-05;rent;-950.00
2024-02-11;groceries;-64.10
2024-02-20;books;-30.00
bad line
"""


def parse(text: str) -> tuple[list[tuple[str, str, float]], list[int]]:
    rows: list[tuple[str, str, float]] = []
    errors: list[int] = []
    for number, line in enumerate(text.strip().splitlines(), start=1):
        parts = line.split(";")
        if len(parts) != 3:
            errors.append(number)
            continue
        day, label, amount = parts
        rows.append((day, label, float(amount)))
    return rows, errors


def by_month(rows: list[tuple[str, str, float]]) -> dict[str, dict[str, float]]:
    months: dict[str, dict[str, float]] = {}
    for day, label, amount in rows:
        month = months.setdefault(day[:7], {})
        month[label] = month.get(label, 0.0) + amount
    return months


def main() -> None:
    rows, errors = parse(TRANSACTIONS)
    balance = 0.0
    for month, labels in by_month(rows).items():
        total = sum(labels.values())
        balance += total
        print(f"{month}  {total:>10,.2f}  {balance:>10,.2f}")
        for label, amount in sorted(labels.items(), key=lambda item: item[1]):
            print(f"    {label:<12}{amount:>10.2f}")
    print("errors in lines", errors)


if __name__ == "__main__":
    main()
