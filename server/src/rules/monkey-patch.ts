import { defineRule } from "./define.ts";
import { say } from "./messages/index.ts";

export const monkeyPatch = defineRule({
  meta: {
    name: "monkey-patch",
    summary: "An attribute of an imported module or class is set or replaced.",
    defaultSeverity: "info",
    evenInTests: true,
    what: "Reports assignments to attributes of modules and classes that were imported, in the workspace or from a library, and `setattr` on them with a known name. Settings that a library's own manual tells to set, such as `logging.raiseExceptions`, and what a mock is told to do are silent.",
    why: "From then on every user of that module or class gets something else than its source says, whenever the assignment happens to run. Functions and classes of Go packages and ES modules cannot be replaced, and variables of an ES module cannot be set from another, so a port has to find another way to say the same.",
    insteadUse:
      "Pass the changed behaviour in: a parameter, a subclass, a wrapper, an option of the library. For settings, a configuration object that is handed over.",
    fixSafety: "There is no automatic fix.",
    references: ["Python documentation: The import system, Modules"],
  },
  *run(program, module) {
    for (const use of program.dynamic.usesOf(module)) {
      if (use.kind !== "patch") continue;
      yield {
        range: { start: use.start, end: use.end },
        confidence: "definite",
        message: say("monkey-patch", { name: use.name }),
        help: say("monkey-patch.help"),
        context: undefined,
        fn: use.fn,
        chain: [],
      };
    }
  },
});
