import type { FunctionNode } from "../program/graph.ts";
import type { Program } from "../program/program.ts";
import { type LoopFacts, type LoopId, NONE, type ValueId } from "../semantics/facts.ts";

/**
 * The innermost loop around a place that goes through items: not one that tries again, serves for ever, takes messages from a queue or a
 * connection, or turns pages. Such loops are recognised by what they go through and by how they end.
 */
export function itemLoopAt(program: Program, node: FunctionNode, loop: LoopId): LoopFacts | undefined {
  if (loop === NONE) return undefined;
  const facts = program.facts(node.module).loops[loop];
  return isItemLoop(program, node, facts) ? facts : undefined;
}

function isItemLoop(program: Program, node: FunctionNode, loop: LoopFacts): boolean {
  // What stops before its items end looks for one of them, or tries one after another.
  if (loop.kind === "while" || loop.kind === "async-for" || loop.endsEarly) return false;
  // Batches and pages go by these names everywhere; what makes them is seldom in sight.
  if (loop.targets.some((target) => /(^|_)(batch|chunk|page)$/.test(target))) return false;
  return !isSource(program, node, loop.over, 0);
}

/** Kinds of values that are the same in every run: constants, classes, functions, imported names. */
const FIXED: ReadonlySet<string> = new Set(["literal", "class", "function", "import", "builtin"]);

/** True for iterables that are no collection of items: counters, queues, streams, consumers, pages, and the few constants that are written out. */
function isSource(program: Program, node: FunctionNode, over: ValueId, depth: number): boolean {
  if (depth > 4) return false;
  const { evaluator } = program;
  const facts = program.facts(node.module);
  const value = facts.values[over];
  // Constants written out where the loop stands are as many as one can see.
  if (value.k === "collection" && value.type !== "dict")
    return value.items.every((item) => FIXED.has(facts.values[item].k));
  for (const id of evaluator.evaluate(node.module, over, node.env)) {
    const entity = evaluator.entity(id);
    if (entity.e !== "external-instance") continue;
    const onIterate = evaluator.knowledge.classTrait(entity.path, "onIterate");
    const row = onIterate === undefined ? undefined : evaluator.knowledge.callable(onIterate);
    // Rows of a database are items; what comes over the network piece by piece is a stream or has pages.
    if (row?.effect === "blocks" && row.kind !== "database" && row.kind !== "file") return true;
  }
  if (value.k !== "call") return false;
  const call = facts.calls[value.call];
  const first = call.args[0]?.value;
  for (const id of evaluator.evaluate(node.module, call.callee, node.env)) {
    const path = evaluator.pathOf(id);
    switch (path) {
      case "builtins.range":
        return !isOverLength(program, node, call.args.at(-1)?.value ?? 0) || call.args.length > 2;
      case "itertools.count":
      case "itertools.repeat":
      case "itertools.cycle":
        return true;
      case "builtins.iter":
        // `iter(queue.get, None)` calls until the sentinel comes.
        return call.args.length === 2;
      case "builtins.enumerate":
      case "builtins.sorted":
      case "builtins.list":
      case "builtins.tuple":
      case "builtins.set":
      case "builtins.reversed":
      case "itertools.islice":
        return first !== undefined && isSource(program, node, first, depth + 1);
      case "itertools.batched":
      case "more_itertools.chunked":
      case "more_itertools.batched":
        return true;
      default: {
        const row = evaluator.knowledge.callable(path);
        if (row?.lazy === true && (row.kind === "network" || row.kind === "sleep")) return true;
      }
    }
  }
  return false;
}

/** `range(len(items))` goes through the items. */
function isOverLength(program: Program, node: FunctionNode, stop: ValueId): boolean {
  const facts = program.facts(node.module);
  const value = facts.values[stop];
  if (value.k !== "call") return false;
  const callee = facts.calls[value.call].callee;
  return program.evaluator.evaluate(node.module, callee).some((id) => program.evaluator.pathOf(id) === "builtins.len");
}
