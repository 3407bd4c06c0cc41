import threading


class Copier:
    def __init__(self, files: list[str]) -> None:
        self.files = files
        self.copied = 0

    def copy(self) -> None:
        for file in self.files:
            print(file)
            self.copied += 1

    def run(self) -> int:
        self.thread = threading.Thread(target=self.copy)
        self.thread.start()
        self.copied += 1
        self.thread.join()
        return self.copied
