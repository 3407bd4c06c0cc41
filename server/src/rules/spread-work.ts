import type { FunctionNode, Handover } from "../program/graph.ts";
import type { Program } from "../program/program.ts";
import { EVIDENCE, PART_TURNS, UNKNOWN_TURNS } from "../program/thresholds.ts";
import { type LoopFacts, NONE, UNKNOWN } from "../semantics/facts.ts";

/** Calls between the function that workers run and the one with the loops. */
const MOST_STEPS = 2;

/** A nest of loops that workers of a pool go through, and how much that is if its collections are as large as others are taken to be. */
export interface SpreadNest {
  /** The function that workers run. */
  readonly target: FunctionNode;
  /** The one that has the loops: that function, or one that it calls. */
  readonly where: FunctionNode;
  readonly loop: LoopFacts;
  readonly operations: number;
}

/**
 * A nest of loops alone says little: most walk over fields and names. That somebody spreads the function over a pool says the rest, where
 * it does nothing but go through what it is given: nobody would for a few items, and whoever did gains nothing from the pool.
 */
export function spreadNest(program: Program, node: FunctionNode, handover: Handover): SpreadNest | undefined {
  if (handover.via === "pool" && !isForEachItem(program, node, handover)) return undefined;
  for (const target of handover.targets) {
    const callee = program.graph.nodes[target];
    if (program.functionOf(callee).isAsync || !onlyComputes(program, callee, 0)) continue;
    const nest = nestIn(program, callee, 0);
    if (nest !== undefined) return { ...nest, target: callee };
  }
  return undefined;
}

/** One call for each item of a collection, by the pool or by the loop around the call. */
function isForEachItem(program: Program, node: FunctionNode, handover: Handover): boolean {
  if (handover.row?.passes === "iterable" || handover.loop !== NONE) return true;
  const facts = program.facts(node.module);
  // `Parallel(n_jobs=4)(delayed(count)(ward) for ward in wards)`
  return (
    handover.call?.args.some(({ value }) => {
      const known = facts.values[value];
      const bound = known.k === "name" ? (facts.functions[known.fn].bindings[known.name] ?? []) : [value];
      return bound.some((one) => facts.values[one].k === "generator");
    }) === true
  );
}

function nestIn(program: Program, node: FunctionNode, depth: number): Omit<SpreadNest, "target"> | undefined {
  const facts = program.facts(node.module);
  const isLarge = (loop: LoopFacts): boolean => {
    const turns = program.effects.costs.turns.of(node.module, loop);
    return turns === undefined || turns >= EVIDENCE.fewTurns;
  };
  for (const loop of facts.loops) {
    if (loop.fn !== node.fn || loop.parent === NONE || !isLarge(loop)) continue;
    const { operations } = loop;
    const work =
      operations.arithmetic + operations.counting + operations.comparison + operations.matching + operations.ambiguous;
    if (work === 0 || operations.text + operations.presenting > work) continue;
    let top: LoopFacts | undefined;
    for (let at = loop.parent; at !== NONE; at = facts.loops[at].parent)
      if (isLarge(facts.loops[at])) top = facts.loops[at];
    if (top === undefined || !goesThroughGiven(program, node, top)) continue;
    return { where: node, loop: top, operations: UNKNOWN_TURNS * PART_TURNS * work };
  }
  if (depth === MOST_STEPS) return undefined;
  for (const edge of node.edges) {
    const nest =
      edge.kind === "sync" && edge.doubt === 0 ? nestIn(program, program.graph.nodes[edge.to], depth + 1) : undefined;
    if (nest !== undefined) return nest;
  }
  return undefined;
}

/** The loop goes through a parameter, or turns until a condition on what it collects: not through a table of the program's own. */
function goesThroughGiven(program: Program, node: FunctionNode, loop: LoopFacts): boolean {
  if (loop.kind === "while") return loop.condition !== "always";
  if (loop.over === UNKNOWN) return false;
  const { values, calls } = program.facts(node.module);
  const isGiven = (value: number, depth: number): boolean => {
    const known = values[value];
    switch (known.k) {
      case "param":
        return true;
      case "declared":
        return isGiven(known.value, depth + 1);
      case "name":
        return (
          depth < 4 &&
          known.fn === node.fn &&
          (program.functionOf(node).bindings[known.name] ?? []).some((one) => isGiven(one, depth + 1))
        );
      case "call":
        return depth < 4 && calls[known.call].args.some((argument) => isGiven(argument.value, depth + 1));
      case "binary":
        return isGiven(known.left, depth + 1) || isGiven(known.right, depth + 1);
      default:
        return false;
    }
  };
  return isGiven(loop.over, 0);
}

/** All that the function calls is known, and nothing of it waits or works in native code for long. */
function onlyComputes(program: Program, node: FunctionNode, depth: number): boolean {
  const effects = program.effects.nodes[node.id];
  if (effects.blocks !== undefined || effects.holdsGil !== undefined || depth > MOST_STEPS) return false;
  if (!node.externals.every((use) => PLAIN.test(use.path) && use.row?.effect !== "releases-gil")) return false;
  return program.callsOf(node).every((call) => {
    if (node.externals.some((use) => use.call?.id === call.id)) return true;
    const edges = node.edges.filter((edge) => edge.call?.id === call.id);
    return (
      edges.length > 0 &&
      edges.every(
        (edge) =>
          edge.kind === "sync" && edge.doubt === 0 && onlyComputes(program, program.graph.nodes[edge.to], depth + 1),
      )
    );
  });
}

/** What is interpreted or answers at once. */
const PLAIN =
  /^(builtins|math|cmath|operator|itertools|functools|collections|bisect|heapq|fractions|decimal|statistics|random|string|typing)\./;
