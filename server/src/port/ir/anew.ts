import type { Expression } from "./nodes.ts";

/** Whether evaluating an expression another time could make another object, or do something once more. */
export function makesAnew(e: Expression): boolean {
  switch (e.kind) {
    case "name":
    case "string":
    case "bytes":
      return false;
    case "attribute":
      return makesAnew(e.object);
    default:
      return true;
  }
}
