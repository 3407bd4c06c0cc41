"""Errors of the program's own become answers."""

from flask import Flask, jsonify, request

app = Flask(__name__)


class CalculationError(Exception):
    def __init__(self, message: str, code: int):
        super().__init__(message)
        self.message = message
        self.code = code


def evaluate(tokens: list[str]) -> float:
    stack: list[float] = []
    for token in tokens:
        if token in ("+", "-", "*", "/"):
            if len(stack) < 2:
                raise CalculationError("not enough operands", 400)
            b = stack.pop()
            a = stack.pop()
            if token == "+":
                stack.append(a + b)
            elif token == "-":
                stack.append(a - b)
            elif token == "*":
                stack.append(a * b)
            elif b == 0:
                raise CalculationError("division by zero", 422)
            else:
                stack.append(a / b)
        else:
            try:
                stack.append(float(token))
            except ValueError:
                raise CalculationError(f"not a number: {token}", 400)
    if len(stack) != 1:
        raise CalculationError("too many operands", 400)
    return stack[0]


@app.get("/calc")
def calc():
    text = request.args.get("q", "")
    try:
        result = evaluate(text.split())
    except CalculationError as error:
        return jsonify({"error": error.message}), error.code
    return jsonify({"query": text, "result": result})


#> GET /calc?q=1%202%20%2B
#> GET /calc?q=1%202%203%20*%20-
#> GET /calc?q=1%200%20/
#> GET /calc?q=1%20x%20*
#> GET /calc?q=1%202
#> GET /calc?q=%2B
#> GET /calc
#> GET /calc?q=10%204%20/
