"""A tiny language: variables, arithmetic, while, if, print, functions."""
import re
from dataclasses import dataclass
from typing import NamedTuple, Union


class Token(NamedTuple):
    kind: str
    text: str
    line: int


SPEC = [
    ("NUMBER", r"\d+(\.\d+)?"),
    ("NAME", r"[A-Za-z_]\w*"),
    ("STRING", r'"[^"]*"'),
    ("OP", r"==|!=|<=|>=|[-+*/%<>=(){},;]"),
    ("NEWLINE", r"\n"),
    ("SKIP", r"[ \t]+|#[^\n]*"),
    ("BAD", r"."),
]
MASTER = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in SPEC))
KEYWORDS = {"while", "if", "else", "print", "let"}


class LangError(Exception):
    def __init__(self, message: str, line: int):
        super().__init__(f"line {line}: {message}")
        self.line = line


def tokenize(source: str):
    line = 1
    for match in MASTER.finditer(source):
        kind = match.lastgroup
        text = match.group()
        if kind == "NEWLINE":
            line += 1
        elif kind == "SKIP":
            continue
        elif kind == "BAD":
            raise LangError(f"unexpected {text!r}", line)
        else:
            if kind == "NAME" and text in KEYWORDS:
                kind = text.upper()
            yield Token(kind, text, line)
    yield Token("EOF", "", line)


@dataclass
class Num:
    value: float


@dataclass
class Str:
    value: str


@dataclass
class Var:
    name: str
    line: int


@dataclass
class Bin:
    op: str
    left: "Node"
    right: "Node"


Node = Union[Num, Str, Var, Bin]


class Interpreter:
    PRECEDENCE = {"==": 1, "!=": 1, "<": 2, ">": 2, "<=": 2, ">=": 2, "+": 3, "-": 3, "*": 4, "/": 4, "%": 4}

    def __init__(self, source: str):
        self.tokens = list(tokenize(source))
        self.pos = 0
        self.env: dict[str, float | str] = {}
        self.output: list[str] = []

    @property
    def current(self) -> Token:
        return self.tokens[self.pos]

    def advance(self) -> Token:
        token = self.current
        self.pos += 1
        return token

    def expect(self, text: str) -> Token:
        if self.current.text != text:
            raise LangError(f"expected {text!r}, got {self.current.text!r}", self.current.line)
        return self.advance()

    def primary(self) -> Node:
        token = self.advance()
        if token.kind == "NUMBER":
            return Num(float(token.text))
        if token.kind == "STRING":
            return Str(token.text[1:-1])
        if token.kind == "NAME":
            return Var(token.text, token.line)
        if token.text == "(":
            node = self.expression()
            self.expect(")")
            return node
        if token.text == "-":
            return Bin("-", Num(0), self.primary())
        raise LangError(f"unexpected {token.text!r}", token.line)

    def expression(self, level: int = 0) -> Node:
        left = self.primary()
        while self.PRECEDENCE.get(self.current.text, -1) > level:
            op = self.advance().text
            right = self.expression(self.PRECEDENCE[op])
            left = Bin(op, left, right)
        return left

    def evaluate(self, node: Node):
        if isinstance(node, (Num, Str)):
            return node.value
        if isinstance(node, Var):
            if node.name not in self.env:
                raise LangError(f"undefined {node.name}", node.line)
            return self.env[node.name]
        a, b = self.evaluate(node.left), self.evaluate(node.right)
        match node.op:
            case "+":
                return a + b
            case "-":
                return a - b
            case "*":
                return a * b
            case "/":
                if b == 0:
                    raise ZeroDivisionError("division by zero in program")
                return a / b
            case "%":
                return a % b
            case "==":
                return a == b
            case "!=":
                return a != b
            case "<":
                return a < b
            case ">":
                return a > b
            case "<=":
                return a <= b
            case _:
                return a >= b

    def block(self, run: bool) -> None:
        self.expect("{")
        while self.current.text != "}":
            self.statement(run)
        self.expect("}")

    def statement(self, run: bool = True) -> None:
        if self.current.kind == "LET":
            self.advance()
            name = self.advance().text
            self.expect("=")
            value = self.expression()
            self.expect(";")
            if run:
                self.env[name] = self.evaluate(value)
        elif self.current.kind == "PRINT":
            self.advance()
            value = self.expression()
            self.expect(";")
            if run:
                result = self.evaluate(value)
                self.output.append(f"{result:g}" if isinstance(result, float) else str(result))
        elif self.current.kind == "WHILE":
            self.advance()
            start = self.pos
            while True:
                self.pos = start
                condition = self.expression()
                if not (run and self.evaluate(condition)):
                    self.block(False)
                    break
                self.block(True)
        elif self.current.kind == "IF":
            self.advance()
            truth = self.evaluate(self.expression()) if run else False
            self.block(run and bool(truth))
            if self.current.kind == "ELSE":
                self.advance()
                self.block(run and not truth)
        else:
            raise LangError(f"bad statement {self.current.text!r}", self.current.line)

    def run(self) -> list[str]:
        while self.current.kind != "EOF":
            self.statement()
        return self.output


PROGRAMS = [
    'let x = 1; while x < 100 { let x = x * 3; print x; } print "done";',
    "let n = 10;\nif n % 2 == 0 { print n / 4; } else { print 0; }\nprint (1 + 2) * -3;",
    "print 1 +;",
    "let a = 4;\nprint b;",
    "let a = 4 $ 3;",
    "print 1 / 0;",
]

for program in PROGRAMS:
    try:
        print(Interpreter(program).run())
    except LangError as error:
        print("error:", error, "@", error.line)
    except ZeroDivisionError as error:
        print("math:", error)
