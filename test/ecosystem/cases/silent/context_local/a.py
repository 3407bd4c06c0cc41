"""What stands behind flask.g is an object of the request, not a module."""
import flask


def remember(locale: str) -> None:
    flask.g.locale = locale
