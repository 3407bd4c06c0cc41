"""A table in Markdown, with widths by content and alignment by kind."""


def cell(value: object) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:,.2f}"
    return str(value)


def table(header: list[str], rows: list[list[object]]) -> str:
    texts = [[cell(value) for value in row] for row in rows]
    widths = [max(len(name), *(len(row[i]) for row in texts)) for i, name in enumerate(header)]
    lines = ["| " + " | ".join(name.ljust(width) for name, width in zip(header, widths)) + " |"]
    lines.append("|" + "|".join("-" * (width + 2) for width in widths) + "|")
    for row, values in zip(texts, rows):
        parts = []
        for text, width, value in zip(row, widths, values):
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
            parts.append(text.rjust(width) if is_number else text.ljust(width))
        lines.append("| " + " | ".join(parts) + " |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table(["name", "n", "price", "ok"], [["apple", 3, 1234.5, True], ["fig", 12, None, False], ["é", -1, 0.05, True]]))
