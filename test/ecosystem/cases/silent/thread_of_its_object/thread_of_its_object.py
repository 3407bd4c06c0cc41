"""Each object starts one thread when it is made, and only that thread counts, though requests make objects."""
import threading

from flask import Blueprint

api = Blueprint("api", __name__)


class Capture:
    def __init__(self):
        self.errors = 0
        self.worker = threading.Thread(target=self.work)
        self.worker.start()

    def work(self):
        self.errors += 1


@api.route("/capture")
def capture():
    Capture()
    return "started"
