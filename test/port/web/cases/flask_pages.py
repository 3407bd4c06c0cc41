"""Text, pages, redirects, headers and forms."""

from flask import Flask, Response, abort, jsonify, make_response, redirect, request

app = Flask(__name__)


@app.route("/")
def index():
    return "<h1>Welcome</h1>"


@app.route("/hello/<name>")
def hello(name):
    return f"Hello, {name}!"


@app.route("/square/<int:n>")
def square(n: int):
    return jsonify(n=n, square=n * n)


@app.route("/half/<float:x>")
def half(x: float):
    return jsonify({"half": x / 2, "x": x})


@app.route("/files/<path:name>")
def files(name):
    return name, 200, {"X-Name": name}


@app.route("/old")
def old():
    return redirect("/hello/you")


@app.route("/moved")
def moved():
    return redirect("/", code=301)


@app.route("/text")
def text():
    return Response("plain", mimetype="text/plain")


@app.route("/made")
def made():
    response = make_response(jsonify(b=1, a=[1.0, "é"]), 202)
    response.headers["X-Made"] = "yes"
    return response


@app.route("/form", methods=["POST"])
def form():
    name = request.form.get("name", "nobody")
    return {"name": name, "has_age": "age" in request.form}


@app.route("/headers")
def headers():
    return {"agent": request.headers.get("X-Agent", "none"), "token": request.cookies.get("token")}


@app.route("/paging")
def paging():
    page = request.args.get("page", 1, type=int)
    size = request.args.get("size", default=10, type=int)
    tags = request.args.getlist("tag")
    return {"page": page, "size": size, "tags": tags, "next": page + 1}


@app.route("/secret")
def secret():
    if request.args.get("key") != "open":
        abort(403)
    return "ok"


#> GET /
#> GET /hello/ann
#> GET /hello/a%20b
#> GET /square/12
#> GET /square/-1
#> GET /half/3.0
#> GET /half/3
#> GET /files/a/b.txt
#> GET /old
#> GET /moved
#> GET /text
#> GET /made
#> POST /form application/x-www-form-urlencoded: name=Ann+B&age=3
#> POST /form application/x-www-form-urlencoded: x=1
#> GET /headers
#> GET /headers x-agent=me cookie=token%3Dt1
#> GET /paging
#> GET /paging?page=3&size=x&tag=a&tag=b
#> GET /secret
#> GET /secret?key=open
#> POST /
