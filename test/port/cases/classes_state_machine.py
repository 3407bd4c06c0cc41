from enum import Enum, auto


class State(Enum):
    IDLE = auto()
    RUNNING = auto()
    PAUSED = auto()
    STOPPED = auto()


class InvalidTransition(RuntimeError):
    def __init__(self, state: State, event: str) -> None:
        super().__init__(f"cannot {event} while {state.name.lower()}")
        self.state = state
        self.event = event


TRANSITIONS: dict[tuple[State, str], State] = {
    (State.IDLE, "start"): State.RUNNING,
    (State.RUNNING, "pause"): State.PAUSED,
    (State.PAUSED, "resume"): State.RUNNING,
    (State.RUNNING, "stop"): State.STOPPED,
    (State.PAUSED, "stop"): State.STOPPED,
}


class Machine:
    def __init__(self) -> None:
        self.state = State.IDLE
        self.listeners: list = []

    def on_change(self, listener) -> None:
        self.listeners.append(listener)

    def fire(self, event: str) -> None:
        key = (self.state, event)
        if key not in TRANSITIONS:
            raise InvalidTransition(self.state, event)
        before, self.state = self.state, TRANSITIONS[key]
        for listener in self.listeners:
            listener(before, self.state)


def main() -> None:
    machine = Machine()
    machine.on_change(lambda old, new: print(f"{old.name} -> {new.name}"))
    for event in ["start", "pause", "start", "resume", "stop", "resume"]:
        try:
            machine.fire(event)
        except InvalidTransition as error:
            print("error:", error, error.event)
    print(machine.state, machine.state is State.STOPPED, State["IDLE"].value, len(State))


if __name__ == "__main__":
    main()
