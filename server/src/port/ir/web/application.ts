import type { BuildContext } from "../build/context.ts";
import type { Argument, Expression, FunctionDef, Statement, Variable } from "../nodes.ts";
import { numberOf } from "./rules.ts";
import type { WebFramework } from "./service.ts";

export type Call = Expression & { kind: "call" };

/** An application or router that the module makes, with the prefix that its routes get in the end. */
export interface Application {
  readonly variable: Variable;
  readonly framework: WebFramework;
  readonly isRouter: boolean;
  readonly made: Call;
  /** What it is mounted under; undefined for a router that nothing includes. */
  mounts: string[];
}

const APPLICATIONS: Readonly<Record<string, { framework: WebFramework; isRouter: boolean }>> = {
  "fastapi.FastAPI": { framework: "fastapi", isRouter: false },
  "fastapi.applications.FastAPI": { framework: "fastapi", isRouter: false },
  "fastapi.APIRouter": { framework: "fastapi", isRouter: true },
  "fastapi.routing.APIRouter": { framework: "fastapi", isRouter: true },
  "flask.Flask": { framework: "flask", isRouter: false },
  "flask.Blueprint": { framework: "flask", isRouter: true },
};

/** The applications and routers that top-level statements make, by variable. */
export function applicationsOf(
  body: readonly Statement[],
  known: ReadonlyMap<Variable, Application> = new Map(),
): Map<Variable, Application> {
  const found = new Map<Variable, Application>(known);
  for (const each of body) {
    if (each.kind !== "assign" || each.targets.length !== 1) continue;
    const [target] = each.targets;
    const { value } = each;
    const other = target.kind === "variable" ? applicationNamed(found, value) : undefined;
    if (target.kind === "variable" && other !== undefined) found.set(target.variable, other);
    if (target.kind !== "variable" || value.kind !== "call" || value.target.kind !== "library") continue;
    const known = APPLICATIONS[`${value.target.module}.${value.target.name}`];
    if (known === undefined) continue;
    found.set(target.variable, { variable: target.variable, ...known, made: value, mounts: [] });
  }
  return found;
}

/** The application that an expression names. */
export function applicationNamed(
  applications: ReadonlyMap<Variable, Application>,
  e: Expression | undefined,
): Application | undefined {
  return e?.kind === "name" ? applications.get(e.variable) : undefined;
}

export function argumentNamed(args: readonly Argument[], name: string, at?: number): Expression | undefined {
  const named = args.find((each) => each.kind === "keyword" && each.name === name)?.value;
  if (named !== undefined || at === undefined) return named;
  const given = args[at];
  return given?.kind === "positional" ? given.value : undefined;
}

export function textOf(e: Expression | undefined): string | undefined {
  return e?.kind === "string" ? e.value : undefined;
}

/** A status as a number: a literal, or a constant of the framework that has the number in its name. */
export function statusOf(e: Expression | undefined): number | undefined {
  const number = numberOf(e);
  if (number !== undefined) return number;
  const constant = e?.kind === "library" ? /(?:^|\.)HTTP_(\d{3})_/.exec(e.name)?.[1] : undefined;
  return constant === undefined ? undefined : Number(constant);
}

/** Puts the parts of a path together with one slash between them. */
export function joinPaths(prefix: string, path: string): string {
  return `${prefix.replace(/\/$/, "")}${path}`;
}

/** Where everything ends up: routers under what includes them. Statements that only mount are taken off the body. */
export function mountRouters(
  context: BuildContext,
  applications: ReadonlyMap<Variable, Application>,
  body: Statement[],
): void {
  const edges: { readonly parent: Application; readonly child: Application; readonly prefix: string }[] = [];
  for (let i = body.length - 1; i >= 0; i--) {
    const each = body[i];
    const call = each.kind === "expression" && each.value.kind === "call" ? each.value : undefined;
    if (call?.target.kind !== "method") continue;
    const parent = applicationNamed(applications, call.target.receiver);
    if (parent === undefined) continue;
    if (call.target.name !== "include_router" && call.target.name !== "register_blueprint") continue;
    const child = applicationNamed(applications, call.args[0]?.value);
    body.splice(i, 1);
    if (child === undefined) {
      context.unsupported("a router of another module", each.range);
      continue;
    }
    const given = textOf(argumentNamed(call.args, child.framework === "flask" ? "url_prefix" : "prefix"));
    const own = ownPrefix(child);
    edges.push({
      parent,
      child,
      // A blueprint's own prefix gives way to that of its registration; FastAPI's are joined.
      prefix: child.framework === "flask" ? (given ?? own) : `${given ?? ""}${own}`,
    });
  }
  edges.reverse();
  const visit = (application: Application, prefix: string, depth: number): void => {
    application.mounts.push(prefix);
    if (depth > 8) return;
    for (const edge of edges)
      if (edge.parent === application) visit(edge.child, joinPaths(prefix, edge.prefix), depth + 1);
  };
  const all = new Set(applications.values());
  const roots = [...all].filter((each) => !each.isRouter);
  for (const root of roots) visit(root, "", 0);
  // A module of nothing but routers serves them as they are.
  if (roots.length === 0)
    for (const each of all) if (!edges.some((edge) => edge.child === each)) visit(each, ownPrefix(each), 0);
}

function ownPrefix(application: Application): string {
  const name = application.framework === "flask" ? "url_prefix" : "prefix";
  return textOf(argumentNamed(application.made.args, name)) ?? "";
}

/** Functions that a decorator `@app.NAME(…)` or `@app.NAME` is on, with its arguments. */
export interface Registration {
  readonly application: Application;
  readonly name: string;
  readonly args: readonly Argument[];
  readonly fn: FunctionDef;
  readonly range: Statement["range"];
}

/** Takes the registrations off a function's decorators. */
export function registrationsOf(applications: ReadonlyMap<Variable, Application>, fn: FunctionDef): Registration[] {
  const found: Registration[] = [];
  for (const decorator of [...fn.decorators]) {
    if (decorator.kind !== "call") continue;
    const { expression, range } = decorator;
    const [receiver, name, args] =
      expression.kind === "call" && expression.target.kind === "method"
        ? [expression.target.receiver, expression.target.name, expression.args]
        : expression.kind === "attribute"
          ? [expression.object, expression.name, []]
          : [undefined, "", []];
    const application = applicationNamed(applications, receiver);
    if (application === undefined) continue;
    fn.decorators.splice(fn.decorators.indexOf(decorator), 1);
    found.push({ application, name, args, fn, range });
  }
  return found;
}
