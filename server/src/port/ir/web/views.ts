import type { BuildContext } from "../build/context.ts";
import type { Argument, ClassDef, Expression, FunctionDef, Statement, Variable } from "../nodes.ts";
import { type Application, applicationNamed, argumentNamed, type Registration } from "./application.ts";
import { keyword, positional } from "./make.ts";

/** A class of the module whose methods answer requests: `Book.as_view(…)`. */
export interface ViewClass {
  readonly class: ClassDef;
  /** What an object of it is made with, one for each request. */
  readonly args: readonly Argument[];
}

/** A route whose answers are those of a class's methods. */
export interface ViewRule {
  readonly application: Application;
  readonly args: readonly Argument[];
  readonly view: ViewClass;
  readonly range: Statement["range"];
}

const BASES = new Set([
  "flask.views.MethodView",
  "flask.views.View",
  "django.views.View",
  "django.views.generic.View",
  "django.views.generic.base.View",
]);

/** The methods of a view that answer requests, by the name of the request's. */
const ANSWERS = ["get", "post", "put", "patch", "delete"];

/** The classes of the module that are views; what made them so is taken off. */
export function viewClasses(context: BuildContext): Set<ClassDef> {
  const found = new Set<ClassDef>();
  for (const cls of context.classes) {
    const at = cls.bases.findIndex((base) => base.kind === "library" && BASES.has(base.name));
    if (at < 0) continue;
    cls.bases.splice(at, 1);
    found.add(cls);
    for (const sub of cls.subclasses) found.add(sub);
  }
  for (const cls of found) {
    const settings = cls.classVariables.filter((each) => each.name !== "init_every_request");
    for (const { name, range } of settings)
      if (["decorators", "methods", "http_method_names"].includes(name))
        context.unsupported(`the setting ${name} of a view`, range);
  }
  return found;
}

/** The view that an expression makes, also by way of a variable; undefined for others. */
export function viewOfCall(
  views: ReadonlySet<ClassDef>,
  named: ReadonlyMap<Variable, ViewClass>,
  e: Expression | undefined,
): ViewClass | undefined {
  if (e?.kind === "name") return named.get(e.variable);
  if (e?.kind !== "call" || e.target.kind !== "method" || e.target.name !== "as_view") return undefined;
  const { receiver } = e.target;
  const definition = receiver.kind === "name" ? receiver.variable.definition : undefined;
  if (definition?.kind !== "class" || !views.has(definition)) return undefined;
  // The first argument of Flask's is the name of the endpoint.
  const args = e.args.filter((each, i) => !(i === 0 && each.kind === "positional") && each.name !== "name");
  return { class: definition, args };
}

/** `view = Book.as_view("book")` at the top level; such statements leave the body. */
export function namedViews(views: ReadonlySet<ClassDef>, body: Statement[]): Map<Variable, ViewClass> {
  const found = new Map<Variable, ViewClass>();
  for (let i = body.length - 1; i >= 0; i--) {
    const each = body[i];
    const target = each.kind === "assign" && each.targets.length === 1 ? each.targets[0] : undefined;
    if (each.kind !== "assign" || target?.kind !== "variable") continue;
    const view = viewOfCall(views, new Map(), each.value);
    if (view === undefined) continue;
    found.set(target.variable, view);
    target.variable.bindings = target.variable.reads = 0;
    body.splice(i, 1);
  }
  return found;
}

/** The methods of a view that answer requests, its bases' included. */
export function answeringMethods(view: ClassDef): ReadonlyMap<string, FunctionDef> {
  const found = new Map<string, FunctionDef>();
  for (const name of ANSWERS) {
    const method = methodNamed(view, name);
    if (method !== undefined) found.set(name, method);
  }
  return found;
}

export function methodNamed(cls: ClassDef, name: string): FunctionDef | undefined {
  const own = cls.methods.find((each) => each.name === name);
  if (own !== undefined) return own;
  for (const base of cls.bases) {
    const found = base.kind === "class" ? methodNamed(base.class, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

interface Rules {
  readonly views: readonly ViewRule[];
  readonly functions: readonly Registration[];
}

/** `app.add_url_rule("/path", view_func=…)` and `app.add_api_route("/path", f)`, which leave the body. */
export function rulesOfBody(
  applications: ReadonlyMap<Variable, Application>,
  views: ReadonlySet<ClassDef>,
  body: Statement[],
): Rules {
  const named = namedViews(views, body);
  const found: { readonly views: ViewRule[]; readonly functions: Registration[] } = { views: [], functions: [] };
  for (let i = body.length - 1; i >= 0; i--) {
    const each = body[i];
    const call = each.kind === "expression" && each.value.kind === "call" ? each.value : undefined;
    if (call?.target.kind !== "method") continue;
    const application = applicationNamed(applications, call.target.receiver);
    const isApi = call.target.name === "add_api_route";
    if (application === undefined || (call.target.name !== "add_url_rule" && !isApi)) continue;
    const path = argumentNamed(call.args, isApi ? "path" : "rule", 0);
    const served = isApi ? argumentNamed(call.args, "endpoint", 1) : argumentNamed(call.args, "view_func", 2);
    if (path === undefined) continue;
    const named_ = ["path", "rule", "endpoint", "view_func"];
    const rest = call.args.filter((one) => one.kind === "keyword" && !named_.includes(one.name ?? ""));
    const args = [positional(path), ...rest.map((one) => keyword(one.name ?? "", one.value))];
    const view = viewOfCall(views, named, served);
    const fn = served?.kind === "name" ? served.variable.definition : undefined;
    if (view !== undefined) found.views.unshift({ application, args, view, range: each.range });
    else if (fn?.kind === "function") {
      (served as Expression & { kind: "name" }).variable.reads--;
      found.functions.unshift({ application, name: isApi ? "api_route" : "route", args, fn, range: each.range });
    } else continue;
    body.splice(i, 1);
  }
  return found;
}
