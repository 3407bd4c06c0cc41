import { defineRule } from "./define.ts";
import { say } from "./messages/index.ts";

export const dynamicCode = defineRule({
  meta: {
    name: "dynamic-code",
    summary:
      "Code that the program makes or chooses while it runs: `eval`, `exec`, and imports of modules that it does not name.",
    defaultSeverity: "info",
    evenInTests: true,
    what: "Reports calls of `eval` and `exec`, and of `__import__`, `importlib.import_module` and their kin with a module name that is computed.",
    why: "What runs is decided by data. No reader, and no translator, can say what the code does; a compiled language has no counterpart.",
    insteadUse:
      "Name what can run: a dictionary of functions or of imported modules, a parser such as `ast.literal_eval` for data, an expression grammar for formulas. Where users bring code of their own, keep that part in Python behind a seam.",
    fixSafety: "There is no automatic fix.",
    references: ["Python documentation: Built-in Functions, eval, exec", "Python documentation: importlib"],
  },
  *run(program, module) {
    for (const use of program.dynamic.usesOf(module)) {
      if (use.kind !== "code" && use.kind !== "import") continue;
      yield {
        range: { start: use.start, end: use.end },
        confidence: "definite",
        message: say(use.kind === "code" ? "dynamic-code.code" : "dynamic-code.import", { name: use.name }),
        help: say(use.kind === "code" ? "dynamic-code.code-help" : "dynamic-code.import-help"),
        context: undefined,
        fn: use.fn,
        chain: [],
      };
    }
  },
});
