import type { BuildContext } from "../build/context.ts";
import { allFields } from "../infer/members.ts";
import type { Argument, ClassDef, Expression, Statement } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";
import { keyword } from "./make.ts";

/**
 * `Item(id=1, **other.model_dump())`: where the class of `other` is known, its fields are passed one by one, so that no dict is made on
 * the way.
 */
export function expandModelCalls(context: BuildContext): void {
  const bodies: (readonly Statement[])[] = context.functions.map((fn) => fn.body);
  for (const body of bodies) {
    visitExpressions(body, {
      expression: (e) => {
        if (e.kind !== "call" || e.target.kind !== "class" || e.target.class.model === undefined) return undefined;
        const target = e.target.class;
        for (let i = e.args.length - 1; i >= 0; i--) {
          const expanded = expand(context, target, e.args, e.args[i]);
          if (expanded !== undefined) e.args.splice(i, 1, ...expanded);
        }
        return undefined;
      },
    });
  }
}

function expand(
  context: BuildContext,
  target: ClassDef,
  args: readonly Argument[],
  argument: Argument,
): Argument[] | undefined {
  const { value } = argument;
  if (argument.kind !== "doubleStar" || value.kind !== "call" || value.target.kind !== "method") return undefined;
  if (!/^(model_dump|dict)$/.test(value.target.name) || value.args.length > 0) return undefined;
  const source = classOf(context, value.target.receiver);
  const { receiver } = value.target;
  if (source === undefined || receiver.kind !== "name") return undefined;
  const wanted = new Set(allFields(target).map((field) => field.name));
  return allFields(source)
    .filter((field) => wanted.has(field.name) && !args.some((each) => each.name === field.name))
    .map((field) => {
      receiver.variable.reads++;
      const object: Expression = { ...receiver };
      const read = context.make(
        {
          kind: "attribute",
          object,
          name: field.name,
          resolved: { kind: "field", class: ownerOf(source, field.name), field },
        },
        value.range,
      );
      return keyword(field.name, read);
    });
}

function ownerOf(cls: ClassDef, name: string): ClassDef {
  if (cls.fields.some((field) => field.name === name)) return cls;
  for (const base of cls.bases)
    if (base.kind === "class" && allFields(base.class).some((field) => field.name === name))
      return ownerOf(base.class, name);
  return cls;
}

function classOf(context: BuildContext, e: Expression): ClassDef | undefined {
  if (e.kind !== "name") return undefined;
  const declared = e.variable.declared;
  return declared?.kind === "instance" ? context.classByName.get(declared.name) : undefined;
}
