import type { ValueId } from "../semantics/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import type { ModuleId } from "./modules.ts";

export interface KnownTexts {
  readonly texts: readonly string[];
  /** `constant`: it is one text, or the program chooses between some; `loop`: a loop gives it one text after the other. */
  readonly from: "constant" | "loop";
}

/** The texts that a value can be, where the program writes all of them down; undefined where one is computed. */
export function knownTexts(evaluator: Evaluator, module: ModuleId, value: ValueId, depth = 0): KnownTexts | undefined {
  if (depth > 8) return undefined;
  const facts = evaluator.facts[module];
  const known = facts.values[value];
  switch (known.k) {
    case "literal":
      return typeof known.value === "string" && known.type === "str"
        ? { texts: [known.value], from: "constant" }
        : undefined;
    case "declared":
      return knownTexts(evaluator, module, known.value, depth + 1);
    case "union":
      return joined(known.of.map((part) => knownTexts(evaluator, module, part, depth + 1)));
    case "name": {
      const bindings = facts.functions[known.fn].bindings[known.name];
      if (bindings === undefined || bindings.length > 8) return undefined;
      return joined(bindings.map((binding) => knownTexts(evaluator, module, binding, depth + 1)));
    }
    case "import": {
      if (known.name === undefined) return undefined;
      const target = evaluator.modules.resolve(module, known.module, known.level);
      const bindings =
        typeof target === "number" ? evaluator.facts[target].functions[0].bindings[known.name] : undefined;
      return bindings?.length === 1 ? knownTexts(evaluator, target as ModuleId, bindings[0], depth + 1) : undefined;
    }
    case "element": {
      const over = facts.values[known.of];
      if (over.k !== "collection" || over.type === "dict") return undefined;
      const parts = over.items.map((item) => {
        const inner = facts.values[item];
        const isTuple = known.position !== undefined && inner.k === "collection";
        return knownTexts(evaluator, module, isTuple ? inner.items[known.position!] : item, depth + 1);
      });
      const texts = joined(parts);
      return texts === undefined ? undefined : { ...texts, from: "loop" };
    }
    default:
      return undefined;
  }
}

function joined(parts: readonly (KnownTexts | undefined)[]): KnownTexts | undefined {
  if (parts.length === 0) return undefined;
  const texts = new Set<string>();
  let from: KnownTexts["from"] = "constant";
  for (const part of parts) {
    if (part === undefined) return undefined;
    if (part.from === "loop") from = "loop";
    for (const text of part.texts) texts.add(text);
  }
  return { texts: [...texts], from };
}
