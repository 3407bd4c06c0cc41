import type { BuildContext } from "../build/context.ts";
import { lambdaOf } from "../build/synthetic-lambdas.ts";
import type { Expression, FunctionDef, Statement } from "../nodes.ts";
import { ANY, STR, type Type } from "../types.ts";
import { visitExpressions } from "../walk.ts";
import { argumentNamed } from "../web/application.ts";
import { addParameter, become, becomeStatement, nameOf, newFunction, positional, statement } from "../web/make.ts";
import { type Command, constantOf } from "./declarations.ts";
import { attribute, CONTEXT, methodCall } from "./make.ts";

/**
 * What a program keeps in `ctx.obj` for its commands. Where all that is put there is of one kind, a function of the port gives it as that
 * kind; otherwise it is read as it is. Gives what a command's function takes first.
 */
export function rewriteObjects(
  context: BuildContext,
  commands: ReadonlyMap<FunctionDef, Command>,
  bodies: readonly (readonly Statement[])[],
  body: Statement[],
): (command: Command, ctx: Expression) => Expression[] {
  const types: (Type | undefined)[] = [];
  const isContext = (e: Expression): boolean =>
    (e.kind === "name" && e.variable.declared?.kind === "library" && e.variable.declared.name === "click.Context") ||
    (e.kind === "attribute" && e.name === "parent" && isContext(e.object));
  for (const each of bodies)
    visitExpressions(each, {
      statement: (s) => {
        const [target] = s.kind === "assign" ? s.targets : [];
        if (s.kind !== "assign" || s.targets.length !== 1) return;
        if (target?.kind !== "attribute" || target.name !== "obj" || !isContext(target.object)) return;
        types.push(typeOf(s.value));
        const call = methodCall(target.object, "set_object", [positional(s.value)]);
        becomeStatement(s, { kind: "expression", value: context.make(call, s.range) });
      },
      expression: (e) => {
        if (e.kind !== "call" || e.target.kind !== "method") return undefined;
        const { receiver, name } = e.target;
        if (name === "ensure_object" && isContext(receiver) && e.args.length === 1) {
          types.push(typeOfClass(e.args[0].value));
          const made = maker(context, e.args[0].value, [...commands.keys()][0]);
          become(e, methodCall(receiver, "ensure_object", [positional(made)]));
        } else if (name !== "set_object") {
          const object = argumentNamed(e.args, "obj");
          if (object !== undefined) types.push(typeOf(object));
        }
        return undefined;
      },
    });
  for (const each of [...commands.values()].flatMap(({ passes }) => passes))
    if (typeof each === "object" && each.makes !== undefined) types.push(typeOfClass(each.makes));
  const [first] = types;
  const isOne = first !== undefined && types.every((each) => each !== undefined && sameKind(each, first));
  const type = isOne ? first : undefined;
  let reader: FunctionDef | undefined;
  const read = (ctx: Expression): Expression => {
    if (type === undefined) return attribute(context, ctx, "obj");
    reader ??= readerOf(context, type, [...commands.keys()][0], body);
    return context.make(
      { kind: "call", target: { kind: "function", function: reader }, args: [positional(ctx)] },
      ctx.range,
    );
  };
  for (const each of bodies)
    visitExpressions(each, {
      expression: (e) => {
        if (e.kind !== "attribute" || e.name !== "obj" || !isContext(e.object)) return undefined;
        if (type !== undefined) become(e, read(e.object));
        return false;
      },
    });
  dropPassDecorators(body);
  return ({ passes, fn }, ctx) =>
    passes.map((each, i) => {
      if (each === "context") return ctx;
      const makes = typeof each === "object" ? each.makes : undefined;
      const known = makes === undefined ? type : typeOfClass(makes);
      const parameter = fn.parameters[i];
      if (parameter !== undefined && parameter.annotation === undefined && known !== undefined) {
        parameter.variable.declared = known;
        fn.parameters[i] = { ...parameter, annotation: known };
      }
      if (makes === undefined) return read(ctx);
      const made = maker(context, makes, fn);
      return context.make(methodCall(ctx, "ensure_object", [positional(made)]), fn.nameRange);
    });
}

/** The function that gives the object as what it is. */
function readerOf(context: BuildContext, type: Type, like: FunctionDef, body: Statement[]): FunctionDef {
  const { fn, scope } = newFunction(context, "context_object", like, { isAsync: false, result: type });
  (fn as { docstring: string | undefined }).docstring = "What the program keeps for its commands.";
  const variable = addParameter(context, fn, scope, "ctx", CONTEXT);
  const value = attribute(context, nameOf(context, variable, fn.nameRange), "obj");
  fn.body.push(statement({ kind: "return", value }, fn.nameRange));
  const at = body.findIndex((each) => each.kind === "function" && each.function === like);
  body.splice(Math.max(at, 0), 0, { ...statement({ kind: "function", function: fn }, fn.range), spaced: true });
  return fn;
}

/** `lambda: Class()` */
function maker(context: BuildContext, cls: Expression, like: FunctionDef): Expression {
  const made = (): Expression => {
    if (cls.kind === "builtin" && cls.name === "dict") return context.make({ kind: "dict", entries: [] }, cls.range);
    if (cls.kind === "name" && cls.variable.definition?.kind === "class")
      return context.make(
        { kind: "call", target: { kind: "class", class: cls.variable.definition }, args: [] },
        cls.range,
      );
    return context.make({ kind: "call", target: { kind: "value", callee: cls }, args: [] }, cls.range);
  };
  return lambdaOf(context, like.nameRange, [], made, { outer: context.moduleScope(), result: typeOfClass(cls) });
}

const VARIABLES: Type = { kind: "dict", key: STR, value: ANY, flavor: "dict", ordered: true };

/** What a value is, by how it is written. */
function typeOf(e: Expression): Type | undefined {
  if (e.kind === "dict") return VARIABLES;
  if (e.kind !== "call") return undefined;
  if (e.target.kind === "builtin" && e.target.name === "dict") return VARIABLES;
  return e.target.kind === "class" ? { kind: "instance", name: e.target.class.name, args: [] } : undefined;
}

function typeOfClass(e: Expression): Type | undefined {
  if (e.kind === "builtin" && e.name === "dict") return VARIABLES;
  const definition = e.kind === "name" ? e.variable.definition : undefined;
  return definition?.kind === "class" ? { kind: "instance", name: definition.name, args: [] } : undefined;
}

function sameKind(a: Type, b: Type): boolean {
  return a.kind === b.kind && (a.kind !== "instance" || b.kind !== "instance" || a.name === b.name);
}

/** `pass_repo = click.make_pass_decorator(Repo)` says nothing any more. */
function dropPassDecorators(body: Statement[]): void {
  for (let i = body.length - 1; i >= 0; i--) {
    const each = body[i];
    const value = each.kind === "assign" ? constantOf(each.value, body) : undefined;
    const isPass =
      value?.kind === "call" &&
      value.target.kind === "library" &&
      value.target.module === "click" &&
      value.target.name === "make_pass_decorator";
    if (!isPass || each.kind !== "assign") continue;
    for (const target of each.targets)
      if (target.kind === "variable") target.variable.bindings = target.variable.reads = 0;
    body.splice(i, 1);
  }
}
