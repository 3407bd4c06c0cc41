import os

from flask import Flask, g

from . import store
from .pages import pages


def create_app():
    app = Flask(__name__)
    app.register_blueprint(pages)

    @app.before_request
    def count():
        g.started = os.times().elapsed

    @app.teardown_appcontext
    def close(error):
        store.close()

    return app
