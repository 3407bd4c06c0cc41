"""Freight quotes: asked for by every web shop that ships with us."""

from flask import Flask, jsonify, request

from quotes.routing import cheapest

app = Flask(__name__)


@app.post("/quotes")
def quote():
    body = request.get_json()
    return jsonify({"price": cheapest(body["distances"], body["weights"])})
