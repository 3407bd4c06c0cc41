import type { BuildContext } from "../build/context.ts";
import { lambdaOf } from "../build/synthetic-lambdas.ts";
import type { Argument, Expression, FunctionDef, Statement } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";
import { argumentNamed, textOf } from "../web/application.ts";
import { become, keyword, nameOf, newFunction, positional, statement, text } from "../web/make.ts";
import { COMMAND, type Command, commandOf, takeParameters } from "./declarations.ts";
import { attribute, methodCall, VALUES } from "./make.ts";
import { rewriteObjects } from "./objects.ts";
import { rewriteOutput } from "./output.ts";
import { readValue } from "./values.ts";

type Call = Expression & { kind: "call" };

/**
 * Takes click out of the functions that its decorators make commands: each stays a function of its arguments, and beside it stands one
 * that makes the command, with its options, and with what calls the function with their values. Works on the IR before its types are
 * inferred, in place.
 */
export function liftCommands(context: BuildContext, body: Statement[], main: Statement[] | undefined): void {
  const commands = new Map<FunctionDef, Command>();
  for (const fn of [...context.functions]) {
    const command =
      fn.parent === undefined && fn.owner === undefined ? commandOf(context, fn, commands, body) : undefined;
    if (command !== undefined) commands.set(fn, command);
  }
  const bodies = [body, main ?? [], ...context.functions.map((fn) => fn.body)];
  for (const each of bodies) rewriteOutput(context, each);
  if (commands.size === 0) return;
  for (const command of commands.values()) takeParameters(context, command, body);
  addCommands(context, commands, body);
  if (main !== undefined) addCommands(context, commands, main);
  const objects = rewriteObjects(context, commands, bodies, body);
  const makers = new Map<FunctionDef, FunctionDef>();
  for (const { fn, name } of commands.values()) makers.set(fn, shellOf(context, fn, name).fn);
  for (const each of bodies) rewriteRuns(context, commands, makers, objects, each);
  for (const command of commands.values()) {
    const maker = makers.get(command.fn);
    if (maker === undefined) continue;
    fill(context, command, maker, makers, objects);
    const at = body.findIndex((each) => each.kind === "function" && each.function === command.fn);
    const placed = { ...statement({ kind: "function", function: maker }, command.fn.range), spaced: true };
    body.splice(at < 0 ? body.length : at + 1, 0, placed);
  }
}

function shellOf(context: BuildContext, fn: FunctionDef, name: string): ReturnType<typeof newFunction> {
  const stem = fn.name.replace(/_(command|cmd|group|grp)$/, "");
  const made = newFunction(context, `${stem}_command`, fn, { isAsync: false, result: COMMAND });
  (made.fn as { docstring: string | undefined }).docstring = `The command ${name} of the program.`;
  scopes.set(made.fn, made.scope);
  return made;
}

const scopes = new WeakMap<FunctionDef, ReturnType<typeof newFunction>["scope"]>();

/** `group.add_command(command)` joins the two where they are made. */
function addCommands(context: BuildContext, commands: ReadonlyMap<FunctionDef, Command>, body: Statement[]): void {
  for (let i = 0; i < body.length; i++) {
    const each = body[i];
    const call = each.kind === "expression" && each.value.kind === "call" ? each.value : undefined;
    if (call?.target.kind !== "method" || call.target.name !== "add_command") continue;
    const group = commandNamed(commands, call.target.receiver);
    const command = commandNamed(commands, argumentNamed(call.args, "cmd", 0));
    if (group === undefined || command === undefined) continue;
    const given = argumentNamed(call.args, "name", 1);
    group.commands.push({ command, name: textOf(given), range: each.range });
    if (given !== undefined && textOf(given) === undefined)
      context.unsupported("a command under a computed name", each.range);
    body.splice(i--, 1);
  }
}

function commandNamed(commands: ReadonlyMap<FunctionDef, Command>, e: Expression | undefined): Command | undefined {
  const definition = e?.kind === "name" ? e.variable.definition : undefined;
  return definition?.kind === "function" ? commands.get(definition) : undefined;
}

/** `command()` and `command.main()` run the program; `ctx.invoke(command, …)` and `command.callback(…)` call the function. */
function rewriteRuns(
  context: BuildContext,
  commands: ReadonlyMap<FunctionDef, Command>,
  makers: ReadonlyMap<FunctionDef, FunctionDef>,
  objects: ReturnType<typeof rewriteObjects>,
  body: readonly Statement[],
): void {
  visitExpressions(body, {
    expression: (e) => {
      if (e.kind !== "call") return undefined;
      const { target, args, range } = e;
      if (target.kind === "method" && target.name === "invoke") {
        const invoked = commandNamed(commands, args[0]?.value);
        if (invoked !== undefined) become(e, direct(context, invoked, args.slice(1), target.receiver, objects, range));
        return undefined;
      }
      const called =
        target.kind === "function"
          ? commands.get(target.function)
          : target.kind === "value"
            ? commandNamed(commands, target.callee)
            : target.kind === "method" && (target.name === "main" || target.name === "callback")
              ? commandNamed(commands, target.receiver)
              : undefined;
      const maker = called === undefined ? undefined : makers.get(called.fn);
      if (called === undefined || maker === undefined) return undefined;
      if (target.kind === "method" && target.name === "callback") {
        become(e, { kind: "call", target: { kind: "function", function: called.fn }, args });
        return undefined;
      }
      const made = context.make({ kind: "call", target: { kind: "function", function: maker }, args: [] }, range);
      become(e, methodCall(made, "main", args));
      return undefined;
    },
  });
}

/** A call of a command's function; options that are not given have their defaults. */
function direct(
  context: BuildContext,
  command: Command,
  given: readonly Argument[],
  ctx: Expression,
  objects: ReturnType<typeof rewriteObjects>,
  range: Statement["range"],
): Call {
  const args = [...objects(command, ctx).map(positional), ...given];
  for (const { name, missing } of command.parameters)
    if (missing !== undefined && argumentNamed(given, name) === undefined) args.push(keyword(name, missing));
  return context.make({ kind: "call", target: { kind: "function", function: command.fn }, args }, range) as Call;
}

/** Makes the command, its options and commands, and what it does, in that order. */
function fill(
  context: BuildContext,
  command: Command,
  maker: FunctionDef,
  makers: ReadonlyMap<FunctionDef, FunctionDef>,
  objects: ReturnType<typeof rewriteObjects>,
): void {
  const { fn } = command;
  const scope = scopes.get(maker);
  if (scope === undefined) return;
  const { range } = command;
  const variable = context.declare(command.isGroup ? "group" : "command", { scope });
  variable.bindings++;
  const self = (): Expression => nameOf(context, variable, range);
  const target = { kind: "library", module: "click", name: command.isGroup ? "newGroup" : "newCommand" } as const;
  const args = [positional(text(context, command.name, range)), ...command.settings];
  maker.body.push(
    statement(
      {
        kind: "assign",
        targets: [{ kind: "variable", variable, range }],
        value: context.make({ kind: "call", target, args }, range),
        declared: undefined,
      },
      range,
    ),
  );
  const tell = (name: string, given: readonly Argument[], at: Statement["range"]): void => {
    const value = context.make(methodCall(self(), name, given), at);
    maker.body.push(statement({ kind: "expression", value }, at));
  };
  for (const each of command.parameters)
    tell(each.isArgument ? "argument" : "option", [...each.names.map(positional), ...each.settings], each.range);
  if (command.version !== undefined) tell("version", command.version.args, command.version.range);
  for (const added of command.commands) {
    const other = makers.get(added.command.fn);
    if (other === undefined) continue;
    const made = context.make({ kind: "call", target: { kind: "function", function: other }, args: [] }, added.range);
    const name = added.name === undefined ? [] : [positional(text(context, added.name, added.range))];
    tell("add", [positional(made), ...name], added.range);
  }
  const call = lambdaOf(
    context,
    fn.nameRange,
    [{ name: "given", type: VALUES }],
    ([given]) => {
      // Several options may fill one parameter, as flags that choose between values do.
      const filling = new Map(command.parameters.map((each) => [each.name, each]));
      const passed = [...filling.values()].map((each) => keyword(each.name, readValue(context, each, given, fn)));
      const ctx = attribute(context, given(), "context");
      const first = objects(command, ctx);
      return context.make(
        { kind: "call", target: { kind: "function", function: fn }, args: inOrder(fn, first, passed) },
        fn.nameRange,
      );
    },
    { outer: scope },
  );
  tell("run", [positional(call)], range);
  maker.body.push(statement({ kind: "return", value: self() }, range));
}

/** What a function is called with, by place where the places are those of its parameters. */
function inOrder(fn: FunctionDef, first: readonly Expression[], passed: readonly Argument[]): Argument[] {
  const names = fn.parameters.slice(first.length).map(({ variable }) => variable.name);
  const args: Argument[] = first.map(positional);
  const isWhole = names.length === passed.length && names.every((name) => passed.some((each) => each.name === name));
  if (!isWhole) return [...args, ...passed];
  for (const name of names) {
    const value = passed.find((each) => each.name === name)?.value;
    if (value !== undefined) args.push(positional(value));
  }
  return args;
}
