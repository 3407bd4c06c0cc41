"""The shop's front: every page asks two other services."""

from flask import Flask, jsonify

from shop import catalogue, stock

app = Flask(__name__)


@app.get("/products/<int:product>")
def product_page(product: int):
    details = catalogue.product(product)
    left = stock.available(product)
    return jsonify({**details, "available": left})


@app.get("/search/<term>")
def search(term: str):
    return jsonify(catalogue.search(term))
