import type { FunctionNode } from "../program/graph.ts";
import { viewOf } from "../program/module-view.ts";
import type { Program } from "../program/program.ts";
import { NONE, type WriteFacts } from "../semantics/facts.ts";
import { hopsOf, type SaidHop } from "./define.ts";
import { say } from "./messages/index.ts";

/** Calls below the function that are looked into. */
const DEEPEST = 2;

export interface UnguardedWrite {
  readonly name: string;
  readonly chain: readonly SaidHop[];
}

/** The first place where running a function changes a global, an enclosing variable or an object's attribute by what it held, without `with`. */
export function unguardedWrite(program: Program, start: FunctionNode): UnguardedWrite | undefined {
  const queue: { node: FunctionNode; chain: readonly SaidHop[] }[] = [{ node: start, chain: [] }];
  const seen = new Set([start.id]);
  for (let at = 0; at < queue.length; at++) {
    const { node, chain } = queue[at];
    const write = viewOf(program.facts(node.module)).writes[node.fn].find((one) => isShared(program, node, one));
    if (write !== undefined) {
      const place = {
        file: program.file(node.module),
        range: { start: write.start, end: write.end },
        message: say("hop.changes", { name: program.nameOf(node), changed: write.name }),
      };
      return { name: write.name, chain: [...chain, place] };
    }
    if (chain.length >= DEEPEST) continue;
    for (const edge of node.edges) {
      if (edge.kind !== "sync" || edge.doubt > 0 || seen.has(edge.to)) continue;
      seen.add(edge.to);
      const next = program.graph.nodes[edge.to];
      const step = { module: node.module, node: node.id, site: edge, callee: program.nameOf(next) };
      queue.push({ node: next, chain: [...chain, ...hopsOf(program, [step])] });
    }
  }
  return undefined;
}

/** Objects that the function made itself are its own; what it was given, and names outside it, are shared. */
function isShared(program: Program, node: FunctionNode, write: WriteFacts): boolean {
  if (!write.readModifyWrite || write.with !== NONE) return false;
  if (write.kind === "global" || write.kind === "nonlocal") return true;
  if (write.kind !== "attribute") return false;
  const of = program.facts(node.module).values[write.of];
  return of.k === "class" || (of.k === "name" && of.fn !== node.fn) || (of.k === "param" && of.index === 0);
}
