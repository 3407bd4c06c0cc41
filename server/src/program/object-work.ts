import type { CallFacts, LoopFacts, ValueId } from "../semantics/facts.ts";
import { EMPTY_ENV } from "./entities.ts";
import type { Evaluator } from "./evaluate.ts";
import { viewOf } from "./module-view.ts";
import type { ModuleId } from "./modules.ts";
import { builtinName } from "./ranges.ts";
import { SCREENS } from "./slow-turns.ts";
import { EVIDENCE } from "./thresholds.ts";

/** Libraries whose functions are steps of a computation, each as short as an operation. */
const STEPS =
  /^(math|cmath|random|operator|struct|itertools|heapq|bisect|decimal|fractions|collections|copy|functools|numpy)\b/;
/** Methods of lists, sets, dicts and texts. */
const OF_CONTAINERS =
  /^(append|appendleft|add|extend|insert|update|pop|popleft|remove|discard|get|setdefault|index|count|find|sort|reverse|clear|items|keys|values|copy|join|push|put|startswith|endswith|lower|upper|strip)$/;

/**
 * True where what a loop's turn mainly does is to make objects or ask them: widgets, shapes, rows of a report, constraints of a solver.
 * There a port of the loop wins little, and there are as many turns as there are things to show or to set up.
 *
 * @param loops the loop, and those over few things in it
 * @param numeric the loop's own work on numbers
 */
export function isObjectWork(
  evaluator: Evaluator,
  module: ModuleId,
  loops: readonly LoopFacts[],
  numeric: number,
): boolean {
  const ids = new Set(loops.map((loop) => loop.id));
  const asked = viewOf(evaluator.facts[module]).calls[loops[0].fn].filter(
    (call) => ids.has(call.loop) && !isStep(evaluator, module, call),
  );
  return numeric < asked.length * EVIDENCE.asked;
}

/** Settings that a call is given by name, or that a new object gets, from which the turn sets something up. */
const SETTINGS = 3;
const FIELDS = 2;

/**
 * `shape = Shape(x=column * width, y=row * height, scale=2)`: a turn that makes an object and settles how it looks or behaves. What is computed
 * is a setting, and there are as many turns as there are things to see.
 */
export function setsUp(evaluator: Evaluator, module: ModuleId, loops: readonly LoopFacts[]): boolean {
  const facts = evaluator.facts[module];
  const ids = new Set(loops.map((loop) => loop.id));
  return viewOf(facts).calls[loops[0].fn].some((call) => {
    if (!ids.has(call.loop) || builtinName(facts, call.callee) !== undefined) return false;
    const paths = evaluator.pathsOf(module, call.callee);
    if (paths.some((path) => SCREENS.test(path))) return true;
    if (paths.some((path) => STEPS.test(path))) return false;
    if (call.args.filter(({ keyword }) => keyword !== undefined).length >= SETTINGS) return true;
    const isIt = (value: ValueId): boolean => {
      const known = facts.values[value];
      if (known.k === "union") return known.of.some(isIt);
      if (known.k === "name")
        return facts.functions[known.fn].bindings[known.name]?.some((one) => isMade(one)) === true;
      return isMade(value);
    };
    const isMade = (value: ValueId): boolean => {
      const known = facts.values[value];
      return known.k === "call" && known.call === call.id;
    };
    const fields = facts.writes.filter(({ kind, loop, of }) => kind === "attribute" && ids.has(loop) && isIt(of));
    return fields.length >= FIELDS;
  });
}

/** How many objects, or functions that nobody knows, each turn of a loop asks itself. */
export function asksOf(evaluator: Evaluator, module: ModuleId, loop: LoopFacts): number {
  const calls = viewOf(evaluator.facts[module]).calls[loop.fn];
  return calls.filter((call) => call.loop === loop.id && !isStep(evaluator, module, call)).length;
}

function isStep(evaluator: Evaluator, module: ModuleId, { callee }: CallFacts): boolean {
  const facts = evaluator.facts[module];
  if (builtinName(facts, callee) !== undefined) return true;
  const known = facts.values[callee];
  if (known.k === "attr" && OF_CONTAINERS.test(known.name)) return true;
  if (evaluator.pathsOf(module, callee).some((path) => STEPS.test(path))) return true;
  // A function of the program that computes is a part of the nest.
  return evaluator.evaluate(module, callee, EMPTY_ENV).some((id) => {
    const target = evaluator.calleeOf(id, [], -1, EMPTY_ENV);
    if (target === undefined) return false;
    const { operations } = evaluator.functionFacts(target.module, target.fn);
    const computing = operations.multiplying + operations.adding + operations.comparison + operations.ambiguous;
    return computing > 0 || viewOf(evaluator.facts[target.module]).loops[target.fn].length > 0;
  });
}
