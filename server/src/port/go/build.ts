import type { GoBinaryOperator, GoBlock, GoElement, GoExpr, GoParam, GoStmt, GoType } from "./tree.ts";

/** Short constructors of tree nodes, named after what they make. */

export const named = (name: string, ...args: readonly GoType[]): GoType => ({ kind: "named", name, args });
export const from = (path: string, name: string, ...args: readonly GoType[]): GoType => ({
  kind: "named",
  name,
  package: path,
  args,
});
export const pointerTo = (to: GoType): GoType => ({ kind: "pointer", to });
export const sliceOf = (of: GoType): GoType => ({ kind: "slice", of });
export const mapOf = (key: GoType, value: GoType): GoType => ({ kind: "map", key, value });
export const ANY_TYPE = named("any");
export const INT_TYPE = named("int");
export const FLOAT_TYPE = named("float64");
export const BOOL_TYPE = named("bool");
export const STRING_TYPE = named("string");
export const ERROR_TYPE = named("error");
export const EMPTY_STRUCT: GoType = { kind: "struct", fields: [] };

export const name = (text: string): GoExpr => ({ kind: "name", name: text });
export const BLANK = name("_");
export const NIL = name("nil");
export const TRUE = name("true");
export const FALSE = name("false");
export const qualified = (path: string, text: string): GoExpr => ({ kind: "qualified", package: path, name: text });
export const number = (value: number | bigint | string): GoExpr => ({ kind: "number", text: String(value) });
export const text = (value: string): GoExpr => ({ kind: "string", value });
/** Throws a TypeError where an argument is missing, as it is after a call that Python would refuse. */
export function call(callee: GoExpr | string, ...args: readonly GoExpr[]): GoExpr {
  if (args.includes(undefined as never)) throw new TypeError("a call lacks an argument");
  return { kind: "call", callee: typeof callee === "string" ? name(callee) : callee, args };
}
export const genericCall = (
  callee: GoExpr | string,
  typeArgs: readonly GoType[],
  ...args: readonly GoExpr[]
): GoExpr => ({
  kind: "call",
  callee: typeof callee === "string" ? name(callee) : callee,
  typeArgs,
  args,
});
export const spreadCall = (callee: GoExpr | string, ...args: readonly GoExpr[]): GoExpr => ({
  kind: "call",
  callee: typeof callee === "string" ? name(callee) : callee,
  args,
  spread: true,
});
export const packageCall = (path: string, fn: string, ...args: readonly GoExpr[]): GoExpr =>
  call(qualified(path, fn), ...args);
export const select = (value: GoExpr, field: string): GoExpr => ({ kind: "selector", value, name: field });
export const methodCall = (value: GoExpr, method: string, ...args: readonly GoExpr[]): GoExpr =>
  call(select(value, method), ...args);
export const convert = (type: GoType, value: GoExpr): GoExpr => ({ kind: "convert", type, value });
export const index = (value: GoExpr, at: GoExpr): GoExpr => ({ kind: "index", value, index: at });
export const slice = (value: GoExpr, low?: GoExpr, high?: GoExpr): GoExpr => ({ kind: "slice", value, low, high });
export function binary(operator: GoBinaryOperator, left: GoExpr, right: GoExpr): GoExpr {
  const constant = left.kind === "name" ? left.name : undefined;
  if (operator === "&&" && (constant === "true" || constant === "false")) return constant === "true" ? right : left;
  if (operator === "||" && (constant === "true" || constant === "false")) return constant === "true" ? left : right;
  return { kind: "binary", operator, left, right };
}
export const unary = (operator: "-" | "+" | "!" | "^" | "&" | "*" | "<-", value: GoExpr): GoExpr =>
  // The address of what a pointer points at is the pointer.
  operator === "&" && value.kind === "unary" && value.operator === "*"
    ? value.value
    : { kind: "unary", operator, value };
export const typeExpr = (type: GoType): GoExpr => ({ kind: "type", type });
export const composite = (type: GoType | undefined, elements: readonly GoElement[], multiline = false): GoExpr => ({
  kind: "composite",
  type,
  elements,
  multiline,
});
export const listOf = (type: GoType, values: readonly GoExpr[]): GoExpr =>
  composite(
    type,
    values.map((value) => ({ value })),
  );
export const fn = (params: readonly GoParam[], results: readonly GoType[], body: GoBlock): GoExpr => ({
  kind: "function",
  params,
  results: results.map((type) => ({ name: "", type })),
  body,
});

export const exprStmt = (value: GoExpr): GoStmt => ({ kind: "expression", value });
export const assign = (target: GoExpr, value: GoExpr): GoStmt => ({
  kind: "assign",
  targets: [target],
  operator: "=",
  values: [value],
});
export const define = (names: readonly string[], ...values: readonly GoExpr[]): GoStmt => ({
  kind: "define",
  names,
  values,
});
export const ifStmt = (condition: GoExpr, body: GoBlock, otherwise?: GoBlock): GoStmt => ({
  kind: "if",
  condition,
  body,
  otherwise,
});
export const returnStmt = (...values: readonly GoExpr[]): GoStmt => ({ kind: "return", values });

/** The opposite of a condition, without a double negation. */
export function negate(value: GoExpr): GoExpr {
  if (value.kind === "unary" && value.operator === "!") return value.value;
  if (value.kind === "binary") {
    const opposite = OPPOSITE[value.operator];
    if (opposite !== undefined) return binary(opposite, value.left, value.right);
    const isLength =
      value.left.kind === "call" && value.left.callee.kind === "name" && value.left.callee.name === "len";
    if (value.operator === ">" && isLength && value.right.kind === "number" && value.right.text === "0") {
      return binary("==", value.left, value.right);
    }
  }
  if (value.kind === "name" && value.name === "true") return FALSE;
  if (value.kind === "name" && value.name === "false") return TRUE;
  return unary("!", value);
}

/** Only equality turns around safely: with a NaN neither `<` nor `>=` holds. */
const OPPOSITE: Partial<Record<GoBinaryOperator, GoBinaryOperator>> = { "==": "!=", "!=": "==" };

export function sameGoType(a: GoType, b: GoType): boolean {
  return JSON.stringify(normal(a)) === JSON.stringify(normal(b));
}

function normal(type: GoType): unknown {
  if (type.kind === "named" && type.args?.length === 0) return { ...type, args: undefined };
  return Object.fromEntries(
    Object.entries(type).map(([key, part]) => [
      key,
      Array.isArray(part)
        ? part.map((each) => (isType(each) ? normal(each) : each))
        : isType(part)
          ? normal(part)
          : part,
    ]),
  );
}

function isType(value: unknown): value is GoType {
  return typeof value === "object" && value !== null && "kind" in value;
}

/** The type itself, or what it points to. */
export function baseOf(type: GoType): GoType {
  return type.kind === "pointer" ? type.to : type;
}

/** Whether the zero value of the type is nil. */
export function isNilable(type: GoType): boolean {
  switch (type.kind) {
    case "pointer":
    case "slice":
    case "map":
    case "channel":
    case "function":
    case "interface":
      return true;
    case "named":
      return (
        type.name === "any" ||
        type.name === "error" ||
        (type.package === "iter" && type.name === "Seq") ||
        (type.package === undefined && type.name === "Tuple")
      );
    default:
      return false;
  }
}

/** The elements of a list, each with the type that the list's own leaves out. */
export function elementsOf(list: GoExpr & { kind: "composite" }): GoExpr[] {
  const element = list.type?.kind === "slice" ? list.type.of : undefined;
  return list.elements.map(({ value }) =>
    value.kind === "composite" && value.type === undefined ? { ...value, type: element } : value,
  );
}
