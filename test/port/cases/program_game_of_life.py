Cell = tuple[int, int]


def neighbours(cell: Cell) -> list[Cell]:
    x, y = cell
    return [(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1) if (dx, dy) != (0, 0)]


def step(alive: set[Cell]) -> set[Cell]:
    counts: dict[Cell, int] = {}
    for cell in alive:
        for other in neighbours(cell):
            counts[other] = counts.get(other, 0) + 1
    return {cell for cell, count in counts.items() if count == 3 or (count == 2 and cell in alive)}


def show(alive: set[Cell], width: int, height: int) -> str:
    return "\n".join("".join("#" if (x, y) in alive else "." for x in range(width)) for y in range(height))


def main() -> None:
    glider = {(1, 0), (2, 1), (0, 2), (1, 2), (2, 2)}
    for generation in range(4):
        print(f"generation {generation}: {len(glider)} cells")
        print(show(glider, 6, 5))
        glider = step(glider)


if __name__ == "__main__":
    main()
