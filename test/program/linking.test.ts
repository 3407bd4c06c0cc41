import { describe, expect, it } from "vitest";
import { KNOWLEDGE } from "../../server/src/knowledge/index.ts";
import { Program } from "../../server/src/program/program.ts";
import { extractFacts } from "../../server/src/semantics/extract.ts";
import { pythonParser } from "../syntax/parsers.ts";

const parser = pythonParser();

function programOf(files: Readonly<Record<string, string>>): Program {
  const inputs = Object.entries(files).map(([file, text]) => ({ file, facts: extractFacts(parser.parse(text).tree) }));
  return new Program(inputs, KNOWLEDGE, { blocking: new Set(), safe: new Set(), minor: 13 });
}

/** What a function runs, by name: workspace functions as `module.function`, library callables by their path; `?` marks one of several. */
function callsOf(files: Readonly<Record<string, string>>, file: string, name: string): string[] {
  const program = programOf(files);
  const module = program.modules.byFile(file)!;
  const found = new Set<string>();
  for (const node of program.nodesOf(module)) {
    if (program.functionOf(node).qualifiedName !== name) continue;
    for (const edge of node.edges) {
      const to = program.graph.nodes[edge.to];
      found.add(`${program.evaluator.pathOfFunction(to.module, to.fn)}${edge.doubt === 0 ? "" : "?"}`);
    }
    for (const use of node.externals) found.add(use.path);
  }
  return [...found].sort();
}

const STORE = "class Store:\n    def get(self, key):\n        return key\n";

describe("what a call means", () => {
  it.each<[string, Record<string, string>, string[]]>([
    ["an import", { "a.py": "from b import f\ndef go():\n    f()\n", "b.py": "def f(): pass\n" }, ["b.f"]],
    ["an alias", { "a.py": "import b as c\ndef go():\n    c.f()\n", "b.py": "def f(): pass\n" }, ["b.f"]],
    [
      "a relative import",
      {
        "p/__init__.py": "",
        "p/a.py": "from . import b\nfrom .b import f as g\ndef go():\n    b.f()\n    g()\n",
        "p/b.py": "def f(): pass\n",
      },
      ["p.b.f"],
    ],
    [
      "a re-export",
      {
        "a.py": "from p import f\ndef go():\n    f()\n",
        "p/__init__.py": "from .b import f\n",
        "p/b.py": "def f(): pass\n",
      },
      ["p.b.f"],
    ],
    [
      "a star import",
      { "a.py": "from b import *\ndef go():\n    f()\n", "b.py": "def f(): pass\ndef _g(): pass\n" },
      ["b.f"],
    ],
    [
      "a package under src",
      { "app.py": "from p.b import f\ndef go():\n    f()\n", "src/p/__init__.py": "", "src/p/b.py": "def f(): pass\n" },
      ["p.b.f"],
    ],
    [
      "a library name that a package's module shares",
      {
        "p/__init__.py": "",
        "p/a.py": "import time\ndef go():\n    time.sleep(1)\n",
        "p/time.py": "def sleep(n): pass\n",
      },
      ["time.sleep"],
    ],
    [
      "a method through self",
      { "a.py": "class A:\n    def go(self):\n        self.f()\n    def f(self): pass\n" },
      ["a.A.f"],
    ],
    ["an instance", { "a.py": `${STORE}def go():\n    Store().get(1)\n` }, ["a.Store.get"]],
    [
      "an attribute",
      {
        "a.py": `${STORE}class A:\n    def __init__(self):\n        self.store = Store()\n    def go(self):\n        self.store.get(1)\n`,
      },
      ["a.Store.get"],
    ],
    [
      "an annotated parameter",
      { "a.py": `${STORE}def go(store: "Store | None"):\n    store.get(1)\n` },
      ["a.Store.get"],
    ],
    [
      "a parameter that callers fill",
      { "a.py": `${STORE}def go(store):\n    store.get(1)\ngo(Store())\n` },
      ["a.Store.get?"],
    ],
    [
      "a factory",
      { "a.py": `${STORE}def make():\n    return Store()\ndef go():\n    make().get(1)\n` },
      ["a.Store.get", "a.make"],
    ],
    [
      "a dataclass field",
      { "a.py": `${STORE}@dataclass\nclass A:\n    store: Store\n    def go(self):\n        self.store.get(1)\n` },
      ["a.Store.get"],
    ],
    [
      "a context manager",
      {
        "a.py": `from contextlib import contextmanager\n${STORE}@contextmanager\ndef opened():\n    yield Store()\ndef go():\n    with opened() as store:\n        store.get(1)\n`,
      },
      ["a.Store.get", "a.opened"],
    ],
    [
      "an override of an abstract method",
      {
        "a.py":
          "class A:\n    def f(self): raise NotImplementedError\nclass B(A):\n    def f(self): pass\ndef go(a: A):\n    a.f()\n",
      },
      ["a.B.f?"],
    ],
    [
      "a method of a base class",
      { "a.py": "class A:\n    def f(self): pass\nclass B(A):\n    pass\ndef go():\n    B().f()\n" },
      ["a.A.f"],
    ],
    [
      "super",
      {
        "a.py":
          "class A:\n    def f(self): pass\nclass B(A):\n    def f(self):\n        pass\n    def go(self):\n        super().f()\n",
      },
      ["a.A.f"],
    ],
    [
      "a property",
      { "a.py": "class A:\n    @property\n    def size(self): return 1\ndef go():\n    A().size\n" },
      ["a.A.size"],
    ],
    [
      "an operator",
      { "a.py": "class A:\n    def __add__(self, other): return self\ndef go():\n    A() + 1\n" },
      ["a.A.__add__"],
    ],
    [
      "a callable object",
      { "a.py": "class A:\n    def __call__(self): pass\ndef go():\n    A()()\n" },
      ["a.A.__call__"],
    ],
    [
      "a partial",
      { "a.py": "import functools\ndef f(x): pass\ndef go():\n    functools.partial(f, 1)()\n" },
      ["a.f", "functools.partial"],
    ],
    [
      "a decorator that wraps",
      {
        "a.py":
          "def timed(fn):\n    def wrapper(*args):\n        return fn(*args)\n    return wrapper\n@timed\ndef f(): pass\ndef go():\n    f()\n",
      },
      ["a.timed.wrapper"],
    ],
    [
      "a callback",
      { "a.py": "def apply(fn):\n    return fn()\ndef f(): pass\ndef go():\n    apply(f)\n" },
      ["a.apply"],
    ],
    [
      "functions in a dictionary",
      { "a.py": 'def f(): pass\ndef g(): pass\nTABLE = {"f": f, "g": g}\ndef go():\n    TABLE["g"]()\n' },
      ["a.g"],
    ],
    [
      "a conditional import",
      {
        "a.py": "try:\n    from b import f\nexcept ImportError:\n    def f(): pass\ndef go():\n    f()\n",
        "b.py": "def f(): pass\n",
      },
      ["a.f?", "b.f?"],
    ],
    [
      "a library instance",
      { "a.py": "import sqlite3\ndef go():\n    sqlite3.connect('x').cursor().execute('')\n" },
      ["sqlite3.Connection.cursor", "sqlite3.Cursor.execute", "sqlite3.connect"],
    ],
    [
      "a dependency",
      {
        "a.py": `from fastapi import Depends\n${STORE}def store():\n    return Store()\ndef go(s=Depends(store)):\n    s.get(1)\n`,
      },
      ["a.Store.get"],
    ],
    ["a shadowed name", { "a.py": "def open(path): pass\ndef go():\n    open('x')\n" }, ["a.open"]],
  ])("%s", (_name, files, expected) => {
    const file = Object.keys(files).find((path) => /def go\(/.test(files[path]))!;
    const name = /class \w+[\s\S]*\n {4}def go\(/.test(files[file])
      ? `${[...files[file].split("def go(")[0].matchAll(/^class (\w+)/gm)].at(-1)![1]}.go`
      : "go";
    expect(callsOf(files, file, name)).toEqual(expected);
  });

  it("follows the function that a wrapper was made for", () => {
    const files = {
      "a.py":
        "import time\ndef timed(fn):\n    def wrapper(*args):\n        return fn(*args)\n    return wrapper\n@timed\ndef slow():\n    time.sleep(1)\n@timed\ndef quick(): pass\nasync def one():\n    slow()\nasync def two():\n    quick()\n",
    };
    const program = programOf(files);
    const proofOf = (name: string) => {
      const node = program.nodesOf(0).find((one) => program.functionOf(one).qualifiedName === name)!;
      return program.effects.nodes[node.id].blocks?.primitive;
    };
    expect(proofOf("one")).toBe("time.sleep");
    expect(proofOf("two")).toBeUndefined();
  });
});

describe("bad input", () => {
  it("links modules that import each other, functions that call each other and classes that derive from each other", () => {
    const files = {
      "a.py": "from b import *\nfrom b import g\nclass A(B): pass\ndef f():\n    g()\n    A().m()\n",
      "b.py": "from a import *\nfrom a import f\nclass B(A):\n    def m(self):\n        self.m()\ndef g():\n    f()\n",
    };
    expect(programOf(files).graph.nodes.length).toBeGreaterThan(3);
  });

  it("bounds unions of thousands of values", () => {
    const arms = Array.from({ length: 5_000 }, (_, i) => `def f${i}(): pass\n`).join("");
    const table = `TABLE = [${Array.from({ length: 5_000 }, (_, i) => `f${i}`).join(", ")}]\ndef go(i):\n    TABLE[i]()\n`;
    expect(programOf({ "a.py": arms + table }).graph.nodes.length).toBeGreaterThan(5_000);
  });

  it("follows a decorator that decorates itself no further than it must", () => {
    const text = "def d(fn):\n    @d\n    def inner(): return fn()\n    return inner\n@d\n@d\ndef f(): pass\nf()\n";
    expect(programOf({ "a.py": text }).graph.nodes.length).toBeGreaterThan(2);
  });
});
