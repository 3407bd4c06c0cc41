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
  /** A field whose default is made for each object. */
  readonly isMade?: boolean;
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
      const made = entriesOf(context, argument.value, parameters.slice(at), e.args);
      if (made !== undefined) e.args.splice(at, 1, ...made);
    }
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
    default: field.default,
    isMade: field.factory !== undefined,
  }));
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
): Argument[] | undefined {
  if (value.kind !== "name" || left.some((each) => each.kind === "star" || each.kind === "doubleStar"))
    return undefined;
  const shapes = context.value(value).alternatives();
  if (shapes.length !== 1 || shapes[0].kind !== "dict") return undefined;
  const given = new Set(args.map((each) => each.name));
  const { range } = value;
  return left
    .filter((each) => !given.has(each.name) && each.isMade !== true)
    .map((each): Argument => {
      const key = (): Expression => ({ kind: "string", value: each.name, type: STR, range });
      const entry: Expression = { kind: "index", object: value, index: key(), type: ANY, range };
      const chosen: Expression =
        each.default === undefined
          ? entry
          : {
              kind: "conditional",
              test: { kind: "compare", operands: [key(), { ...value }], operators: ["in"], type: BOOL, range },
              body: entry,
              otherwise: each.default,
              type: ANY,
              range,
            };
      return { kind: "keyword", name: each.name, value: chosen };
    });
}
