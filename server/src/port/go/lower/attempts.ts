import * as go from "../build.ts";
import type { GoBlock, GoExpr } from "../tree.ts";
import { isTerminating } from "./terminating.ts";

/** A call of a function that runs the body and gives the error that ended it, where it was given or, where it `catches`, was panicked. */
export function attempted(body: GoBlock, catches: boolean): GoExpr {
  return go.call(attempting([], body, catches));
}

/** The function that `attempted` calls, with parameters. */
export function attempting(
  params: (GoExpr & { kind: "function" })["params"],
  body: GoBlock,
  catches: boolean,
): GoExpr & { kind: "function" } {
  const caught = { kind: "defer", call: go.call("catch", go.unary("&", go.name("err"))) } as const;
  return {
    kind: "function",
    params,
    results: [{ name: catches ? "err" : "", type: go.ERROR_TYPE }],
    body: [...(catches ? [caught] : []), ...body, ...(isTerminating(body) ? [] : [go.returnStmt(go.NIL)])],
  };
}
