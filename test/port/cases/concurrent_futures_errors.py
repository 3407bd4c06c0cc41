from concurrent.futures import ThreadPoolExecutor, as_completed


class ValidationError(ValueError):
    pass


def validate(record: dict[str, str]) -> str:
    if "id" not in record:
        raise ValidationError("no id")
    if not record["id"].isdigit():
        raise ValidationError(f"bad id {record['id']}")
    return f"record {int(record['id']):04d}"


def main() -> None:
    records = [{"id": "7"}, {"id": "x1"}, {"name": "none"}, {"id": "42"}]
    good: list[str] = []
    bad: list[str] = []
    with ThreadPoolExecutor(max_workers=3) as pool:
        futures = {pool.submit(validate, record): index for index, record in enumerate(records)}
        for future in as_completed(futures):
            index = futures[future]
            try:
                good.append(future.result())
            except ValidationError as error:
                bad.append(f"{index}: {error}")
    print(sorted(good))
    print(sorted(bad))


if __name__ == "__main__":
    main()
