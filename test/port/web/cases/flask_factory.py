"""An inventory behind an application factory, with settings, blueprints, and functions that set the application up."""

from flask import Blueprint, Flask, abort, current_app, jsonify, request

stock = Blueprint("stock", __name__, url_prefix="/stock")

DEFAULT_LIMIT = 3


@stock.get("/")
def list_stock():
    limit = current_app.config["PAGE_SIZE"]
    names = sorted(items)
    return jsonify({"items": names[:limit], "total": len(names)})


@stock.put("/<name>")
def put_stock(name):
    data = request.get_json()
    count = int(data.get("count", 0))
    if count > current_app.config.get("MAX_COUNT", 100):
        abort(400, description="too many")
    created = name not in items
    items[name] = count
    return jsonify(name=name, count=count), 201 if created else 200


@stock.get("/<name>")
def get_stock(name):
    if name not in items:
        abort(404)
    return {"name": name, "count": items[name]}


items: dict[str, int] = {}


def register_health(app):
    """Adds what the load balancer asks."""

    @app.route("/health")
    def health():
        return "up"

    @app.route("/version")
    def version():
        return {"name": app.config["NAME"], "debug": app.config.get("VERBOSE", False)}


def create_app(settings=None):
    """Makes the application."""
    app = Flask(__name__)
    app.config["NAME"] = "inventory"
    app.config.update(PAGE_SIZE=DEFAULT_LIMIT, MAX_COUNT=1000)
    if settings is not None:
        app.config.update(settings)

    started = ["yes"]
    hits = 0

    @app.route("/")
    def index():
        return f"inventory started: {started[0]}"

    @app.route("/hits", methods=["GET", "POST"])
    def count_hits():
        nonlocal hits
        if request.method == "POST":
            hits += int(request.args.get("by", 1))
        return jsonify(hits=hits)

    app.register_blueprint(stock)
    register_health(app)
    return app


app = create_app()

if __name__ == "__main__":
    app.run(port=8080)


#> GET /
#> GET /health
#> GET /version
#> GET /stock/
#> PUT /stock/tea {"count": 4}
#> PUT /stock/tea {"count": 5}
#> PUT /stock/milk {"count": 5000}
#> PUT /stock/milk {"count": 1}
#> PUT /stock/salt {}
#> PUT /stock/oil {"count": 2}
#> GET /stock/
#> GET /stock/tea
#> GET /stock/nothing
#> POST /hits
#> POST /hits?by=4
#> GET /hits
#> DELETE /stock/tea
