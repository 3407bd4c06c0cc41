def average():
    count, total, mean = 0, 0, None
    while True:
        value = yield mean
        count, total = count + 1, total + value
        mean = total / count


def echo(got="ready"):
    while got != "quit":
        got = yield got.upper()


def steps():
    try:
        yield 1
        yield 2
    finally:
        print("cleaned up")


def patient():
    seen = []
    while True:
        try:
            item = yield len(seen)
            seen.append(item)
        except ValueError as error:
            print("told", error)


def main() -> None:
    mean = average()
    next(mean)
    print([mean.send(x) for x in (4, 10, 7)])
    mean.close()
    voice = echo()
    print(next(voice), voice.send("a"), voice.send("b"))
    try:
        voice.send("quit")
    except StopIteration:
        print("finished")
    walk = steps()
    print(next(walk))
    walk.close()
    print(list(walk))
    keeper = patient()
    next(keeper)
    print(keeper.send("x"), keeper.throw(ValueError("off")), keeper.send("y"))
    for number in steps():
        print(number)


if __name__ == "__main__":
    main()
