"""A log handler that writes out what it has every few seconds is at work."""
import logging.handlers
import threading
import time


class Periodic(logging.handlers.MemoryHandler):
    def __init__(self):
        super().__init__(100)
        self.active = True
        threading.Thread(target=self.work, daemon=True).start()

    def work(self):
        while self.active:
            self.flush()
            time.sleep(5)

    def stop(self):
        self.active = False
