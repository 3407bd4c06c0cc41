import type { PackageRow } from "../knowledge/schema.ts";
import type { Program } from "../program/program.ts";
import type { ImportFacts } from "../semantics/facts.ts";
import type { Range } from "../text/range.ts";
import { defineRule } from "./define.ts";
import { say } from "./messages/index.ts";

export const noEquivalent = defineRule({
  meta: {
    name: "no-equivalent",
    summary: "An import of a package that has no counterpart in Go and none on npm.",
    defaultSeverity: "info",
    evenInTests: true,
    what: "Reports every import of a package whose work has no equivalent in either language: numerical libraries, data frames, model code, and tools that are Python themselves. The knowledge tables say which.",
    why: "Code on such a package cannot be ported at a fair price: its ecosystem would be lost with it. A plan that does not see these imports first finds them last.",
    insteadUse:
      "Leave the code on the package in Python, and put a service boundary in front of it, so that what calls it can move.",
    fixSafety: "There is no fix; the finding is a fact for the plan.",
    references: ["Portwright's knowledge tables, with the source of each row"],
  },
  *run(program, module) {
    const facts = program.facts(module);
    for (const one of facts.imports) {
      const row = packageOf(program, module, one);
      if (row === undefined || row.go.fit !== "none" || row.npm.fit !== "none") continue;
      yield {
        range: placeOf(one),
        confidence: "definite",
        message: say("no-equivalent", { name: row.module }),
        help: say("no-equivalent.help", { go: row.go.note, npm: row.npm.note }),
        context: undefined,
        fn: one.fn,
        chain: [],
        data: { package: row.module },
      };
    }
  },
});

/** The table's row of an imported package; a module of the workspace is none, whatever it is called. */
export function packageOf(program: Program, module: number, one: ImportFacts): PackageRow | undefined {
  if (one.level > 0 || one.module === "") return undefined;
  const top = one.module.split(".")[0];
  const row = program.evaluator.knowledge.package(top);
  if (row === undefined || program.modules.resolve(module, top, 0) !== undefined) return undefined;
  return row;
}

/** `from a import b, c` is one import of a; `import a, b` are two. */
export function placeOf(one: ImportFacts): Range {
  return one.name === undefined
    ? { start: one.start, end: one.end }
    : { start: one.statementStart, end: one.statementEnd };
}
