import subprocess
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from functools import wraps

from flask import Blueprint, abort, current_app, jsonify, request, session, stream_with_context
from flask.views import View

from . import nutrition, store

pages = Blueprint("pages", __name__, url_prefix="/recipes")
pool = ThreadPoolExecutor(8)


def member_only(view):
    @wraps(view)
    def checked(*args, **kwargs):
        if "member" not in session:
            abort(401)
        return view(*args, **kwargs)

    return checked


@pages.route("/<slug>")
def show(slug):  # expect: sync-handler-io
    found = store.recipe(slug)
    return jsonify(found) if found else abort(404)


@pages.route("/<slug>/private")
@member_only
def private(slug):  # expect: sync-handler-io
    return jsonify(store.recipe(slug))


@pages.route("/energy", methods=["POST"])
def energy():  # expect: sync-handler-io
    return jsonify(kcal=nutrition.energy(request.json["ingredients"]))


@pages.route("/energy/rough", methods=["POST"])
def rough_energy():  # ok: sync-handler-io
    return jsonify(kcal=nutrition.from_table(request.json["ingredients"]))


@pages.route("/energy/careful/<name>")
def careful(name):  # expect: sync-handler-io
    return jsonify(kcal=nutrition.patiently(name))


@pages.route("/photo/<host>/<path:path>")
def photo(host, path):  # expect: sync-handler-io
    return jsonify(size=nutrition.photo_size(host, path))


@pages.route("/popular", methods=["POST"])
def popular():  # expect: sync-handler-io
    slugs = request.json["slugs"]
    store.remember_views_at_once(slugs)
    return jsonify(dict(zip(slugs, store.views(slugs))))


@pages.route("/seen", methods=["POST"])
def seen():  # ok: sync-handler-io
    pool.submit(store.remember_views, request.json["slugs"])  # ok: gil-bound-pool
    return "", 202


@pages.route("/notify", methods=["POST"])
def notify():  # ok: sync-handler-io
    for member in request.json["members"]:
        threading.Thread(target=tell, args=(member,)).start()  # expect: thread-per-item
    return "", 202


def tell(member):
    subprocess.run(["sendmail", member], input=b"new recipe", timeout=10)  # ok: request-without-timeout, sync-handler-io


@pages.route("/print/<slug>")
def print_recipe(slug):  # expect: sync-handler-io
    threading.Timer(5.0, tell, args=("cook",)).start()  # expect: thread-per-item
    subprocess.check_call(["lp", slug])
    return "", 204


@pages.route("/version")
def version():  # ok: sync-handler-io
    return current_app.config.get("VERSION", "0")


class Search(View):
    methods = ["GET"]

    def dispatch_request(self):  # expect: sync-handler-io
        time.sleep(0.2)
        return jsonify([])


pages.add_url_rule("/search", view_func=Search.as_view("search"))
