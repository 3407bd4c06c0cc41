import type { BuildContext } from "../build/context.ts";
import type { ClassDef, Expression, Module, Statement } from "../nodes.ts";
import { ANY, INT, STR } from "../types.ts";
import { visitExpressions } from "../walk.ts";
import { argumentNamed, statusOf } from "./application.ts";
import { become, becomeStatement, integer, newClass, newField, positional } from "./make.ts";

type Range = Statement["range"];

const EXCEPTIONS = new Set([
  "fastapi.HTTPException",
  "fastapi.exceptions.HTTPException",
  "starlette.exceptions.HTTPException",
]);

/** Django's and Werkzeug's exceptions that stand for a status. */
const NAMED: Readonly<Record<string, number>> = {
  "django.http.Http404": 404,
  "django.core.exceptions.PermissionDenied": 403,
  "django.core.exceptions.BadRequest": 400,
  "django.core.exceptions.SuspiciousOperation": 400,
  "werkzeug.exceptions.BadRequest": 400,
  "werkzeug.exceptions.Unauthorized": 401,
  "werkzeug.exceptions.Forbidden": 403,
  "werkzeug.exceptions.NotFound": 404,
  "werkzeug.exceptions.MethodNotAllowed": 405,
  "werkzeug.exceptions.Conflict": 409,
  "werkzeug.exceptions.UnprocessableEntity": 422,
  "werkzeug.exceptions.TooManyRequests": 429,
  "werkzeug.exceptions.InternalServerError": 500,
};

/** The exception that becomes an answer: a class of the targets' runtimes. */
export function errorClass(context: BuildContext, range: Range): ClassDef {
  const optional = context.make({ kind: "none" }, range);
  return newClass(context, "HTTPError", range, {
    bases: [{ kind: "builtin", name: "Exception" }],
    isException: true,
    runtime: "HTTPError",
    fields: [
      newField("status_code", INT, range),
      newField("detail", ANY, range, optional),
      newField(
        "headers",
        { kind: "optional", of: { kind: "dict", key: STR, value: STR, flavor: "dict", ordered: false } },
        range,
        optional,
      ),
    ],
  });
}

/** The error of a request whose values are not as they should be. */
export function requestErrorClass(context: BuildContext, range: Range): ClassDef {
  return newClass(context, "RequestError", range, {
    bases: [{ kind: "builtin", name: "Exception" }],
    isException: true,
    runtime: "RequestError",
    fields: [],
  });
}

type Bodies = readonly (readonly Statement[])[];

/** Turns what stands for an HTTP error in each framework into one class, and names of statuses into numbers. */
export function rewriteErrors(
  context: BuildContext,
  module: Pick<Module, "functions" | "body">,
  error: ClassDef,
): void {
  const bodies: Bodies = [module.body, ...module.functions.map((fn) => fn.body)];
  for (const body of bodies) {
    visitExpressions(body, {
      statement: (each) => rewriteStatement(context, each, error),
      expression: (e) => {
        rewriteExpression(context, e, error);
        return undefined;
      },
    });
  }
}

function rewriteStatement(context: BuildContext, each: Statement, error: ClassDef): void {
  if (each.kind === "expression" && each.value.kind === "call") {
    const { value } = each;
    if (value.target.kind !== "library" || `${value.target.module}.${value.target.name}` !== "flask.abort") return;
    const args = value.args.filter((one) => one.kind === "positional" || one.name === "description");
    const made = context.make(
      { kind: "call", target: { kind: "class", class: error }, args: plain(args) },
      value.range,
    );
    becomeStatement(each, { kind: "raise", exception: made, cause: undefined, suppress: false });
  }
  if (each.kind !== "try") return;
  for (const handler of each.handlers) {
    handler.types.forEach((type, i) => {
      if (type.kind === "library" && (EXCEPTIONS.has(type.name) || type.name === "werkzeug.exceptions.HTTPException"))
        handler.types[i] = { kind: "class", class: error };
    });
  }
}

function plain(args: (Expression & { kind: "call" })["args"]): (Expression & { kind: "call" })["args"] {
  return args.map((each) => positional(each.value));
}

function rewriteExpression(context: BuildContext, e: Expression, error: ClassDef): void {
  if (e.kind === "library") {
    const status = statusOf(e);
    if (status !== undefined && /status/.test(`${e.module}.${e.name}`))
      become(e, { kind: "int", value: BigInt(status), text: String(status) });
    else if (NAMED[`${e.module}.${e.name}`] !== undefined)
      become(e, raised(context, e, error, NAMED[`${e.module}.${e.name}`], undefined));
    return;
  }
  if (e.kind !== "call" || e.target.kind !== "library") return;
  if (e.target.name === "jsonable_encoder" && e.args.length > 0) {
    // What it makes of a value is what an answer writes anyway.
    become(e, e.args[0].value);
    return;
  }
  const name = `${e.target.module}.${e.target.name}`;
  if (EXCEPTIONS.has(name)) {
    const status = argumentNamed(e.args, "status_code", 0);
    const number = statusOf(status);
    if (status !== undefined && number !== undefined) become(status, integer(context, number, status.range));
    become(e, { kind: "call", target: { kind: "class", class: error }, args: e.args });
  } else if (NAMED[name] !== undefined) {
    const said = argumentNamed(e.args, "description", 0);
    become(e, raised(context, e, error, NAMED[name], said));
  }
}

function raised(
  context: BuildContext,
  e: Expression,
  error: ClassDef,
  status: number,
  detail: Expression | undefined,
): Expression & { kind: "call" } {
  const args = [positional(integer(context, status, e.range))];
  if (detail !== undefined) args.push(positional(detail));
  return { kind: "call", target: { kind: "class", class: error }, args, range: e.range, type: e.type };
}
