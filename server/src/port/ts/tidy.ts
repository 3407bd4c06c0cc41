import type { TsExpression, TsStatement } from "./tree.ts";

/**
 * Declarations as a reader would write them: `const` where a block never assigns the name again, no placeholder where the next statement
 * gives the value on every path, no type that the value tells.
 */
export function tidyDeclarations(body: readonly TsStatement[]): readonly TsStatement[] {
  return inBlock(body.map(tidied));
}

/** Properties that hold statements. */
const BLOCKS: ReadonlySet<string> = new Set(["body", "otherwise", "handler", "finally"]);

/** A part of the tree with all blocks inside of it tidied. */
function tidied<T>(node: T): T {
  if (Array.isArray(node)) return node.map(tidied) as T;
  if (typeof node !== "object" || node === null) return node;
  const parts = Object.entries(node).map(([key, value]): [string, unknown] => {
    const inner: unknown = tidied(value);
    return [key, BLOCKS.has(key) && isBlock(inner) ? inBlock(inner) : inner];
  });
  return Object.fromEntries(parts) as T;
}

function isBlock(value: unknown): value is readonly TsStatement[] {
  return Array.isArray(value) && value.every((each) => typeof each === "object" && each !== null && "kind" in each);
}

function inBlock(block: readonly TsStatement[]): readonly TsStatement[] {
  return block.map((statement, at) => {
    if (statement.kind !== "declare" || statement.keyword !== "let" || statement.target.kind !== "name")
      return statement;
    const { name } = statement.target;
    const { value, type } = statement;
    if (value === undefined) return statement;
    if (type !== undefined && isPlaceholder(value) && at + 1 < block.length && gives(block[at + 1], name))
      return { ...statement, value: undefined };
    const others = block.filter((each) => each !== statement);
    // A `const` of a literal has that literal's type, which would be narrower than what the program compares it with.
    if (!isLiteral(value) && !isPlaceholder(value) && !assigns([others, value], name))
      return { ...statement, keyword: "const" };
    return type?.kind === "reference" && type.name === literalType(value)
      ? { ...statement, type: undefined }
      : statement;
  });
}

/** A value that stands where there is none yet. */
function isPlaceholder(value: TsExpression): boolean {
  if (value.kind === "as") return value.value.kind === "name" && value.value.name === "undefined";
  return (
    (value.kind === "string" && value.value === "") ||
    (value.kind === "literal" && ["0", "false", "0n"].includes(value.text))
  );
}

function isLiteral(value: TsExpression): boolean {
  return literalType(value) !== undefined || value.kind === "literal";
}

function literalType(value: TsExpression): string | undefined {
  if (value.kind === "string" || value.kind === "template") return "string";
  if (value.kind === "unary" && value.operator === "-") return literalType(value.operand);
  if (value.kind !== "literal") return undefined;
  if (value.text === "true" || value.text === "false") return "boolean";
  if (/^\d[\d_]*n$/.test(value.text)) return "bigint";
  return /^[\d.]/.test(value.text) ? "number" : undefined;
}

/** Whether a statement gives the name a value on every path that comes out of it, and asks for it on none before. */
function gives(statement: TsStatement, name: string): boolean {
  if (statement.kind !== "if" || statement.otherwise.length === 0 || mentions(statement.test, name)) return false;
  return [statement.body, statement.otherwise].every((branch) => {
    const at = branch.findIndex((each) => mentions(each, name) || leaves(each));
    const first = branch[at];
    if (first === undefined) return false;
    return leaves(first) || isWrite(first, name) || gives(first, name);
  });
}

function leaves({ kind }: TsStatement): boolean {
  return kind === "return" || kind === "throw" || kind === "continue" || kind === "break";
}

/** `name = …`, where the value does not ask for the name. */
function isWrite(statement: TsStatement, name: string): boolean {
  if (statement.kind !== "expression" || statement.value.kind !== "assign") return false;
  const { operator, target, value } = statement.value;
  return operator === "=" && target.kind === "name" && target.name === name && !mentions(value, name);
}

function mentions(node: unknown, name: string): boolean {
  if (Array.isArray(node)) return node.some((each) => mentions(each, name));
  if (typeof node !== "object" || node === null) return false;
  const own = node as { readonly kind?: unknown; readonly name?: unknown; readonly variable?: unknown };
  if (own.name === name || own.variable === name) return true;
  return Object.values(node).some((each) => mentions(each, name));
}

/** Whether anything in a part of the tree assigns to a name, whatever scope that is of. */
function assigns(node: unknown, name: string): boolean {
  if (Array.isArray(node)) return node.some((each) => assigns(each, name));
  if (typeof node !== "object" || node === null) return false;
  const part = node as Partial<Record<string, unknown>>;
  if (part.kind === "assign" && mentions(part.target, name)) return true;
  if (
    (part.kind === "postfix" || (part.kind === "unary" && /^(\+\+|--)$/.test(String(part.operator)))) &&
    mentions(part.operand, name)
  )
    return true;
  if (part.kind === "forOf" && part.keyword === undefined && mentions(part.target, name)) return true;
  if (part.kind === "for" && part.declares === false && part.variable === name) return true;
  return Object.values(node).some((each) => assigns(each, name));
}
