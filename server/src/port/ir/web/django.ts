import type { BuildContext } from "../build/context.ts";
import type { Expression, FunctionDef, Statement } from "../nodes.ts";
import { argumentNamed, textOf } from "./application.ts";
import { pathParts } from "./paths.ts";
import type { Records } from "./records.ts";
import type { Route } from "./service.ts";
import { answerFrom, endpointOf } from "./wsgi.ts";

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
export function djangoRoutes(context: BuildContext, records: Records, entries: readonly Expression[]): Route[] {
  return entries.flatMap((entry): Route[] => {
    const view = viewOf(entry);
    const path = entry.kind === "call" ? textOf(argumentNamed(entry.args, "route", 0)) : undefined;
    const isPattern = entry.kind === "call" && entry.target.kind === "library" && entry.target.name === "path";
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
