import type { BuildContext } from "../build/context.ts";
import type { ClassDef, FunctionDef, Statement, Variable } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";
import { isResponse, responseCall } from "./answers.ts";
import {
  type Application,
  applicationNamed,
  applicationsOf,
  argumentNamed,
  mountRouters,
  registrationsOf,
  textOf,
} from "./application.ts";
import { djangoRoutes, urlPatterns, viewOf } from "./django.ts";
import {
  answersError,
  errorHandlerOf,
  isErrorRegistration,
  makeErrorAnswer,
  nameDisplays,
  prepareErrorHandlers,
  registeredErrorHandlers,
} from "./error-handlers.ts";
import { errorClass, requestErrorClass, rewriteErrors } from "./errors.ts";
import { fastapiRoutes } from "./fastapi.ts";
import { dropFactories, dropLeftovers } from "./leftovers.ts";
import { splitLifespan } from "./lifespan.ts";
import { become, nameOf, statement, webCall } from "./make.ts";
import { expandModelCalls } from "./model-calls.ts";
import { newModel } from "./models.ts";
import { pascal, Records } from "./records.ts";
import { rewriteReplies } from "./replies.ts";
import { rewriteRequests } from "./requests.ts";
import { declaresBase, type ResponseShape, responseShape } from "./response-models.ts";
import { returnsOf, setResult, setReturn } from "./returns.ts";
import { numberOf } from "./rules.ts";
import { NEXT, REQUEST, RESPONSE, type Service, type WebFramework } from "./service.ts";
import { liftSettings } from "./settings.ts";
import { answeringMethods, rulesOfBody, viewClasses } from "./views.ts";
import { adoptRequest, answerFrom, flaskRoutes, passRequest, threadRequest, viewRoutes } from "./wsgi.ts";

/**
 * Finds what the module serves over HTTP and takes the framework out of it: routes become data, handlers become functions of their
 * arguments, and what they ask of the framework becomes calls of `portwright.web`, which the targets know. Works on the IR before
 * its types are inferred, in place.
 */
export function liftService(
  context: BuildContext,
  body: Statement[],
  main: Statement[] | undefined,
): Service | undefined {
  const applications = applicationsOf(body);
  const entries = applications.size === 0 ? urlPatterns(body) : [];
  expandModelCalls(context);
  dropFactories(context, context.functions);
  const [first] = applications.values();
  if (first === undefined && entries.length === 0) return undefined;
  const framework: WebFramework = first?.framework ?? "django";
  const service: Service = {
    framework,
    routes: [],
    middleware: [],
    before: [],
    after: [],
    startup: [],
    shutdown: [],
    errorAnswer: undefined,
    port: framework === "flask" ? 5000 : 8000,
    inputs: new Map(),
    shapes: new Map(),
  };
  const source = [...context.functions];
  carryData(context.classes);
  const error = errorClass(context, { start: 0, end: 0 });
  rewriteErrors(context, { functions: source, body }, error);
  const registrations = source.flatMap((fn) => registrationsOf(applications, fn));
  const views = viewClasses(context);
  const rules = rulesOfBody(applications, views, body);
  registrations.push(...rules.functions);
  const answered = registrations.filter((each) => isErrorRegistration(each.name));
  const classes = { http: error, request: requestErrorClass(context, { start: 0, end: 0 }) };
  const errorHandlers = [
    ...answered.flatMap((each) => errorHandlerOf(each, classes) ?? []),
    ...registeredErrorHandlers(applications, body, classes),
  ];
  prepareErrorHandlers(context, framework, errorHandlers, classes);
  mountRouters(context, applications, body);
  for (const { made } of applications.values()) {
    const lifespan = argumentNamed(made.args, "lifespan");
    if (lifespan === undefined || lifespan.kind === "none") continue;
    if (!splitLifespan(context, service, lifespan, body))
      context.note(
        "warning",
        "unsupported",
        "a lifespan of this shape is not ported: the service starts and stops without what it does",
        made.range,
      );
  }
  dropApplications(body, applications);
  runsAt(service, applications, main);
  runsAt(service, applications, body);
  for (const fn of source) runsIn(service, applications, fn);
  liftSettings(context, applications, body, source);
  dropLeftovers(context, applications, body, source);
  const records = new Records(context);
  const handlers = new Set([
    ...registrations.map((each) => each.fn),
    ...errorHandlers.map((each) => each.fn),
    ...entries.flatMap((each) => viewOf(each) ?? []),
    ...[...views].flatMap((each) => [...answeringMethods(each).values()]),
  ]);
  const requests =
    framework === "flask"
      ? threadRequest(context, source, handlers, views)
      : parameterRequests(framework, source, handlers);
  for (const fn of source) liftBody(context, framework, fn, requests.get(fn));
  for (const registration of registrations) {
    const { fn, name, range } = registration;
    const shape = framework === "fastapi" ? responseShape(context, registration.args, fn.declaredResult) : undefined;
    if (shape !== undefined) answerRecords(context, service, records, fn, shape);
    const routes =
      framework === "fastapi"
        ? fastapiRoutes(context, service, registration, shape)
        : flaskRoutes(context, records, registration);
    if (routes !== undefined) service.routes.push(...routes);
    else if (name === "middleware") {
      middleware(context, fn);
      service.middleware.push(fn);
    } else if (name === "before_request") {
      answerFrom(context, records, fn, true);
      setResult(fn, { kind: "optional", of: RESPONSE });
      service.before.push(fn);
    } else if (name === "after_request") {
      const response = fn.parameters.at(-1);
      if (response !== undefined) response.variable.declared = RESPONSE;
      if (response !== undefined) fn.parameters[fn.parameters.length - 1] = { ...response, annotation: RESPONSE };
      setResult(fn, RESPONSE);
      service.after.push(fn);
    } else if (name === "on_event") {
      const event = textOf(argumentNamed(registration.args, "event_type", 0));
      (event === "shutdown" ? service.shutdown : service.startup).push(fn);
    } else if (!errorHandlers.some((each) => each.fn === fn)) context.unsupported(`the registration @${name}`, range);
  }
  for (const { fn } of errorHandlers)
    if (framework === "fastapi") answersError(records, fn);
    else answerFrom(context, records, fn);
  service.errorAnswer = makeErrorAnswer(context, framework, errorHandlers, classes);
  for (const rule of rules.views) service.routes.push(...viewRoutes(context, records, rule));
  service.routes.push(...djangoRoutes(context, records, entries, views));
  place(
    body,
    context.functions.filter((fn) => !source.includes(fn)),
    service,
    records,
  );
  return service;
}

/** Dataclasses without methods of their own are what a service sends and receives. */
function carryData(classes: readonly ClassDef[]): void {
  for (const cls of classes) {
    const isPlain =
      cls.dataclass !== undefined &&
      cls.model === undefined &&
      cls.methods.length === 0 &&
      cls.bases.length === 0 &&
      cls.subclasses.length === 0 &&
      cls.classVariables.length === 0 &&
      !cls.dataclass.order;
    if (isPlain) (cls as { model?: ClassDef["model"] }).model = { ...newModel(), kind: "data" };
  }
}

/** New functions stand behind their handlers, new classes in front of them. */
function place(body: Statement[], made: readonly FunctionDef[], service: Service, records: Records): void {
  const at = (range: Statement["range"]): number =>
    body.findIndex((each) => each.range.start <= range.start && range.end <= each.range.end);
  for (const cls of records.classes) {
    const index = at(cls.range);
    const spaced = { ...statement({ kind: "class", class: cls }, cls.range), spaced: true };
    body.splice(index < 0 ? body.length : index, 0, spaced);
  }
  for (const fn of made) {
    if (body.some((each) => each.kind === "function" && each.function === fn)) continue;
    const handler = service.routes.find((route) => route.endpoint === fn)?.handler;
    const index = body.findIndex((each) => each.kind === "function" && each.function === handler);
    const spaced = { ...statement({ kind: "function", function: fn }, fn.range), spaced: true };
    body.splice(index < 0 ? body.length : index + 1, 0, spaced);
  }
}

function dropApplications(body: Statement[], applications: ReadonlyMap<Variable, Application>): void {
  for (let i = body.length - 1; i >= 0; i--) {
    const each = body[i];
    const made = [...applications.values()].some(
      (application) => each.kind === "assign" && each.value === application.made,
    );
    if (made || isAlias(applications, each)) body.splice(i, 1);
  }
  for (const variable of applications.keys()) variable.bindings = variable.reads = 0;
}

/** `application = app` */
function isAlias(applications: ReadonlyMap<Variable, Application>, each: Statement): boolean {
  return (
    each.kind === "assign" &&
    each.targets.length === 1 &&
    each.targets[0].kind === "variable" &&
    applicationNamed(applications, each.value) !== undefined
  );
}

/** As `runsAt`, for a function that starts the service: `def main(): app = create_app(); app.run()`. */
function runsIn(service: Service, applications: ReadonlyMap<Variable, Application>, fn: FunctionDef): void {
  const known = new Map(applications);
  for (const [variable, application] of applicationsOf(fn.body, known)) known.set(variable, application);
  const before = fn.body.length;
  runsAt(service, known, fn.body);
  if (fn.body.length === before) return;
  for (let i = fn.body.length - 1; i >= 0; i--) if (isAlias(known, fn.body[i])) fn.body.splice(i, 1);
  for (const variable of known.keys()) if (!applications.has(variable)) variable.bindings = variable.reads = 0;
}

/** Takes `uvicorn.run(app, port=…)` and `app.run(port=…)` out; the port's own main does that. */
function runsAt(
  service: Service,
  applications: ReadonlyMap<Variable, Application>,
  statements: Statement[] | undefined,
): void {
  if (statements === undefined) return;
  for (let i = statements.length - 1; i >= 0; i--) if (isAlias(applications, statements[i])) statements.splice(i, 1);
  for (let i = statements.length - 1; i >= 0; i--) {
    const each = statements[i];
    const call = each.kind === "expression" && each.value.kind === "call" ? each.value : undefined;
    if (call === undefined) continue;
    const { target } = call;
    const runs =
      (target.kind === "library" && target.module === "uvicorn" && target.name === "run") ||
      (target.kind === "method" &&
        target.name === "run" &&
        applicationNamed(applications, target.receiver) !== undefined);
    if (!runs) continue;
    service.port = numberOf(argumentNamed(call.args, "port")) ?? service.port;
    statements.splice(i, 1);
  }
}

/** The request parameter of functions that have one: by annotation in FastAPI, by place in Django. */
function parameterRequests(
  framework: WebFramework,
  functions: readonly FunctionDef[],
  handlers: ReadonlySet<FunctionDef>,
): Map<FunctionDef, Variable> {
  const found = new Map<FunctionDef, Variable>();
  for (const fn of functions) {
    if (framework === "django" && handlers.has(fn)) {
      const variable = adoptRequest(fn);
      if (variable !== undefined) found.set(fn, variable);
      continue;
    }
    const named =
      framework === "django"
        ? fn.parameters.findIndex(({ variable, annotation }) => variable.name === "request" && annotation === undefined)
        : -1;
    if (named >= 0) fn.parameters[named] = { ...fn.parameters[named], annotation: REQUEST };
    const typed = fn.parameters.findIndex(
      ({ annotation }) => annotation?.kind === "library" && /(^|\.)(Http)?Request$/.test(annotation.name),
    );
    if (typed < 0) continue;
    const parameter = fn.parameters[typed];
    parameter.variable.declared = REQUEST;
    fn.parameters[typed] = { ...parameter, annotation: REQUEST };
    found.set(fn, parameter.variable);
  }
  return found;
}

/** Puts calls of `portwright.web` in the place of what a body asks of the framework. */
function liftBody(
  context: BuildContext,
  framework: WebFramework,
  fn: FunctionDef,
  request: Variable | undefined,
): void {
  const { body } = fn;
  rewriteRequests(context, framework, body, (e) => {
    if (request === undefined) return undefined;
    if (e.kind === "name" && e.variable === request) return e;
    if (e.kind === "library" && e.module === "flask" && e.name === "request") return nameOf(context, request, e.range);
    return undefined;
  });
  if (framework === "flask" && request !== undefined) passRequest(context, body, request);
  visitExpressions(body, {
    expression: (e) => {
      const made = e.kind === "call" ? responseCall(context, e) : undefined;
      if (made !== undefined) become(e, made);
      return undefined;
    },
  });
  rewriteReplies(context, framework, fn);
}

/** The answers of a FastAPI handler: displays become records, and one response makes all of them responses. */
function answerRecords(
  context: BuildContext,
  service: Service,
  records: Records,
  fn: FunctionDef,
  shape: ResponseShape,
): void {
  const returns = returnsOf(fn);
  const hint = pascal(fn.name);
  const declared = fn.declaredResult;
  const isFree = declared === undefined || declared.kind === "dict" || declared.kind === "any";
  const givesResponse = returns.some((each) => each.value !== undefined && isResponse(each.value));
  const reply = fn.parameters.find(
    ({ annotation }) => annotation?.kind === "library" && /(^|\.)Response$/.test(annotation.name),
  )?.variable;
  const isDeclaredResponse = declared?.kind === "library" && /Response$/.test(declared.name);
  for (const each of returns) {
    const { value } = each;
    if (value === undefined) continue;
    if (isResponse(value) && value.kind === "call") {
      nameDisplays(records, value, hint);
      continue;
    }
    if (isFree || value.kind !== "dict") records.name(value, hint);
    if (givesResponse || isDeclaredResponse) {
      const two = context.make({ kind: "int", value: 200n, text: "200" }, value.range);
      const made = webCall(context, "answer", [value, two], value.range);
      if (shape.kind === "shaped") service.shapes.set(made, shape.type);
      setReturn(
        each,
        reply === undefined
          ? made
          : webCall(context, "replied", [made, nameOf(context, reply, value.range)], value.range),
      );
    }
  }
  if (givesResponse || isDeclaredResponse) setResult(fn, RESPONSE);
  else if (declaresBase(context, declared)) setResult(fn, undefined);
  else if (declared?.kind === "dict" && returns.some((each) => each.value?.kind === "call")) setResult(fn, undefined);
}

/** `async def f(request, call_next)`: the second parameter is what goes on. */
function middleware(context: BuildContext, fn: FunctionDef): void {
  const [request, next] = fn.parameters;
  if (request === undefined || next === undefined) return;
  request.variable.declared = REQUEST;
  next.variable.declared = NEXT;
  fn.parameters[0] = { ...request, annotation: REQUEST };
  fn.parameters[1] = { ...next, annotation: NEXT };
  visitExpressions(fn.body, {
    expression: (e) => {
      const inner = e.kind === "await" ? e.value : e;
      if (inner.kind !== "call" || inner.target.kind !== "value") return undefined;
      const { callee } = inner.target;
      if (callee.kind !== "name" || callee.variable !== next.variable) return undefined;
      become(e, webCall(context, "proceed", [callee, ...inner.args.map((each) => each.value)], e.range));
      return undefined;
    },
  });
  setResult(fn, RESPONSE);
}
