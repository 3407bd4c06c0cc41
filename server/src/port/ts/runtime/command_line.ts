import { readSync, realpathSync, statSync } from "node:fs";
import { basename, resolve } from "node:path";
import { dedent, fillText } from "./documents.ts";
import { EOFError, KeyboardInterrupt, RuntimeError, SystemExit } from "./errors.ts";
import { parseInteger, parseNumber } from "./numbers.ts";
import { repr, reprFloat, str } from "./show.ts";
import { length } from "./text.ts";

/** How a command is shown, and what it does without arguments. */
export interface CommandSettings {
  help?: string;
  shortHelp?: string;
  epilog?: string;
  optionsMetavar?: string;
  subcommandMetavar?: string;
  hidden?: boolean;
  invokeWithoutCommand?: boolean;
  chain?: boolean;
  showDefault?: boolean;
  /** True for groups where it is left out. */
  noArgsIsHelp?: boolean;
  addHelpOption?: boolean;
  helpOptionNames?: readonly string[];
  autoEnvvarPrefix?: string;
}

/** How an option or an argument of a command is read. */
export interface OptionSettings {
  type?: ParameterType;
  default?: unknown;
  flagValue?: unknown;
  envvar?: unknown;
  prompt?: unknown;
  required?: boolean;
  multiple?: boolean;
  isFlag?: boolean;
  count?: boolean;
  hidden?: boolean;
  showEnvvar?: boolean;
  hideInput?: boolean;
  confirmationPrompt?: boolean;
  nargs?: number;
  help?: string;
  metavar?: string;
  showDefault?: unknown;
}

/**
 * How a program is run: with other arguments than its own, under another name, with an object for its commands, and whether its errors
 * are told and end it.
 */
export interface RunSettings {
  args?: Iterable<unknown> | null;
  progName?: string | null;
  obj?: unknown;
  standaloneMode?: boolean;
}

/** What the option that shows the version writes. */
export interface VersionSettings {
  progName?: string;
  message?: string;
}

/** An error that the user of a program is told about, without a trace. */
export class ClickException extends Error {
  override name = "ClickException";

  shown(): string {
    return this.message;
  }
}

/** An error in what the user of a program wrote. */
export class UsageError extends ClickException {
  override name = "UsageError";
  context: CommandContext | undefined;

  constructor(message = "", context?: CommandContext) {
    super(message);
    this.context = context;
  }
}

/** A value that a parameter does not take. */
export class BadParameter extends UsageError {
  override name = "BadParameter";
  hint: string;

  constructor(message = "", context?: CommandContext, hint = "") {
    super(message, context);
    this.hint = hint;
  }

  override shown(): string {
    return `Invalid value${this.hint === "" ? "" : ` for ${this.hint}`}: ${this.message}`;
  }
}

/** A file that cannot be opened. */
export class FileError extends ClickException {
  override name = "FileError";
}

/** Ends a program that its user breaks off. */
export class Abort extends RuntimeError {
  override name = "Abort";
}

/** Ends a command with a code. */
export class CommandExit extends RuntimeError {
  override name = "Exit";
  readonly code: number;

  constructor(code = 0) {
    super(String(code));
    this.code = code;
  }
}

/** Makes a value of a text, or says what is wrong with one that it does not take. */
export interface ParameterType {
  readonly name: string;
  readonly metavar?: string;
  /** The bounds of a range, as the help shows them. */
  readonly bounds?: string;
  /** Added to the message about a value that is not given. */
  readonly missing?: string;
  readonly convert: (text: string) => { readonly value: unknown } | { readonly problem: string };
}

export function textParameter(): ParameterType {
  return { name: "text", convert: (value) => ({ value }) };
}

export function integerParameter(): ParameterType {
  return { name: "integer", convert: (text) => numberOf("integer", text, parseInteger) };
}

export function floatParameter(): ParameterType {
  return { name: "float", convert: (text) => numberOf("float", text, parseNumber) };
}

/** Reads a number, or says that a text is none. */
function numberOf(kind: string, text: string, read: (text: string) => number): ReturnType<ParameterType["convert"]> {
  try {
    return { value: read(text) };
  } catch {
    return { problem: `${repr(text)} is not a valid ${kind}.` };
  }
}

export function booleanParameter(): ParameterType {
  return {
    name: "boolean",
    convert: (text) => {
      const word = text.trim().toLowerCase();
      if (/^(1|yes|true|on|t|y)$/.test(word)) return { value: true };
      if (/^(|0|no|false|off|f|n)$/.test(word)) return { value: false };
      const states = ", 0, 1, f, false, n, no, off, on, t, true, y, yes";
      return { problem: `${repr(text)} is not a valid boolean. Recognized values: ${states}` };
    },
  };
}

/** Takes one of some texts. */
export function choiceParameter(given: Iterable<unknown>, caseSensitive = true): ParameterType {
  const folded = (text: string): string => (caseSensitive ? text : text.toLowerCase());
  const choices = [...given].map((each) => str(each));
  const shown = choices.map(folded);
  return {
    name: "choice",
    metavar: shown.join("|"),
    missing: `Choose from:\n\t${shown.join(",\n\t")}`,
    convert: (text) => {
      const at = shown.indexOf(folded(text));
      if (at >= 0) return { value: choices[at] };
      const quoted = shown.map((each) => repr(each)).join(", ");
      return { problem: `${repr(text)} is not ${shown.length === 1 ? "" : "one of "}${quoted}.` };
    },
  };
}

export function integerRange(
  low: number | null = null,
  high: number | null = null,
  lowOpen = false,
  highOpen = false,
  clamp = false,
): ParameterType {
  return rangeParameter(integerParameter(), low, high, lowOpen, highOpen, clamp);
}

export function floatRange(
  low: number | null = null,
  high: number | null = null,
  lowOpen = false,
  highOpen = false,
  clamp = false,
): ParameterType {
  return rangeParameter(floatParameter(), low, high, lowOpen, highOpen, clamp);
}

/** Takes numbers of a kind between bounds, null where there is none. */
function rangeParameter(
  kind: ParameterType,
  low: number | null,
  high: number | null,
  lowOpen: boolean,
  highOpen: boolean,
  clamp: boolean,
): ParameterType {
  const isInteger = kind.name === "integer";
  const show = (x: number): string => (isInteger ? String(x) : reprFloat(x));
  const [below, above] = [lowOpen ? "<" : "<=", highOpen ? "<" : "<="];
  const bounds =
    low === null
      ? high === null
        ? ""
        : `x${above}${high}`
      : high === null
        ? `x${below.replace("<", ">")}${low}`
        : `${low}${below}x${above}${high}`;
  return {
    name: `${kind.name} range`,
    bounds,
    convert: (text) => {
      const made = kind.convert(text);
      if ("problem" in made) return { problem: `${repr(text)} is not a valid ${kind.name} range.` };
      const value = made.value as number;
      const isBelow = low !== null && (value < low || (lowOpen && value === low));
      const isAbove = high !== null && (value > high || (highOpen && value === high));
      if (clamp && isBelow) return { value: low + (lowOpen && isInteger ? 1 : 0) };
      if (clamp && isAbove) return { value: high - (highOpen && isInteger ? 1 : 0) };
      return isBelow || isAbove ? { problem: `${show(value)} is not in the range ${bounds}.` } : made;
    },
  };
}

/** Takes the name of a file or folder. */
export function pathParameter(
  mustExist = false,
  filesAllowed = true,
  foldersAllowed = true,
  resolved = false,
  dashAllowed = false,
): ParameterType {
  const name = filesAllowed === foldersAllowed ? "path" : filesAllowed ? "file" : "directory";
  const title = name.charAt(0).toUpperCase() + name.slice(1);
  return {
    name,
    convert: (text) => {
      if (dashAllowed && filesAllowed && text === "-") return { value: text };
      const found = statSync(text, { throwIfNoEntry: false });
      if (found === undefined && mustExist) return { problem: `${title} ${repr(text)} does not exist.` };
      if (found?.isFile() === true && !filesAllowed) return { problem: `${title} ${repr(text)} is a file.` };
      if (found?.isDirectory() === true && !foldersAllowed)
        return { problem: `${title} ${repr(text)} is a directory.` };
      if (!resolved) return { value: text };
      return { value: found === undefined ? resolve(text) : realpathSync(text) };
    },
  };
}

/** An option or an argument of a command. */
export class CommandParameter {
  readonly settings: OptionSettings;
  readonly name: string;
  readonly flags: readonly string[];
  /** The flags that switch it off. */
  readonly offFlags: readonly string[];
  readonly isArgument: boolean;
  readonly isRequired: boolean;
  readonly nargs: number;
  readonly kind: ParameterType;
  readonly prompt: string | null;

  constructor(names: readonly string[], settings: OptionSettings, isArgument: boolean) {
    const flags = isArgument ? [] : names.filter((each) => each.startsWith("-"));
    this.settings = settings;
    this.isArgument = isArgument;
    this.flags = flags.map((each) => each.split("/")[0].trim());
    this.offFlags = flags.flatMap((each) => each.split("/").slice(1)).map((each) => each.trim());
    const longest = this.flags.find((flag) => flag.startsWith("--")) ?? this.flags[0] ?? "";
    const given = names.find((each) => !each.startsWith("-"));
    this.name = isArgument || given === undefined ? optionName(given ?? longest) : given;
    this.nargs = settings.nargs ?? 1;
    this.isRequired = settings.required ?? (isArgument && settings.default == null && this.nargs > 0);
    this.kind =
      settings.type ??
      (this.isSwitch ? booleanParameter() : settings.count === true ? integerParameter() : textParameter());
    const words = this.name.replaceAll("_", " ");
    const { prompt } = settings;
    this.prompt =
      typeof prompt === "string" ? prompt : prompt === true ? words.charAt(0).toUpperCase() + words.slice(1) : null;
  }

  /** It is on or off. */
  get isSwitch(): boolean {
    return (this.settings.isFlag === true || this.offFlags.length > 0) && this.settings.flagValue === undefined;
  }

  /** A text follows it. */
  get takesText(): boolean {
    return !this.isSwitch && this.settings.count !== true && this.settings.flagValue === undefined;
  }

  /** What stands for its value. */
  metavariable(): string {
    const { metavar } = this.settings;
    if (this.isArgument && metavar !== undefined) return metavar;
    const choices = this.kind.metavar;
    let text =
      metavar ??
      (choices === undefined ? (this.isArgument ? this.name : this.kind.name).toUpperCase() : `[${choices}]`);
    if (this.isArgument && this.isRequired && choices !== undefined) text = `{${choices}}`;
    if (this.isArgument && !this.isRequired) text = `[${text}]`;
    return this.nargs === 1 ? text : `${text}...`;
  }

  /** What messages call it. */
  hint(): string {
    if (this.isArgument) return `'${this.metavariable()}'`;
    return (this.flags.length > 0 ? this.flags : this.offFlags).map((flag) => `'${flag}'`).join(" / ");
  }

  /** Its line in the help. */
  record(showsDefaults: boolean): [string, string] {
    const written = (flags: readonly string[]): string =>
      byPrefix(flags).join(", ") + (this.takesText ? ` ${this.metavariable()}` : "");
    const first = this.offFlags.length > 0 ? `${written(this.flags)} / ${written(this.offFlags)}` : written(this.flags);
    const { envvar, showEnvvar, help = "", count } = this.settings;
    const extra: string[] = [];
    if (showEnvvar === true && envvar != null) extra.push(`env var: ${variableNames(envvar).join(", ")}`);
    const shown = this.#shownDefault(showsDefaults);
    if (shown !== "") extra.push(`default: ${shown}`);
    if (this.kind.bounds !== undefined && this.kind.bounds !== "" && count !== true) extra.push(this.kind.bounds);
    if (this.isRequired) extra.push("required");
    const told = dedent(help).replace(/^\n+|\n+$/g, "");
    if (extra.length === 0) return [first, told];
    return [first, `${told === "" ? "" : `${told}  `}[${extra.join("; ")}]`];
  }

  /** The default as the help shows it, empty where it does not. */
  #shownDefault(isUsual: boolean): string {
    const { showDefault, default: missing, multiple, count } = this.settings;
    if (typeof showDefault === "string") return `(${showDefault})`;
    if (!((showDefault as boolean | undefined) ?? isUsual)) return "";
    if (this.isSwitch) {
      if (this.offFlags.length === 0) return missing === true ? "True" : "";
      return (missing === true ? this.flags : this.offFlags)[0].replace(/^-+/, "");
    }
    if (missing == null) return count === true ? "0" : "";
    if (missing === "") return '""';
    if (multiple === true || (this.nargs !== 1 && typeof missing !== "string"))
      return [...(missing as Iterable<unknown>)].map((each) => this.#shown(each)).join(", ");
    return this.#shown(missing);
  }

  #shown(value: unknown): string {
    return typeof value === "number" && this.kind.name.startsWith("float") ? reprFloat(value) : str(value);
  }
}

function byPrefix(flags: readonly string[]): string[] {
  const prefix = (flag: string): number => flag.length - flag.replace(/^-+/, "").length;
  return [...flags].sort((a, b) => prefix(a) - prefix(b));
}

function optionName(flag: string): string {
  return flag.replace(/^-+/, "").replaceAll("-", "_").toLowerCase();
}

function variableNames(given: unknown): string[] {
  return typeof given === "string" ? [given] : [...(given as Iterable<unknown>)].map((each) => str(each));
}

/** A command of a program, with its options and arguments; a group has commands of its own. */
export class Command {
  readonly name: string;
  readonly settings: CommandSettings;
  readonly isGroup: boolean;
  readonly parameters: CommandParameter[] = [];
  readonly commands = new Map<string, Command>();
  handler: ((given: CommandValues) => unknown) | undefined;
  versionFlags: readonly string[] = [];
  showVersion: (context: CommandContext) => void = () => undefined;

  constructor(name: string, settings: CommandSettings, isGroup = false) {
    this.name = name;
    this.settings = settings;
    this.isGroup = isGroup;
  }

  /** Adds an option: its flags, `--on/--off` for one that can be switched off, and its value's name where that is not the flag's. */
  option(names: readonly string[], settings: OptionSettings = {}): void {
    this.parameters.push(new CommandParameter(names, settings, false));
  }

  /** Adds an argument, which stands at its place without a flag. */
  argument(name: string, settings: OptionSettings = {}): void {
    this.parameters.push(new CommandParameter([name], settings, true));
  }

  /** Adds the option that shows the version of the program. */
  version(version: string, flags: readonly string[] = [], { progName, message }: VersionSettings = {}): void {
    this.versionFlags = flags.length > 0 ? flags : ["--version"];
    this.showVersion = (context) => {
      const program = progName ?? context.root.name;
      console.log(
        (message ?? "%(prog)s, version %(version)s").replaceAll("%(prog)s", program).replaceAll("%(version)s", version),
      );
      throw new CommandExit(0);
    };
  }

  /** Makes a command one of the group, under its own name where none is given. */
  add(command: Command, name = ""): void {
    this.commands.set(name === "" ? command.name : name, command);
  }

  /** Sets what the command does. */
  run(handler: (given: CommandValues) => unknown): void {
    this.handler = handler;
  }

  /** Reads the arguments of the program, runs the command, and ends the program. */
  async main({ args, progName, obj = null, standaloneMode = true }: RunSettings = {}): Promise<void> {
    const given = args == null ? process.argv.slice(2) : [...args].map((each) => str(each));
    let code = 0;
    try {
      await this.start(progName ?? basename(process.argv[1] ?? ""), given, undefined, obj);
    } catch (error) {
      code = commandEnd(error, standaloneMode);
    }
    if (standaloneMode) throw new SystemExit(code);
  }

  /** Reads arguments and runs the command with them. */
  async start(
    name: string,
    args: readonly string[],
    parent: CommandContext | undefined,
    object: unknown,
  ): Promise<void> {
    const context = new CommandContext(this, name, parent, object ?? parent?.obj ?? null);
    try {
      await this.#startIn(context, args);
    } finally {
      for (const run of context.closing.reverse()) await run();
    }
  }

  async #startIn(context: CommandContext, args: readonly string[]): Promise<void> {
    const { invokeWithoutCommand = false, noArgsIsHelp = this.isGroup && !invokeWithoutCommand } = this.settings;
    if (args.length === 0 && noArgsIsHelp) {
      console.error(context.help());
      throw new CommandExit(2);
    }
    const rest = context.read(args);
    if (!this.isGroup && rest.length > 0)
      throw new UsageError(`Got unexpected extra argument${rest.length === 1 ? "" : "s"} (${rest.join(" ")})`, context);
    if (this.isGroup && rest.length === 0 && !invokeWithoutCommand) throw new UsageError("Missing command.", context);
    if (rest.length === 0) return await context.call();
    const picked = this.commands.get(rest[0]);
    if (picked === undefined) {
      if (rest[0].startsWith("-")) context.read(rest);
      throw new UsageError(`No such command ${repr(rest[0])}.`, context);
    }
    context.invokedSubcommand = rest[0];
    await context.call();
    await picked.start(rest[0], rest.slice(1), context, null);
  }
}

export const newCommand = (name: string, settings: CommandSettings = {}): Command => new Command(name, settings);
export const newCommandGroup = (name: string, settings: CommandSettings = {}): Command =>
  new Command(name, settings, true);

/** Tells the user about an error, and gives the code that the program ends with; errors that are none of a command's are thrown on. */
function commandEnd(error: unknown, standalone: boolean): number {
  if (error instanceof CommandExit) return error.code;
  if (!standalone) throw error;
  if (error instanceof Abort) {
    console.error("Aborted!");
    return 1;
  }
  if (error instanceof EOFError || error instanceof KeyboardInterrupt) {
    console.error("\nAborted!");
    return 1;
  }
  if (!(error instanceof ClickException)) throw error;
  if (error instanceof UsageError) {
    const { context } = error;
    if (context !== undefined) {
      console.error(context.usage());
      const [longest] = context.helpNames().sort((a, b) => b.length - a.length);
      if (longest !== undefined) console.error(`Try '${context.commandPath} ${longest}' for help.`);
      console.error();
    }
  }
  console.error(`Error: ${error.shown()}`);
  return error instanceof UsageError ? 2 : 1;
}

/** One run of a command. */
export class CommandContext {
  readonly command: Command;
  readonly name: string;
  readonly parent: CommandContext | null;
  /** What the program keeps for its commands; a command starts with that of the group around it. */
  // biome-ignore lint/suspicious/noExplicitAny: the program puts there what it likes
  obj: any;
  invokedSubcommand: string | null = null;
  values = new Map<string, unknown>();
  /** The parameter whose value a function of the program looks at. */
  checked: CommandParameter | undefined;
  readonly closing: (() => unknown)[] = [];

  constructor(command: Command, name: string, parent: CommandContext | undefined, obj: unknown) {
    this.command = command;
    this.name = name;
    this.parent = parent ?? null;
    this.obj = obj;
  }

  get root(): CommandContext {
    return this.parent?.root ?? this;
  }

  /** Runs the function of the command; errors that it raises about its usage are about this context. */
  async call(): Promise<void> {
    try {
      await this.command.handler?.(new CommandValues(this));
    } catch (error) {
      if (error instanceof BadParameter && error.context === undefined) error.hint = this.checked?.hint() ?? "";
      if (error instanceof UsageError) error.context ??= this;
      throw error;
    }
  }

  setObject(object: unknown): void {
    this.obj = object;
  }

  /** Makes the object where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: as above
  ensureObject(make: () => unknown): any {
    this.obj ??= make();
    return this.obj;
  }

  get infoName(): string {
    return this.name;
  }

  exit(code = 0): never {
    throw new CommandExit(code);
  }

  abort(): never {
    throw new Abort();
  }

  fail(message: string): never {
    throw new UsageError(message, this);
  }

  callOnClose(run: () => unknown): void {
    this.closing.push(run);
  }

  /** The values that the command was given, by name. */
  get params(): Map<string, unknown> {
    return new Map(this.command.parameters.map(({ name }) => [name, this.values.get(name) ?? null]));
  }

  /** How the command is called, with the groups around it. */
  get commandPath(): string {
    if (this.parent === null) return this.name;
    const places = this.parent.command.parameters.filter((each) => each.isArgument).map((each) => each.metavariable());
    return [this.parent.commandPath, ...places, this.name].join(" ");
  }

  /** The flags that show the help. */
  helpNames(): string[] {
    if (this.command.settings.addHelpOption === false) return [];
    let context: CommandContext | null = this;
    while (context !== null && context.command.settings.helpOptionNames === undefined) context = context.parent;
    const taken = new Set(this.command.parameters.flatMap(({ flags }) => flags));
    return (context?.command.settings.helpOptionNames ?? ["--help"]).filter((each) => !taken.has(each));
  }

  /** The line that shows how the command is called. */
  usage(): string {
    const { optionsMetavar = "[OPTIONS]", subcommandMetavar, chain } = this.command.settings;
    const places = this.command.parameters.filter((each) => each.isArgument).map((each) => each.metavariable());
    const commands = chain === true ? "COMMAND1 [ARGS]... [COMMAND2 [ARGS]...]..." : "COMMAND [ARGS]...";
    const pieces = [optionsMetavar, ...places, ...(this.command.isGroup ? [subcommandMetavar ?? commands] : [])];
    const prefix = `Usage: ${this.commandPath} `;
    if (length(prefix) + 20 > pageWidth()) {
      const indent = " ".repeat(11);
      return `${prefix}\n${fillText(pieces.join(" "), pageWidth(), indent, indent)}`;
    }
    return fillText(pieces.join(" "), pageWidth(), prefix, " ".repeat(length(prefix)));
  }

  /** The help of the command. */
  help(): string {
    const { help = "", epilog = "" } = this.command.settings;
    let text = `${this.usage()}\n`;
    if (help !== "") text += `\n${wrapParagraphs(help.split("\f")[0], pageWidth(), "  ")}\n`;
    const rows = this.command.parameters
      .filter((each) => !each.isArgument && each.settings.hidden !== true)
      .map((each) => each.record(this.showsDefaults));
    const { versionFlags } = this.command;
    if (versionFlags.length > 0) rows.push([versionFlags.join(", "), "Show the version and exit."]);
    const names = this.helpNames();
    if (names.length > 0) rows.push([byPrefix(names).join(", "), "Show this message and exit."]);
    if (rows.length > 0) text += `\nOptions:\n${definitionList(rows)}`;
    text += this.#commandList();
    if (epilog !== "") text += `\n${wrapParagraphs(epilog, pageWidth(), "  ")}\n`;
    return text.replace(/\n+$/, "");
  }

  get showsDefaults(): boolean {
    return this.command.settings.showDefault ?? this.parent?.showsDefaults ?? false;
  }

  /** The commands of a group. */
  #commandList(): string {
    const shown = [...this.command.commands].filter(([, each]) => each.settings.hidden !== true);
    if (shown.length === 0) return "";
    const limit = pageWidth() - 6 - Math.max(...shown.map(([name]) => length(name)));
    const rows = shown.map(([name, each]): [string, string] => [name, summary(each.settings, limit)]);
    return `\nCommands:\n${definitionList(rows.sort(([a], [b]) => (a < b ? -1 : 1)))}`;
  }

  /** Takes the values of the command from the arguments, and gives those that are left. */
  read(args: readonly string[]): string[] {
    const line = new CommandLine(this, args);
    line.readOptions();
    if (line.asksFor === "help") {
      console.log(this.help());
      throw new CommandExit(0);
    }
    if (line.asksFor === "version") this.command.showVersion(this);
    const left = line.readArguments();
    this.values = new Map();
    for (const each of [...line.given.keys(), ...this.command.parameters.filter((one) => !line.given.has(one))]) {
      const value = this.#value(each, line.given.get(each));
      // Several flags can set one name: the one that is given wins over the default of another.
      const known = this.values.get(each.name) ?? null;
      if (known === null || line.given.has(each)) this.values.set(each.name, value);
    }
    return left;
  }

  /** The value of a parameter: what the line gives, or the environment, or its default. */
  #value(p: CommandParameter, given: readonly unknown[] | undefined): unknown {
    const { default: missing = null, flagValue, multiple = false, count = false } = p.settings;
    if (given === undefined && p.prompt !== null && this.#environment(p) === null) return askFor(p);
    if (count) return given?.length ?? missing ?? 0;
    let found = given === undefined ? (this.#environment(p) ?? missing) : multiple ? given : given.at(-1);
    if (flagValue !== undefined && found === true) found = flagValue;
    if (found === null || found === undefined) return this.#missing(p);
    const convertAll = (values: unknown): unknown[] =>
      [...(values as Iterable<unknown>)].map((each) => this.#converted(p, each));
    if (multiple && p.nargs !== 1) return [...(found as Iterable<unknown>)].map(convertAll);
    if (!multiple && p.nargs === 1) return this.#converted(p, found);
    const values = convertAll(found);
    return p.isRequired && values.length === 0 ? this.#missing(p) : values;
  }

  /** The value of a parameter that nothing is given for. */
  #missing(p: CommandParameter): unknown {
    if (!p.isRequired) return p.settings.multiple === true || p.nargs < 0 ? [] : null;
    const more = p.kind.missing === undefined ? "" : ` ${p.kind.missing}`;
    throw new UsageError(`Missing ${p.isArgument ? "argument" : "option"} ${p.hint()}.${more}`, this);
  }

  /** What the environment has for a parameter; null where it has nothing. */
  #environment(p: CommandParameter): string | string[] | null {
    const prefix = this.environmentPrefix;
    const names = p.settings.envvar == null ? [] : variableNames(p.settings.envvar);
    if (prefix !== "" && !p.isArgument) names.push(`${prefix}_${p.name.toUpperCase()}`);
    for (const name of names) {
      const text = process.env[name] ?? "";
      if (text !== "") return p.settings.multiple === true || p.nargs !== 1 ? text.trim().split(/\s+/) : text;
    }
    return null;
  }

  get environmentPrefix(): string {
    const own = this.command.settings.autoEnvvarPrefix ?? "";
    const above = this.parent?.environmentPrefix ?? "";
    return own !== "" || above === "" ? own : `${above}_${this.name.toUpperCase().replaceAll("-", "_")}`;
  }

  /** The value of a text; values that are none are what they are. */
  #converted(p: CommandParameter, value: unknown): unknown {
    if (typeof value !== "string" && p.kind.bounds === undefined) return value;
    const made = p.kind.convert(str(value));
    if ("problem" in made) throw new BadParameter(made.problem, this, p.hint());
    return made.value;
  }
}

/** The width of the help: that of the terminal, and at most 78. */
function pageWidth(): number {
  const columns = Number(process.env.COLUMNS ?? "");
  return Math.max(Math.min(Number.isInteger(columns) && columns > 0 ? columns : 80, 80) - 2, 50);
}

/** The first sentence of a command's help, or as much of it as fits. */
function summary({ shortHelp = "", help = "" }: CommandSettings, limit: number): string {
  if (shortHelp !== "") return shortHelp;
  const words = help
    .split("\n\n")[0]
    .split(/[ \t\n]+/)
    .filter((each) => each !== "" && each !== "\b");
  let total = 0;
  for (let i = 0; i < words.length; i++) {
    total += length(words[i]) + (i > 0 ? 1 : 0);
    if (total <= limit && words[i].endsWith(".")) return words.slice(0, i + 1).join(" ");
    if (total < limit || (total === limit && i === words.length - 1)) continue;
    total += 3;
    for (; i > 0; i--) {
      total -= length(words[i]) + 1;
      if (total <= limit) break;
    }
    return `${words.slice(0, i).join(" ")}...`;
  }
  return words.join(" ");
}

/** Fills each paragraph of a text; one that starts with a line of \b stays as it is. */
function wrapParagraphs(text: string, width: number, indent: string): string {
  const paragraphs = text.split(/\n{2,}/).map((each) => each.replace(/^\n+|\n+$/g, ""));
  return paragraphs
    .filter((each) => each !== "")
    .map((paragraph) => {
      const lines = paragraph.split("\n");
      const own = indent + (/^ */.exec(lines[0])?.[0] ?? "");
      if (lines[0].trim() === "\b") return own + lines.slice(1).join(`\n${own}`);
      return fillText(lines.join(" ").trimStart(), width, own, own);
    })
    .join("\n\n");
}

/** Rows of two columns. */
function definitionList(rows: readonly (readonly [string, string])[]): string {
  const column = Math.min(Math.max(...rows.map(([first]) => length(first))), 30) + 2;
  const indent = " ".repeat(column + 2);
  return rows
    .map(([first, second]) => {
      if (second === "") return `  ${first}\n`;
      const lines = wrapParagraphs(second, Math.max(pageWidth() - column - 2, 10), "").split("\n");
      const gap = length(first) <= column - 2 ? " ".repeat(column - length(first)) : `\n${indent}`;
      return `  ${first}${gap}${lines.join(`\n${indent}`)}\n`;
    })
    .join("");
}

/** What is left to read of the arguments, and what was read. */
class CommandLine {
  readonly #context: CommandContext;
  #rest: string[];
  readonly #plain: string[] = [];
  /** By parameter, in the order in which they came. */
  readonly given = new Map<CommandParameter, unknown[]>();
  asksFor: "help" | "version" | undefined;

  constructor(context: CommandContext, args: readonly string[]) {
    this.#context = context;
    this.#rest = [...args];
  }

  /** Takes the options from the arguments. */
  readOptions(): void {
    const { command } = this.#context;
    const helpNames = this.#context.helpNames();
    for (let word = this.#rest.shift(); word !== undefined && word !== "--"; word = this.#rest.shift()) {
      if (word.length < 2 || !word.startsWith("-")) {
        if (command.isGroup) {
          this.#rest.unshift(word);
          return;
        }
        this.#plain.push(word);
        continue;
      }
      const at = word.indexOf("=");
      const flag = at < 0 ? word : word.slice(0, at);
      const parameter = this.#named(flag);
      if (helpNames.includes(flag)) this.asksFor ??= "help";
      else if (command.versionFlags.includes(flag)) this.asksFor ??= "version";
      else if (parameter !== undefined) {
        if (at >= 0 && !parameter.takesText) throw new UsageError(`Option ${repr(flag)} does not take a value.`);
        if (at >= 0) this.#rest.unshift(word.slice(at + 1));
        this.#take(parameter, flag);
      } else if (word.startsWith("--")) throw new UsageError(`No such option ${repr(flag)}.`, this.#context);
      else this.#readLetters(word, helpNames);
    }
  }

  /** Takes options of one letter that stand together, the last of them with its value. */
  #readLetters(word: string, helpNames: readonly string[]): void {
    const letters = [...word.slice(1)];
    for (const [i, letter] of letters.entries()) {
      const flag = `-${letter}`;
      const parameter = this.#named(flag);
      if (parameter === undefined) {
        if (!helpNames.includes(flag)) throw new UsageError(`No such option ${repr(flag)}.`, this.#context);
        this.asksFor ??= "help";
        continue;
      }
      const hasValue = parameter.takesText && i + 1 < letters.length;
      if (hasValue) this.#rest.unshift(letters.slice(i + 1).join(""));
      this.#take(parameter, flag);
      if (hasValue) return;
    }
  }

  #named(flag: string): CommandParameter | undefined {
    return this.#context.command.parameters.findLast(
      ({ flags, offFlags }) => flags.includes(flag) || offFlags.includes(flag),
    );
  }

  /** Records what an option is given. */
  #take(p: CommandParameter, flag: string): void {
    const before = this.given.get(p) ?? [];
    this.given.delete(p);
    this.given.set(p, [...before, this.#valueOf(p, flag)]);
  }

  #valueOf(p: CommandParameter, flag: string): unknown {
    if (!p.takesText) return p.settings.flagValue ?? !p.offFlags.includes(flag);
    if (this.#rest.length < p.nargs) {
      const wanted = p.nargs === 1 ? "an argument" : `${p.nargs} arguments`;
      throw new UsageError(`Option ${repr(flag)} requires ${wanted}.`);
    }
    return p.nargs === 1 ? this.#rest.shift() : this.#rest.splice(0, p.nargs);
  }

  /** Hands out the arguments by their places, and gives those that are left over. */
  readArguments(): string[] {
    const words = [...this.#plain, ...this.#rest];
    const places = this.#context.command.parameters.filter((each) => each.isArgument);
    let fixed = places.reduce((sum, { nargs }) => sum + Math.max(nargs, 0), 0);
    for (const place of places) {
      const { nargs } = place;
      const taken = words.splice(0, nargs < 0 ? Math.max(words.length - fixed, 0) : nargs);
      fixed -= Math.max(nargs, 0);
      if (taken.length === 0) continue;
      if (taken.length < nargs) throw new UsageError(`Argument ${repr(place.name)} takes ${nargs} values.`);
      this.given.set(place, [nargs === 1 ? taken[0] : taken]);
    }
    return words;
  }
}

/** Asks the user for the value of an option, until it is one. */
function askFor(p: CommandParameter): unknown {
  const { default: missing = null, hideInput, confirmationPrompt } = p.settings;
  const text = p.prompt ?? p.name;
  if (p.isSwitch) return confirmed(text, missing === true);
  for (;;) {
    const given = promptLine(text, missing, p.kind);
    if (confirmationPrompt === true && promptLine("Repeat for confirmation", null, textParameter()) !== given) {
      console.log("Error: The two entered values do not match.");
      continue;
    }
    const made = p.kind.convert(given);
    if ("value" in made) return made.value;
    console.log(`Error: ${hideInput === true ? "The value you entered was invalid." : made.problem}`);
  }
}

/** Asks for a line of input; an empty one is the default. */
function promptLine(text: string, missing: unknown, kind: ParameterType): string {
  const choices = kind.metavar === undefined ? "" : ` (${kind.metavar.replaceAll("|", ", ")})`;
  const shown = `${text}${choices}${missing == null ? "" : ` [${str(missing)}]`}: `;
  for (;;) {
    const line = commandInput(shown);
    if (line !== "") return line;
    if (missing != null) return str(missing);
  }
}

/** Reads a line of input; its end is the user's who breaks off. */
function commandInput(prompt: string): string {
  process.stdout.write(prompt);
  const bytes: number[] = [];
  const one = new Uint8Array(1);
  while (readSync(0, one) === 1 && one[0] !== 10) bytes.push(one[0]);
  if (bytes.length === 0 && one[0] !== 10) throw new Abort();
  return new TextDecoder().decode(Uint8Array.from(bytes)).replace(/\r$/, "");
}

/** Asks the user for a value of a kind. */
function promptFor(text: string, missing: unknown, kind: ParameterType): unknown {
  for (;;) {
    const made = kind.convert(promptLine(text, missing, kind));
    if ("value" in made) return made.value;
    console.log(`Error: ${made.problem}`);
  }
}

export const promptText = (text: string, missing: unknown = null): string =>
  str(promptFor(text, missing, textParameter()));
export const promptInteger = (text: string, missing: unknown = null): number =>
  promptFor(text, missing, integerParameter()) as number;
export const promptNumber = (text: string, missing: unknown = null): number =>
  promptFor(text, missing, floatParameter()) as number;
export const promptChoice = (text: string, kind: ParameterType, missing: unknown = null): string =>
  str(promptFor(text, missing, kind));

/** Asks the user a question that is answered with yes or no. */
export function confirmed(text: string, missing = false, abort = false): boolean {
  for (;;) {
    const word = commandInput(`${text} [${missing ? "Y/n" : "y/N"}]: `)
      .trim()
      .toLowerCase();
    const answer = /^y(es)?$/.test(word) ? true : /^no?$/.test(word) ? false : word === "" ? missing : undefined;
    if (answer === undefined) {
      console.log("Error: invalid input");
      continue;
    }
    if (abort && !answer) throw new Abort();
    return answer;
  }
}

/** The values that a command is run with. */
export class CommandValues {
  readonly context: CommandContext;

  constructor(context: CommandContext) {
    this.context = context;
  }

  /** The option or argument of a name, which what follows looks at. */
  parameter(name: string): CommandParameter {
    const found = this.context.command.parameters.find((each) => each.name === name) as CommandParameter;
    this.context.checked = found;
    return found;
  }

  /** That of a name, whatever it is. */
  value(name: string): unknown {
    if (this.context.checked?.name !== name) this.context.checked = undefined;
    return this.context.values.get(name) ?? null;
  }

  text(name: string): string {
    return str(this.value(name));
  }

  integer(name: string): number {
    return Number(this.value(name));
  }

  number(name: string): number {
    return Number(this.value(name));
  }

  flag(name: string): boolean {
    return Boolean(this.value(name));
  }

  optionalText(name: string): string | null {
    return this.value(name) === null ? null : this.text(name);
  }

  optionalInteger(name: string): number | null {
    return this.value(name) === null ? null : this.integer(name);
  }

  optionalNumber(name: string): number | null {
    return this.optionalInteger(name);
  }

  optionalFlag(name: string): boolean | null {
    return this.value(name) === null ? null : this.flag(name);
  }

  texts(name: string): string[] {
    return this.#all(name).map((each) => str(each));
  }

  integers(name: string): number[] {
    return this.#all(name).map(Number);
  }

  numbers(name: string): number[] {
    return this.integers(name);
  }

  #all(name: string): unknown[] {
    return [...((this.value(name) ?? []) as Iterable<unknown>)];
  }
}

/** Writes a text, with its colours only where somebody sees them. */
export function echo(text: unknown = null, newline = true, toError = false): void {
  const stream = toError ? process.stderr : process.stdout;
  const line = text === null ? "" : str(text);
  const plain =
    stream.isTTY === true
      ? line
      : line
          .split("\x1b[")
          .map((each, i) => (i > 0 ? each.replace(/^[\d;]*./, "") : each))
          .join("");
  stream.write(newline ? `${plain}\n` : plain);
}

/** A text with a colour and style, as terminals show it. */
export function styled(
  text: unknown,
  foreground: string | null = null,
  background: string | null = null,
  bold = false,
  dim = false,
  underline = false,
  italic = false,
  blink = false,
  reverse = false,
  reset = true,
): string {
  const colours = ["black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"];
  const codes = [foreground, background].flatMap((colour, i) => {
    if (colour === null) return [];
    const code = colours.indexOf(colour.replace("bright_", "")) + 30 + 10 * i;
    return [colour.startsWith("bright_") ? code + 60 : code];
  });
  const marks = [bold, dim, underline, italic, blink, reverse];
  codes.push(...[1, 2, 4, 3, 5, 7].filter((_, i) => marks[i]));
  return `${codes.map((code) => `\x1b[${code}m`).join("")}${str(text)}${reset ? "\x1b[0m" : ""}`;
}
