"""Cells, formulas and functions that extensions may add."""
import ast
import math
import operator
import re

OPERATORS = {ast.Add: operator.add, ast.Sub: operator.sub, ast.Mult: operator.mul, ast.Div: operator.truediv}
REFERENCE = re.compile(r"[A-Z]+[0-9]+")  # ok: dynamic-code


class Function:  # expect: metaclass
    registry: dict[str, type] = {}
    name = ""

    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        Function.registry[cls.name or cls.__name__.upper()] = cls

    def apply(self, *values):
        raise NotImplementedError


class Total(Function):  # ok: metaclass
    name = "SUM"

    def apply(self, *values):
        return sum(values)


class Factorial(Function):
    name = "FACT"

    def apply(self, *values):
        return math.factorial(int(values[0]))  # expect: unbounded-int


class Power(Function):
    name = "POWER"

    def apply(self, *values):
        base, exponent = int(values[0]), int(values[1])
        return base ** exponent  # expect: unbounded-int


class Modular(Function):
    name = "MODPOWER"

    def apply(self, *values):
        return pow(int(values[0]), int(values[1]), int(values[2]))  # ok: unbounded-int


class Namespace:
    """What formulas see: cells by name."""

    def __init__(self, sheet: "Sheet"):
        self._sheet = sheet

    def __getattr__(self, name):  # expect: dynamic-attribute
        return self._sheet.value(name)


class Sheet:
    def __init__(self):
        self.cells: dict[str, str] = {}
        self.styles = {}

    def __getitem__(self, name: str) -> str:  # ok: dynamic-attribute
        return self.cells[name]

    def value(self, name: str):
        text = self.cells.get(name, "0")
        if not text.startswith("="):
            return ast.literal_eval(text)  # ok: dynamic-code
        if text.startswith("=!"):
            return eval(text[2:], {"cell": Namespace(self), "math": math})  # expect: dynamic-code
        return self._walk(ast.parse(text[1:], mode="eval").body)

    def _walk(self, node):
        if isinstance(node, ast.Constant):
            return node.value
        if isinstance(node, ast.Name):
            return self.value(node.id)
        if isinstance(node, ast.BinOp):
            return OPERATORS[type(node.op)](self._walk(node.left), self._walk(node.right))
        if isinstance(node, ast.Call):
            function = Function.registry[node.func.id]()
            return function.apply(*[self._walk(argument) for argument in node.args])
        raise ValueError(ast.dump(node))

    def visit(self, node):
        method = getattr(self, "visit_" + type(node).__name__)  # expect: dynamic-attribute
        return method(node)

    def style(self, name: str, **changes) -> None:
        style = self.styles.setdefault(name, Style())
        for key, value in changes.items():
            setattr(style, key, value)  # expect: dynamic-attribute
        width = getattr(style, "width", None)  # ok: dynamic-attribute
        if width is None:
            style.width = 80


class Style:
    bold = False
    colour = "black"
