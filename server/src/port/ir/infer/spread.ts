import type { bindArguments } from "../bind.ts";
import type { Argument, ClassDef, Expression } from "../nodes.ts";
import { ANY, BOOL, INT, STR } from "../types.ts";
import type { Call } from "./arguments.ts";
import type { InferContext } from "./context.ts";
import { constructorFields, findMethod, isRecord } from "./members.ts";

interface Taken {
  readonly name: string;
  readonly kind: "positional" | "normal" | "keyword" | "star" | "doubleStar";
  readonly default: Expression | undefined;
}

/**
 * Writes out what stars and double stars pass, where the callee and the names or the number of the values are known: `f(*pair)` is
 * `f(pair[0], pair[1])`, and `f(**options)` is `f(size=options["size"] if "size" in options else 1)`. Arguments then line up with
 * parameters as if they had been written so.
 */
export function writeOutSpreads(context: InferContext, e: Call): void {
  if (!e.args.some((argument) => argument.kind === "star" || argument.kind === "doubleStar")) return;
  const parameters = parametersOf(e);
  if (parameters === undefined) return;
  for (let at = 0; at < e.args.length; at++) {
    const argument = e.args[at];
    if (argument.kind === "star") {
      const made = elementsOf(context, argument.value, parameters.slice(at));
      if (made !== undefined) e.args.splice(at, 1, ...made);
    } else if (argument.kind === "doubleStar") {
      const made = entriesOf(context, argument.value, parameters.slice(at), e.args, calledName(e));
      if (made !== undefined) e.args.splice(at, 1, ...made);
    }
  }
}

/** The built-in function of ports that gives a dict of keyword arguments, once each of its keys is known to be the name of a parameter. */
export const KNOWN_OPTIONS = "known options";

function checkedOptions(value: Expression, taken: readonly Taken[], of: string): Expression {
  const { range } = value;
  const text = (each: string): Expression => ({ kind: "string", value: each, type: STR, range });
  const args = [value, text(of), ...taken.map((each) => text(each.name))];
  return {
    kind: "call",
    target: { kind: "builtin", name: KNOWN_OPTIONS },
    args: args.map((each) => ({ kind: "positional", name: undefined, value: each })),
    type: ANY,
    range,
  };
}

/** What Python calls the function in the error of an argument that it does not take. */
function calledName({ target }: Call): string {
  switch (target.kind) {
    case "function":
      return target.function.name;
    case "class":
      return `${target.class.name}.__init__`;
    case "static":
    case "method":
    case "super":
      return target.method?.qualifiedName ?? target.kind;
    default:
      return target.kind;
  }
}

function parametersOf(e: Call): readonly Taken[] | undefined {
  const { target } = e;
  const ofFunction = (fn: Parameters<typeof bindArguments>[0] | undefined): readonly Taken[] | undefined =>
    fn?.parameters.map((each) => ({ name: each.variable.name, kind: each.kind, default: each.default }));
  switch (target.kind) {
    case "function":
      return ofFunction(target.function);
    case "static":
    case "super":
    case "method":
      return ofFunction(target.method);
    case "class":
      return ofFunction(findMethod(target.class, "__init__")) ?? fieldsOf(target.class);
    default:
      return undefined;
  }
}

function fieldsOf(cls: ClassDef): readonly Taken[] | undefined {
  if (!isRecord(cls)) return undefined;
  return constructorFields(cls).map((field) => ({
    name: field.name,
    kind: "normal",
    // A default that is made for each object is made where the dict has none.
    default: field.default ?? (field.factory === undefined ? undefined : madeBy(field.factory)),
  }));
}

function madeBy(factory: Expression): Expression {
  const { range } = factory;
  const definition = factory.kind === "name" ? factory.variable.definition : undefined;
  const target: Call["target"] =
    factory.kind === "builtin"
      ? { kind: "builtin", name: factory.name }
      : factory.kind === "library"
        ? { kind: "library", module: factory.module, name: factory.name }
        : definition?.kind === "class"
          ? { kind: "class", class: definition }
          : { kind: "value", callee: factory };
  return { kind: "call", target, args: [], type: ANY, range };
}

/** The elements of a tuple that has a name, and of a list where the parameters say how many there must be. */
function elementsOf(context: InferContext, value: Expression, left: readonly Taken[]): Argument[] | undefined {
  if (value.kind !== "name" || left.some((each) => each.kind === "star")) return undefined;
  const shapes = context.value(value).alternatives();
  const [shape] = shapes;
  if (shapes.length !== 1) return undefined;
  const isFixed = left.every((each) => each.default === undefined && each.kind !== "keyword");
  const count = shape.kind === "tuple" ? shape.elements.length : undefined;
  if (count === undefined && !(shape.kind === "list" && isFixed && left.length > 0)) return undefined;
  const { range } = value;
  return Array.from({ length: count ?? left.length }, (_, i) => ({
    kind: "positional" as const,
    name: undefined,
    value: {
      kind: "index",
      object: value,
      index: { kind: "int", value: BigInt(i), text: String(i), type: INT, range },
      type: ANY,
      range,
    },
  }));
}

/** Each parameter that is left takes what the dict has under its name, or its default. */
function entriesOf(
  context: InferContext,
  value: Expression,
  left: readonly Taken[],
  args: readonly Argument[],
  of: string,
): Argument[] | undefined {
  if (value.kind !== "name" || left.some((each) => each.kind === "star" || each.kind === "doubleStar"))
    return undefined;
  const shapes = context.value(value).alternatives();
  if (shapes.length !== 1 || shapes[0].kind !== "dict") return undefined;
  const given = new Set(args.map((each) => each.name));
  const { range } = value;
  const taken = left.filter((each) => !given.has(each.name));
  const checked = checkedOptions(value, left, of);
  return taken.map((each, at): Argument => {
    const options = (): Expression => (at === 0 ? checked : { ...value });
    const key = (): Expression => ({ kind: "string", value: each.name, type: STR, range });
    const isTested = each.default !== undefined;
    const entry: Expression = { kind: "index", object: isTested ? value : options(), index: key(), type: ANY, range };
    const chosen: Expression =
      each.default === undefined
        ? entry
        : {
            kind: "conditional",
            test: { kind: "compare", operands: [key(), options()], operators: ["in"], type: BOOL, range },
            body: entry,
            otherwise: each.default,
            type: ANY,
            range,
          };
    return { kind: "keyword", name: each.name, value: chosen };
  });
}
