import { findMember } from "../../ir/infer/members.ts";
import type { ClassField, Expression, Module, Variable } from "../../ir/nodes.ts";
import { visitExpressions } from "../../ir/walk.ts";
import type { FunctionLowering } from "./function.ts";

type Limits = ReadonlyMap<Variable | ClassField, number>;

const known = new WeakMap<Module, Limits>();

/** How long the deque that a variable or field holds may get, where `maxlen` is a literal. */
export function dequeLimit(l: FunctionLowering, receiver: Expression): number | undefined {
  const { module } = l.module;
  let limits = known.get(module);
  if (limits === undefined) {
    limits = limitsOf(module);
    known.set(module, limits);
  }
  if (receiver.kind === "name") return limits.get(receiver.variable);
  if (receiver.kind !== "attribute" || receiver.resolved.kind !== "field") return undefined;
  return limits.get(receiver.resolved.field);
}

function limitsOf(module: Module): Limits {
  const limits = new Map<Variable | ClassField, number>();
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)]) {
    visitExpressions(body, {
      statement: (each) => {
        if (each.kind !== "assign") return;
        const limit = limitOf(each.value);
        if (limit === undefined) return;
        for (const target of each.targets) {
          if (target.kind === "variable") limits.set(target.variable, limit);
          if (target.kind !== "attribute" || target.object.type.kind !== "instance") continue;
          const { name } = target.object.type;
          const owner = module.classes.find((def) => def.name === name);
          const member = owner && findMember(owner, target.name);
          if (member?.kind === "field") limits.set(member.field, limit);
        }
      },
    });
  }
  return limits;
}

/** The literal `maxlen` of `deque(…)`. */
export function limitOf(value: Expression): number | undefined {
  if (value.kind !== "call" || value.target.kind !== "library" || value.target.name !== "deque") return undefined;
  const limit = value.args.find((each) => each.name === "maxlen")?.value ?? value.args[1]?.value;
  return limit?.kind === "int" ? Number(limit.value) : undefined;
}
