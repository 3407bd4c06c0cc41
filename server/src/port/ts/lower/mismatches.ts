import { constructorFields, findMethod, isRecord } from "../../ir/infer/members.ts";
import type { CallExpression, FunctionDef, Parameter } from "../../ir/nodes.ts";
import { create, string, type TsExpression } from "../tree.ts";
import { isDerived } from "./bases.ts";
import type { Lowering } from "./context.ts";

/** What a call is lined up with: the parameters, and how many the call gives besides (`self`). */
interface Called {
  readonly name: string;
  readonly parameters: readonly Pick<Parameter, "kind" | "variable" | "default">[];
  readonly given: number;
}

/** A call whose arguments do not fit, which Python refuses when it gets there; undefined for one that fits or is not known. */
export function mismatch(context: Lowering, e: CallExpression): TsExpression | undefined {
  const called = calledBy(e);
  const message = called === undefined ? undefined : mistakeIn(called, e);
  if (message === undefined) return undefined;
  return context.use("raise", create(context.exceptionClass("TypeError"), [string(message)]));
}

function calledBy(e: CallExpression): Called | undefined {
  const { target } = e;
  const of = (fn: FunctionDef, given: number): Called => ({ name: fn.qualifiedName, parameters: fn.parameters, given });
  const isBound = (fn: FunctionDef): number => (fn.role === "method" || fn.role === "class" ? 1 : 0);
  switch (target.kind) {
    case "function":
      return target.function.decorators.length > 0 ? undefined : of(target.function, 0);
    case "static":
      return target.method.role === "static" || target.method.role === "class"
        ? of(target.method, isBound(target.method))
        : undefined;
    case "method": {
      const { method: fn } = target;
      if (fn === undefined || fn.owner === undefined || fn.decorators.length > 0) return undefined;
      // What a class is asked for is given its object by the caller.
      return target.receiver.type.kind === "instance" && fn.role === "method" ? of(fn, 1) : undefined;
    }
    case "class": {
      const cls = target.class;
      if (cls.model !== undefined || cls.enum !== undefined || cls.runtime !== undefined) return undefined;
      const init = findMethod(cls, "__init__");
      if (init !== undefined) return of(init, 1);
      if (!isRecord(cls) || cls.namedTuple || isDerived(cls)) return undefined;
      const parameters = constructorFields(cls).map((field) => ({
        variable: { name: field.name } as Parameter["variable"],
        kind: "normal" as const,
        default: field.default ?? field.factory,
      }));
      return { name: `${cls.name}.__init__`, parameters, given: 1 };
    }
    default:
      return undefined;
  }
}

/** Why arguments do not fit, in Python's words and in the order in which it looks. */
function mistakeIn({ name, parameters, given }: Called, e: CallExpression): string | undefined {
  if (e.args.some((each) => each.kind === "star" || each.kind === "doubleStar")) return undefined;
  const positional = parameters.filter((each) => each.kind === "positional" || each.kind === "normal");
  const count = e.args.filter((each) => each.kind === "positional").length;
  const filled = new Set(positional.slice(0, count).map((each) => each.variable.name));
  const takesAllNames = parameters.some((each) => each.kind === "doubleStar");
  for (const each of e.args) {
    if (each.kind !== "keyword") continue;
    const text = each.name ?? "";
    const isKnown = parameters.some(
      (one) => one.variable.name === text && (one.kind === "normal" || one.kind === "keyword"),
    );
    if (!isKnown && !takesAllNames) return `${name}() got an unexpected keyword argument '${text}'`;
    if (isKnown && filled.has(text)) return `${name}() got multiple values for argument '${text}'`;
    if (isKnown) filled.add(text);
  }
  if (count > positional.length && !parameters.some((each) => each.kind === "star"))
    return tooMany(name, positional, given, count, e.args.length - count);
  const missing = (kinds: readonly Parameter["kind"][]): string[] =>
    parameters
      .filter((each) => kinds.includes(each.kind) && each.default === undefined && !filled.has(each.variable.name))
      .map((each) => `'${each.variable.name}'`);
  for (const [kinds, what] of [
    [["positional", "normal"], "positional"],
    [["keyword"], "keyword-only"],
  ] as const) {
    const names = missing(kinds);
    if (names.length > 0)
      return `${name}() missing ${names.length} required ${what} argument${names.length === 1 ? "" : "s"}: ${listed(names)}`;
  }
  return undefined;
}

function tooMany(
  name: string,
  positional: readonly Pick<Parameter, "default">[],
  given: number,
  count: number,
  named: number,
): string {
  const most = positional.length + given;
  const least = most - positional.filter((each) => each.default !== undefined).length;
  const takes = least === most ? String(most) : `from ${least} to ${most}`;
  const passed = count + given;
  const also =
    named === 0
      ? ""
      : ` positional argument${passed === 1 ? "" : "s"} (and ${named} keyword-only argument${named === 1 ? "" : "s"})`;
  return `${name}() takes ${takes} positional argument${most === 1 ? "" : "s"} but ${passed}${also} ${passed === 1 && named === 0 ? "was" : "were"} given`;
}

function listed(names: readonly string[]): string {
  if (names.length < 3) return names.join(" and ");
  return `${names.slice(0, -1).join(", ")}, and ${names.at(-1)}`;
}
