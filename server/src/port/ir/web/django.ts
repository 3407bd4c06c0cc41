import type { BuildContext } from "../build/context.ts";
import type { ClassDef, Expression, FunctionDef, Statement } from "../nodes.ts";
import { argumentNamed, textOf } from "./application.ts";
import { addParameter, exclusive, integer, nameOf, newFunction, positional, statement, text, webCall } from "./make.ts";
import { pathParts } from "./paths.ts";
import type { Records } from "./records.ts";
import { type PathPart, REQUEST, RESPONSE, type Route } from "./service.ts";
import { answeringMethods, type ViewClass, viewOfCall } from "./views.ts";
import { answerFrom, endpointOf, madeView, readPath, snake } from "./wsgi.ts";

const ONLY: Readonly<Record<string, readonly string[]>> = {
  require_GET: ["GET"],
  require_POST: ["POST"],
  require_safe: ["GET", "HEAD"],
};

/** The entries of `urlpatterns`, which is taken off the body. */
export function urlPatterns(body: Statement[]): Expression[] {
  const at = body.findIndex(
    (each) =>
      each.kind === "assign" &&
      each.targets.length === 1 &&
      each.targets[0].kind === "variable" &&
      each.targets[0].variable.name === "urlpatterns",
  );
  const found = body[at];
  if (found?.kind !== "assign" || found.value.kind !== "list") return [];
  const isPath = (e: Expression): boolean =>
    e.kind === "call" && e.target.kind === "library" && /^(django\.urls|django\.conf\.urls)/.test(e.target.module);
  if (!found.value.elements.some(isPath)) return [];
  body.splice(at, 1);
  return found.value.elements;
}

/** The view that an entry of `urlpatterns` names. */
export function viewOf(entry: Expression): FunctionDef | undefined {
  if (entry.kind !== "call") return undefined;
  const view = argumentNamed(entry.args, "view", 1);
  return view?.kind === "name" && view.variable.definition?.kind === "function" ? view.variable.definition : undefined;
}

/** The routes of `urlpatterns`. Views of other modules and nested lists are said. */
export function djangoRoutes(
  context: BuildContext,
  records: Records,
  entries: readonly Expression[],
  views: ReadonlySet<ClassDef>,
): Route[] {
  return entries.flatMap((entry): Route[] => {
    const view = viewOf(entry);
    const path = entry.kind === "call" ? textOf(argumentNamed(entry.args, "route", 0)) : undefined;
    const isPattern = entry.kind === "call" && entry.target.kind === "library" && entry.target.name === "path";
    const made = entry.kind === "call" ? viewOfCall(views, new Map(), argumentNamed(entry.args, "view", 1)) : undefined;
    if (made !== undefined && path !== undefined && isPattern) {
      const parts = pathParts("django", `/${path}`);
      const [first] = answeringMethods(made.class).values();
      const endpoint = dispatch(context, records, made, parts);
      return [{ methods: [], path: parts, handler: first, endpoint, range: entry.range }];
    }
    if (view === undefined || path === undefined || !isPattern) {
      context.unsupported("an entry of urlpatterns that is no path to a function of the module", entry.range);
      return [];
    }
    const methods = methodsOf(view);
    answerFrom(context, records, view);
    const parts = pathParts("django", `/${path}`);
    return [{ methods, path: parts, handler: view, endpoint: endpointOf(context, view, parts), range: entry.range }];
  });
}

/** An endpoint that asks the request's method which method of the view answers. */
function dispatch(context: BuildContext, records: Records, view: ViewClass, path: readonly PathPart[]): FunctionDef {
  const methods = answeringMethods(view.class);
  const [first] = methods.values();
  const { fn, scope } = newFunction(context, `handle_${snake(view.class.name)}`, first, {
    isAsync: [...methods.values()].some((each) => each.isAsync),
    result: RESPONSE,
  });
  const { nameRange: range } = view.class;
  const request = addParameter(context, fn, scope, "request", REQUEST);
  const allowed = [...methods.keys()].map((each) => each.toUpperCase());
  if (methods.has("get")) allowed.push("HEAD");
  allowed.push("OPTIONS");
  context.inScope(scope, () => {
    const captured = readPath(context, fn, request, path, [...methods.values()]);
    fn.body.push(exclusive(context, range));
    const is = (verb: string): Expression => {
      const asked = webCall(context, "method", [nameOf(context, request, range)], range);
      return context.make({ kind: "compare", operands: [asked, text(context, verb, range)], operators: ["=="] }, range);
    };
    for (const [name, method] of methods) {
      answerFrom(context, records, method);
      const target = madeView(context, fn, view, method);
      const args = [positional(nameOf(context, request, range)), ...captured()];
      const call = context.make({ kind: "call", target, args }, range);
      const value = method.isAsync ? context.make({ kind: "await", value: call }, range) : call;
      const verb = is(name.toUpperCase());
      const test =
        name === "get"
          ? context.make({ kind: "logical", operator: "or", left: verb, right: is("HEAD"), condition: true }, range)
          : verb;
      const body = [statement({ kind: "return", value }, range)];
      fn.body.push(statement({ kind: "if", test, body, otherwise: [], chained: false }, range));
    }
    const listed = context.make({ kind: "list", elements: allowed.map((each) => text(context, each, range)) }, range);
    const _refused = webCall(context, "not_allowed", [listed], range);
    const empty = webCall(
      context,
      "text",
      [text(context, "", range), integer(context, 200, range), text(context, "text/html; charset=utf-8", range)],
      range,
    );
    const entry = { key: text(context, "Allow", range), value: text(context, allowed.join(", "), range) };
    const options = webCall(
      context,
      "headers",
      [empty, context.make({ kind: "dict", entries: [entry] }, range)],
      range,
    );
    fn.body.push(
      statement(
        {
          kind: "if",
          test: is("OPTIONS"),
          body: [statement({ kind: "return", value: options }, range)],
          otherwise: [],
          chained: false,
        },
        range,
      ),
      statement({ kind: "return", value: webCall(context, "not_allowed", [{ ...listed }], range) }, range),
    );
  });
  return fn;
}

/** What the decorators of a view let through; empty for everything. They are taken off. */
function methodsOf(view: FunctionDef): readonly string[] {
  let methods: readonly string[] = [];
  for (const decorator of [...view.decorators]) {
    if (decorator.kind !== "call") continue;
    const { expression } = decorator;
    const library =
      expression.kind === "library"
        ? expression
        : expression.kind === "call" && expression.target.kind === "library"
          ? expression.target
          : undefined;
    if (library === undefined || !library.module.startsWith("django.")) continue;
    if (library.name === "require_http_methods" && expression.kind === "call") {
      const listed = expression.args[0]?.value;
      const elements = listed?.kind === "list" || listed?.kind === "tuple" ? listed.elements : [];
      methods = elements.flatMap((each) => (each.kind === "string" ? [each.value.toUpperCase()] : []));
    } else if (ONLY[library.name] !== undefined) methods = ONLY[library.name];
    else if (library.name !== "csrf_exempt") continue;
    view.decorators.splice(view.decorators.indexOf(decorator), 1);
  }
  return methods;
}
