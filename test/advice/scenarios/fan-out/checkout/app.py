from flask import Flask, jsonify, request

from checkout.services import basket_of, prices_of, reserve

app = Flask(__name__)


@app.post("/checkout/<customer>")
def checkout(customer: str):
    basket = basket_of(customer)
    prices = prices_of(basket)
    reserve(basket)
    return jsonify({"total": sum(prices), "note": request.args.get("note", "")})
