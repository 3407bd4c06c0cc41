import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import * as go from "../../server/src/port/go/build.ts";
import { createGoFormatter, type GoFormatter } from "../../server/src/port/go/index.ts";
import { placeDeclarations } from "../../server/src/port/go/placement.ts";
import { printFile } from "../../server/src/port/go/print.ts";
import type { GoBlock, GoExpr, GoStmt } from "../../server/src/port/go/tree.ts";

let format: GoFormatter;

beforeAll(() => {
  const path = fileURLToPath(import.meta.resolve("@wasm-fmt/gofmt/wasm"));
  format = createGoFormatter(readFileSync(path));
});

/** Prints the statements as the body of a function and gives back what stands between its braces. */
function printed(body: GoBlock): string {
  const { text } = printFile({
    package: "p",
    decls: [{ kind: "function", name: "f", params: [], results: [], body }],
  });
  const formatted = format(text);
  if (!formatted.ok) throw new Error(`${formatted.error}\n${text}`);
  const lines = formatted.text.split("\n");
  expect(lines.length, "gofmt keeps the lines, so that links to the Python hold").toBe(text.split("\n").length);
  return lines
    .slice(lines.indexOf("func f() {") + 1, lines.lastIndexOf("}"))
    .map((line) => line.slice(1))
    .join("\n");
}

const value = (expr: GoExpr): string => printed([go.assign(go.name("x"), expr)]).replace("x = ", "");
const [a, b, c] = ["a", "b", "c"].map((name) => go.name(name));

describe("expressions", () => {
  it("puts parentheses only where precedence asks for them", () => {
    expect(value(go.binary("*", go.binary("+", a, b), c))).toBe("(a + b) * c");
    expect(value(go.binary("-", a, go.binary("-", b, c)))).toBe("a - (b - c)");
    expect(value(go.binary("+", go.binary("*", a, b), c))).toBe("a*b + c");
    expect(value(go.unary("!", go.binary("&&", a, b)))).toBe("!(a && b)");
    expect(value(go.unary("-", go.unary("-", a)))).toBe("-(-a)");
    expect(value(go.select(go.unary("*", a), "Field"))).toBe("(*a).Field");
  });

  it("escapes text", () => {
    expect(value(go.text('say "hi"\n\t\\ \u0000 é'))).toBe('"say \\"hi\\"\\n\\t\\\\ \\x00 é"');
    expect(value({ kind: "rune", codePoint: 0x27 })).toBe("'\\''");
  });

  it("keeps a composite literal apart from the block of a header", () => {
    expect(printed([go.ifStmt(go.binary("==", a, go.listOf(go.named("Pair"), [b, c])), [go.returnStmt()])])).toBe(
      "if a == (Pair{b, c}) {\n\treturn\n}",
    );
  });

  it("loops over a tuple in a form that gofmt keeps", () => {
    const over = go.listOf(go.named("Tuple", go.INT_TYPE), [a, b]);
    expect(
      printed([{ kind: "range", key: go.BLANK, value: c, declares: true, over, body: [go.exprStmt(go.call(c))] }]),
    ).toBe("for _, c := range []int{a, b} {\n\tc()\n}");
  });

  it("prints function literals over several lines inside of a call", () => {
    const literal = go.fn(
      [{ name: "x", type: go.INT_TYPE }],
      [go.BOOL_TYPE],
      [go.returnStmt(go.binary(">", go.name("x"), a))],
    );
    expect(value(go.packageCall("slices", "ContainsFunc", b, literal))).toBe(
      "slices.ContainsFunc(b, func(x int) bool {\n\treturn x > a\n})",
    );
  });
});

describe("imports", () => {
  it("are what qualified names call for, standard library first", () => {
    const { text } = printFile({
      package: "p",
      decls: [
        { kind: "var", name: "x", value: go.packageCall("strings", "ToUpper", go.text("a")) },
        { kind: "var", name: "y", value: go.packageCall("golang.org/x/sync/errgroup", "New") },
      ],
    });
    expect(text).toContain('import (\n\t"strings"\n\n\t"golang.org/x/sync/errgroup"\n)');
  });
});

describe("declarations", () => {
  const put = (name: string, to: GoExpr): GoStmt => go.assign(go.name(name), to);
  const use = (name: string): GoStmt => go.exprStmt(go.call("use", go.name(name)));
  const placed = (body: GoBlock, ...names: string[]): string =>
    printed(placeDeclarations(body, new Map(names.map((name) => [name, go.INT_TYPE]))));

  it("declares at the first assignment", () => {
    expect(placed([put("x", go.number(1)), use("x")], "x")).toBe("x := 1\nuse(x)");
  });

  it("declares before a branch that only sometimes assigns", () => {
    expect(placed([go.ifStmt(a, [put("x", go.number(1))]), use("x")], "x")).toBe(
      "var x int\nif a {\n\tx = 1\n}\nuse(x)",
    );
  });

  it("declares outside of a loop what lives from round to round", () => {
    const loop: GoStmt = { kind: "for", condition: a, body: [go.ifStmt(b, [put("x", go.number(1))]), use("x")] };
    expect(placed([loop], "x")).toBe("var x int\nfor a {\n\tif b {\n\t\tx = 1\n\t}\n\tuse(x)\n}");
  });

  it("gives branches that each begin by assigning a variable of their own", () => {
    const branch = [put("x", go.number(1)), use("x")];
    expect(placed([go.ifStmt(a, branch, branch)], "x")).toBe(
      "if a {\n\tx := 1\n\tuse(x)\n} else {\n\tx := 1\n\tuse(x)\n}",
    );
  });

  it("keeps the effects of what nobody reads", () => {
    expect(placed([put("x", go.call("f")), put("y", go.number(1))], "x", "y")).toBe("_ = f()");
  });
});
