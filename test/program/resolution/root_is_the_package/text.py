def slugify(value: str) -> str:
    return value.lower()
