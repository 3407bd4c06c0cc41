import { type Doc, group, hardline, ifBroken, indent, join, type Layout, layOut, line, mark, softline } from "./doc.ts";
import type {
  TsExpression,
  TsFunction,
  TsImport,
  TsMember,
  TsModule,
  TsParameter,
  TsPattern,
  TsStatement,
  TsType,
} from "./tree.ts";

const WIDTH = 110;

/** Prints a module. Marks are numbered in the order of `sources`, the Python ranges of the statements and members printed. */
export interface Printed extends Layout {
  readonly sources: readonly { readonly start: number; readonly end: number }[];
}

export function printModule(module: TsModule): Printed {
  const printer = new Printer();
  const parts: Doc[] = [];
  for (const text of module.header) parts.push(commentLine(text), hardline);
  for (const each of module.imports) parts.push(printImport(each), hardline);
  if (parts.length > 0 && module.body.length > 0) parts.push(hardline);
  parts.push(printer.statements(module.body), hardline);
  const layout = layOut(parts, WIDTH, "  ");
  return { text: `${layout.text.trimEnd()}\n`, marks: layout.marks, sources: printer.sources };
}

function printImport(each: TsImport): Doc {
  const allTypes = each.names.every((name) => name.isType);
  const names = each.names.map((entry) => {
    const type = entry.isType && !allTypes ? "type " : "";
    return `${type}${entry.name}${entry.alias === undefined ? "" : ` as ${entry.alias}`}`;
  });
  const list = group(["{", indent([line, join([",", line], names), ifBroken(",")]), line, "}"]);
  return [allTypes ? "import type " : "import ", list, ` from ${JSON.stringify(each.from)};`];
}

function commentLine(text: string): Doc {
  return text === "" ? "//" : `// ${text}`;
}

/** Binding strength of operators; a higher one binds tighter. */
const PRECEDENCE: Readonly<Record<string, number>> = {
  "??": 4,
  "||": 4,
  "&&": 5,
  "|": 6,
  "^": 7,
  "&": 8,
  "===": 9,
  "!==": 9,
  "==": 9,
  "!=": 9,
  "<": 10,
  ">": 10,
  "<=": 10,
  ">=": 10,
  instanceof: 10,
  in: 10,
  "<<": 11,
  ">>": 11,
  ">>>": 11,
  "+": 12,
  "-": 12,
  "*": 13,
  "/": 13,
  "%": 13,
  "**": 14,
};
const UNARY = 15;
const POSTFIX = 16;
const CALL = 18;
const PRIMARY = 20;

function precedenceOf(e: TsExpression): number {
  switch (e.kind) {
    case "binary":
      return PRECEDENCE[e.operator] ?? 1;
    case "unary":
    case "await":
      return UNARY;
    case "postfix":
      return POSTFIX;
    case "conditional":
      return 3;
    case "assign":
    case "arrow":
    case "yield":
      return 2;
    case "as":
      return 10;
    case "literal":
      return e.text.startsWith("-") ? UNARY : PRIMARY;
    case "functionExpression":
      return 17;
    case "member":
    case "index":
    case "call":
    case "nonNull":
      return CALL;
    default:
      return PRIMARY;
  }
}

class Printer {
  readonly sources: { start: number; end: number }[] = [];

  statements(body: readonly TsStatement[]): Doc {
    const parts: Doc[] = [];
    body.forEach((statement, index) => {
      const isDefinition = (each: TsStatement | undefined): boolean =>
        each !== undefined && (each.kind === "function" || each.kind === "class" || each.kind === "interface");
      if (index > 0) {
        parts.push(hardline);
        if (statement.spaced === true || isDefinition(statement) || isDefinition(body[index - 1])) parts.push(hardline);
      }
      parts.push(this.statement(statement));
    });
    return parts;
  }

  statement(statement: TsStatement): Doc {
    const parts: Doc[] = [];
    for (const comment of statement.comments ?? []) parts.push(commentLine(comment), hardline);
    if (statement.docstring !== undefined) parts.push(docComment(statement.docstring), hardline);
    if (statement.kind === "empty") {
      if (parts.length > 0) parts.pop();
      return parts;
    }
    const content = this.bare(statement);
    parts.push(content);
    if (statement.lineComment !== undefined) {
      // A comment at the end of a header goes above it: braces leave no good place behind.
      const isCompound = ["if", "while", "for", "forOf", "try", "function", "class", "block"].includes(statement.kind);
      if (isCompound) parts.splice(parts.length - 1, 0, commentLine(statement.lineComment), hardline);
      else parts.push(` // ${statement.lineComment}`);
    }
    return this.marked(statement.source, parts);
  }

  marked(source: { start: number; end: number } | undefined, content: Doc): Doc {
    if (source === undefined) return content;
    this.sources.push(source);
    return mark(this.sources.length - 1, content);
  }

  block(body: readonly TsStatement[]): Doc {
    if (body.length === 0) return "{}";
    return ["{", indent([hardline, this.statements(body)]), hardline, "}"];
  }

  bare(s: TsStatement): Doc {
    switch (s.kind) {
      case "empty":
        return "";
      case "expression": {
        const text = this.expression(s.value);
        // A statement may not start with a brace or the word function.
        const first = firstToken(s.value);
        return first === "object" || first === "functionExpression" || isObjectAssign(s.value)
          ? ["(", text, ");"]
          : [text, ";"];
      }
      case "declare": {
        const head: Doc[] = [
          s.exported ? "export " : "",
          `${s.keyword} `,
          this.pattern(s.target),
          s.type === undefined ? "" : [": ", this.type(s.type)],
        ];
        if (s.value !== undefined) head.push(" = ", this.expression(s.value, 2));
        return [head, ";"];
      }
      case "return":
        return s.value === undefined ? "return;" : ["return ", this.returned(s.value), ";"];
      case "throw":
        return ["throw ", this.expression(s.value), ";"];
      case "if":
        return this.ifStatement(s);
      case "while":
        return ["while (", this.test(s.test), ") ", this.block(s.body)];
      case "for": {
        const head: Doc[] = [s.declares ? "let " : "", s.variable, " = ", this.expression(s.start)];
        if (s.end !== undefined) head.push(`, ${s.end.name} = `, this.expression(s.end.value));
        return [
          "for (",
          head,
          "; ",
          this.expression(s.test),
          "; ",
          this.expression(s.update),
          ") ",
          this.block(s.body),
        ];
      }
      case "forOf": {
        const target = isPattern(s.target) ? this.pattern(s.target) : this.expression(s.target);
        return [
          s.isAwait ? "for await (" : "for (",
          s.keyword === undefined ? "" : `${s.keyword} `,
          target,
          " of ",
          this.expression(s.iterable, 2),
          ") ",
          this.block(s.body),
        ];
      }
      case "try": {
        const parts: Doc[] = ["try ", this.block(s.body)];
        if (s.handler !== undefined)
          parts.push(s.variable === undefined ? " catch " : ` catch (${s.variable}) `, this.block(s.handler));
        if (s.finally !== undefined) parts.push(" finally ", this.block(s.finally));
        return parts;
      }
      case "break":
      case "continue":
        return s.label === undefined ? `${s.kind};` : `${s.kind} ${s.label};`;
      case "block":
        return [s.label === undefined ? "" : `${s.label}: `, this.block(s.body)];
      case "function":
        return [
          s.exported ? "export " : "",
          this.functionHead(`function${s.function.isGenerator ? "*" : ""} ${s.name}`, s.function),
          " ",
          this.block(s.function.body),
        ];
      case "class":
        return this.classStatement(s);
      case "type":
        return [s.exported ? "export " : "", `type ${s.name} = `, this.type(s.type), ";"];
      case "interface": {
        const head = [s.exported ? "export " : "", `interface ${s.name}`, typeParameters(s.typeParameters), " "];
        return [head, this.members(s.members, true)];
      }
    }
  }

  returned(value: TsExpression): Doc {
    if (value.kind === "binary" && (value.operator === "&&" || value.operator === "||")) {
      return group([ifBroken("("), indent([softline, this.expression(value)]), softline, ifBroken(")")]);
    }
    return this.expression(value);
  }

  test(value: TsExpression): Doc {
    if (value.kind !== "binary") return this.expression(value);
    return group([indent([softline, this.expression(value)]), softline]);
  }

  ifStatement(s: Extract<TsStatement, { kind: "if" }>): Doc {
    const parts: Doc[] = ["if (", this.test(s.test), ") ", this.block(s.body)];
    if (s.otherwise.length === 0) return parts;
    const [only] = s.otherwise;
    if (
      s.otherwise.length === 1 &&
      only.kind === "if" &&
      (only.comments ?? []).length === 0 &&
      only.lineComment === undefined
    ) {
      return [...parts, " else ", this.marked(only.source, this.ifStatement(only))];
    }
    return [...parts, " else ", this.block(s.otherwise)];
  }

  functionHead(head: string, fn: TsFunction): Doc {
    const result = fn.result === undefined ? "" : [": ", this.type(fn.result)];
    return [
      fn.isAsync ? "async " : "",
      head,
      typeParameters(fn.typeParameters),
      this.parameters(fn.parameters),
      result,
    ];
  }

  parameters(parameters: readonly TsParameter[]): Doc {
    if (parameters.length === 0) return "()";
    const printed = parameters.map((each) => this.parameter(each));
    const hasRest = parameters.at(-1)?.rest ?? false;
    return group(["(", indent([softline, join([",", line], printed), hasRest ? "" : ifBroken(",")]), softline, ")"]);
  }

  parameter(each: TsParameter): Doc {
    const type = each.type === undefined ? "" : [": ", this.type(each.type)];
    const fallback = each.default === undefined ? "" : [" = ", this.expression(each.default, 2)];
    return [each.rest ? "..." : "", this.pattern(each.name), each.optional ? "?" : "", type, fallback];
  }

  pattern(pattern: TsPattern): Doc {
    switch (pattern.kind) {
      case "name":
        return pattern.name;
      case "array": {
        const elements = pattern.elements.map((element) => (element === undefined ? "" : this.pattern(element)));
        if (pattern.rest !== undefined) elements.push(["...", this.pattern(pattern.rest)]);
        return ["[", join(", ", elements), "]"];
      }
      case "object":
        return [
          "{ ",
          join(
            ", ",
            pattern.properties.map((each) =>
              each.default === undefined ? each.name : [each.name, " = ", this.expression(each.default, 2)],
            ),
          ),
          " }",
        ];
    }
  }

  classStatement(s: Extract<TsStatement, { kind: "class" }>): Doc {
    const head: Doc[] = [
      s.exported ? "export " : "",
      s.isAbstract ? "abstract " : "",
      `class ${s.name}`,
      typeParameters(s.typeParameters),
    ];
    if (s.extends !== undefined) head.push(" extends ", this.expression(s.extends, CALL));
    return [head, " ", this.members(s.members, false)];
  }

  members(members: readonly TsMember[], isInterface: boolean): Doc {
    if (members.length === 0) return "{}";
    const parts: Doc[] = [];
    members.forEach((each, index) => {
      parts.push(hardline);
      const previous = members[index - 1];
      if (previous !== undefined && !isInterface && (each.kind !== "field" || previous.kind !== "field"))
        parts.push(hardline);
      parts.push(this.member(each, isInterface));
    });
    return ["{", indent(parts), hardline, "}"];
  }

  member(each: TsMember, isInterface: boolean): Doc {
    const parts: Doc[] = [];
    for (const comment of each.comments) parts.push(commentLine(comment), hardline);
    if (each.docstring !== undefined) parts.push(docComment(each.docstring), hardline);
    const modifiers = [
      each.isPrivate ? "private " : "",
      each.isStatic ? "static " : "",
      each.isAbstract && !isInterface ? "abstract " : "",
      each.isOverride ? "override " : "",
      each.isReadonly ? "readonly " : "",
    ].join("");
    const fn = each.function;
    if (each.kind === "field" || fn === undefined) {
      const type = each.type === undefined ? "" : [": ", this.type(each.type)];
      const value = each.value === undefined ? "" : [" = ", this.expression(each.value, 2)];
      parts.push([modifiers, each.name, each.definite ? "!" : "", type, value, ";"]);
    } else {
      const head =
        each.kind === "getter"
          ? `get ${each.name}`
          : each.kind === "setter"
            ? `set ${each.name}`
            : each.kind === "constructor"
              ? "constructor"
              : `${fn.isGenerator ? "*" : ""}${each.name}`;
      const printed = this.functionHead(
        head,
        each.kind === "constructor" || each.kind === "setter" ? { ...fn, result: undefined } : fn,
      );
      parts.push([modifiers, printed, each.isAbstract || isInterface ? ";" : [" ", this.block(fn.body)]]);
    }
    return this.marked(each.source, parts);
  }

  // ─────────────────────────────────────────────────────────── expressions

  expression(e: TsExpression, minimum = 0): Doc {
    const printed = this.bareExpression(e);
    return precedenceOf(e) < minimum ? ["(", printed, ")"] : printed;
  }

  bareExpression(e: TsExpression): Doc {
    switch (e.kind) {
      case "name":
        return e.name;
      case "literal":
        return e.text;
      case "string":
        return quote(e.value);
      case "template":
        return this.template(e.parts);
      case "array":
        return this.list("[", e.elements, "]", e.multiline);
      case "object": {
        if (e.properties.length === 0) return "{}";
        const properties = e.properties.map(({ key, value }) => {
          const shown = /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(key) ? key : JSON.stringify(key);
          return value.kind === "name" && value.name === key ? shown : [shown, ": ", this.expression(value, 2)];
        });
        const gap = e.multiline ? hardline : line;
        return group(["{", indent([gap, join([",", gap], properties), e.multiline ? "," : ifBroken(",")]), gap, "}"]);
      }
      case "spread":
        return ["...", this.expression(e.value, 2)];
      case "member":
        // A name in brackets, such as that of an iterator, takes no dot.
        if (e.name.startsWith("[")) return [this.operandOf(e.object), e.optional ? "?." : "", e.name];
        return [this.operandOf(e.object), e.optional ? "?." : ".", e.name];
      case "index":
        return [this.operandOf(e.object), "[", this.expression(e.index), "]"];
      case "nonNull":
        return [this.operandOf(e.value), "!"];
      case "call":
        return [this.operandOf(e.callee), this.typeArguments(e.typeArgs), this.args(e.args)];
      case "new":
        return ["new ", this.expression(e.callee, CALL), this.typeArguments(e.typeArgs), this.args(e.args)];
      case "unary": {
        const space = /^[a-z]/.test(e.operator) ? " " : "";
        const operand = this.expression(e.operand, UNARY);
        const doubled =
          e.operand.kind === "unary" && e.operand.operator === e.operator && (e.operator === "-" || e.operator === "+");
        const isNegative = e.operator === "-" && e.operand.kind === "literal" && e.operand.text.startsWith("-");
        return [e.operator, space, doubled || isNegative ? ["(", operand, ")"] : operand];
      }
      case "postfix":
        return [this.expression(e.operand, CALL), e.operator];
      case "binary":
        return this.binary(e);
      case "conditional":
        return group([
          this.expression(e.test, 4),
          indent([line, "? ", this.expression(e.body, 2), line, ": ", this.expression(e.otherwise, 2)]),
        ]);
      case "assign": {
        const target = isPattern(e.target) ? this.pattern(e.target) : this.expression(e.target, CALL);
        return [target, ` ${e.operator} `, this.expression(e.value, 2)];
      }
      case "arrow":
        return this.arrow(e.function);
      case "functionExpression":
        return [
          this.functionHead(`function${e.function.isGenerator ? "*" : ""} ${e.name ?? ""}`, e.function),
          " ",
          this.block(e.function.body),
        ];
      case "await":
        return ["await ", this.expression(e.value, UNARY)];
      case "yield":
        return e.value === undefined ? "yield" : [e.delegate ? "yield* " : "yield ", this.expression(e.value, 2)];
      case "as":
        return [this.expression(e.value, 10), " as ", this.type(e.type)];
    }
  }

  /** What stands before a dot, a bracket or an argument list. */
  operandOf(e: TsExpression): Doc {
    const isInteger = e.kind === "literal" && /^[\d_]+$/.test(e.text);
    const printed = this.expression(e, CALL);
    return isInteger ? ["(", printed, ")"] : printed;
  }

  binary(e: Extract<TsExpression, { kind: "binary" }>): Doc {
    const own = PRECEDENCE[e.operator] ?? 1;
    const isLogical = e.operator === "&&" || e.operator === "||" || e.operator === "??";
    const mixes = (side: TsExpression): boolean =>
      side.kind === "binary" &&
      ((e.operator === "??") !== (side.operator === "??")
        ? ["&&", "||", "??"].includes(side.operator) && isLogical
        : e.operator === "||" && side.operator === "&&");
    const isPower = e.operator === "**";
    const operand = (side: TsExpression, minimum: number): Doc => {
      const printed = this.expression(side, minimum);
      return mixes(side) && precedenceOf(side) >= minimum ? ["(", printed, ")"] : printed;
    };
    const left = isPower ? this.expression(e.left, POSTFIX) : operand(e.left, own);
    const right = isPower ? this.expression(e.right, own) : operand(e.right, own + 1);
    if (isLogical || e.operator === "+") return group([left, ` ${e.operator}`, line, right]);
    return [left, ` ${e.operator} `, right];
  }

  args(args: readonly TsExpression[]): Doc {
    const last = args.at(-1);
    // A function as last argument hugs the parentheses, as people write it.
    if (
      last !== undefined &&
      (last.kind === "arrow" || last.kind === "functionExpression") &&
      !isExpressionBody(last.function)
    ) {
      return [
        "(",
        join(
          ", ",
          args.map((arg) => this.expression(arg, 2)),
        ),
        ")",
      ];
    }
    if (args.length === 1 && (args[0].kind === "template" || args[0].kind === "object" || args[0].kind === "array"))
      return ["(", this.expression(args[0], 2), ")"];
    return this.list("(", args, ")");
  }

  list(open: string, elements: readonly TsExpression[], close: string, multiline = false): Doc {
    if (elements.length === 0) return open + close;
    const printed = elements.map((element) => this.expression(element, 2));
    const isFillable =
      open === "[" &&
      elements.length > 8 &&
      elements.every((element) => element.kind === "literal" || element.kind === "string");
    if (isFillable) return group([open, indent([softline, fill(printed)]), ifBroken(","), softline, close]);
    const [edge, gap] = multiline ? [hardline, hardline] : [softline, line];
    return group([open, indent([edge, join([",", gap], printed), multiline ? "," : ifBroken(",")]), edge, close]);
  }

  typeArguments(args: readonly TsType[]): Doc {
    return args.length === 0
      ? ""
      : [
          "<",
          join(
            ", ",
            args.map((arg) => this.type(arg)),
          ),
          ">",
        ];
  }

  arrow(fn: TsFunction): Doc {
    const head: Doc[] = [
      fn.isAsync ? "async " : "",
      this.parameters(fn.parameters),
      fn.result === undefined ? "" : [": ", this.type(fn.result)],
      " => ",
    ];
    const value = expressionBody(fn);
    if (value === undefined) return [head, this.block(fn.body)];
    const printed = this.expression(value, 2);
    return [head, firstToken(value) === "object" ? ["(", printed, ")"] : printed];
  }

  template(parts: readonly (string | TsExpression)[]): Doc {
    const text: Doc[] = ["`"];
    for (const part of parts) {
      if (typeof part === "string") text.push(escapeTemplate(part));
      else text.push("${", flat(this.expression(part)), "}");
    }
    text.push("`");
    return text;
  }

  type(type: TsType): string {
    switch (type.kind) {
      case "reference":
        return type.args.length === 0
          ? type.name
          : `${type.name}<${type.args.map((arg) => this.type(arg)).join(", ")}>`;
      case "array": {
        const element = this.type(type.element);
        const needsParentheses = type.element.kind === "union" || type.element.kind === "function";
        return needsParentheses ? `(${element})[]` : `${element}[]`;
      }
      case "tuple":
        return `[${type.elements.map((element) => this.type(element)).join(", ")}]`;
      case "union":
        return type.members
          .map((each) => (each.kind === "function" ? `(${this.type(each)})` : this.type(each)))
          .join(" | ");
      case "function": {
        const names = type.parameters.map(
          (each, index) =>
            `${String.fromCharCode(97 + (index % 26))}${index >= type.required ? "?" : ""}: ${this.type(each)}`,
        );
        return type.rest
          ? `(...args: any[]) => ${this.type(type.result)}`
          : `(${names.join(", ")}) => ${this.type(type.result)}`;
      }
    }
  }
}

/** Elements set side by side, as many to a line as fit. */
function fill(parts: readonly Doc[]): Doc {
  const lines: Doc[] = [];
  let row: string[] = [];
  let length = 0;
  for (const part of parts) {
    const text = typeof part === "string" ? part : layOut(part, 10000, "").text;
    if (length + text.length > 96 && row.length > 0) {
      lines.push(row.join(", "));
      row = [];
      length = 0;
    }
    row.push(text);
    length += text.length + 2;
  }
  if (row.length > 0) lines.push(row.join(", "));
  return join([",", line], lines);
}

/** Inside a template nothing breaks over lines. */
function flat(doc: Doc): Doc {
  return layOut({ kind: "group", content: doc }, Number.POSITIVE_INFINITY, "").text;
}

function typeParameters(names: readonly string[]): string {
  return names.length === 0 ? "" : `<${names.join(", ")}>`;
}

function isPattern(target: TsPattern | TsExpression): target is TsPattern {
  return target.kind === "array" && "rest" in target;
}

function expressionBody(fn: TsFunction): TsExpression | undefined {
  const [only] = fn.body;
  if (fn.body.length !== 1 || only.kind !== "return" || only.value === undefined) return undefined;
  return (only.comments ?? []).length === 0 && only.lineComment === undefined ? only.value : undefined;
}

function isExpressionBody(fn: TsFunction): boolean {
  return expressionBody(fn) !== undefined;
}

function firstToken(e: TsExpression): TsExpression["kind"] {
  switch (e.kind) {
    case "member":
    case "index":
      return firstToken(e.object);
    case "call":
      return firstToken(e.callee);
    case "binary":
      return firstToken(e.left);
    case "conditional":
      return firstToken(e.test);
    case "as":
    case "nonNull":
      return firstToken(e.value);
    default:
      return e.kind;
  }
}

function isObjectAssign(e: TsExpression): boolean {
  return e.kind === "assign" && e.target.kind === "object";
}

function docComment(text: string): Doc {
  const lines = text.replaceAll("*/", "*\\/").split("\n");
  if (lines.length === 1) return `/** ${lines[0]} */`;
  return ["/**", ...lines.flatMap((each): Doc[] => [hardline, each === "" ? " *" : ` * ${each}`]), hardline, " */"];
}

export function quote(value: string): string {
  return JSON.stringify(value).replace(
    /[\u007f-\u009f\u2028\u2029\ud800-\udfff]/g,
    (char, at: number, whole: string) => {
      // A whole surrogate pair is a character that can stand as it is.
      const code = char.charCodeAt(0);
      const isLead = code >= 0xd800 && code < 0xdc00 && /[\udc00-\udfff]/.test(whole[at + 1] ?? "");
      const isTrail = code >= 0xdc00 && code < 0xe000 && /[\ud800-\udbff]/.test(whole[at - 1] ?? "");
      return isLead || isTrail ? char : `\\u${code.toString(16).padStart(4, "0")}`;
    },
  );
}

function escapeTemplate(text: string): string {
  return quote(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("`", "\\`").replaceAll("${", "\\${");
}
