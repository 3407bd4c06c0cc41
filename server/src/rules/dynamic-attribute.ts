import type { DynamicUse } from "../program/dynamic.ts";
import { defineRule } from "./define.ts";

export const dynamicAttribute = defineRule({
  meta: {
    name: "dynamic-attribute",
    summary: "Attributes whose names are computed, or that appear and vanish while the program runs.",
    defaultSeverity: "info",
    what: "Reports `getattr`, `setattr` and `delattr` with a name that is computed (not one that is written down, be it in the header of a loop), methods that answer for every attribute (`__getattr__`, `__setattr__`), and writes into `__dict__`, `vars()` and `globals()`.",
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
        help: "Keep such names in a dictionary, or list the attributes that there can be.",
        context: undefined,
        fn: use.fn,
        chain: [],
      };
    }
  },
});

function messageOf(use: DynamicUse): string | undefined {
  switch (use.kind) {
    case "attribute":
      return `\`${use.name}\` is given an attribute's name that is computed, so which attribute is meant cannot be read from the source.`;
    case "interception":
      return `\`${use.name}\` answers for attributes that are declared nowhere.`;
    case "namespace":
      return `Attributes are written through \`${use.name}\`, past their declarations.`;
    default:
      return undefined;
  }
}
