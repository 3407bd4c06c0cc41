from flask import Blueprint, abort, current_app, jsonify, request

from .auth import user_of_request
from .db import Post, posts
from .errors import ApiError

bp = Blueprint("posts", __name__)


def find(post_id: int) -> Post:
    for post in posts:
        if post.id == post_id:
            return post
    abort(404)


@bp.get("/")
def index():
    page = request.args.get("page", 1, type=int)
    size = current_app.config["PAGE_SIZE"]
    shown = posts[(page - 1) * size : page * size]
    return jsonify({"posts": [post.to_dict() for post in shown], "total": len(posts)})


@bp.post("/")
def create():
    author = user_of_request()
    data = request.get_json()
    title = str(data.get("title", "")).strip()
    if not title:
        raise ApiError("no title", 422)
    post = Post(len(posts) + 1, title, author)
    for tag in data.get("tags", []):
        post.tags.append(str(tag).lower())
    posts.append(post)
    return jsonify(post.to_dict()), 201


@bp.get("/<int:post_id>")
def read(post_id):
    return find(post_id).to_dict()


@bp.delete("/<int:post_id>")
def remove(post_id):
    if find(post_id).author != user_of_request():
        raise ApiError("not yours", 403)
    posts.remove(find(post_id))
    return "", 204
