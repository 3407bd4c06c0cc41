import { describe, expect, it } from "vitest";
import * as go from "../../server/src/port/go/build.ts";
import { printFile } from "../../server/src/port/go/print.ts";
import { settleTypes } from "../../server/src/port/go/settle/index.ts";
import { runtimeFunction, runtimeType, runtimeVariable } from "../../server/src/port/go/settle/signatures.ts";
import type { GoBlock, GoDecl, GoParam, GoType } from "../../server/src/port/go/tree.ts";

const [ANY, INT, FLOAT, TEXT] = [go.ANY_TYPE, go.INT_TYPE, go.FLOAT_TYPE, go.STRING_TYPE];
const call = (name: string, ...args: readonly Parameters<typeof go.call>[1][]) => go.call(name, ...args);
const named = (name: string) => go.name(name);

/** The body of a function after its types are settled; `others` are what else the package declares. */
function settled(
  params: Readonly<Record<string, GoType>>,
  body: GoBlock,
  results: readonly GoType[] = [],
  others: readonly GoDecl[] = [],
): { readonly text: string; readonly needed: readonly string[] } {
  const needed = new Set<string>();
  const decl: GoDecl = {
    kind: "function",
    name: "f",
    params: Object.entries(params).map(([name, type]): GoParam => ({ name, type })),
    results: results.map((type) => ({ name: "", type })),
    body,
  };
  const decls = settleTypes([...others, decl], (entry) => needed.add(entry));
  const lines = printFile({ package: "p", decls: decls.slice(-1) }).text.split("\n");
  const start = lines.findIndex((line) => line.startsWith("func f("));
  const inside = lines.slice(start + 1, lines.lastIndexOf("}"));
  return { text: inside.map((line) => line.replace(/^\t/, "")).join("\n"), needed: [...needed] };
}

function check(
  params: Readonly<Record<string, GoType>>,
  body: GoBlock,
  expected: string,
  results: readonly GoType[] = [],
  others: readonly GoDecl[] = [],
): void {
  expect(settled(params, body, results, others).text).toBe(expected);
}

describe("heads of the runtime", () => {
  it("are read with type parameters, several names of one type, and results", () => {
    expect(runtimeFunction("lookup")?.typeParams.map(({ name }) => name)).toEqual(["K", "V"]);
    expect(runtimeFunction("callMethod")).toMatchObject({ variadic: true, results: [ANY] });
    expect(runtimeFunction("OrderedMap.Keys")?.results[0]).toMatchObject({ name: "Seq", package: "iter" });
    expect(runtimeVariable("environment")).toMatchObject({ kind: "map", key: TEXT, value: TEXT });
    expect(runtimeVariable("rootLogger")).toMatchObject({ kind: "pointer", to: { name: "Logger" } });
    expect(runtimeType("Pair")?.underlying).toMatchObject({ fields: [{ name: "First" }, { name: "Second" }] });
  });
});

describe("a value of no known type", () => {
  it("is asserted or converted where a place asks for a type", () => {
    check({ x: ANY }, [go.returnStmt(named("x"))], "return x.(string)", [TEXT]);
    check({ x: ANY }, [go.returnStmt(named("x"))], "return to[float64](x)", [FLOAT]);
    check({ x: ANY }, [go.returnStmt(go.packageCall("math", "Log", named("x")))], "return math.Log(to[float64](x))", [
      FLOAT,
    ]);
    check({ x: ANY }, [go.returnStmt(named("x"))], "return x", [ANY]);
  });

  it("takes the type of the other operand", () => {
    const difference = go.binary("-", named("x"), named("mean"));
    check({ x: ANY, mean: FLOAT }, [go.returnStmt(difference)], "return to[float64](x) - mean", [FLOAT]);
    check({ x: ANY, y: ANY }, [go.returnStmt(go.binary("+", named("x"), named("y")))], 'return arithmetic("+", x, y)', [
      ANY,
    ]);
    check({ x: ANY, y: ANY }, [go.returnStmt(go.binary("<", named("x"), named("y")))], "return compareAny(x, y) < 0", [
      go.BOOL_TYPE,
    ]);
  });

  it("is walked, measured, called and read through the functions for dynamic values", () => {
    const loop: GoBlock = [
      {
        kind: "range",
        key: go.BLANK,
        value: named("y"),
        declares: true,
        over: named("x"),
        body: [go.exprStmt(call("g", named("y")))],
      },
    ];
    check({ x: ANY }, loop, "for _, y := range collect(iterate(x)) {\n\tg(y)\n}");
    check({ x: ANY }, [go.returnStmt(call("len", named("x")))], "return length(x)", [INT]);
    check({ x: ANY }, [go.returnStmt(go.call(named("x"), go.number(1)))], "return call(x, 1)", [ANY]);
    check({ x: ANY }, [go.returnStmt(go.index(named("x"), go.number(0)))], "return element(x, 0)", [ANY]);
    check({ x: ANY }, [go.ifStmt(named("x"), [go.returnStmt()])], "if truthy(x) {\n\treturn\n}");
  });

  it("has its attributes stored by name", () => {
    const store = go.assign(go.select(named("x"), "Name"), go.text("a"));
    const { text, needed } = settled({ x: ANY }, [store]);
    expect(text).toBe('setField(x, "Name", "a")');
    expect(needed).toEqual(["setField"]);
  });
});

describe("values of two types", () => {
  it("leave what fits as it is", () => {
    const body = [go.define(["y"], go.binary("+", named("x"), go.number(1))), go.returnStmt(named("y"))];
    check({ x: INT }, body, "y := x + 1\nreturn y", [INT]);
    const sequence = go.from("iter", "Seq", INT);
    check({ x: sequence }, [go.returnStmt(call("collect", named("x")))], "return collect(x)", [go.sliceOf(INT)]);
  });

  it("make a container's type parameter decide over that of a key", () => {
    const table = go.mapOf(ANY, INT);
    const found = [go.returnStmt(call("lookup", named("table"), named("key")))];
    check({ table, key: TEXT }, found, "return lookup(table, any(key))", [INT]);
    check({ table: go.mapOf(TEXT, INT), key: ANY }, found, "return lookup(table, key.(string))", [INT]);
  });

  it("read a number behind a pointer", () => {
    check({ x: go.pointerTo(INT) }, [{ kind: "step", target: named("x"), operator: "++" }], "*x++");
    check({ x: go.pointerTo(INT) }, [go.returnStmt(go.binary("+", named("x"), go.number(1)))], "return *x + 1", [INT]);
  });

  it("tell that a number is never nil, and nil always is", () => {
    check({ x: INT }, [go.returnStmt(go.binary("==", named("x"), go.NIL))], "return false", [go.BOOL_TYPE]);
    check({}, [go.returnStmt(go.binary("==", go.NIL, go.NIL))], "return true", [go.BOOL_TYPE]);
  });

  it("assert an interface that the class does not have", () => {
    const others: GoDecl[] = [
      { kind: "type", name: "Thing", type: { kind: "struct", fields: [{ name: "Size", type: INT }] } },
    ];
    const thing = go.pointerTo(go.named("Thing"));
    check({ x: thing }, [go.returnStmt(named("x"))], "return any(x).(error)", [go.ERROR_TYPE], others);
    check({ x: thing }, [go.returnStmt(go.select(named("x"), "Size"))], "return x.Size", [INT], others);
    check({ x: thing }, [go.returnStmt(go.select(named("x"), "Other"))], 'return field(x, "Other")', [ANY], others);
  });
});

describe("what a reader would not have written", () => {
  it("is left out: a literal around a call, `&& true`, what follows a return, a store of itself", () => {
    const literal = go.fn(
      [{ name: "n", type: INT }],
      [TEXT],
      [go.returnStmt(go.packageCall("strconv", "Itoa", named("n")))],
    );
    check(
      { xs: go.sliceOf(INT) },
      [go.returnStmt(call("mapped", named("xs"), literal))],
      "return mapped(xs, strconv.Itoa)",
      [go.sliceOf(TEXT)],
    );
    const body = [
      go.assign(named("x"), named("x")),
      go.returnStmt({ kind: "binary", operator: "&&", left: named("x"), right: go.TRUE } as const),
      go.exprStmt(call("g")),
    ];
    check({ x: go.BOOL_TYPE }, body, "return x", [go.BOOL_TYPE]);
  });
});

describe("variables that nobody reads", () => {
  it("go, with the stores into them; what their values do stays", () => {
    const body: GoBlock = [
      go.ifStmt(named("test"), [go.define(["x"], go.number(1)), go.assign(named("x"), go.number(2))]),
      go.ifStmt(go.unary("!", named("test")), [go.define(["x"], call("g")), go.exprStmt(call("h", named("x")))]),
      go.define(["y"], call("g")),
    ];
    check({ test: go.BOOL_TYPE }, body, "if test {\n}\nif !test {\n\tx := g()\n\th(x)\n}\n_ = g()");
  });

  it("leave an assignment where nothing new is declared", () => {
    const body: GoBlock = [
      go.define(["x", "err"], call("g")),
      go.exprStmt(call("h", named("x"), named("err"))),
      go.define(["y", "err"], call("g")),
      go.exprStmt(call("h", named("err"))),
    ];
    check({}, body, "x, err := g()\nh(x, err)\n_, err = g()\nh(err)");
  });
});
