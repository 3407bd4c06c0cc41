import {
  type CallFacts,
  CallFlag,
  type ConditionFacts,
  type FunctionId,
  type GuardId,
  NONE,
  UNKNOWN,
  type ValueId,
} from "../semantics/facts.ts";
import type { Evaluator } from "./evaluate.ts";
import type { ModuleId } from "./modules.ts";

const MOST_STEPS = 6;

/**
 * True for code under a condition that holds only for whoever switched something on: a variable of the environment that has no default, a
 * part of an object that is None unless an option asks for it, or a text that begins with the name of a scheme.
 * @param isMet for conditions that the call at hand is known to meet
 */
export function needsAnOption(
  evaluator: Evaluator,
  module: ModuleId,
  guard: GuardId,
  isMet: (condition: ConditionFacts) => boolean,
): boolean {
  const { guards } = evaluator.facts[module];
  for (let at = guard; at !== NONE; at = guards[at].outer) {
    const { condition } = guards[at];
    if (isOfScheme(condition) && !isMet(condition)) return true;
    const value = valueThatIsThere(condition);
    if (value !== undefined && isOff(evaluator, module, value, 0)) return true;
  }
  return false;
}

/** `vault/` and `oidc/file/` choose where a setting is kept; addresses with a plain scheme of the web are the usual case. */
const SCHEME = /^(?!https?:)[a-z][\w+-]*[:/]/i;

function isOfScheme(condition: ConditionFacts): boolean {
  if (condition.k === "any") return condition.of.length > 0 && condition.of.every((group) => group.some(isOfScheme));
  return condition.k === "prefix" && condition.holds && condition.prefixes.every((prefix) => SCHEME.test(prefix));
}

/** What a condition wants to be there: `if x`, `if x is not None`. */
function valueThatIsThere(condition: ConditionFacts): ValueId | undefined {
  if (condition.k === "truth") return condition.holds ? condition.value : undefined;
  if (condition.k !== "equals" || condition.literal !== "None") return undefined;
  return condition.holds ? undefined : condition.value;
}

function isOff(evaluator: Evaluator, module: ModuleId, value: ValueId, depth: number): boolean {
  const facts = evaluator.facts[module];
  const known = facts.values[value];
  if (depth > MOST_STEPS) return false;
  const bound = (where: ModuleId, fn: FunctionId, name: string) => {
    const [only, ...others] = evaluator.facts[where].functions[fn].bindings[name] ?? [];
    return only !== undefined && others.length === 0 && isOff(evaluator, where, only, depth + 1);
  };
  switch (known.k) {
    case "literal":
      // A name of a module that is None until somebody sets it from outside.
      return depth > 1 && known.type === "None";
    case "declared":
      return isOff(evaluator, module, known.value, depth + 1);
    case "name":
      return bound(module, known.fn, known.name);
    case "import": {
      const target =
        known.name === undefined ? undefined : evaluator.modules.resolve(module, known.module, known.level);
      return typeof target === "number" && known.name !== undefined && bound(target, 0, known.name);
    }
    case "attr": {
      const owner = facts.values[known.of];
      if (owner.k === "param") return isOptionalPart(evaluator, module, owner.fn, owner.index, known.name);
      return evaluator.evaluate(module, known.of).some((id) => {
        const entity = evaluator.entity(id);
        return entity.e === "module" && bound(entity.module, 0, known.name);
      });
    }
    case "call": {
      const call = facts.calls[known.call];
      const isVariable = evaluator.pathsOf(module, call.callee).some((path) => VARIABLE.test(path));
      const byDefault = call.args[1] === undefined ? undefined : facts.values[call.args[1].value];
      return isVariable && (byDefault === undefined || (byDefault.k === "literal" && isFalse(byDefault.value)));
    }
    default:
      return false;
  }
}

const VARIABLE = /^os\.(environ\.get|getenv)$/;

function isFalse(value: string | number | undefined): boolean {
  return value === undefined || value === "" || value === "None" || value === "False" || value === 0;
}

/** `self.mirror = None`, and a mirror only under a condition; or `self.cache = cache`, which the constructor takes as None if nobody gives one. */
function isOptionalPart(evaluator: Evaluator, module: ModuleId, fn: FunctionId, index: number, name: string): boolean {
  const facts = evaluator.facts[module];
  const { cls } = facts.functions[fn];
  if (index !== 0 || cls === NONE) return false;
  let isNone = false;
  let isMade = false;
  for (const owner of evaluator.linearised(module, cls)) {
    const { values, calls } = evaluator.facts[owner.module];
    const { members, stores } = evaluator.classFacts(owner.module, owner.cls);
    const parts = [...(members[name] ?? []), ...(stores[name] ?? [])].flatMap((value) => {
      const stored = values[value];
      // `if directory and (directory / "plugins").is_dir(): plugins = …` above `self.plugins = plugins`.
      return stored.k === "union" ? stored.of : [value];
    });
    for (const value of parts) {
      const declared = values[value];
      const known = declared.k === "declared" && declared.value !== UNKNOWN ? values[declared.value] : declared;
      if (known.k === "literal" && known.type === "None") isNone = true;
      else if (known.k === "param" && isNoneByDefault(evaluator, owner.module, known.fn, known.index))
        isNone = isMade = true;
      else if (known.k === "call" && isOnDemand(evaluator, owner.module, calls[known.call])) isMade = true;
      else if (known.k !== "declared") return false;
    }
  }
  return isNone && isMade;
}

function isNoneByDefault(evaluator: Evaluator, module: ModuleId, fn: FunctionId, index: number): boolean {
  const facts = evaluator.facts[module];
  const given = facts.functions[fn].params[index].default;
  const known = given === UNKNOWN ? undefined : facts.values[given];
  return known?.k === "literal" && known.type === "None";
}

/** The call stands under a condition itself, or the function that it calls may give None as well. */
function isOnDemand(evaluator: Evaluator, module: ModuleId, call: CallFacts): boolean {
  if ((call.flags & CallFlag.conditional) !== 0) return true;
  return evaluator.evaluate(module, call.callee).some((id) => {
    const entity = evaluator.entity(id);
    if (entity.e !== "function") return false;
    const { values } = evaluator.facts[entity.module];
    return evaluator.functionFacts(entity.module, entity.fn).returns.some((value) => {
      const given = values[value];
      return given.k === "literal" && given.type === "None";
    });
  });
}
