import type { Argument, ClassField, Expression, FunctionDef, Parameter } from "./nodes.ts";

/** What a parameter gets at a call. */
export type BoundArgument =
  | { readonly kind: "value"; readonly value: Expression }
  | { readonly kind: "default"; readonly value: Expression }
  /** Positional arguments left over for `*args`; a `star` expression among them spreads. */
  | { readonly kind: "rest"; readonly values: readonly Expression[] }
  /** Keyword arguments left over for `**kwargs`; one without a name is `**value`. */
  | {
      readonly kind: "keywords";
      readonly entries: readonly { readonly name: string | undefined; readonly value: Expression }[];
    };

export interface Binding {
  /** One entry a parameter, in order. */
  readonly bound: readonly { readonly parameter: Parameter; readonly argument: BoundArgument }[];
  /** Source order differs from parameter order, so a target that evaluates in parameter order must be careful with side effects. */
  readonly reordered: boolean;
}

/** Lines up arguments with parameters; undefined where that is not known before the call runs (`f(*xs)`) or the call is wrong. */
export function bindArguments(fn: Pick<FunctionDef, "parameters">, args: readonly Argument[]): Binding | undefined {
  const positional = args.filter((argument) => argument.kind === "positional" || argument.kind === "star");
  const named = new Map<string, Expression>();
  for (const argument of args) {
    if (argument.kind === "keyword") named.set(argument.name ?? "", argument.value);
  }
  const spread = args.filter((argument) => argument.kind === "doubleStar");
  const bound: { parameter: Parameter; argument: BoundArgument }[] = [];
  let next = 0;
  for (const parameter of fn.parameters) {
    if (parameter.kind === "star") {
      const rest = positional.slice(next);
      next = positional.length;
      bound.push({ parameter, argument: { kind: "rest", values: rest.map(argumentValue) } });
    } else if (parameter.kind === "doubleStar") {
      const entries: { name: string | undefined; value: Expression }[] = [];
      for (const argument of args) {
        if (argument.kind === "doubleStar") entries.push({ name: undefined, value: argument.value });
        else if (argument.kind === "keyword" && named.has(argument.name ?? "")) {
          entries.push({ name: argument.name, value: argument.value });
        }
      }
      named.clear();
      spread.length = 0;
      bound.push({ parameter, argument: { kind: "keywords", entries } });
    } else if (parameter.kind !== "keyword" && next < positional.length) {
      const argument = positional[next++];
      if (argument.kind === "star") return undefined;
      bound.push({ parameter, argument: { kind: "value", value: argument.value } });
    } else {
      const value = parameter.kind === "positional" ? undefined : named.get(parameter.variable.name);
      if (value !== undefined) {
        named.delete(parameter.variable.name);
        bound.push({ parameter, argument: { kind: "value", value } });
      } else if (parameter.default !== undefined) {
        bound.push({ parameter, argument: { kind: "default", value: parameter.default } });
      } else {
        return undefined;
      }
    }
  }
  if (next < positional.length || named.size > 0 || spread.length > 0) return undefined;
  const order = bound.flatMap(({ argument }) => (argument.kind === "value" ? [argument.value.range.start] : []));
  return { bound, reordered: order.some((start, index) => index > 0 && start < order[index - 1]) };
}

/** Whether two stars may give a parameter by its name that the call itself leaves to its default. */
export function mayNameDefaults(fn: Pick<FunctionDef, "parameters">, args: readonly Argument[]): boolean {
  if (!args.some((argument) => argument.kind === "doubleStar")) return false;
  const count = args.filter((argument) => argument.kind === "positional").length;
  const named = new Set(args.map((argument) => argument.name));
  return fn.parameters.some(
    ({ kind, variable, default: value }, i) =>
      value !== undefined && (kind === "keyword" || (kind === "normal" && i >= count)) && !named.has(variable.name),
  );
}

/** Whether arguments without stars are those that the constructor takes which Python makes of fields. */
export function fitsFields(fields: readonly ClassField[], args: readonly Argument[]): boolean {
  const count = args.filter((argument) => argument.kind === "positional").length;
  const named = new Set(args.filter((argument) => argument.kind === "keyword").map((argument) => argument.name));
  if (count > fields.length || fields.slice(0, count).some((field) => named.has(field.name))) return false;
  const open = fields.slice(count);
  if ([...named].some((name) => !open.some((field) => field.name === name))) return false;
  return open.every((field) => named.has(field.name) || field.default !== undefined || field.factory !== undefined);
}

/** The parameters that a `partial` of a function of the module leaves open; undefined where it is another callable. */
export function partialParameters(e: { readonly args: readonly Argument[] }): readonly Parameter[] | undefined {
  const [first, ...rest] = e.args;
  if (first?.value.kind !== "name" || first.value.variable.definition?.kind !== "function") return undefined;
  if (rest.some((each) => each.kind === "star" || each.kind === "doubleStar")) return undefined;
  const fn = first.value.variable.definition;
  if (fn.parameters.some((each) => each.kind === "star" || each.kind === "doubleStar")) return undefined;
  const given = rest.filter((each) => each.kind === "positional").length;
  const named = new Set(rest.filter((each) => each.kind === "keyword").map((each) => each.name));
  return fn.parameters.slice(given).filter((each) => !named.has(each.variable.name));
}

function argumentValue(argument: Argument): Expression {
  if (argument.kind !== "star") return argument.value;
  return { kind: "star", value: argument.value, type: argument.value.type, range: argument.value.range };
}
