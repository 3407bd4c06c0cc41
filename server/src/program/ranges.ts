import type { ModuleFacts, ValueId } from "../semantics/facts.ts";

/** Modules that give builtin functions of Python 3 to Python 2. */
const BUILTINS = /^(builtins|six\.moves|past\.builtins|future\.builtins)$/;

/** The builtin function that a callee is; a name that only `from … import *` could have bound is taken for one, too. */
export function builtinName(facts: ModuleFacts, callee: ValueId): string | undefined {
  const known = facts.values[callee];
  if (known.k === "builtin") return known.name === "xrange" ? "range" : known.name;
  if (known.k === "import") return BUILTINS.test(known.module) ? known.name : undefined;
  if (known.k !== "name" || known.fn !== 0) return undefined;
  const bindings = facts.functions[0].bindings[known.name];
  if (bindings === undefined) return known.name;
  return bindings.length === 1 && facts.values[bindings[0]].k === "import"
    ? builtinName(facts, bindings[0])
    : undefined;
}

/** The arguments of the `range` that a value is. */
export function rangeOf(facts: ModuleFacts, value: ValueId): readonly ValueId[] | undefined {
  const known = facts.values[value];
  if (known.k !== "call" || builtinName(facts, facts.calls[known.call].callee) !== "range") return undefined;
  return facts.calls[known.call].args.map((argument) => argument.value);
}
