from flask import Flask

from . import api, cli
from .extensions import db


def create_app(settings: dict | None = None) -> Flask:
    app = Flask(__name__)
    app.config.from_mapping(settings or {})
    db.init_app(app)
    app.register_blueprint(api.blueprint)
    app.cli.add_command(cli.dun)
    return app
