import { describe, expect, it } from "vitest";
import { extractFacts } from "../../server/src/semantics/extract.ts";
import { CallFlag, type ModuleFacts, NONE, type ValueId } from "../../server/src/semantics/facts.ts";
import { pythonParser } from "../syntax/parsers.ts";
import { repeatable } from "../syntax/random.ts";
import { realPythonFiles } from "../syntax/standard-library.ts";

const parser = pythonParser();
const factsOf = (text: string): ModuleFacts => extractFacts(parser.parse(text).tree);

/** A value as a reader would write it. */
function show(facts: ModuleFacts, id: ValueId): string {
  const value = facts.values[id];
  const inner = (of: ValueId) => show(facts, of);
  switch (value.k) {
    case "unknown":
      return "?";
    case "import":
      return `${".".repeat(value.level)}${value.module}${value.name === undefined ? "" : `:${value.name}`}`;
    case "builtin":
      return `<${value.name}>`;
    case "function":
      return `def ${facts.functions[value.id].qualifiedName}`;
    case "class":
      return `class ${facts.classes[value.id].qualifiedName}`;
    case "param":
      return `${facts.functions[value.fn].qualifiedName}(${facts.functions[value.fn].params[value.index].name})`;
    case "name":
      return `${facts.functions[value.fn].qualifiedName || "module"}::${value.name}`;
    case "attr":
      return `${inner(value.of)}.${value.name}`;
    case "call":
      return `${inner(facts.calls[value.call].callee)}()`;
    case "await":
      return `await ${inner(value.of)}`;
    case "item":
      return `${inner(value.of)}[${inner(value.index)}]`;
    case "element":
      return `each(${inner(value.of)}${value.position === undefined ? "" : `, ${value.position}`})`;
    case "enter":
      return `${value.async ? "async " : ""}enter(${inner(value.of)})`;
    case "literal":
      return value.value === undefined ? value.type : JSON.stringify(value.value);
    case "collection":
      return `${value.type}(${value.items.map(inner).join(", ")})`;
    case "union":
      return value.of.map(inner).sort().join(" or ");
    case "declared":
      return `${inner(value.value)}: ${inner(value.annotation)}`;
    case "binary":
      return `(${inner(value.left)} ${value.op} ${inner(value.right)})`;
    case "super":
      return `super(${facts.classes[value.cls].name})`;
    case "generator":
      return `generator(${inner(value.element)})`;
  }
}

/** What the argument of each call of `show` in the text stands for. */
function shown(text: string): string[] {
  const facts = factsOf(text);
  return facts.calls
    .filter((call) => ["<show>", "module::show"].includes(show(facts, call.callee)))
    .map((call) => show(facts, call.args[0].value));
}

describe("values", () => {
  it.each([
    [
      "imports",
      "import os.path\nimport a.b as c\nfrom .x import y as z\nshow(os)\nshow(c)\nshow(z)\n",
      ["os", "a.b", ".x:y"],
    ],
    ["straight flow", "x = 1\nx = 'a'\nshow(x)\n", ['"a"']],
    ["a merge", "if q:\n    x = 1\nelse:\n    x = 2\nshow(x)\n", ["1 or 2"]],
    ["an arm that ends", "x = 1\ndef f():\n    y = 1\n    if q:\n        y = 2\n        return\n    show(y)\n", ["1"]],
    ["a loop", "x = 1\nfor i in xs:\n    show(x)\n    x = 2\n", ["module::x"]],
    ["try", "try:\n    import a as m\nexcept ImportError:\n    m = None\nshow(m)\n", ["None or a"]],
    ["unpacking", "a, (b, c) = 1, (2, 3)\nshow(c)\n", ["3"]],
    ["elements", "def f(rows):\n    for i, row in enumerate(rows):\n        show(row)\n", ["each(<enumerate>(), 1)"]],
    ["with", "with open(p) as h:\n    show(h)\n", ["enter(<open>())"]],
    ["closures", "def f(g):\n    def h():\n        show(g)\n", ["f::g"]],
    [
      "parameters",
      "def f(a: int, *rest, k=1):\n    show(a)\n    show(rest)\n    show(k)\n",
      ["f(a)", "f(rest)", "f(k)"],
    ],
    ["narrowing", "def f(x):\n    if isinstance(x, str):\n        show(x)\n", ["f(x): <str>"]],
    ["comprehension scopes", "x = 1\ny = [x for x in z]\nshow(x)\n", ["1"]],
    ["global names in functions", "def f():\n    show(later)\nlater = 3\n", ["module::later"]],
    ["class scopes", "class A:\n    x = 1\n    def m(self):\n        show(x)\n", ["<x>"]],
    [
      "annotations in text",
      'def f(x: "dict[str, pkg.T] | None"):\n    pass\nx: "list[int]" = g()\nshow(x)\n',
      ["<g>(): <list>[<int>]"],
    ],
  ])("%s", (_name, text, expected) => {
    expect(shown(text)).toEqual(expected);
  });

  it("stores on self belong to the class", () => {
    const facts = factsOf("class A:\n    def __init__(self, db):\n        self.db = db\n        self.n = 1\n");
    const [cls] = facts.classes;
    expect(cls.stores.db.map((value) => show(facts, value))).toEqual(["A.__init__(db)"]);
    expect(Object.keys(cls.members)).toEqual(["__init__"]);
  });
});

describe("calls", () => {
  it("knows what becomes of a result", () => {
    const facts = factsOf("async def f():\n    a()\n    await b()\n    c = d()\n    return e()\n");
    expect(facts.calls.map((call) => call.use)).toEqual(["dropped", "awaited", "kept", "returned"]);
  });

  it("knows code that does not run with the rest", () => {
    const facts = factsOf('if TYPE_CHECKING:\n    a()\nif __name__ == "__main__":\n    b()\n');
    expect(facts.calls.map((call) => call.flags & (CallFlag.typeOnly | CallFlag.underMain))).toEqual([
      CallFlag.typeOnly,
      CallFlag.underMain,
    ]);
    expect(facts.isScript).toBe(true);
  });

  it("knows the loops around a call", () => {
    const facts = factsOf("def f(xs):\n    a()\n    for x in xs:\n        while x:\n            b()\n");
    expect(facts.calls.map((call) => call.loop)).toEqual([NONE, 1]);
    expect(facts.loops.map((loop) => [loop.kind, loop.parent])).toEqual([
      ["for", NONE],
      ["while", 0],
    ]);
  });
});

describe("robustness", () => {
  it("extracts from every file of the standard library", { timeout: 120_000 }, () => {
    let functions = 0;
    for (const { text } of realPythonFiles(400)) functions += factsOf(text).functions.length;
    expect(functions).toBeGreaterThan(20);
  });

  it("never throws on damaged files", { timeout: 120_000 }, () => {
    const random = repeatable(11);
    for (const { text } of realPythonFiles(60)) {
      for (let round = 0; round < 4; round++) {
        const from = random(text.length + 1);
        const damaged =
          text.slice(0, from) +
          ["(", "\0", "def ", "'''", "]", "async with "][random(6)] +
          text.slice(from + random(200));
        factsOf(damaged);
      }
    }
  });

  it.each([
    ["deeply nested calls", `x = ${"f(".repeat(3000)}1${")".repeat(3000)}\n`],
    ["a long chain of operators", `x = ${Array.from({ length: 20_000 }, (_, i) => `a${i}`).join(" + ")}\n`],
    ["a long chain of attributes", `x = a${".b".repeat(5000)}\n`],
    [
      "deeply nested blocks",
      `${Array.from({ length: 90 }, (_, i) => `${" ".repeat(i)}if x:\n`).join("")}${" ".repeat(90)}pass\n`,
    ],
    ["Python 2", "print 'a', b\nexec code in scope\nraise E, 'x'\n"],
    ["type parameters", "class A[T: int, *Ts, **P]:\n    def f[S](self, x: S) -> T: ...\ntype X[T] = list[T]\n"],
    [
      "prototype names",
      "__proto__ = 1\nconstructor = 2\nclass A:\n    __proto__ = 3\n    def toString(self): self.constructor = 1\n",
    ],
  ])("stands %s", (_name, text) => {
    expect(factsOf(text).functions.length).toBeGreaterThan(0);
  });
});
