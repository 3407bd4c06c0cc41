import { findMethod } from "../../ir/infer/members.ts";
import type { ClassDef, Expression, Module } from "../../ir/nodes.ts";
import { visitExpressions } from "../../ir/walk.ts";

type SuperTarget = Extract<Extract<Expression, { kind: "call" }>["target"], { kind: "super" }>;

/**
 * The class whose `__init__` a constructor calls by name although it does not stand directly above it: `Container.__init__(self, 2)` in a
 * class that derives from Thing and Container. What its constructor does is a method then, that both call.
 */
export function initializedApart(target: SuperTarget): ClassDef | undefined {
  const owner = target.name === "__init__" ? target.method?.owner : undefined;
  const [base] = target.class.bases;
  if (owner === undefined || base?.kind !== "class") return undefined;
  const above = findMethod(base.class, "__init__")?.owner;
  return above === undefined || above === owner || above.standsFor === owner ? undefined : owner;
}

const APART = new WeakMap<Module, ReadonlySet<ClassDef>>();

/** The classes of a module that some constructor initializes in this way. */
export function classesInitializedApart(module: Module): ReadonlySet<ClassDef> {
  const known = APART.get(module);
  if (known !== undefined) return known;
  const found = new Set<ClassDef>();
  for (const fn of module.functions) {
    if (fn.name !== "__init__") continue;
    visitExpressions(fn.body, {
      expression: (e) => {
        if (e.kind !== "call" || e.target.kind !== "super") return undefined;
        const owner = initializedApart(e.target);
        if (owner !== undefined) found.add(owner);
        return undefined;
      },
    });
  }
  APART.set(module, found);
  return found;
}

export function initializerName(cls: ClassDef): string {
  return `init${cls.name.replace(/^_+/, "")}`;
}
