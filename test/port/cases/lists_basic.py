def main() -> None:
    numbers = [5, 3, 8, 1]
    numbers.append(9)
    numbers.insert(0, 7)
    numbers.extend([2, 4])
    print(numbers, len(numbers), numbers[0], numbers[-1], numbers[1:3], numbers[-3:], numbers[::2], numbers[::-1])
    numbers.remove(8)
    print(numbers.pop(), numbers.pop(0), numbers)
    numbers.sort()
    print(numbers, sorted(numbers, reverse=True), numbers.index(3), numbers.count(3))
    numbers.reverse()
    print(numbers, 3 in numbers, 100 not in numbers)
    del numbers[0]
    numbers[0] = 42
    numbers[1:3] = [10, 20, 30]
    print(numbers)
    copy = numbers[:]
    copy.append(1)
    print(len(copy) - len(numbers), numbers + [1], [0] * 3, [1, 2] * 2)
    grid = [[0] * 3 for _ in range(2)]
    grid[1][2] = 5
    print(grid, [1, [2, 3]] == [1, [2, 3]], [1, 2] < [1, 3])
    numbers += [1]
    numbers.clear()
    print(numbers, not numbers, bool([0]))
    words = ["pear", "fig", "apple"]
    print(sorted(words), sorted(words, key=len), sorted(words, key=lambda w: w[-1]), max(words, key=len), min(words))
    first, *rest = words
    print(first, rest)
    *init, last = words
    print(init, last)
    print(list(range(5)), list(range(5, 0, -2)), list(reversed(words)), list(zip(words, [1, 2, 3])))


if __name__ == "__main__":
    main()
