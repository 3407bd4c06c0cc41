def main() -> None:
    people = [("Ann", 30), ("Bob", 25), ("Cid", 30), ("Dee", 25)]
    print(sorted(people, key=lambda p: p[1]))
    print(sorted(people, key=lambda p: p[1], reverse=True))
    print(sorted(people, key=lambda p: (-p[1], p[0])))
    people.sort(key=lambda p: p[0], reverse=True)
    print(people)
    words = ["banana", "Apple", "cherry"]
    print(sorted(words), sorted(words, key=str.lower), sorted(words, key=lambda w: (len(w), w)))
    print(sorted([True, False, True]), sorted([2.5, 1.5, 3.0]), sorted("hello", reverse=True))
    numbers = [10, 9, 2, 33, 1]
    numbers.sort()
    numbers.sort(reverse=True)
    print(numbers)
    rows = [[3, 1], [1, 2], [1, 1]]
    rows.sort()
    print(rows, min(rows), max([(1, "b"), (1, "c")]))


if __name__ == "__main__":
    main()
