import type { BuildContext } from "../build/context.ts";
import type { Argument, Decorator, Expression, FunctionDef, Statement } from "../nodes.ts";
import type { Type } from "../types.ts";
import { argumentNamed, textOf } from "../web/application.ts";
import { keyword, positional, text } from "../web/make.ts";
import { CONTEXT } from "./make.ts";

export const COMMAND: Type = { kind: "library", name: "click.Command", args: [] };

/** What an option or an argument holds: one value of a kind, or several. */
export interface CommandParameter {
  readonly isArgument: boolean;
  /** The parameter of the function. */
  readonly name: string;
  readonly names: readonly Expression[];
  readonly settings: readonly Argument[];
  readonly kind: "text" | "integer" | "number" | "flag" | "other";
  /** `many` values in a tuple, a tuple of so many values, or one that may be `None`. */
  readonly shape: "one" | "optional" | "many" | number;
  /** What makes the value of a text: `click.Path(path_type=Path)`. */
  readonly path: Expression | undefined;
  /** A function that looks at the value: `callback=check`. */
  readonly callback: Expression | undefined;
  /** What a call of the function without it would pass. */
  readonly missing: Expression | undefined;
  readonly range: Statement["range"];
}

/** The run of the command, what the program keeps for its commands, or that, made where there is none. */
export type Passed = "context" | "object" | { readonly makes: Expression | undefined };

export interface Command {
  readonly fn: FunctionDef;
  readonly name: string;
  readonly isGroup: boolean;
  readonly settings: Argument[];
  readonly parameters: CommandParameter[];
  readonly commands: {
    readonly command: Command;
    readonly name: string | undefined;
    readonly range: Statement["range"];
  }[];
  version: { readonly args: readonly Argument[]; readonly range: Statement["range"] } | undefined;
  /** What the function takes before its options, in that order. */
  readonly passes: Passed[];
  readonly range: Statement["range"];
}

/** Reads `@click.command(…)`, `@click.group(…)` and `@group.command(…)` off a function; undefined for a function without. */
export function commandOf(
  context: BuildContext,
  fn: FunctionDef,
  known: ReadonlyMap<FunctionDef, Command>,
  body: readonly Statement[],
): Command | undefined {
  for (const decorator of fn.decorators) {
    const read = readDecorator(decorator);
    if (read === undefined) continue;
    const group = groupOf(read.receiver, known);
    if (!/^(command|group)$/.test(read.name) || (read.receiver !== undefined && group === undefined)) continue;
    fn.decorators.splice(fn.decorators.indexOf(decorator), 1);
    const given = argumentNamed(read.args, "name", 0);
    const command: Command = {
      fn,
      name: textOf(given) ?? commandName(fn.name),
      isGroup: read.name === "group",
      settings: commandSettings(context, fn, read.args, body),
      parameters: [],
      commands: [],
      version: undefined,
      passes: [],
      range: decorator.range,
    };
    group?.commands.push({ command, name: undefined, range: decorator.range });
    return command;
  }
  return undefined;
}

function groupOf(receiver: Expression | undefined, known: ReadonlyMap<FunctionDef, Command>): Command | undefined {
  const definition = receiver?.kind === "name" ? receiver.variable.definition : undefined;
  const found = definition?.kind === "function" ? known.get(definition) : undefined;
  return found?.isGroup === true ? found : undefined;
}

interface Read {
  readonly name: string;
  readonly receiver: Expression | undefined;
  readonly args: readonly Argument[];
}

/** A decorator of click, or one that is a method of something. */
function readDecorator(decorator: Decorator): Read | undefined {
  if (decorator.kind !== "call") return undefined;
  const { expression: e } = decorator;
  if (e.kind === "library") return e.module === "click" ? { name: e.name, receiver: undefined, args: [] } : undefined;
  if (e.kind === "attribute") return { name: e.name, receiver: e.object, args: [] };
  if (e.kind !== "call") return undefined;
  if (e.target.kind === "library")
    return e.target.module === "click" ? { name: e.target.name, receiver: undefined, args: e.args } : undefined;
  return e.target.kind === "method" ? { name: e.target.name, receiver: e.target.receiver, args: e.args } : undefined;
}

/** The name that click gives a command: the function's, without what says that it is one. */
function commandName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll("_", "-")
    .replace(/(?<=.)-(command|cmd|group|grp)$/, "");
}

const PLAIN_SETTINGS =
  /^(short_help|epilog|options_metavar|subcommand_metavar|hidden|no_args_is_help|add_help_option|invoke_without_command)$/;

function commandSettings(
  context: BuildContext,
  fn: FunctionDef,
  args: readonly Argument[],
  body: readonly Statement[],
): Argument[] {
  const settings: Argument[] = [];
  const help = argumentNamed(args, "help");
  if (help !== undefined) settings.push(keyword("help", help));
  else if (fn.docstring !== undefined)
    settings.push(keyword("help", text(context, helpOf(fn.docstring), fn.nameRange)));
  for (const each of args) {
    if (each.kind !== "keyword" || each.name === undefined || /^(help|name)$/.test(each.name)) continue;
    if (PLAIN_SETTINGS.test(each.name)) settings.push(each);
    else if (each.name === "context_settings") settings.push(...contextSettings(context, each.value, body));
    else context.unsupported(`${each.name} of a command of click`, each.value.range);
  }
  return settings;
}

/** A docstring as click shows it: without the indent of its lines. */
function helpOf(docstring: string): string {
  const lines = docstring.replaceAll("\\b", "\b").replaceAll("\\f", "\f").split("\n");
  const indents = lines.slice(1).flatMap((line) => (line.trim() === "" ? [] : [/^ */.exec(line)?.[0].length ?? 0]));
  const margin = Math.min(...indents, Number.POSITIVE_INFINITY);
  const cut = lines.map((line, i) =>
    (i === 0 ? line.trimStart() : line.slice(Math.min(margin, line.length))).trimEnd(),
  );
  // A line of \b alone is told from an empty one.
  return cut.join("\n").trim();
}

function contextSettings(context: BuildContext, given: Expression, body: readonly Statement[]): Argument[] {
  const dict = constantOf(given, body);
  const entries =
    dict.kind === "dict"
      ? dict.entries.map(({ key, value }): [string, Expression] => [textOf(key) ?? "", value])
      : dict.kind === "call" && dict.target.kind === "builtin" && dict.target.name === "dict"
        ? dict.args.map(({ name, value }): [string, Expression] => [name ?? "", value])
        : undefined;
  const known = entries?.filter(([name]) => /^(help_option_names|auto_envvar_prefix|show_default)$/.test(name));
  if (entries === undefined || known?.length !== entries.length)
    context.unsupported("these context settings of click", given.range);
  return (known ?? []).map(([name, value]) => keyword(name, value));
}

/** What a module variable that is bound once stands for. */
export function constantOf(e: Expression, body: readonly Statement[]): Expression {
  if (e.kind !== "name" || e.variable.bindings !== 1) return e;
  for (const each of body) {
    if (each.kind !== "assign" || each.targets.length !== 1) continue;
    const [target] = each.targets;
    if (target.kind === "variable" && target.variable === e.variable) return each.value;
  }
  return e;
}

/** Reads the options, the arguments and what else click passes off the decorators of a command. */
export function takeParameters(context: BuildContext, command: Command, body: readonly Statement[]): void {
  const { fn } = command;
  for (const decorator of [...fn.decorators]) {
    const read = readDecorator(decorator) ?? passDecorator(decorator, body);
    if (read === undefined || read.receiver !== undefined) continue;
    const { range } = decorator;
    const taken = (): void => {
      fn.decorators.splice(fn.decorators.indexOf(decorator), 1);
    };
    switch (read.name) {
      case "option":
      case "argument":
        command.parameters.push(parameterOf(context, command, read, range, body));
        taken();
        break;
      case "pass_context":
        command.passes.unshift("context");
        taken();
        break;
      case "pass_obj":
        command.passes.unshift("object");
        taken();
        break;
      case "make_pass_decorator": {
        const ensure = argumentNamed(read.args, "ensure", 1);
        command.passes.unshift({ makes: ensure?.kind === "bool" && ensure.value ? read.args[0].value : undefined });
        taken();
        break;
      }
      case "version_option": {
        const version = argumentNamed(read.args, "version", 0);
        const isKnown = read.args.every((each) => /^(version|prog_name|message)$/.test(each.name ?? "version"));
        if (version === undefined || !isKnown) break;
        const rest = read.args.filter((each) => each.value !== version);
        command.version = { args: [positional(version), ...rest], range };
        taken();
        break;
      }
    }
  }
  const at = command.passes.indexOf("context");
  const parameter = fn.parameters[at];
  if (at < 0 || parameter === undefined) return;
  parameter.variable.declared = CONTEXT;
  fn.parameters[at] = { ...parameter, annotation: CONTEXT };
}

/** `pass_repo = click.make_pass_decorator(Repo)` used as a decorator. */
function passDecorator(decorator: Decorator, body: readonly Statement[]): Read | undefined {
  if (decorator.kind !== "call") return undefined;
  const made = constantOf(decorator.expression, body);
  if (made.kind !== "call" || made.target.kind !== "library" || made.target.module !== "click") return undefined;
  return made.target.name === "make_pass_decorator"
    ? { name: made.target.name, receiver: undefined, args: made.args }
    : undefined;
}

const PARAMETER_SETTINGS =
  /^(default|required|multiple|is_flag|flag_value|count|nargs|help|metavar|envvar|show_default|show_envvar|prompt|hide_input|confirmation_prompt|hidden)$/;
/** What changes nothing that the ports do. */
const DROPPED = /^(type|is_eager|show_choices|callback|shell_complete|autocompletion|allow_from_autoenv)$/;

function parameterOf(
  context: BuildContext,
  command: Command,
  read: Read,
  range: Statement["range"],
  body: readonly Statement[],
): CommandParameter {
  const isArgument = read.name === "argument";
  const names = read.args.flatMap((each) => (each.kind === "positional" ? [each.value] : []));
  const option = (name: string): Expression | undefined => argumentNamed(read.args, name);
  const isOn = (name: string): boolean => {
    const e = option(name);
    return e?.kind === "bool" && e.value;
  };
  for (const each of read.args)
    if (each.kind === "keyword" && !PARAMETER_SETTINGS.test(each.name ?? "") && !DROPPED.test(each.name ?? ""))
      context.unsupported(`${each.name} of an option of click`, each.value.range);
  const texts = names.map((each) => textOf(each) ?? "");
  const isSwitch = texts.some((each) => each.startsWith("-") && each.includes("/")) || isOn("is_flag");
  const fallback = option("default");
  const flagValue = option("flag_value");
  const written = option("type");
  const missing = fallback === undefined ? undefined : constantOf(fallback, body);
  const type = written === undefined ? undefined : typeOf(context, constantOf(written, body));
  const guessed = type ?? (isSwitch ? flagValue : missing);
  let kind: CommandParameter["kind"];
  if (type !== undefined && "kindOfType" in type) kind = type.kindOfType;
  else if (isOn("count")) kind = "integer";
  else if (isSwitch && flagValue === undefined) kind = "flag";
  else kind = literalKind(flagValue ?? (guessed as Expression | undefined));
  const count = option("nargs");
  const nargs = count?.kind === "int" ? Number(count.value) : isMinusOne(count) ? -1 : 1;
  const isMany = isOn("multiple") || nargs < 0;
  const isRequired = isArgument ? option("required")?.kind !== "bool" || isOn("required") : isOn("required");
  const hasValue =
    isRequired || (missing !== undefined && missing.kind !== "none") || isOn("count") || option("prompt") !== undefined;
  const isFilled =
    hasValue ||
    (isSwitch && flagValue === undefined && fallback === undefined) ||
    (isArgument && isRequired && fallback === undefined);
  const settings = read.args.filter(
    (each) => each.kind === "keyword" && PARAMETER_SETTINGS.test(each.name ?? "") && !isIdle(each),
  );
  const runtimeType =
    type?.made ?? (written === undefined && !isSwitch && !isOn("count") ? kindType(context, kind, range) : undefined);
  if (runtimeType !== undefined) settings.unshift(keyword("type", runtimeType));
  return {
    isArgument,
    name: parameterName(command.fn, texts),
    names,
    settings,
    kind,
    shape: isMany ? (nargs > 1 ? "one" : "many") : nargs > 1 ? nargs : isFilled ? "one" : "optional",
    path: type?.path,
    callback: option("callback"),
    missing: fallback ?? noValue(context, { kind, isFlag: isSwitch, isMany, isRequired }, range),
    range,
  };
}

/** A setting that says what holds without it. */
function isIdle({ name, value }: Argument): boolean {
  if (value.kind === "none") return name === "default" || name === "help" || name === "metavar";
  return (
    value.kind === "bool" &&
    !value.value &&
    /^(multiple|is_flag|count|show_envvar|hide_input|confirmation_prompt|hidden|prompt)$/.test(name ?? "")
  );
}

function isMinusOne(e: Expression | undefined): boolean {
  return e?.kind === "unary" && e.operator === "-" && e.operand.kind === "int" && e.operand.value === 1n;
}

function noValue(
  context: BuildContext,
  { kind, isFlag, isMany, isRequired }: { kind: string; isFlag: boolean; isMany: boolean; isRequired: boolean },
  range: Statement["range"],
): Expression | undefined {
  if (isRequired) return undefined;
  if (isMany) return context.make({ kind: "tuple", elements: [] }, range);
  if (isFlag && kind === "flag") return context.make({ kind: "bool", value: false }, range);
  return context.make({ kind: "none" }, range);
}

/** The name that click passes a value under, which one of the function's parameters has. */
function parameterName(fn: FunctionDef, names: readonly string[]): string {
  const plain = names.find((each) => !each.startsWith("-"));
  const flags = names.filter((each) => each.startsWith("-")).map((each) => each.split("/")[0].trim());
  const flag = flags.find((each) => each.startsWith("--")) ?? flags[0] ?? "";
  const name = plain ?? flag.replace(/^-+/, "").replaceAll("-", "_").toLowerCase();
  return fn.parameters.some(({ variable }) => variable.name === name) ? name : name.toLowerCase();
}

function literalKind(e: Expression | undefined): CommandParameter["kind"] {
  switch (e?.kind) {
    case "int":
      return "integer";
    case "float":
      return "number";
    case "bool":
      return "flag";
    case "unary":
      return literalKind(e.operand);
    case "list":
    case "tuple":
      return literalKind(e.elements[0]);
    default:
      return "text";
  }
}

interface ReadType {
  readonly kindOfType: CommandParameter["kind"];
  /** Undefined for the type that a parameter has anyway. */
  readonly made: Expression | undefined;
  readonly path: Expression | undefined;
}

const NAMED: Readonly<Record<string, CommandParameter["kind"]>> = {
  int: "integer",
  INT: "integer",
  IntRange: "integer",
  float: "number",
  FLOAT: "number",
  FloatRange: "number",
  bool: "flag",
  BOOL: "flag",
  str: "text",
  STRING: "text",
  Choice: "text",
  Path: "text",
};

function typeOf(context: BuildContext, e: Expression): ReadType {
  const name =
    e.kind === "builtin" || e.kind === "library"
      ? e.name
      : e.kind === "call" && e.target.kind === "library" && e.target.module === "click"
        ? e.target.name
        : "";
  const kind = NAMED[name];
  if (kind === undefined) {
    context.unsupported("this type of an option of click", e.range);
    return { kindOfType: "other", made: undefined, path: undefined };
  }
  const path = e.kind === "call" ? argumentNamed(e.args, "path_type") : undefined;
  const made = e.kind === "call" || name === "Path" ? e : kindType(context, kind, e.range);
  return { kindOfType: kind, made, path: path?.kind === "library" && path.name === "Path" ? path : undefined };
}

function kindType(
  context: BuildContext,
  kind: CommandParameter["kind"],
  range: Statement["range"],
): Expression | undefined {
  const names = { integer: "INT", number: "FLOAT", flag: "BOOL", text: undefined, other: undefined };
  const name = names[kind];
  return name === undefined ? undefined : context.make({ kind: "library", module: "click", name }, range);
}
