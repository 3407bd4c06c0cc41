import type { Range } from "../../../text/range.ts";
import type { Argument, Expression, FunctionDef } from "../../ir/nodes.ts";
import { ANY, STR, type Type } from "../../ir/types.ts";
import * as go from "../build.ts";
import type { GoExpr } from "../tree.ts";
import { need, runtimeCall } from "./context.ts";
import type { FunctionLowering } from "./function.ts";
import { toList } from "./sequences.ts";

/** A parameter that arguments are lined up with when the program runs. */
export interface Place {
  readonly name: string;
  readonly kind: "positional" | "normal" | "keyword" | "star" | "doubleStar";
  readonly type: Type;
  /** What it is without an argument; undefined where it must have one. */
  readonly fallback: (() => GoExpr) | undefined;
}

/** The arguments of a call that are only known, or found wrong, when the program runs: a value for each parameter, as Python lines them up. */
export function gathered(
  l: FunctionLowering,
  name: string,
  places: readonly Place[],
  args: readonly Argument[],
  range: Range,
): GoExpr[] {
  const [positional, named] = spreadParts(l, args, range);
  const bound = runtimeCall(
    l.module,
    "bind",
    go.text(name),
    go.listOf(go.sliceOf(go.STRING_TYPE), signature(places).map(go.text)),
    positional,
    named,
  );
  const values = l.keep("arguments", bound, go.sliceOf(go.ANY_TYPE));
  return places.map(({ type, fallback }, i) => {
    const value = go.index(values, go.number(i));
    if (fallback === undefined) return l.coerce(value, ANY, type);
    need(l.module, "given");
    return go.genericCall("given", [l.goType(type)], value, fallback());
  });
}

/** The parameters of a function as places; undefined where one is the address of a list. */
export function placesOf(l: FunctionLowering, def: FunctionDef): Place[] | undefined {
  if (def.parameters.some(({ variable }) => l.module.pointers.has(variable))) return undefined;
  return def.parameters.map(({ variable, kind, default: fallback }) => ({
    name: variable.name,
    kind,
    type: variable.type,
    fallback: fallback === undefined ? undefined : () => l.exprAs(fallback, variable.type),
  }));
}

/** The parameters as Python writes them. */
function signature(places: readonly Place[]): string[] {
  const firstNamed = places.findIndex(({ kind }) => kind === "keyword");
  const hasRest = places.some(({ kind }) => kind === "star");
  return places.flatMap(({ name, kind, fallback }, i) => {
    const written = kind === "star" ? `*${name}` : kind === "doubleStar" ? `**${name}` : name;
    const whole = fallback === undefined ? written : `${written}=`;
    return i === firstNamed && !hasRest ? ["*", whole] : [whole];
  });
}

/** Arguments by position as the elements of a list, those of stars among them. */
export function givenByPosition(args: readonly Argument[], range: Range): Expression[] {
  return args
    .filter((each) => each.kind === "positional" || each.kind === "star")
    .map(({ kind, value }) => (kind === "star" ? { kind: "star", value, type: value.type, range } : value));
}

/** Arguments by name as the entries of a dict, those of dicts with two stars among them. */
export function givenByName(args: readonly Argument[], range: Range): (Expression & { kind: "dict" })["entries"] {
  return args
    .filter((each) => each.kind === "keyword" || each.kind === "doubleStar")
    .map(({ name, value }) => ({
      key: name === undefined ? undefined : { kind: "string", value: name, type: STR, range },
      value,
    }));
}

/** The arguments of a call as one list and one dict. */
export function spreadParts(l: FunctionLowering, args: readonly Argument[], range: Range): GoExpr[] {
  const list: Type = { kind: "list", element: ANY };
  const table: Type = { kind: "dict", key: STR, value: ANY, flavor: "dict", ordered: true };
  const elements = givenByPosition(args, range);
  const entries = givenByName(args, range);
  const only = elements.length === 1 && elements[0].kind === "star" ? elements[0].value : undefined;
  const whole = entries.length === 1 && entries[0].key === undefined ? entries[0].value : undefined;
  return l.inOrder([
    {
      run: () =>
        only !== undefined ? toList(l, only, ANY) : l.exprAs({ kind: "list", elements, type: list, range }, list),
      type: () => l.goType(list),
    },
    {
      run: () =>
        entries.length === 0
          ? go.NIL
          : whole !== undefined
            ? l.exprAs(whole, table)
            : l.exprAs({ kind: "dict", entries, type: table, range }, table),
      type: () => l.goType(table),
    },
  ]);
}
