import type { GoBlock } from "../tree.ts";

/** Go's rule for a statement list after which nothing runs. */
export function isTerminating(body: GoBlock): boolean {
  const last = body.filter((stmt) => stmt.kind !== "comment" && stmt.kind !== "blank").at(-1);
  switch (last?.kind) {
    case "return":
      return true;
    case "expression":
      return last.value.kind === "call" && last.value.callee.kind === "name" && last.value.callee.name === "panic";
    case "if":
      return last.otherwise !== undefined && isTerminating(last.body) && isTerminating(last.otherwise);
    case "for":
      return last.condition === undefined && !breaks(last.body);
    case "block":
      return isTerminating(last.body);
    default:
      return false;
  }
}

function breaks(body: GoBlock): boolean {
  return body.some((stmt) => {
    if (stmt.kind === "break") return true;
    if (stmt.kind === "if") return breaks(stmt.body) || breaks(stmt.otherwise ?? []);
    return stmt.kind === "block" && breaks(stmt.body);
  });
}
