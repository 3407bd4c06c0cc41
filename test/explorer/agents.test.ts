import { describe, expect, it } from "vitest";
import { auditAnswer, explainAnswer, portAnswer, verifyAnswer } from "../../extension/src/agent-answers.ts";
import type { FunctionVerdict, PortResult } from "../../server/src/lsp/protocol.ts";
import { finding, module, treeOf } from "./tree.ts";

describe("what a language model is told", () => {
  const hot = finding("hot-loop", { severity: "info", symbol: "" });
  const one = module("a.py", [hot, finding("nested-event-loop", { severity: "error" })]);

  it("of an audit: the gravest findings first, no more than asked for, and the advice", () => {
    expect(auditAnswer(treeOf([one]), 1)).toBe(
      [
        "2 findings in 1 modules.",
        "",
        "- error [nested-event-loop] a.py:5 in main (definite): what nested-event-loop says.",
        "- (1 more were left out)",
        "",
        "Advice by module:",
        "- a.py: port-go, 3 person-days (2–5)",
      ].join("\n"),
    );
    expect(auditAnswer(treeOf([]), 9)).toBe("Nothing was found that fits.");
    expect(auditAnswer({ ...treeOf([]), complete: false }, 9)).toMatch(/still being read/);
  });

  it("of a line: its findings with their proofs, and the advice on the innermost function around", () => {
    const verdict = (name: string, from: number, to: number): FunctionVerdict => ({
      name,
      range: { start: { line: from, character: 4 }, end: { line: from, character: 8 } },
      body: { start: { line: from, character: 0 }, end: { line: to, character: 0 } },
      title: "",
      advice: { verdict: "port-go", reasons: ["It computes."], wouldChange: ["A profile."] },
      findings: 1,
    });
    const verdicts = [verdict("Outer", 0, 20), verdict("Outer.inner", 3, 9), verdict("later", 30, 40)];
    const explained = [{ finding: hot, chain: [{ message: "f loops", place: "b.py:9" }] }];
    expect(explainAnswer(one, 5, explained, verdicts)).toBe(
      [
        "info [hot-loop] a.py:5 (definite): what hot-loop says.",
        "What to do.",
        "1. f loops (b.py:9)",
        "",
        "Advice for Outer.inner: port-go.",
        "It computes.",
        "It would change: A profile.",
      ].join("\n"),
    );
    expect(explainAnswer(one, 25, [], verdicts)).toBe("No finding stands on line 25; the file has some on 5.");
    expect(explainAnswer(undefined, 25, [], [])).toBe("The file has no findings.");
  });

  it("of a port: that it is a sketch, its departures, and code that cannot end its own fence", () => {
    const range = { start: 0, end: 1 };
    const note = { severity: "warning" as const, code: "unsupported", message: "this slice", range };
    const result: PortResult = {
      target: "ts",
      primary: "a.ts",
      files: [
        { path: "a.ts", text: "// ```\nexport {};\n" },
        { path: "runtime.ts", text: "1234" },
      ],
      notes: [note],
      items: [],
      problems: [],
      links: [],
      symbols: { functions: {}, classes: {} },
      name: undefined,
      module: "a",
      version: null,
    };
    const told = portAnswer(result);
    expect(told).toMatch(/^A sketch in TypeScript: nothing was written/);
    expect(told).toContain("- warning [unsupported] this slice");
    expect(told).toContain("````typescript\n// ```\nexport {};\n````");
    expect(told).toContain("- runtime.ts (4 characters)");
  });

  it("of a comparison: each function, and the smallest input that tells the two apart", () => {
    const base = { target: "go" as const, failed: null, folder: null, verified: false };
    const input = { input: "f(0)", python: "1", port: "2", what: "result" as const, path: "", call: 0 };
    const told = verifyAnswer({
      ...base,
      items: [{ name: "f", range: null, result: { kind: "differs", cases: 3, difference: input } }],
    });
    expect(told).toBe("The port is not verified.\n- f: differs for f(0)\n  Python: 1\n  port: 2");
    expect(verifyAnswer({ ...base, items: [], failed: "Go is missing." })).toBe(
      "Nothing could be compared. Go is missing.",
    );
  });
});
