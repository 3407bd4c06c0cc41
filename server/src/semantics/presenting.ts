import type { Value, ValueId } from "./facts.ts";

const PADDING = /^(ljust|rjust|center|expandtabs|zfill)$/;
const OUTPUT = /^(std(out|err)|output|console|screen|terminal|window)$/;

/** True for a callee that writes for somebody to read, or pads a text to a column's width: what is shown is as much as a reader looks at. */
export function isPresenting(values: readonly Value[], callee: ValueId): boolean {
  const known = values[callee];
  if (known.k === "builtin") return known.name === "print";
  if (known.k !== "attr") return false;
  if (PADDING.test(known.name)) return true;
  if (known.name !== "write" && known.name !== "print") return false;
  const receiver = values[known.of];
  return "name" in receiver && receiver.name !== undefined && OUTPUT.test(receiver.name);
}
