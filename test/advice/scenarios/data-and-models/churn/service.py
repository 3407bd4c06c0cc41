"""The shop asks for the risk that a customer leaves."""

import joblib
import pandas as pd
from flask import Flask, jsonify, request
from sklearn.ensemble import GradientBoostingClassifier

app = Flask(__name__)
model: GradientBoostingClassifier = joblib.load("churn.joblib")


def weights(rows: list[list[float]]) -> list[float]:
    result = []
    for row in rows:
        total = 0.0
        for i in range(len(row)):
            for j in range(len(row)):
                total += row[i] * row[j]
        result.append(total)
    return result


@app.post("/risk")
def risk():
    rows = request.get_json()["rows"]
    frame = pd.DataFrame(rows)
    frame["weight"] = weights(rows)
    return jsonify(model.predict_proba(frame)[:, 1].tolist())
