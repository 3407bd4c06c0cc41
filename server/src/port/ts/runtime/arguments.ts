import { wrapText } from "./documents.ts";
import { AttributeError, SystemExit, ValueError } from "./errors.ts";
import { fillPercent } from "./logging.ts";
import { type Layout, layoutAt, noteWholeFloat, repr, str } from "./show.ts";
import { length } from "./text.ts";

/** How the arguments of a program are told: what `argparse.ArgumentParser` takes by name. */
export interface ParserOptions {
  prog?: string | null;
  usage?: string | null;
  description?: string | null;
  epilog?: string | null;
  parents?: readonly ArgumentParser[];
  formatterClass?: string;
  addHelp?: boolean;
  allowAbbrev?: boolean;
  exitOnError?: boolean;
  /** Of a subcommand: its line in the help of the parser above. */
  help?: string | null;
  aliases?: readonly string[];
}

/** How one argument is read. */
export interface ArgumentOptions {
  action?: string;
  nargs?: number | string | null;
  const?: unknown;
  default?: unknown;
  /** What makes a value of the text, under the name that messages give it. */
  type?: { readonly name: string; readonly convert: (text: string) => unknown };
  choices?: Iterable<unknown> | null;
  required?: boolean;
  help?: string | null;
  metavar?: string | readonly string[] | null;
  dest?: string | null;
  version?: string;
  /** Tells floats and tuples among the values. */
  layout?: Layout;
}

/** How the subcommands of a program are shown. */
export interface SubcommandOptions {
  title?: string | null;
  description?: string | null;
  prog?: string | null;
  required?: boolean;
  dest?: string | null;
  help?: string | null;
  metavar?: string | null;
}

/** Raised by what converts an argument, with a message for the user. */
export class ArgumentTypeError extends Error {
  override name = "ArgumentTypeError";
}

/** An argument that is not as the parser wants it. */
export class ArgumentError extends Error {
  override name = "ArgumentError";

  constructor(argument: CommandArgument | null, message: string) {
    super(argument === null ? message : `argument ${argument.label() ?? "None"}: ${message}`);
  }
}

/** One argument of a parser, with its options as they were given and what follows from them. */
export class CommandArgument {
  readonly flags: readonly string[];
  readonly options: ArgumentOptions;
  readonly action: string;
  readonly dest: string;
  readonly nargs: number | string | null;
  default: unknown;
  readonly const: unknown;
  readonly required: boolean;
  readonly choices: readonly unknown[] | undefined;
  /** Of the argument that picks a subcommand. */
  readonly subcommands: Subcommands | undefined;

  constructor(flags: readonly string[], options: ArgumentOptions, subcommands?: Subcommands) {
    const isPositional = flags.length === 0 || !flags[0].startsWith("-");
    const action = options.action ?? "store";
    this.flags = isPositional ? [] : action === "boolean" ? withNegations(flags) : flags;
    this.options = options;
    this.action = action;
    this.subcommands = subcommands;
    const long = flags.find((flag) => flag.startsWith("--")) ?? flags[0] ?? "";
    this.dest = options.dest ?? (isPositional ? long : long.replace(/^-+/, "").replaceAll("-", "_"));
    this.nargs = TAKES_VALUES.has(action) ? (options.nargs ?? null) : 0;
    const switched = action === "store_true" ? false : action === "store_false" ? true : null;
    this.default = options.default ?? (action === "help" || action === "version" ? SUPPRESS : switched);
    this.const = switched === null ? options.const : !switched;
    const isNeeded = this.nargs === "*" ? options.default === undefined : this.nargs !== "?";
    this.required = options.required ?? (isPositional && isNeeded);
    this.choices = options.choices == null ? undefined : [...options.choices];
  }

  get help(): string | null {
    const isVersion = this.action === "version" && this.options.help === undefined;
    return isVersion ? "show program's version number and exit" : (this.options.help ?? null);
  }

  /** What messages call it. */
  label(): string | undefined {
    if (this.flags.length > 0) return this.flags.join("/");
    const { metavar } = this.options;
    if (metavar != null && metavar !== SUPPRESS) return str(metavar);
    if (this.dest !== SUPPRESS && this.dest !== "") return this.dest;
    const names = this.subcommands?.names() ?? this.choices;
    return names === undefined ? undefined : `{${names.map((each) => str(each)).join(",")}}`;
  }

  /** What stands for so many values in the usage. */
  metavars(count: number): readonly string[] {
    const { metavar, layout } = this.options;
    if (typeof metavar === "object" && metavar !== null) return metavar;
    const names = this.subcommands?.names() ?? this.choices;
    const one =
      metavar ??
      (names === undefined
        ? this.flags.length > 0
          ? this.dest.toUpperCase()
          : this.dest
        : `{${names.map((each) => str(each, layout)).join(",")}}`);
    return Array.from({ length: count }, () => one);
  }

  /** Its values in the usage. */
  usage(): string {
    if (this.subcommands !== undefined) return `${this.metavars(1)[0]} ...`;
    switch (this.nargs) {
      case null:
        return this.metavars(1)[0];
      case "?":
        return `[${this.metavars(1)[0]}]`;
      case "*": {
        const names = this.metavars(1);
        return names.length === 2 ? `[${names[0]} [${names[1]} ...]]` : `[${names[0]} ...]`;
      }
      case "+": {
        const names = this.metavars(2);
        return `${names[0]} [${names[1]} ...]`;
      }
      case "...":
        return "...";
      default:
        return this.metavars(Number(this.nargs)).slice(0, Number(this.nargs)).join(" ");
    }
  }

  /** Its line in the help. */
  invocation(): string {
    if (this.flags.length === 0) return this.metavars(1)[0];
    return this.flags.map((flag) => (this.nargs === 0 ? flag : `${flag} ${this.usage()}`)).join(", ");
  }

  /** The part of a line of arguments (`A`), options (`O`) and `--` (`-`) that it takes. */
  pattern(): string {
    if (this.subcommands !== undefined) return "(-*A[-AO]*)";
    if (this.nargs === "...") return "([-AO]*)";
    const patterns: Readonly<Record<string, string>> = { "?": "(-*A?-*)", "*": "(-*[A-]*)", "+": "(-*A[A-]*)" };
    const count = this.nargs === null ? 1 : Number(this.nargs);
    const own = patterns[String(this.nargs)] ?? `(-*${Array.from({ length: count }, () => "A").join("-*")}-*)`;
    return this.flags.length > 0 ? own.replaceAll("-*", "").replaceAll("-", "") : own;
  }

  convert(text: string): unknown {
    const { type } = this.options;
    if (type === undefined) return text;
    try {
      return type.convert(text);
    } catch (error) {
      if (error instanceof ArgumentTypeError) throw new ArgumentError(this, error.message);
      if (!(error instanceof ValueError) && !(error instanceof TypeError)) throw error;
      throw new ArgumentError(this, `invalid ${type.name} value: ${repr(text)}`);
    }
  }

  check(value: unknown): unknown {
    const names = this.subcommands?.names() ?? this.choices;
    if (names === undefined || names.includes(value)) return value;
    const known = names.map((each) => repr(each, this.options.layout)).join(", ");
    throw new ArgumentError(this, `invalid choice: ${repr(value, this.options.layout)} (choose from ${known})`);
  }

  /** The value of the texts that were given for it. */
  value(given: readonly string[]): unknown {
    const texts = [...given];
    if (this.subcommands === undefined && this.nargs !== "..." && texts.includes("--"))
      texts.splice(texts.indexOf("--"), 1);
    if (texts.length === 0 && this.nargs === "?") {
      const missing = this.flags.length > 0 ? (this.const ?? null) : this.default;
      return typeof missing === "string" ? this.check(this.convert(missing)) : missing;
    }
    if (texts.length === 0 && this.nargs === "*" && this.flags.length === 0)
      return this.default === null ? [] : this.check(this.default);
    const isOne = this.subcommands === undefined && (this.nargs === null || this.nargs === "?");
    if (texts.length === 1 && isOne) return this.check(this.convert(texts[0]));
    const values = texts.map((text) => this.convert(text));
    if (this.subcommands !== undefined) this.check(values[0]);
    else if (this.nargs !== "...") for (const value of values) this.check(value);
    return values;
  }
}

const SUPPRESS = "==SUPPRESS==";
const TAKES_VALUES = new Set(["store", "append", "extend", "parsers"]);

function withNegations(flags: readonly string[]): string[] {
  return flags.flatMap((flag) => (flag.startsWith("--") ? [flag, `--no-${flag.slice(2)}`] : [flag]));
}

/** What was read from the arguments of a program, by name. */
export class Namespace {
  readonly values: Map<string, unknown>;
  readonly layouts = new Map<string, Layout>();

  constructor(values: Readonly<Record<string, unknown>> = {}) {
    this.values = new Map(Object.entries(values));
  }

  get(name: string): unknown {
    if (!this.values.has(name)) throw new AttributeError(`'Namespace' object has no attribute '${name}'`);
    return this.values.get(name);
  }

  set(name: string, value: unknown): void {
    this.values.set(name, value);
  }

  has(name: string): boolean {
    return this.values.has(name);
  }

  getOr(name: string, missing: unknown): unknown {
    return this.has(name) ? this.values.get(name) : missing;
  }

  /** The names with their values. */
  get variables(): Map<string, unknown> {
    for (const [name, value] of this.values) {
      const layout = this.layouts.get(name) ?? "any";
      if (layout === "float") noteWholeFloat(this.values, name, value, ".");
      if (Array.isArray(value) && layoutAt(layout, 0) === "float")
        for (const [i, each] of value.entries()) noteWholeFloat(value, i, each, ".");
    }
    return this.values;
  }

  equals(other: unknown): boolean {
    return other instanceof Namespace && repr(this) === repr(other);
  }

  repr(): string {
    return `Namespace(${[...this.values].map(([name, value]) => `${name}=${repr(value, this.layouts.get(name))}`).join(", ")})`;
  }
}

/** Arguments under one heading of the help. */
interface HelpSection {
  readonly title: string | null;
  readonly description: string | null;
  readonly members: CommandArgument[];
}

/** Arguments that stand together in the help, or of which only one may be given. */
export class ArgumentGroup {
  readonly parser: ArgumentParser;
  readonly members: CommandArgument[] = [];
  readonly required: boolean;
  readonly #section: HelpSection | undefined;

  constructor(parser: ArgumentParser, section?: HelpSection, required = false) {
    this.parser = parser;
    this.#section = section;
    this.required = required;
  }

  addArgument(flags: readonly string[], options: ArgumentOptions = {}): void {
    this.members.push(this.parser.register(new CommandArgument(flags, options), this.#section));
  }

  addMutuallyExclusiveGroup(required = false): ArgumentGroup {
    const group = new ArgumentGroup(this.parser, this.#section, required);
    this.parser.exclusive.push(group);
    return group;
  }
}

/** The commands that a program has, each with a parser of its own. */
export class Subcommands {
  readonly parsers = new Map<string, ArgumentParser>();
  readonly lines: CommandArgument[] = [];
  readonly #prefix: string;

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  names(): string[] {
    return [...this.parsers.keys()];
  }

  addParser(name: string, options: ParserOptions = {}): ArgumentParser {
    const parser = new ArgumentParser({ ...options, prog: options.prog ?? `${this.#prefix} ${name}` });
    const aliases = options.aliases ?? [];
    const shown = aliases.length > 0 ? `${name} (${aliases.join(", ")})` : name;
    if (options.help != null) this.lines.push(new CommandArgument([shown], { help: options.help }));
    for (const each of [name, ...aliases]) this.parsers.set(each, parser);
    return parser;
  }
}

/** Reads the arguments of a program as Python's `argparse` does, messages and help included. */
export class ArgumentParser {
  readonly prog: string;
  readonly exclusive: ArgumentGroup[] = [];
  readonly #options: ParserOptions;
  readonly #arguments: CommandArgument[] = [];
  readonly #positional: HelpSection = { title: "positional arguments", description: null, members: [] };
  readonly #optional: HelpSection = { title: "options", description: null, members: [] };
  readonly #sections: HelpSection[] = [this.#positional, this.#optional];
  readonly #defaults = new Map<string, unknown>();

  constructor(options: ParserOptions = {}) {
    this.prog = options.prog ?? (process.argv[1] ?? "").replace(/^.*\//, "");
    this.#options = options;
    if (options.addHelp !== false)
      this.addArgument(["-h", "--help"], { action: "help", help: "show this help message and exit" });
    for (const parent of options.parents ?? []) this.#adopt(parent);
  }

  #adopt(parent: ArgumentParser): void {
    for (const section of parent.#sections) {
      const own = this.#sections.find((each) => each.title === section.title) ?? this.#section(section);
      for (const argument of section.members) this.register(argument, own);
    }
    this.exclusive.push(...parent.exclusive);
    this.setDefaults(Object.fromEntries(parent.#defaults));
  }

  #section({ title, description }: Omit<HelpSection, "members">): HelpSection {
    const made: HelpSection = { title, description, members: [] };
    this.#sections.push(made);
    return made;
  }

  addArgument(flags: readonly string[], options: ArgumentOptions = {}): void {
    this.register(new CommandArgument(flags, options));
  }

  register(argument: CommandArgument, section?: HelpSection): CommandArgument {
    const taken = argument.flags.filter((flag) => this.#arguments.some((other) => other.flags.includes(flag)));
    if (taken.length > 0) {
      const strings = taken.length === 1 ? "string" : "strings";
      throw new ArgumentError(argument, `conflicting option ${strings}: ${taken.join(", ")}`);
    }
    if (this.#defaults.has(argument.dest)) argument.default = this.#defaults.get(argument.dest);
    this.#arguments.push(argument);
    (section ?? (argument.flags.length > 0 ? this.#optional : this.#positional)).members.push(argument);
    return argument;
  }

  addArgumentGroup(title: string | null = null, description: string | null = null): ArgumentGroup {
    return new ArgumentGroup(this, this.#section({ title, description }));
  }

  addMutuallyExclusiveGroup(required = false): ArgumentGroup {
    const group = new ArgumentGroup(this, undefined, required);
    this.exclusive.push(group);
    return group;
  }

  addSubparsers(options: SubcommandOptions = {}): Subcommands {
    const isTitled = options.title != null || options.description != null;
    const section = isTitled
      ? this.#section({ title: options.title ?? "subcommands", description: options.description ?? null })
      : undefined;
    const positionals = this.#arguments.filter((each) => each.flags.length === 0);
    const subcommands = new Subcommands(options.prog ?? this.#usage(positionals, "").trim());
    const { dest = SUPPRESS, help = null, metavar = null, required = false } = options;
    const argument = new CommandArgument([], { action: "parsers", dest, help, metavar, required }, subcommands);
    if (dest === SUPPRESS) argument.default = SUPPRESS;
    this.register(argument, section);
    return subcommands;
  }

  setDefaults(values: Readonly<Record<string, unknown>>): void {
    for (const [name, value] of Object.entries(values)) {
      this.#defaults.set(name, value);
      for (const argument of this.#arguments) if (argument.dest === name) argument.default = value;
    }
  }

  getDefault(name: string): unknown {
    const argument = this.#arguments.find((each) => each.dest === name && each.default !== null);
    return argument?.default ?? this.#defaults.get(name) ?? null;
  }

  parseArgs(args: readonly string[] | null = null, into?: Namespace | null): Namespace {
    const [namespace, rest] = this.parseKnownArgs(args, into);
    if (rest.length > 0) this.error(`unrecognized arguments: ${rest.join(" ")}`);
    return namespace;
  }

  parseKnownArgs(args: readonly string[] | null = null, into?: Namespace | null): [Namespace, string[]] {
    const namespace = into ?? new Namespace();
    for (const argument of this.#arguments) {
      if (argument.options.layout !== undefined) namespace.layouts.set(argument.dest, argument.options.layout);
      if (argument.dest === SUPPRESS || argument.default === SUPPRESS || namespace.has(argument.dest)) continue;
      namespace.set(argument.dest, argument.default);
    }
    for (const [name, value] of this.#defaults) if (!namespace.has(name)) namespace.set(name, value);
    try {
      return [namespace, this.#read(args ?? process.argv.slice(2), namespace)];
    } catch (error) {
      if (error instanceof ArgumentError && this.#options.exitOnError !== false) this.error(error.message);
      throw error;
    }
  }

  /** Prints what is wrong, and ends the program. */
  error(message: string): never {
    this.printUsage(process.stderr);
    this.exit(2, `${this.prog}: error: ${message}\n`);
  }

  exit(status = 0, message: string | null = null): never {
    if (message !== null) process.stderr.write(message);
    throw new SystemExit(status);
  }

  printUsage(out: { write(text: string): unknown } = process.stdout): void {
    out.write(this.formatUsage());
  }

  printHelp(out: { write(text: string): unknown } = process.stdout): void {
    out.write(this.formatHelp());
  }

  formatUsage(): string {
    return `${this.#usage(this.#arguments, "usage: ").trimEnd()}\n`;
  }

  formatHelp(): string {
    const { description = null, epilog = null } = this.#options;
    const parts = [this.#usage(this.#arguments, "usage: "), this.#text(description, 0)];
    const width = Math.min(24, Math.max(helpWidth() - 20, 4));
    let longest = 0;
    for (const section of this.#sections)
      for (const argument of section.members) {
        if (argument.help === SUPPRESS) continue;
        longest = Math.max(longest, length(argument.invocation()) + 2);
        for (const line of argument.subcommands?.lines ?? []) longest = Math.max(longest, length(line.dest) + 4);
      }
    const column = Math.min(longest + 2, width);
    for (const { title, description: about, members } of this.#sections) {
      const lines = members.map((argument) => this.#line(argument, 2, column)).join("");
      const body = this.#text(about, 2) + lines;
      if (body !== "") parts.push(`\n${title === null ? "" : `${title}:\n`}${body}\n`);
    }
    parts.push(this.#text(epilog, 0));
    return `${parts
      .join("")
      .replace(/\n\n\n+/g, "\n\n")
      .replace(/^\n+|\n+$/g, "")}\n`;
  }

  #text(text: string | null, indent: number): string {
    if (text === null || text === SUPPRESS) return "";
    const filled = text.replaceAll("%(prog)s", this.prog);
    const margin = " ".repeat(indent);
    if (this.#options.formatterClass?.startsWith("Raw"))
      return `${filled
        .split(/(?<=\n)/)
        .map((line) => margin + line)
        .join("")}\n\n`;
    const width = Math.max(helpWidth() - indent, 11);
    return `${wrapText(filled.replace(/\s+/g, " ").trim(), width, margin, margin).join("\n")}\n\n`;
  }

  /** An argument and its help, which starts at a column of its own. */
  #line(argument: CommandArgument, indent: number, column: number): string {
    if (argument.help === SUPPRESS) return "";
    const margin = " ".repeat(indent);
    const head = argument.invocation();
    const room = column - indent - 2;
    const help = (argument.help ?? "").trim() === "" ? [] : this.#help(argument, Math.max(helpWidth() - column, 11));
    const later = help.map((line) => `${" ".repeat(column)}${line}\n`);
    const isShort = length(head) <= room;
    const first = help.length > 0 && isShort ? `${margin}${head.padEnd(room)}  ${help[0]}\n` : `${margin}${head}\n`;
    const lines = argument.subcommands?.lines.map((each) => this.#line(each, indent + 2, column)) ?? [];
    return [first, ...(isShort ? later.slice(1) : later), ...lines].join("");
  }

  #help(argument: CommandArgument, width: number): string[] {
    let text = argument.help ?? "";
    const { formatterClass } = this.#options;
    const hasDefault = argument.flags.length > 0 || argument.nargs === "?" || argument.nargs === "*";
    if (formatterClass === "ArgumentDefaultsHelpFormatter" && !text.includes("%(default)"))
      if (argument.default !== SUPPRESS && hasDefault) text += " (default: %(default)s)";
    const { type, layout, metavar } = argument.options;
    const values: Readonly<Record<string, unknown>> = {
      prog: this.prog,
      default: str(argument.default, layout),
      type: type?.name ?? null,
      choices: argument.choices?.map((each) => str(each, layout)).join(", "),
      dest: argument.dest,
      metavar: metavar ?? null,
      nargs: argument.nargs,
      const: argument.const ?? null,
      required: argument.required,
      help: argument.help,
    };
    const filled = text.replace(/%(?:%|\((\w+)\)([-+ #0]*\d*(?:\.\d+)?[sdfgr]))/g, (whole, name, spec) =>
      whole === "%%"
        ? "%"
        : fillPercent(`%${spec}`, [name === "default" && /[df]$/.test(spec) ? argument.default : values[name]]),
    );
    if (formatterClass === "RawTextHelpFormatter") return filled.split("\n");
    return wrapText(filled.replace(/\s+/g, " ").trim(), width);
  }

  #usage(shown: readonly CommandArgument[], prefix: string): string {
    const { usage } = this.#options;
    if (usage === SUPPRESS) return "";
    if (usage != null) return `${prefix}${usage.replaceAll("%(prog)s", this.prog)}\n\n`;
    const options = shown.filter((each) => each.flags.length > 0);
    const positionals = shown.filter((each) => each.flags.length === 0);
    const whole = [this.prog, this.#usageOf([...options, ...positionals])].filter((part) => part !== "").join(" ");
    const width = helpWidth();
    if (prefix.length + length(whole) <= width) return `${prefix}${whole}\n\n`;
    const parts = (list: readonly CommandArgument[]): string[] =>
      this.#usageOf(list).match(/\(.*?\)+(?=\s|$)|\[.*?\]+(?=\s|$)|\S+/g) ?? [];
    const lines = (words: readonly string[], indent: string, start = indent.length): string[] => {
      const result: string[] = [];
      let line: string[] = [];
      let used = start - 1;
      for (const word of words) {
        if (used + 1 + length(word) > width && line.length > 0) {
          result.push(indent + line.join(" "));
          line = [];
          used = indent.length - 1;
        }
        line.push(word);
        used += length(word) + 1;
      }
      if (line.length > 0) result.push(indent + line.join(" "));
      return result;
    };
    const [first, second] = [parts(options), parts(positionals)];
    if (prefix.length + length(this.prog) <= 0.75 * width) {
      const indent = " ".repeat(prefix.length + length(this.prog) + 1);
      const head = lines([this.prog, ...(first.length > 0 ? first : second)], indent, prefix.length);
      head[0] = head[0].slice(indent.length);
      return `${prefix}${[...head, ...(first.length > 0 ? lines(second, indent) : [])].join("\n")}\n\n`;
    }
    const indent = " ".repeat(prefix.length);
    const together = lines([...first, ...second], indent);
    const rest = together.length > 1 ? [...lines(first, indent), ...lines(second, indent)] : together;
    return `${prefix}${[this.prog, ...rest].join("\n")}\n\n`;
  }

  /** Arguments as the usage shows them, with brackets around what can be left out. */
  #usageOf(shown: readonly CommandArgument[]): string {
    const grouped = new Set<CommandArgument>();
    const inserts = new Map<number, string>();
    const insert = (at: number, text: string, joined: string): void => {
      inserts.set(at, inserts.has(at) ? inserts.get(at) + joined : text);
    };
    for (const { members, required } of this.exclusive) {
      const start = shown.indexOf(members[0]);
      if (start < 0 || members.some((member, i) => shown[start + i] !== member)) continue;
      for (const member of members) grouped.add(member);
      const end = start + members.length;
      const exposed = members.filter((member) => member.help !== SUPPRESS).length;
      if (!required) {
        insert(start, "[", " [");
        insert(end, "]", "]");
      } else if (exposed > 1) {
        insert(start, "(", " (");
        insert(end, ")", ")");
      }
      for (let i = start + 1; i < end; i++) inserts.set(i, "|");
    }
    const parts: (string | undefined)[] = shown.map((argument, i) => {
      if (argument.help === SUPPRESS) {
        if (inserts.get(i) === "|") inserts.delete(i);
        else if (inserts.get(i + 1) === "|") inserts.delete(i + 1);
        return undefined;
      }
      const values = argument.usage();
      if (argument.flags.length === 0)
        return grouped.has(argument) && /^\[.*\]$/.test(values) ? values.slice(1, -1) : values;
      const flag = argument.action === "boolean" ? argument.flags.join(" | ") : argument.flags[0];
      const part = argument.nargs === 0 ? flag : `${flag} ${values}`;
      return argument.required || grouped.has(argument) ? part : `[${part}]`;
    });
    for (const at of [...inserts.keys()].sort((a, b) => b - a)) parts.splice(at, 0, inserts.get(at));
    return parts
      .filter((part) => part !== undefined)
      .join(" ")
      .replace(/([[(]) /g, "$1")
      .replace(/ ([\])])/g, "$1")
      .replace(/[[(] *[\])]/g, "")
      .trim();
  }

  /** The argument that a text names: with the flag, and what stands behind `=`. Undefined for a text that is no option. */
  #option(text: string): Option | undefined {
    const known = (flag: string): CommandArgument | undefined =>
      this.#arguments.find((each) => each.flags.includes(flag));
    if (!text.startsWith("-")) return undefined;
    const exact = known(text);
    if (exact !== undefined) return { argument: exact, flag: text, value: undefined };
    if (text.length === 1) return undefined;
    const at = text.indexOf("=");
    const [name, value] = at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
    const named = at < 0 ? undefined : known(name);
    if (named !== undefined) return { argument: named, flag: name, value };
    const flags = this.#arguments.flatMap((argument) => argument.flags.map((flag) => ({ argument, flag })));
    const found: Option[] = text.startsWith("--")
      ? this.#options.allowAbbrev === false
        ? []
        : flags.filter(({ flag }) => flag.startsWith(name)).map((each) => ({ ...each, value }))
      : flags.flatMap(({ argument, flag }): Option[] =>
          flag === text.slice(0, 2)
            ? [{ argument, flag, value: text.slice(2) }]
            : flag.startsWith(text)
              ? [{ argument, flag, value: undefined }]
              : [],
        );
    if (found.length > 1)
      this.error(`ambiguous option: ${text} could match ${found.map((each) => each.flag).join(", ")}`);
    if (found.length === 1) return found[0];
    const isNumber = /^-\d+$|^-\d*\.\d+$/;
    if (isNumber.test(text) && !flags.some(({ flag }) => isNumber.test(flag))) return undefined;
    return text.includes(" ") ? undefined : { argument: undefined, flag: text, value: undefined };
  }

  /** Reads a line of arguments into a namespace, and gives what nothing takes. */
  #read(args: readonly string[], namespace: Namespace): string[] {
    const options = new Map<number, Option>();
    let kinds = "";
    for (const [i, text] of args.entries()) {
      if (kinds.includes("-")) kinds += "A";
      else if (text === "--") kinds += "-";
      else {
        const option = this.#option(text);
        if (option !== undefined) options.set(i, option);
        kinds += option === undefined ? "A" : "O";
      }
    }
    const seen = new Set<CommandArgument>();
    const given = new Set<CommandArgument>();
    const extras: string[] = [];
    const take = (argument: CommandArgument, texts: readonly string[], flag?: string): void => {
      seen.add(argument);
      const value = argument.value(texts);
      if (texts.length > 0 || argument.flags.length > 0) {
        given.add(argument);
        for (const { members } of this.exclusive)
          for (const other of members.includes(argument) ? members : [])
            if (other !== argument && given.has(other))
              throw new ArgumentError(argument, `not allowed with argument ${other.label()}`);
      }
      if (value !== SUPPRESS) this.#store(argument, value, namespace, flag, extras);
    };
    const count = (argument: CommandArgument, pattern: string): number => {
      const match = new RegExp(`^${argument.pattern()}`).exec(pattern);
      if (match !== null) return match[1].length;
      const wanted: Readonly<Record<string, string>> = {
        null: "expected one argument",
        "?": "expected at most one argument",
        "+": "expected at least one argument",
      };
      const number = argument.nargs === 1 ? "expected 1 argument" : `expected ${argument.nargs} arguments`;
      throw new ArgumentError(argument, wanted[String(argument.nargs)] ?? number);
    };
    const takeOption = (start: number): number => {
      let { argument, flag, value } = options.get(start) as Option;
      const taken: [CommandArgument, string[], string][] = [];
      for (;;) {
        if (argument === undefined) {
          extras.push(args[start]);
          return start + 1;
        }
        if (value === undefined) {
          const stop = start + 1 + count(argument, kinds.slice(start + 1));
          for (const each of taken) take(...each);
          take(argument, args.slice(start + 1, stop), flag);
          return stop;
        }
        const wanted = count(argument, "A");
        if (wanted === 1) {
          for (const each of taken) take(...each);
          take(argument, [value], flag);
          return start + 1;
        }
        // Short options can stand together: `-vx` is `-v -x`.
        const next: string = `-${value.charAt(0)}`;
        const other = this.#arguments.find((each) => each.flags.includes(next));
        if (wanted !== 0 || flag.startsWith("--") || value === "" || other === undefined)
          throw new ArgumentError(argument, `ignored explicit argument ${repr(value)}`);
        taken.push([argument, [], flag]);
        [argument, flag, value] = [other, next, value.slice(1) || undefined];
      }
    };
    let positionals = this.#arguments.filter((each) => each.flags.length === 0);
    const takePositionals = (start: number): number => {
      let at = start;
      for (let size = positionals.length; size > 0; size--) {
        const patterns = positionals.slice(0, size).map((each) => each.pattern());
        const match = new RegExp(`^${patterns.join("")}`).exec(kinds.slice(start));
        if (match === null) continue;
        const ready = positionals.slice(0, size);
        for (const [i, argument] of ready.entries()) {
          const stop = at + match[i + 1].length;
          take(argument, args.slice(at, stop));
          at = stop;
        }
        positionals = positionals.slice(size);
        break;
      }
      return at;
    };
    const last = Math.max(-1, ...options.keys());
    let at = 0;
    while (at <= last) {
      const next = Math.min(...[...options.keys()].filter((index) => index >= at));
      if (at !== next) {
        const stop = takePositionals(at);
        if (stop > at) {
          at = stop;
          continue;
        }
      }
      if (!options.has(at)) {
        extras.push(...args.slice(at, next));
        at = next;
      }
      at = takeOption(at);
    }
    const stop = takePositionals(at);
    extras.push(...args.slice(stop));
    this.#complete(namespace, seen, given);
    return extras;
  }

  /** Converts defaults that are texts, and refuses what is missing. */
  #complete(namespace: Namespace, seen: ReadonlySet<CommandArgument>, given: ReadonlySet<CommandArgument>): void {
    const missing: string[] = [];
    for (const argument of this.#arguments) {
      if (seen.has(argument)) continue;
      if (argument.required) missing.push(argument.label() ?? "None");
      else if (typeof argument.default === "string" && namespace.values.get(argument.dest) === argument.default)
        namespace.set(argument.dest, argument.convert(argument.default));
    }
    if (missing.length > 0) this.error(`the following arguments are required: ${missing.join(", ")}`);
    for (const { members, required } of this.exclusive) {
      if (!required || members.some((member) => given.has(member))) continue;
      const names = members.filter((member) => member.help !== SUPPRESS).map((member) => member.label());
      this.error(`one of the arguments ${names.join(" ")} is required`);
    }
  }

  #store(argument: CommandArgument, value: unknown, namespace: Namespace, flag = "", extras: string[]): void {
    const { dest } = argument;
    if (argument.subcommands !== undefined) {
      const [name, ...rest] = value as string[];
      if (dest !== SUPPRESS) namespace.set(dest, name);
      const parser = argument.subcommands.parsers.get(name) as ArgumentParser;
      const [inner, left] = parser.parseKnownArgs(rest);
      for (const [key, each] of inner.values) namespace.set(key, each);
      for (const [key, each] of inner.layouts) namespace.layouts.set(key, each);
      extras.push(...left);
    } else if (argument.action === "help") {
      this.printHelp();
      this.exit();
    } else if (argument.action === "version") {
      process.stdout.write(`${(argument.options.version ?? "").replaceAll("%(prog)s", this.prog)}\n`);
      this.exit();
    } else namespace.set(dest, this.#stored(argument, value, namespace.values.get(dest), flag));
  }

  /** What an argument makes of its value, and of what its name has already. */
  #stored(argument: CommandArgument, value: unknown, known: unknown, flag: string): unknown {
    switch (argument.action) {
      case "store_true":
      case "store_false":
      case "store_const":
        return argument.const ?? null;
      case "boolean":
        return !flag.startsWith("--no-");
      case "count":
        return Number(known ?? 0) + 1;
      case "append":
        return [...((known ?? []) as unknown[]), value];
      case "append_const":
        return [...((known ?? []) as unknown[]), argument.const];
      case "extend":
        return [...((known ?? []) as unknown[]), ...(value as unknown[])];
      default:
        return value;
    }
  }
}

interface Option {
  readonly argument: CommandArgument | undefined;
  readonly flag: string;
  readonly value: string | undefined;
}

/** How wide help is: two columns less than the terminal. */
function helpWidth(): number {
  const columns = Number(process.env.COLUMNS ?? "");
  return (columns > 0 ? columns : (process.stdout.columns ?? 80)) - 2;
}

export function newArgumentParser(options: ParserOptions = {}): ArgumentParser {
  return new ArgumentParser(options);
}

export function newNamespace(values: Readonly<Record<string, unknown>> = {}): Namespace {
  return new Namespace(values);
}
