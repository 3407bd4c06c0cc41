"""A future that was given its result has it at once."""

from concurrent.futures import Future

UNSET: Future[object] = Future()
UNSET.set_result(object())
NOTHING = UNSET.result()


class Waiting:
    def __init__(self, default: object = UNSET.result()) -> None:
        self.default = default
