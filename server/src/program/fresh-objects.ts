import { type CallFacts, UNKNOWN, type ValueId } from "../semantics/facts.ts";
import { DEPENDENCY, type Evaluator } from "./evaluate.ts";
import type { FunctionNode } from "./graph.ts";
import type { ModuleId } from "./modules.ts";

/**
 * True for an object that each run of a function has for itself: it is made there, or by a dependency that the framework asks for each request.
 * What such an object remembers is forgotten with it.
 */
export function isFreshObject(evaluator: Evaluator, node: FunctionNode, value: ValueId): boolean {
  const facts = evaluator.facts[node.module];
  const known = facts.values[value];
  if (known.k === "call") return isConstruction(evaluator, node.module, facts.calls[known.call]);
  if (known.k !== "param" || known.fn !== node.fn) return false;
  const param = facts.functions[known.fn].params[known.index];
  const asked =
    param === undefined ? undefined : dependencyIn(evaluator, node.module, [param.default, param.annotation]);
  if (asked === undefined) return false;
  const [provider] = asked.args;
  // `Depends()` alone stands for the class that the annotation names.
  if (provider === undefined) return true;
  const given = evaluator.evaluate(node.module, provider.value);
  return given.length > 0 && given.every((id) => makesObject(evaluator, evaluator.entity(id)));
}

function makesObject(evaluator: Evaluator, entity: ReturnType<Evaluator["entity"]>): boolean {
  if (entity.e === "class") return true;
  if (entity.e !== "function" || evaluator.traits(entity.module, entity.fn).isCached) return false;
  const { values, calls } = evaluator.facts[entity.module];
  const { returns, yields } = evaluator.functionFacts(entity.module, entity.fn);
  const results = returns.length > 0 ? returns : yields;
  return (
    results.length > 0 &&
    results.every((result) => {
      const known = values[result];
      return known.k === "call" && isConstruction(evaluator, entity.module, calls[known.call]);
    })
  );
}

function isConstruction(evaluator: Evaluator, module: ModuleId, call: CallFacts): boolean {
  const callees = evaluator.evaluate(module, call.callee);
  return callees.length > 0 && callees.every((id) => evaluator.entity(id).e === "class");
}

/** The `Depends(…)` of `tariff=Depends(current)` and of `tariff: Annotated[Tariff, Depends(current)]`. */
function dependencyIn(
  evaluator: Evaluator,
  module: ModuleId,
  places: readonly ValueId[],
  depth = 0,
): CallFacts | undefined {
  if (depth > 4) return undefined;
  const facts = evaluator.facts[module];
  for (const place of places) {
    const known = facts.values[place];
    if (place === UNKNOWN) continue;
    switch (known.k) {
      case "call": {
        const call = facts.calls[known.call];
        if (evaluator.pathsOf(module, call.callee).some((path) => DEPENDENCY.test(path))) return call;
        break;
      }
      case "item":
      case "collection":
      case "name": {
        const inner =
          known.k === "item"
            ? [known.index]
            : known.k === "collection"
              ? known.items
              : (facts.functions[known.fn].bindings[known.name] ?? []);
        const found = dependencyIn(evaluator, module, inner, depth + 1);
        if (found !== undefined) return found;
        break;
      }
      default:
    }
  }
  return undefined;
}
