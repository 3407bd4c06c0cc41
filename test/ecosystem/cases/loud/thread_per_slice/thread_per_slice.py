"""Each request to slice a file starts a thread, two calls below the handler."""
import threading

from flask import Blueprint

api = Blueprint("api", __name__)


class Slicing:
    def slice(self, path):
        worker = threading.Thread(target=print, args=(path,))
        worker.daemon = True
        worker.start()


class Files:
    def __init__(self):
        self.slicing = Slicing()

    def slice(self, path):
        self.slicing.slice(path)


files = Files()


@api.route("/slice/<path>")
def slice_file(path):
    files.slice(path)
    return "started"
