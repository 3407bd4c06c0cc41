import { UNKNOWN, type ValueId } from "./facts.ts";
import type { ValueTable } from "./values.ts";

/**
 * Reads an annotation that is written as text, such as `"Optional[models.User]"`: names, dots, brackets, commas and `|`.
 * Anything else makes it unknown.
 */
export function annotationFromText(text: string, values: ValueTable, read: (name: string) => ValueId): ValueId {
  const tokens = text.match(/[A-Za-z_]\w*|[[\].,|]|\S/g) ?? [];
  let at = 0;
  const union = (): ValueId => {
    let left = single();
    while (tokens[at] === "|") {
      at++;
      left = values.intern({ k: "binary", op: "|", left, right: single() });
    }
    return left;
  };
  const single = (): ValueId => {
    const name = tokens[at++];
    if (name === undefined || !/^[A-Za-z_]/.test(name)) return UNKNOWN;
    let value = name === "None" ? values.intern({ k: "literal", type: "None" }) : read(name);
    for (;;) {
      if (tokens[at] === "." && tokens[at + 1] !== undefined) {
        value = values.intern({ k: "attr", of: value, name: tokens[at + 1] });
        at += 2;
      } else if (tokens[at] === "[") {
        at++;
        const parts: ValueId[] = [];
        while (at < tokens.length && tokens[at] !== "]") {
          parts.push(union());
          if (tokens[at] !== ",") break;
          at++;
        }
        if (tokens[at] !== "]") return UNKNOWN;
        at++;
        value = values.intern({
          k: "item",
          of: value,
          index: parts.length === 1 ? parts[0] : values.intern({ k: "collection", type: "tuple", items: parts }),
        });
      } else return value;
    }
  };
  const value = union();
  return at >= tokens.length ? value : UNKNOWN;
}
