import { defineRule } from "./define.ts";
import { say } from "./messages/index.ts";

export const metaclass = defineRule({
  meta: {
    name: "metaclass",
    summary:
      "Code that decides what a class is or what its attributes do: metaclasses, `__init_subclass__`, descriptors.",
    defaultSeverity: "info",
    evenInTests: true,
    what: "Reports classes that are metaclasses or name one, that define `__init_subclass__`, or that are descriptors (`__get__`, `__set__`, `__delete__`). Abstract classes, enumerations, named tuples, protocols, data classes and properties are silent, and so are subclasses.",
    why: "The classes that a reader sees are not the ones that run: fields, registrations and checks come from code that runs when a class is made or an attribute is read. A port has to write out what that code does, or generate it.",
    insteadUse:
      "A decorator or a registration call that is written where the class is; a property; a plain function that builds what the class would have got.",
    fixSafety: "There is no automatic fix.",
    references: [
      "Python documentation: Data model, Customizing class creation",
      "Python documentation: Descriptor Guide",
    ],
  },
  *run(program, module) {
    for (const use of program.dynamic.usesOf(module)) {
      const { kind, name } = use;
      if (kind !== "metaclass" && kind !== "subclass-hook" && kind !== "descriptor") continue;
      yield {
        range: { start: use.start, end: use.end },
        confidence: "definite",
        message: say(`metaclass.${kind}`, { name }),
        help: say("metaclass.help"),
        context: undefined,
        fn: use.fn,
        chain: [],
      };
    }
  },
});
