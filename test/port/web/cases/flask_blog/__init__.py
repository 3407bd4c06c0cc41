"""A blog behind an application factory, with a blueprint for each part."""

from flask import Flask, jsonify

from .errors import register_errors


def create_app(config=None):
    app = Flask(__name__)
    app.config.from_mapping(PAGE_SIZE=2, TITLE="Blog")
    if config:
        app.config.update(config)

    @app.get("/")
    def index():
        return jsonify(title=app.config["TITLE"])

    from . import auth, posts

    app.register_blueprint(auth.bp)
    app.register_blueprint(posts.bp, url_prefix="/posts")
    register_errors(app)
    return app


app = create_app()
