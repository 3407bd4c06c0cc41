import hashlib

from flask import Blueprint, jsonify, request

from . import db
from .errors import ApiError

bp = Blueprint("auth", __name__, url_prefix="/auth")


def user_of_request() -> str:
    token = request.headers.get("X-Token", "")
    if token not in db.tokens:
        raise ApiError("no token", 401)
    return db.tokens[token]


@bp.route("/login", methods=["POST"])
def login():
    data = request.get_json()
    name = data.get("name")
    if not name:
        raise ApiError("no name")
    token = hashlib.sha256(name.encode()).hexdigest()[:8]
    db.tokens[token] = name
    return jsonify(token=token)


@bp.route("/me")
def me():
    return {"name": user_of_request()}
