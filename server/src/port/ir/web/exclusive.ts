import type { Statement } from "../nodes.ts";
import { WEB } from "./service.ts";

/** Whether a statement marks the place from which an endpoint has what requests share to itself. */
export function isExclusive(each: Statement | undefined): boolean {
  if (each?.kind !== "expression" || each.value.kind !== "call") return false;
  const { target } = each.value;
  return target.kind === "library" && target.module === WEB && target.name === "exclusive";
}
