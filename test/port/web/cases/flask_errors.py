"""A small bank that answers its own errors, and the framework's, as JSON; and views that are classes."""

from flask import Flask, Response, jsonify, make_response, request
from flask.views import MethodView
from werkzeug.exceptions import BadRequest, HTTPException, NotFound

app = Flask(__name__)

accounts: dict[str, int] = {"ann": 100}


class BankError(Exception):
    status = 400

    def __init__(self, message, account=None):
        super().__init__(message)
        self.message = message
        self.account = account


class Broke(BankError):
    pass


@app.errorhandler(BankError)
def bank_error(error):
    return jsonify({"error": error.message, "account": error.account}), 400


@app.errorhandler(404)
def missing(error):
    return jsonify(error="not found", path=request.path), 404


@app.errorhandler(405)
def wrong_method(e):
    return {"error": "method", "code": e.code}, 405


@app.errorhandler(BadRequest)
def bad(e):
    response = jsonify({"error": e.name, "why": e.description})
    response.status_code = 422
    return response


@app.errorhandler(KeyError)
def no_key(e):
    return {"error": "key"}, 400


@app.errorhandler(500)
def broken(e):
    return jsonify(error="broken"), 500


class AccountList(MethodView):
    def get(self):
        return jsonify(sorted(accounts))

    def post(self):
        data = request.get_json()
        name = data["name"]
        if name in accounts:
            raise BankError("taken", name)
        accounts[name] = int(data.get("balance", 0))
        return {"name": name, "balance": accounts[name]}, 201


class AccountView(MethodView):
    """One account."""

    def find(self, name: str) -> int:
        if name not in accounts:
            raise NotFound()
        return accounts[name]

    def get(self, name):
        return {"name": name, "balance": self.find(name)}

    def delete(self, name):
        self.find(name)
        del accounts[name]
        return "", 204

    def patch(self, name):
        balance = self.find(name)
        amount = int(request.args["amount"])
        if balance + amount < 0:
            raise Broke("not enough", name)
        accounts[name] = balance + amount
        return jsonify(name=name, balance=accounts[name])


app.add_url_rule("/accounts", view_func=AccountList.as_view("accounts"))
app.add_url_rule("/accounts/<name>", view_func=AccountView.as_view("account"))


def total():
    return str(sum(accounts.values()))


app.add_url_rule("/total", "total", total)


@app.route("/crash")
def crash():
    return str(accounts["nobody"] + 1)


@app.route("/break")
def break_it():
    return str(1 // (len(accounts) - len(accounts)))


@app.route("/token", methods=["POST"])
def token():
    response = make_response({"token": "abc"}, 201)
    response.headers["X-Token"] = "abc"
    response.set_cookie("token", "abc", max_age=60, httponly=True)
    return response


@app.route("/plain")
def plain():
    return Response("plain", status=203, mimetype="text/plain", headers={"X-Plain": "1"})


#> GET /accounts
#> POST /accounts {"name": "bob", "balance": 5}
#> POST /accounts {"name": "bob"}
#> POST /accounts {"balance": 5}
#> POST /accounts nope
#> PUT /accounts {}
#> GET /accounts/bob
#> GET /accounts/eve
#> PATCH /accounts/bob?amount=10
#> PATCH /accounts/bob?amount=-100
#> PATCH /accounts/bob
#> DELETE /accounts/bob
#> DELETE /accounts/bob
#> GET /total
#> GET /crash
#> GET /break
#> POST /token
#> GET /plain
#> GET /nothing
#> OPTIONS /accounts
