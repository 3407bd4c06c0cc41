import type { BuildContext } from "../build/context.ts";
import type { Expression, FunctionDef, Statement, Variable } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";
import { type Application, applicationNamed, argumentNamed, textOf } from "./application.ts";
import { become, nameOf, statement } from "./make.ts";

/** A place where the application's settings get values: what stays of it when these are variables. */
interface Setting {
  readonly key: string;
  readonly value: Expression;
}

/**
 * Settings of one's own (`app.config["LIMIT"] = 10`, `app.state.started = True`) that functions read become variables of the module.
 * What only the framework reads stays for those who say what is left out.
 */
export function liftSettings(
  context: BuildContext,
  applications: ReadonlyMap<Variable, Application>,
  body: Statement[],
  functions: readonly FunctionDef[],
): void {
  const read = new Set<string>();
  const everywhere = [body, ...functions.map((fn) => fn.body)];
  for (const statements of everywhere)
    visitExpressions(statements, {
      expression: (e) => {
        const key = readOf(applications, e)?.key;
        if (key !== undefined) read.add(key);
        return undefined;
      },
    });
  if (read.size === 0) return;
  const variables = new Map<string, Variable>();
  const scope = context.moduleScope();
  for (let i = 0; i < body.length; i++) {
    const settings = settingsOf(applications, body[i]);
    if (settings === undefined || !settings.some((each) => read.has(each.key))) continue;
    const { range } = body[i];
    const made = settings
      .filter((each) => read.has(each.key))
      .map(({ key, value }) => {
        let variable = variables.get(key);
        if (variable === undefined) {
          let name = scope.names.has(key) ? `config_${key}` : key;
          while (scope.names.has(name)) name += "_";
          variable = context.declare(name, { scope });
          variables.set(key, variable);
        }
        variable.bindings++;
        const target = { kind: "variable" as const, variable, range: value.range };
        return statement({ kind: "assign", targets: [target], value, declared: undefined }, range);
      });
    if (made.length === 0) continue;
    made[0] = { ...made[0], comments: body[i].comments, lineComment: body[i].lineComment, spaced: body[i].spaced };
    if (settings.some((each) => !read.has(each.key)))
      context.unsupported("a setting that nothing in the module reads", range);
    body.splice(i, 1, ...made);
    i += made.length - 1;
  }
  for (const statements of everywhere)
    visitExpressions(statements, {
      expression: (e) => {
        const found = readOf(applications, e);
        if (found === undefined) return undefined;
        const variable = variables.get(found.key);
        if (variable !== undefined) become(e, nameOf(context, variable, e.range));
        else if (found.fallback !== undefined) become(e, found.fallback);
        return undefined;
      },
    });
}

/** The settings that a statement makes; undefined where it makes none or more than can be told. */
function settingsOf(applications: ReadonlyMap<Variable, Application>, each: Statement): Setting[] | undefined {
  if (each.kind === "assign" && each.targets.length === 1) {
    const [target] = each.targets;
    if (target.kind === "index" && isConfiguration(applications, target.object)) {
      const key = textOf(target.index);
      return key === undefined ? undefined : [{ key, value: each.value }];
    }
    if (target.kind === "attribute" && isState(applications, target.object))
      return [{ key: target.name, value: each.value }];
  }
  const call = each.kind === "expression" && each.value.kind === "call" ? each.value : undefined;
  if (call?.target.kind !== "method" || !isConfiguration(applications, call.target.receiver)) return undefined;
  const { name } = call.target;
  if (name === "setdefault" && call.args.length === 2) {
    const key = textOf(call.args[0].value);
    return key === undefined ? undefined : [{ key, value: call.args[1].value }];
  }
  if (name !== "update" && name !== "from_mapping") return undefined;
  const found: Setting[] = [];
  for (const { kind, name: key, value } of call.args) {
    if (kind === "keyword" && key !== undefined) found.push({ key, value });
    else if (kind === "positional" && value.kind === "dict")
      for (const entry of value.entries) {
        const text = textOf(entry.key);
        if (text === undefined) return undefined;
        found.push({ key: text, value: entry.value });
      }
    else return undefined;
  }
  return found;
}

interface Read {
  readonly key: string;
  readonly fallback: Expression | undefined;
}

/** `app.config["KEY"]`, `current_app.config.get("KEY", default)`, `request.app.state.name` */
function readOf(applications: ReadonlyMap<Variable, Application>, e: Expression): Read | undefined {
  if (e.kind === "index" && isConfiguration(applications, e.object)) {
    const key = textOf(e.index);
    return key === undefined ? undefined : { key, fallback: undefined };
  }
  if (e.kind === "attribute" && isState(applications, e.object)) return { key: e.name, fallback: undefined };
  if (e.kind !== "call") return undefined;
  const { target } = e;
  const isGet =
    (target.kind === "method" && target.name === "get" && isConfiguration(applications, target.receiver)) ||
    (target.kind === "library" && `${target.module}.${target.name}` === "flask.current_app.config.get");
  const key = isGet ? textOf(e.args[0]?.value) : undefined;
  return key === undefined ? undefined : { key, fallback: argumentNamed(e.args, "default", 1) };
}

function isConfiguration(applications: ReadonlyMap<Variable, Application>, e: Expression): boolean {
  if (e.kind === "library") return `${e.module}.${e.name}` === "flask.current_app.config";
  return (
    e.kind === "attribute" &&
    e.name === "config" &&
    (applicationNamed(applications, e.object) !== undefined ||
      (e.object.kind === "library" && `${e.object.module}.${e.object.name}` === "flask.current_app"))
  );
}

/** `app.state`, and `request.app.state` of a handler. */
function isState(applications: ReadonlyMap<Variable, Application>, e: Expression): boolean {
  if (e.kind !== "attribute" || e.name !== "state") return false;
  const { object } = e;
  const isOfRequest = object.kind === "attribute" && object.name === "app" && object.object.kind === "name";
  const application = applicationNamed(applications, object);
  return application?.framework === "fastapi" || (isOfRequest && applications.size > 0);
}
