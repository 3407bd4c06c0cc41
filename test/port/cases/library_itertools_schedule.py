"""A round-robin schedule and other combinations."""
from itertools import accumulate, chain, combinations, cycle, groupby, islice, pairwise, permutations, product, zip_longest


def rounds(teams: list[str]) -> list[list[tuple[str, str]]]:
    fixed, *others = teams
    result = []
    for _ in range(len(teams) - 1):
        line = [fixed, *others]
        half = len(line) // 2
        result.append(list(zip(line[:half], reversed(line[half:]))))
        others = others[-1:] + others[:-1]
    return result


if __name__ == "__main__":
    for number, games in enumerate(rounds(["A", "B", "C", "D"]), 1):
        print(number, games)
    print(list(combinations("abc", 2)), len(list(permutations(range(4)))))
    print(list(accumulate([3, 1, 4, 1, 5], max)), list(pairwise([1, 4, 9])))
    print(["".join(p) for p in product("xy", repeat=2)])
    print(list(islice(cycle([1, 2, 3]), 7)), list(chain([1], [2, 3])))
    print([(key, len(list(group))) for key, group in groupby(sorted(["bb", "a", "cc", "d"], key=len), key=len)])
    print(list(zip_longest([1, 2, 3], "ab", fillvalue="-")))
