import type { Range } from "../../text/range.ts";
import type {
  GoBlock,
  GoConstEntry,
  GoDecl,
  GoElement,
  GoExpr,
  GoFile,
  GoParam,
  GoStmt,
  GoType,
  GoTypeParam,
} from "./tree.ts";

/** A printed line and the Python it came from; `line` is zero-based. */
export interface PrintedLink {
  readonly line: number;
  readonly source: Range;
}

export interface PrintedFile {
  readonly text: string;
  readonly links: readonly PrintedLink[];
  /** Names of the packages that the file imports. */
  readonly packages: readonly string[];
  /** Their import paths. */
  readonly imports: readonly string[];
}

/** Writes a file as text that gofmt has little left to do on. Imports are what the qualified names call for. */
export function printFile(file: GoFile): PrintedFile {
  const printer = new Printer();
  for (const decl of file.decls) printer.decl(decl);
  const imports = [...new Set([...printer.imports.keys(), ...(file.imports ?? [])])].sort();
  const head: string[] = [];
  if (file.doc !== undefined) head.push(...commentLines(file.doc));
  head.push(`package ${file.package}`, "");
  if (imports.length === 1) head.push(`import ${quote(imports[0])}`, "");
  else if (imports.length > 1) {
    const isStandard = (path: string): boolean => !path.split("/")[0].includes(".");
    const standard = imports.filter(isStandard);
    const others = imports.filter((path) => !isStandard(path));
    head.push("import (", ...standard.map((path) => `\t${quote(path)}`));
    if (standard.length > 0 && others.length > 0) head.push("");
    head.push(...others.map((path) => `\t${quote(path)}`), ")", "");
  }
  return {
    text: `${[...head, ...printer.lines].join("\n").trimEnd()}\n`,
    packages: imports.map(packageName),
    imports,
    links: printer.links.map((link) => ({ line: link.line + head.length, source: link.source })),
  };
}

/** gofmt takes the parentheses off a literal of a generic type that a loop goes over, and what is left does not parse. */
function asList(over: GoExpr): GoExpr {
  if (over.kind !== "composite" || over.type?.kind !== "named" || over.type.name !== "Tuple") return over;
  const [element] = over.type.args ?? [];
  return element === undefined ? over : { ...over, type: { kind: "slice", of: element } };
}

/** The name under which a package is used: the last element of its path, without a version suffix. */
export function packageName(path: string): string {
  const parts = path.split("/");
  const last = parts[parts.length - 1];
  return /^v\d+$/.test(last) && parts.length > 1 ? parts[parts.length - 2] : last;
}

/** A line of a comment that parts it in two: what is above it is no documentation. */
export const APART = "\f";

export function commentLines(text: string): string[] {
  return text.split("\n").map((line) => (line === APART ? "" : line.trim() === "" ? "//" : `// ${line}`.trimEnd()));
}

/** A Go string literal; raw where asked for and possible. */
export function quote(value: string, raw = false): string {
  if (raw && !/[`\r]/.test(value) && !hasControl(value)) return `\`${value}\``;
  let out = '"';
  for (const char of value) {
    const code = char.codePointAt(0)!;
    if (char === '"') out += '\\"';
    else if (char === "\\") out += "\\\\";
    else if (char === "\n") out += "\\n";
    else if (char === "\t") out += "\\t";
    else if (char === "\r") out += "\\r";
    else if (code < 0x20 || code === 0x7f) out += `\\x${code.toString(16).padStart(2, "0")}`;
    else if (code >= 0xd800 && code <= 0xdfff) out += "\\ufffd";
    else if (
      (code >= 0x80 && code < 0xa0) ||
      code === 0xfeff ||
      code === 0x200b ||
      code === 0x2028 ||
      code === 0x2029
    ) {
      out += `\\u${code.toString(16).padStart(4, "0")}`;
    } else out += char;
  }
  return `${out}"`;
}

function hasControl(value: string): boolean {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if ((code < 0x20 && code !== 9 && code !== 10) || (code >= 0xd800 && code <= 0xdfff) || code === 0xfeff)
      return true;
  }
  return false;
}

const PRECEDENCE: Readonly<Record<string, number>> = {
  "||": 1,
  "&&": 2,
  "==": 3,
  "!=": 3,
  "<": 3,
  "<=": 3,
  ">": 3,
  ">=": 3,
  "+": 4,
  "-": 4,
  "|": 4,
  "^": 4,
  "*": 5,
  "/": 5,
  "%": 5,
  "<<": 5,
  ">>": 5,
  "&": 5,
  "&^": 5,
};
const UNARY = 6;
const PRIMARY = 7;

class Printer {
  readonly lines: string[] = [];
  readonly links: PrintedLink[] = [];
  readonly imports = new Map<string, string>();
  private indent = 0;
  /** In the header of `if`, `for` and `switch`, where a composite literal needs parentheses. */
  private header = false;

  decl(decl: GoDecl): void {
    if (decl.kind === "comment") {
      for (const line of commentLines(decl.text)) this.line(line);
      this.line("");
      return;
    }
    if (decl.doc !== undefined) for (const line of commentLines(decl.doc)) this.line(line);
    this.link(decl.source);
    switch (decl.kind) {
      case "function": {
        const receiver = decl.receiver === undefined ? "" : `(${decl.receiver.name} ${this.type(decl.receiver.type)}) `;
        const signature = `func ${receiver}${decl.name}${this.typeParams(decl.typeParams)}(${this.params(decl.params)})${this.results(decl.results)}`;
        if (decl.body.length === 0) this.line(`${signature} {}`);
        else {
          this.line(`${signature} {`);
          this.block(decl.body);
          this.line("}");
        }
        break;
      }
      case "type":
        this.typeDecl(decl.name, decl.typeParams, decl.type, decl.alias === true);
        break;
      case "var":
        this.write(
          `var ${decl.name}${decl.type === undefined ? "" : ` ${this.type(decl.type)}`}${decl.value === undefined ? "" : ` = ${this.expr(decl.value)}`}`,
        );
        break;
      case "const":
        this.constants(decl.entries);
        break;
      default:
        decl satisfies never;
    }
    this.line("");
  }

  private constants(entries: readonly GoConstEntry[]): void {
    const text = (entry: GoConstEntry): string =>
      `${entry.name}${entry.type === undefined ? "" : ` ${this.type(entry.type)}`}${entry.value === undefined ? "" : ` = ${this.expr(entry.value)}`}${entry.comment === undefined ? "" : ` // ${entry.comment}`}`;
    if (entries.length === 1) {
      this.write(`const ${text(entries[0])}`);
      return;
    }
    this.line("const (");
    this.indent++;
    for (const entry of entries) this.write(text(entry));
    this.indent--;
    this.line(")");
  }

  private typeDecl(name: string, params: readonly GoTypeParam[] | undefined, type: GoType, alias: boolean): void {
    const head = `type ${name}${this.typeParams(params)} ${alias ? "= " : ""}`;
    if (type.kind === "struct" && type.fields.length > 0) {
      this.line(`${head}struct {`);
      this.indent++;
      for (const field of type.fields) {
        if (field.comment?.includes("\n")) for (const line of commentLines(field.comment)) this.line(line);
        const tail = field.comment === undefined || field.comment.includes("\n") ? "" : ` // ${field.comment}`;
        this.line(
          `${field.name === undefined ? "" : `${field.name} `}${this.type(field.type)}${field.tag === undefined ? "" : ` \`${field.tag}\``}${tail}`,
        );
      }
      this.indent--;
      this.line("}");
    } else if (type.kind === "interface" && type.embeds.length + type.methods.length > 0) {
      this.line(`${head}interface {`);
      this.indent++;
      for (const embed of type.embeds) this.line(this.type(embed));
      for (const method of type.methods)
        this.line(`${method.name}(${this.params(method.params)})${this.resultTypes(method.results)}`);
      this.indent--;
      this.line("}");
    } else this.write(head + this.type(type));
  }

  private link(source: Range | undefined): void {
    if (source !== undefined) this.links.push({ line: this.lines.length, source });
  }

  private line(text: string): void {
    this.lines.push(text === "" ? "" : "\t".repeat(this.indent) + text);
  }

  /** Writes text that may hold line breaks of nested blocks, which carry their own indentation already. */
  private write(text: string): void {
    const [first, ...rest] = text.split("\u0000");
    this.line(first);
    for (const line of rest) this.lines.push(line);
  }

  private block(body: GoBlock): void {
    this.indent++;
    for (const stmt of body) this.stmt(stmt);
    this.indent--;
  }

  stmt(stmt: GoStmt): void {
    this.link(stmt.source);
    switch (stmt.kind) {
      case "comment":
        for (const line of commentLines(stmt.text)) this.line(line);
        return;
      case "blank":
        this.line("");
        return;
      case "if":
        this.ifStmt(stmt, "");
        return;
      case "for": {
        const condition = stmt.condition === undefined ? "" : this.inHeader(stmt.condition);
        const head =
          stmt.init === undefined && stmt.post === undefined
            ? condition
            : `${stmt.init === undefined ? "" : this.simple(stmt.init)}; ${condition}; ${stmt.post === undefined ? "" : this.simple(stmt.post)}`;
        this.write(`for ${head}${head === "" ? "" : " "}{`);
        this.block(stmt.body);
        this.line("}");
        return;
      }
      case "range": {
        const over = this.inHeader(asList(stmt.over));
        const key = stmt.key === undefined ? undefined : this.expr(stmt.key);
        const value = stmt.value === undefined ? undefined : this.expr(stmt.value);
        const names =
          value === undefined || value === "_"
            ? key === undefined || key === "_"
              ? ""
              : key
            : `${key ?? "_"}, ${value}`;
        this.write(`for ${names}${names === "" ? "" : stmt.declares ? " := " : " = "}range ${over} {`);
        this.block(stmt.body);
        this.line("}");
        return;
      }
      case "switch": {
        const init = stmt.init === undefined ? "" : `${this.simple(stmt.init)}; `;
        const tag = stmt.tag === undefined ? "" : `${this.inHeader(stmt.tag)} `;
        this.write(`switch ${init}${tag}{`);
        for (const { values, body } of stmt.cases) {
          this.write(values.length === 0 ? "default:" : `case ${values.map((value) => this.expr(value)).join(", ")}:`);
          this.block(body);
        }
        this.line("}");
        return;
      }
      case "type-switch":
        this.write(
          `switch ${stmt.bind === undefined ? "" : `${stmt.bind} := `}${this.operand(stmt.value, PRIMARY)}.(type) {`,
        );
        for (const { types, body } of stmt.cases) {
          this.line(
            types.length === 0
              ? "default:"
              : `case ${types.map((type) => (type === undefined ? "nil" : this.type(type))).join(", ")}:`,
          );
          this.block(body);
        }
        this.line("}");
        return;
      case "select":
        this.line("select {");
        for (const { communication, body } of stmt.cases) {
          this.write(communication === undefined ? "default:" : `case ${this.simple(communication)}:`);
          this.block(body);
        }
        this.line("}");
        return;
      case "label":
        this.indent--;
        this.line(`${stmt.name}:`);
        this.indent++;
        this.stmt(stmt.body);
        return;
      case "block":
        this.line("{");
        this.block(stmt.body);
        this.line("}");
        return;
      default:
        this.write(this.simple(stmt));
    }
  }

  private ifStmt(stmt: GoStmt & { kind: "if" }, lead: string): void {
    this.write(
      `${lead}if ${stmt.init === undefined ? "" : `${this.simple(stmt.init)}; `}${this.inHeader(stmt.condition)} {`,
    );
    this.block(stmt.body);
    const otherwise = stmt.otherwise;
    if (otherwise === undefined || otherwise.length === 0) this.line("}");
    else if (otherwise.length === 1 && otherwise[0].kind === "if") this.ifStmt(otherwise[0], "} else ");
    else {
      this.line("} else {");
      this.block(otherwise);
      this.line("}");
    }
  }

  /** A statement that fits in a header. */
  private simple(stmt: GoStmt): string {
    switch (stmt.kind) {
      case "expression":
        return this.expr(stmt.value);
      case "define":
        return `${stmt.names.join(", ")} := ${this.list(stmt.values)}`;
      case "assign":
        return `${this.list(stmt.targets)} ${stmt.operator} ${this.list(stmt.values)}`;
      case "step":
        return `${this.expr(stmt.target)}${stmt.operator}`;
      case "var":
        return `var ${stmt.names.join(", ")}${stmt.type === undefined ? "" : ` ${this.type(stmt.type)}`}${stmt.value === undefined ? "" : ` = ${this.expr(stmt.value)}`}`;
      case "const":
        return `const ${stmt.name} = ${this.expr(stmt.value)}`;
      case "return":
        return stmt.values.length === 0 ? "return" : `return ${this.list(stmt.values)}`;
      case "break":
      case "continue":
        return stmt.label === undefined ? stmt.kind : `${stmt.kind} ${stmt.label}`;
      case "go":
      case "defer":
        return `${stmt.kind} ${this.expr(stmt.call)}`;
      case "send":
        return `${this.expr(stmt.channel)} <- ${this.expr(stmt.value)}`;
      default:
        throw new Error(`a ${stmt.kind} statement does not fit in a header`);
    }
  }

  private list(values: readonly GoExpr[]): string {
    return values.map((value) => this.expr(value)).join(", ");
  }

  private inHeader(value: GoExpr): string {
    const before = this.header;
    this.header = true;
    const text = this.expr(value);
    this.header = before;
    return text;
  }

  /** Prints what stands inside brackets, where a composite literal is unambiguous again. */
  private enclosed(print: () => string): string {
    const before = this.header;
    this.header = false;
    const text = print();
    this.header = before;
    return text;
  }

  private operand(value: GoExpr, atLeast: number): string {
    const text = this.expr(value);
    return precedence(value) < atLeast ? `(${text})` : text;
  }

  expr(value: GoExpr): string {
    switch (value.kind) {
      case "name":
        return value.name;
      case "qualified":
        this.imports.set(value.package, value.name);
        return `${packageName(value.package)}.${value.name}`;
      case "number":
        return value.text;
      case "string":
        return this.breakLines(quote(value.value, value.raw));
      case "rune":
        return runeLiteral(value.codePoint);
      case "call": {
        const typeArgs =
          value.typeArgs === undefined || value.typeArgs.length === 0
            ? ""
            : `[${value.typeArgs.map((type) => this.type(type)).join(", ")}]`;
        const callee =
          value.callee.kind === "type" && value.callee.type.kind !== "named"
            ? `(${this.expr(value.callee)})`
            : this.operand(value.callee, PRIMARY);
        return `${callee}${typeArgs}(${this.enclosed(() => this.list(value.args))}${value.spread ? "..." : ""})`;
      }
      case "convert": {
        const type = this.type(value.type);
        const simple = value.type.kind === "named" || value.type.kind === "slice" || value.type.kind === "map";
        return `${simple ? type : `(${type})`}(${this.enclosed(() => this.expr(value.value))})`;
      }
      case "index":
        return `${this.operand(value.value, PRIMARY)}[${this.enclosed(() => this.expr(value.index))}]`;
      case "slice":
        return `${this.operand(value.value, PRIMARY)}[${this.enclosed(() => `${value.low === undefined ? "" : this.expr(value.low)}:${value.high === undefined ? "" : this.expr(value.high)}`)}]`;
      case "selector":
        return `${this.operand(value.value, PRIMARY)}.${value.name}`;
      case "unary": {
        const inner = this.operand(value.value, UNARY);
        const clash =
          value.value.kind === "unary" && value.value.operator === value.operator && "-+&".includes(value.operator);
        return clash || (value.operator === "-" && inner.startsWith("-"))
          ? `${value.operator}(${inner})`
          : value.operator + inner;
      }
      case "binary": {
        const level = PRECEDENCE[value.operator];
        return `${this.operand(value.left, level)} ${value.operator} ${this.operand(value.right, level + 1)}`;
      }
      case "composite":
        return this.composite(value);
      case "function":
        return this.enclosed(() => this.literal(value));
      case "assert":
        return `${this.operand(value.value, PRIMARY)}.(${this.type(value.type)})`;
      case "type":
        return this.type(value.type);
      case "instance":
        return `${this.operand(value.value, PRIMARY)}[${value.typeArgs.map((type) => this.type(type)).join(", ")}]`;
      default:
        return value satisfies never;
    }
  }

  private composite(value: GoExpr & { kind: "composite" }): string {
    const type = value.type === undefined ? "" : this.type(value.type);
    const element = ({ key, value: inner }: GoElement): string =>
      `${key === undefined ? "" : `${this.expr(key)}: `}${this.expr(inner)}`;
    const text = this.enclosed(() => {
      if (value.multiline !== true || value.elements.length === 0)
        return `${type}{${value.elements.map(element).join(", ")}}`;
      this.indent++;
      const lines = value.elements.map((each) => `${"\t".repeat(this.indent)}${element(each)},`);
      this.indent--;
      return [`${type}{`, ...lines, `${"\t".repeat(this.indent)}}`].join("\u0000");
    });
    return this.header && value.type !== undefined && value.type.kind !== "struct" ? `(${text})` : text;
  }

  /** A function literal: its body is printed with this printer's statements and cut back out of the lines. */
  private literal(value: GoExpr & { kind: "function" }): string {
    const head = `func(${this.params(value.params)})${this.results(value.results)} {`;
    if (value.body.length === 0) return `${head}}`;
    const mark = this.lines.length;
    const linkMark = this.links.length;
    this.block(value.body);
    const inner = this.lines.splice(mark);
    // The lines return with the statement around them, one line further down for each line of its own.
    for (let i = linkMark; i < this.links.length; i++)
      this.links[i] = { ...this.links[i], line: this.links[i].line + 1 };
    return [head, ...inner, `${"\t".repeat(this.indent)}}`].join("\u0000");
  }

  private breakLines(text: string): string {
    return text.replaceAll("\n", "\u0000");
  }

  type(type: GoType): string {
    switch (type.kind) {
      case "named": {
        if (type.package !== undefined) this.imports.set(type.package, type.name);
        const name = type.package === undefined ? type.name : `${packageName(type.package)}.${type.name}`;
        return type.args === undefined || type.args.length === 0
          ? name
          : `${name}[${type.args.map((arg) => this.type(arg)).join(", ")}]`;
      }
      case "pointer":
        return `*${this.type(type.to)}`;
      case "slice":
        return `[]${this.type(type.of)}`;
      case "map":
        return `map[${this.type(type.key)}]${this.type(type.value)}`;
      case "channel":
        return `${type.direction === "receive" ? "<-chan" : type.direction === "send" ? "chan<-" : "chan"} ${this.type(type.of)}`;
      case "function":
        return `func(${type.params.map((param) => this.type(param)).join(", ")})${this.resultTypes(type.results)}`;
      case "struct":
        return type.fields.length === 0
          ? "struct{}"
          : `struct { ${type.fields.map((field) => `${field.name === undefined ? "" : `${field.name} `}${this.type(field.type)}`).join("; ")} }`;
      case "interface":
        return type.embeds.length + type.methods.length === 0
          ? "any"
          : `interface { ${[...type.embeds.map((embed) => this.type(embed)), ...type.methods.map((method) => `${method.name}(${this.params(method.params)})${this.resultTypes(method.results)}`)].join("; ")} }`;
      case "constraint":
        return type.terms.map((term) => (term.approximate ? "~" : "") + this.type(term.type)).join(" | ");
      default:
        return type satisfies never;
    }
  }

  private typeParams(params: readonly GoTypeParam[] | undefined): string {
    if (params === undefined || params.length === 0) return "";
    return `[${params.map((param) => `${param.name} ${this.type(param.constraint)}`).join(", ")}]`;
  }

  /** Parameters, with the type written once for neighbours that share it. */
  private params(params: readonly GoParam[]): string {
    const types = params.map((param) => (param.variadic ? "..." : "") + this.type(param.type));
    return params
      .map((param, i) =>
        i + 1 < params.length && types[i] === types[i + 1] && !param.variadic
          ? param.name
          : `${param.name} ${types[i]}`,
      )
      .join(", ");
  }

  private results(results: readonly GoParam[]): string {
    if (results.length === 0) return "";
    if (results.every((result) => result.name === "")) return this.resultTypes(results.map((result) => result.type));
    return ` (${this.params(results)})`;
  }

  private resultTypes(results: readonly GoType[]): string {
    if (results.length === 0) return "";
    if (results.length === 1) return ` ${this.type(results[0])}`;
    return ` (${results.map((result) => this.type(result)).join(", ")})`;
  }
}

function precedence(value: GoExpr): number {
  if (value.kind === "binary") return PRECEDENCE[value.operator];
  if (value.kind === "unary") return UNARY;
  if (value.kind === "number" && value.text.startsWith("-")) return UNARY;
  if (value.kind === "type" && value.type.kind === "pointer") return UNARY;
  return PRIMARY;
}

function runeLiteral(codePoint: number): string {
  if (codePoint === 0x27) return "'\\''";
  if (codePoint === 0x5c) return "'\\\\'";
  if (codePoint === 10) return "'\\n'";
  if (codePoint === 9) return "'\\t'";
  if (codePoint === 13) return "'\\r'";
  if (codePoint < 0x20 || codePoint === 0x7f) return `'\\x${codePoint.toString(16).padStart(2, "0")}'`;
  return codePoint < 0x7f || (codePoint >= 0xa1 && codePoint < 0xd800)
    ? `'${String.fromCodePoint(codePoint)}'`
    : `rune(${codePoint})`;
}
