import threading


class Spinner:
    def __init__(self) -> None:
        self.frames = "|/-"
        self.index = 0

    def __enter__(self) -> "Spinner":
        self.render_frame()
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.render)
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopped.set()
        self.thread.join()
        self.index = 0

    def render(self) -> None:
        while not self.stopped.wait(0.1):
            self.render_frame()

    def render_frame(self) -> None:
        print(self.frames[self.index])
        self.index += 1
        self.index %= len(self.frames)


def work(spinner: Spinner) -> None:
    with spinner:
        print("works")


def main() -> None:
    spinner = Spinner()
    thread = threading.Thread(target=work, args=(spinner,))
    thread.start()
    thread.join()
