"""Sizes that nothing bounds, of which what is done with them tells that they are small, or that the work is not the loop's."""

from itertools import product

import pulp  # expect: no-equivalent


def block_places(chunks: list[list[int]], strides: list[int]) -> list[int]:
    places = []
    for block in product(*(range(len(sizes)) for sizes in chunks)):
        place = 0
        for axis, at in enumerate(block):
            place += strides[axis] * at
        places.append(place)
    return places


def orders(sentences: list[list[str]], counts: list[int], max_order: int = 4) -> list[int]:
    for sentence in sentences:
        for order in range(1, max_order + 1):
            possible = len(sentence) - order + 1
            if possible > 0:
                counts[order - 1] += possible * order
    return counts


def columns(names: list[str], height: int, width: int) -> list[str]:
    lines = []
    for row in range(height):
        cells = [names[row + column * height] for column in range(width)]
        lines.append("  ".join(cells))
    return lines


def crowding(population: list, distances: dict[int, float]) -> dict[int, float]:
    for axis in range(len(population[0].values)):
        population.sort(key=lambda one: one.values[axis])
        lowest, highest = population[0].values[axis], population[-1].values[axis]
        for place in range(1, len(population) - 1):
            gap = population[place + 1].values[axis] - population[place - 1].values[axis]
            distances[place] += gap / (highest - lowest)
    return distances


def extend(nodes: list) -> None:
    for node in nodes:
        for name in node.attributes.get("extenders", ()):
            for other in nodes:
                if other.namespace == name and other.parent != node.parent:
                    other.parent = node


def cycle(heads: list[str], ids: list[int]) -> int:
    for one in range(len(ids)):
        for two in range(len(ids)):
            if one < two and heads[two] == str(one + 1) and heads[one] == str(two + 1):
                return one + 1
    return -1


def place(triplets: list[list[str]], answers: list[str]) -> list[list[str]]:
    for at in range(len(triplets)):
        for answer in answers:
            for part in range(len(triplets[at])):
                if triplets[at][part] not in answer and triplets[at][part].startswith("?"):
                    triplets[at][part] = "?middle"
                    break
    return triplets


def share(total: int, edges: list) -> dict[int, int]:
    sizes = {}
    while edges:
        portion = total / sum(edge.fraction for edge in edges)
        for at, edge in enumerate(edges):
            if portion * edge.fraction < edge.least:
                sizes[edge.number] = edge.least
                total -= edge.least
                del edges[at]
                break
        else:
            break
    return sizes


def markup(text: str, entities: dict) -> str:
    spans = sorted(entities.items(), key=lambda item: item[0].start)
    for entity, span in spans:
        inner = {
            other: part
            for other, part in spans
            if other.start >= entity.start and other.start + other.size <= entity.start + entity.size and other != entity
        }
        tag = f"{entity.kind}-{len(inner)}"
        text += f"<{tag} href='{entity.url}'>{span}</{tag}>"
        text += f"<!-- {tag} -->"
    return text


def constraints(problem: pulp.LpProblem, edges: list, rows: int, columns: int) -> None:
    for edge in edges:
        for row in range(rows):
            problem += pulp.lpSum(edge[columns * row + column] * row for column in range(columns)) == 1
