import { Kind } from "../../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId } from "../../../syntax/py-tree.ts";
import type { BuildContext } from "../build/context.ts";
import type { Argument, Expression } from "../nodes.ts";
import type { FieldRules } from "./service.ts";

type Call = Expression & { kind: "call" };
type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** Calls that say something about a field or parameter, in the place of its default or in `Annotated`. */
const SPECIFIERS = new Set([
  "pydantic.Field",
  "pydantic.StringConstraints",
  "fastapi.Query",
  "fastapi.Path",
  "fastapi.Header",
  "fastapi.Cookie",
  "fastapi.Body",
  "fastapi.Form",
  "fastapi.File",
  "fastapi.Depends",
  "fastapi.Security",
  "fastapi.params.Depends",
]);

/** The call that specifies a field or parameter; undefined for an ordinary value. */
export function specifierOf(value: Expression | undefined): Call | undefined {
  if (value?.kind !== "call" || value.target.kind !== "library") return undefined;
  return SPECIFIERS.has(`${value.target.module}.${value.target.name}`) ? value : undefined;
}

/** `Query`, `Depends`, … of a specifier. */
export function specifierName(call: Call): string {
  return call.target.kind === "library" ? call.target.name : "";
}

/** The calls in `Annotated[T, …]`, outermost only. */
export function annotatedWith(context: BuildContext, annotation: NodeId | undefined): Call[] {
  if (annotation === undefined || annotation === NO_NODE) return [];
  const { tree } = context;
  if (!/^(?:\w+\.)*Annotated\s*\[/.test(tree.text(annotation).trim())) return [];
  const found: Call[] = [];
  const visit = (node: NodeId, depth: number): void => {
    for (const child of tree.namedChildren(node)) {
      if (tree.kind(child) === Kind.call) {
        const built = specifierOf(context.expression(child));
        if (built !== undefined) found.push(built);
      } else if (depth < 6) visit(child, depth + 1);
    }
  };
  visit(annotation, 0);
  return found;
}

/** The rules of a field or parameter from its annotation and its specifiers. */
export function rulesOf(
  context: BuildContext,
  annotation: NodeId | undefined,
  specifiers: readonly Call[],
): FieldRules {
  const rules: Writable<FieldRules> = {};
  const text = annotation === undefined || annotation === NO_NODE ? "" : context.tree.text(annotation);
  const literal = /\bLiteral\s*\[([^\]]*)\]/.exec(text)?.[1];
  if (literal !== undefined) {
    const values = [...literal.matchAll(/(['"])(.*?)\1|(-?\d+)/g)].map(([, , quoted, number]) =>
      number === undefined ? quoted : Number(number),
    );
    if (values.length > 0) rules.oneOf = values;
  }
  const named =
    /^(?:\w+\.)*(PositiveInt|PositiveFloat|NonNegativeInt|NonNegativeFloat|NegativeInt|NegativeFloat)\b/.exec(
      text.trim(),
    )?.[1];
  if (named?.startsWith("Positive")) rules.gt = 0;
  else if (named?.startsWith("NonNegative")) rules.ge = 0;
  else if (named?.startsWith("Negative")) rules.lt = 0;
  for (const call of specifiers) for (const argument of call.args) readRule(rules, argument);
  return rules;
}

function readRule(rules: Writable<FieldRules>, { name, value }: Argument): void {
  const number = numberOf(value);
  const text = value.kind === "string" ? value.value : undefined;
  switch (name) {
    case "gt":
    case "ge":
    case "lt":
    case "le":
      if (number !== undefined) rules[name] = number;
      return;
    case "multiple_of":
      if (number !== undefined) rules.multipleOf = number;
      return;
    case "min_length":
    case "min_items":
      if (number !== undefined) rules.minLength = number;
      return;
    case "max_length":
    case "max_items":
      if (number !== undefined) rules.maxLength = number;
      return;
    case "pattern":
    case "regex":
      if (text !== undefined) rules.pattern = text;
      return;
    case "alias":
    case "validation_alias":
      if (text !== undefined) rules.alias = text;
      return;
    case "description":
      if (text !== undefined) rules.description = text;
  }
}

/** The number that a literal, or a literal with a sign, stands for. */
export function numberOf(value: Expression | undefined): number | undefined {
  if (value?.kind === "int") return Number(value.value);
  if (value?.kind === "float") return value.value;
  if (value?.kind === "unary" && value.operator === "-") {
    const inner = numberOf(value.operand);
    return inner === undefined ? undefined : -inner;
  }
  return undefined;
}

/** The default that a specifier gives, and the factory; both undefined where a value is required. */
export function defaultsOf(call: Call): { value: Expression | undefined; factory: Expression | undefined } {
  const [first] = call.args;
  const named = (text: string): Expression | undefined => call.args.find((each) => each.name === text)?.value;
  const given = named("default") ?? (first?.kind === "positional" ? first.value : undefined);
  return { value: given?.kind === "ellipsis" ? undefined : given, factory: named("default_factory") };
}
