"""A calculator with a tokenizer and precedence climbing."""
import re

TOKEN = re.compile(r"\s*(?:(\d+\.?\d*)|(.))")
PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "^": 3}


class ParseError(Exception):
    pass


def tokenize(text: str) -> list[str]:
    tokens: list[str] = []
    for match in TOKEN.finditer(text):
        number, operator = match.groups()
        if number:
            tokens.append(number)
        elif operator in "+-*/^()":
            tokens.append(operator)
        elif not operator.isspace():
            raise ParseError(f"unexpected {operator!r}")
    return tokens


class Parser:
    def __init__(self, tokens: list[str]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self) -> str | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self) -> str:
        token = self.peek()
        if token is None:
            raise ParseError("unexpected end")
        self.at += 1
        return token

    def atom(self) -> float:
        token = self.take()
        if token == "(":
            value = self.expression(1)
            if self.take() != ")":
                raise ParseError("expected )")
            return value
        if token == "-":
            return -self.atom()
        try:
            return float(token)
        except ValueError as error:
            raise ParseError(f"expected a number, got {token}") from error

    def expression(self, minimum: int) -> float:
        left = self.atom()
        while (operator := self.peek()) is not None and PRECEDENCE.get(operator, 0) >= minimum:
            self.take()
            level = PRECEDENCE[operator]
            right = self.expression(level if operator == "^" else level + 1)
            left = apply(operator, left, right)
        return left


def apply(operator: str, left: float, right: float) -> float:
    match operator:
        case "+":
            return left + right
        case "-":
            return left - right
        case "*":
            return left * right
        case "/":
            return left / right
        case _:
            return left**right


def evaluate(text: str) -> str:
    try:
        parser = Parser(tokenize(text))
        value = parser.expression(1)
        if parser.peek() is not None:
            raise ParseError(f"left over: {parser.peek()}")
        return f"{value:g}"
    except ParseError as error:
        return f"error: {error}"
    except ZeroDivisionError:
        return "error: division by zero"


if __name__ == "__main__":
    for source in ["1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-4 + 10 / 4", "1 / 0", "2 *", "2 $ 3", "(1", "1 2", "1.5e"]:
        print(f"{source:<14} = {evaluate(source)}")
