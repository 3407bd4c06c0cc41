import type { FunctionNode, Handover } from "../program/graph.ts";
import type { Program } from "../program/program.ts";
import type { ArgumentFacts, ModuleFacts, ValueId } from "../semantics/facts.ts";
import type { Said } from "../text/said.ts";
import { say } from "./messages/index.ts";

/** More names than this say less. */
const MOST_NAMES = 3;

/** What handing a function to another process sends along with it, for a message: `` `table` and `stops` ``, `an item of `names``. */
export function pickledBy(program: Program, node: FunctionNode, handover: Handover): Said {
  const facts = program.facts(node.module);
  const { row, call } = handover;
  if (row === undefined || call === undefined) return say("process-pool-tax.arguments");
  const given = argumentsOf(call.args, row.function.index ?? 0, row.function.keyword);
  const names = [
    ...receiverOf(program, node, given.fn),
    ...given.rest.flatMap((argument) => {
      const name = argument.keyword === "chunksize" ? undefined : nameOf(facts, argument.value, 0);
      if (name === undefined) return [];
      return [say(row.passes === "iterable" ? "process-pool-tax.item" : "process-pool-tax.value", { name })];
    }),
  ].slice(0, MOST_NAMES);
  return names.length === 0 ? say("process-pool-tax.arguments") : list(names);
}

interface Given {
  readonly fn: ValueId | undefined;
  readonly rest: readonly ArgumentFacts[];
}

function argumentsOf(args: readonly ArgumentFacts[], index: number, keyword: string | undefined): Given {
  const positional = args.filter((argument) => argument.keyword === undefined);
  const named = args.find((argument) => argument.keyword !== undefined && argument.keyword === keyword);
  const fn = named ?? positional[index];
  // What stands before the function says where it runs: `run_in_executor(pool, f, …)`.
  const before = new Set(named === undefined ? positional.slice(0, index) : []);
  return { fn: fn?.value, rest: args.filter((argument) => argument !== fn && !before.has(argument)) };
}

/** A method is sent with its whole object, a partial with what it holds. */
function receiverOf(program: Program, node: FunctionNode, fn: ValueId | undefined): Said[] {
  if (fn === undefined) return [];
  const facts = program.facts(node.module);
  const known = facts.values[fn];
  if (known.k === "attr") {
    const bound = program.evaluator.evaluate(node.module, fn, node.env);
    const isMethod = bound.some((id) => program.evaluator.entity(id).e === "bound");
    const name = isMethod ? nameOf(facts, known.of, 0) : undefined;
    return name === undefined ? [] : [say("process-pool-tax.whole", { name })];
  }
  if (known.k !== "call") return [];
  const partial = facts.calls[known.call];
  return partial.args.slice(1).flatMap((argument) => {
    const name = nameOf(facts, argument.value, 0);
    return name === undefined ? [] : [say("process-pool-tax.value", { name })];
  });
}

/** The name under which the reader knows a value. */
function nameOf(facts: ModuleFacts, value: ValueId, depth: number): string | undefined {
  if (depth > 6) return undefined;
  const known = facts.values[value];
  const inner = (of: ValueId) => nameOf(facts, of, depth + 1);
  switch (known.k) {
    case "param":
      return facts.functions[known.fn].params[known.index]?.name;
    case "name":
      return known.name;
    case "attr": {
      const of = inner(known.of);
      return of === undefined ? undefined : `${of}.${known.name}`;
    }
    case "item":
    case "element":
    case "enter":
    case "await":
      return inner(known.of);
    case "declared":
      return inner(known.value);
    case "call": {
      const call = facts.calls[known.call];
      const callee = facts.values[call.callee];
      if (callee.k === "function") return `${facts.functions[callee.id].name}(…)`;
      const first = call.args[0];
      return first === undefined ? inner(call.callee) : inner(first.value);
    }
    default:
      return undefined;
  }
}

function list(parts: readonly Said[]): Said {
  const unique = [...new Map(parts.map((part) => [`${part.key} ${part.values.name}`, part])).values()];
  return unique.length === 1 ? unique[0] : say("process-pool-tax.several", { parts: unique });
}
