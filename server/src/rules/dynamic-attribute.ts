import type { DynamicUse } from "../program/dynamic.ts";
import type { Said } from "../text/said.ts";
import { defineRule } from "./define.ts";
import { say } from "./messages/index.ts";

export const dynamicAttribute = defineRule({
  meta: {
    name: "dynamic-attribute",
    summary: "Attributes whose names are computed, or that appear and vanish while the program runs.",
    defaultSeverity: "info",
    evenInTests: true,
    what: "Reports `getattr`, `setattr` and `delattr` with a name that is computed (not one that is written down, be it in the header of a loop or in a table), methods that answer for every attribute (`__getattr__`, `__setattr__`), and writes into `__dict__`, `vars()` and `globals()`.",
    why: "A struct has the fields that its declaration lists. Where names are data, a port needs a map, a switch or generated code, and a person who knows which names there can be.",
    insteadUse:
      "A dictionary where the names are data; a table from name to function where they choose what to call; plain attributes where all are known.",
    fixSafety: "There is no automatic fix.",
    references: [
      "Python documentation: Built-in Functions, getattr",
      "Python documentation: Data model, Customizing attribute access",
    ],
  },
  *run(program, module) {
    for (const use of program.dynamic.usesOf(module)) {
      const message = messageOf(use);
      if (message === undefined) continue;
      yield {
        range: { start: use.start, end: use.end },
        confidence: "definite",
        message,
        help: say("dynamic-attribute.help"),
        context: undefined,
        fn: use.fn,
        chain: [],
      };
    }
  },
});

function messageOf(use: DynamicUse): Said | undefined {
  switch (use.kind) {
    case "attribute":
      return say("dynamic-attribute.computed", { name: use.name });
    case "interception":
      return say("dynamic-attribute.interception", { name: use.name });
    case "namespace":
      return say("dynamic-attribute.namespace", { name: use.name });
    default:
      return undefined;
  }
}
