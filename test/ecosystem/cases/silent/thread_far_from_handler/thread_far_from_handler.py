"""The state that a request may change has an end, and that is logged in a thread: once for each print, not for each request."""
import threading

from flask import Blueprint

api = Blueprint("api", __name__)


class Machine:
    def start(self):
        self.resume()

    def resume(self):
        while self.step():
            continue

    def step(self):
        line = input()
        if not line:
            self.done()
        return line

    def done(self):
        thread = threading.Thread(target=print)
        thread.start()


machine = Machine()


@api.route("/print")
def start_print():
    machine.start()
    return "started"
