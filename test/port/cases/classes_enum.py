from enum import Enum, auto


class Color(Enum):
    RED = 1
    GREEN = 2
    BLUE = 3

    def hot(self) -> bool:
        return self is Color.RED


class State(Enum):
    IDLE = auto()
    RUNNING = auto()
    DONE = auto()


def advance(state: State) -> State:
    if state == State.IDLE:
        return State.RUNNING
    if state is State.RUNNING:
        return State.DONE
    return state


def main() -> None:
    print(Color.RED, Color.RED.name, Color.RED.value, Color.GREEN.hot(), Color(3), Color["BLUE"].value)
    for color in Color:
        print(color.name, color.value)
    state = State.IDLE
    while state != State.DONE:
        print(state.name)
        state = advance(state)
    counts = {Color.RED: 1, Color.BLUE: 2}
    counts[Color.RED] += 1
    print(counts[Color.RED], Color.GREEN in counts, len(Color), [c.name for c in Color])
    try:
        Color(9)
    except ValueError as error:
        print(error)
    print(repr(Color.GREEN))


if __name__ == "__main__":
    main()
