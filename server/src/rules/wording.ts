import type { Said } from "../text/said.ts";
import { say } from "./messages/index.ts";

/** What a function or loop does, from what it costs. */
export function workIn(cost: { readonly operations: number; readonly recursion: unknown }): Said {
  return cost.recursion === undefined ? say("operations", { count: cost.operations }) : say("recursion");
}
