import { describe, expect, it } from "vitest";
import { type GoFault, mendGo } from "../../server/src/port/go/mend.ts";

const HEAD = ["package main", "", "import (", '\t"strings"', ")", ""];

/** Mends a file with a compiler that refuses what `refused` says of its text. */
async function mended(body: readonly string[], refused: (lines: readonly string[]) => readonly [string, string][]) {
  const text = [...HEAD, ...body].join("\n");
  const compile = async (files: readonly { readonly text: string }[]): Promise<readonly GoFault[]> => {
    const lines = files[0].text.split("\n");
    return refused(lines).flatMap(([needle, message]) => {
      const line = lines.findIndex((each) => each.includes(needle) && !each.trimStart().startsWith("//"));
      return line < 0 ? [] : [{ path: "m.go", line, column: lines[line].indexOf(needle), message }];
    });
  };
  const result = await mendGo([{ path: "m.go", text }], "m.go", [], "m.py", compile);
  return { ...result, lines: result.files[0].text.split("\n") };
}

describe("what the Go compiler refuses", () => {
  it("becomes an assertion where a value of no known type is used", async () => {
    const { lines, stubs, problems } = await mended(["func f(x any) string {", "\treturn g(x)", "}"], (all) =>
      all.includes("\treturn g(x)")
        ? [
            [
              "x)",
              "cannot use x (variable of interface type any) as string value in argument to g: need type assertion",
            ],
          ]
        : [],
    );
    expect(lines[7]).toBe("\treturn g(x.(string))");
    expect([stubs, problems]).toEqual([[], []]);
  });

  it("becomes a function that panics, on the same lines, and imports that nothing uses any more go", async () => {
    const { lines, stubs, problems } = await mended(
      ["func f() string {", "\treturn strings.Nope()", "}", "", "func g() int { return 1 }"],
      (all) => {
        if (all.some((line) => line.startsWith("\treturn strings.Nope")))
          return [["strings.Nope", "undefined: strings.Nope"]];
        return [['"strings"', '"strings" imported and not used']];
      },
    );
    expect(problems).toEqual([]);
    expect(stubs).toEqual([{ line: 6, message: "undefined: strings.Nope" }]);
    expect(lines.slice(3)).toEqual([
      ")",
      "",
      "func f() string {",
      '\tpanic("m.py: undefined: strings.Nope: this does not build and is not ported") // return strings.Nope()',
      "}",
      "",
      "func g() int { return 1 }",
    ]);
  });

  it("is used where it is only declared", async () => {
    const { lines, stubs } = await mended(["func f() {", "\tx := 1", "}"], (all) =>
      all.includes("\tx := 1") ? [["x := 1", "declared and not used: x"]] : [],
    );
    expect(lines[7]).toBe("\tx := 1; _ = x");
    expect(stubs).toEqual([]);
  });

  it("leaves a variable without its value, and takes away a function whose head is refused", async () => {
    const { lines, stubs } = await mended(["var v int = nope()", "", "func f(x Nope) {", "\tx()", "}"], () => [
      ["nope()", "undefined: nope"],
      ["x Nope", "undefined: Nope"],
    ]);
    expect(stubs.length).toBeGreaterThanOrEqual(2);
    expect(lines[6]).toMatch(/^(var v int \/\/|\/\/) Not ported/);
    expect(lines.slice(8).every((line) => line.startsWith("//"))).toBe(true);
  });
});
