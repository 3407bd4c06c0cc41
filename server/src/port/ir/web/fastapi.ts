import type { BuildContext } from "../build/context.ts";
import type { Argument, ClassDef, Expression, FunctionDef, Parameter, Statement, Variable } from "../nodes.ts";
import { ANY, STR, type Type, withoutNone } from "../types.ts";
import { visitExpressions } from "../walk.ts";
import { argumentNamed, type Call, joinPaths, type Registration, statusOf, textOf } from "./application.ts";
import { addParameter, exclusive, integer, keyword, nameOf, newFunction, statement, text, webCall } from "./make.ts";
import { pathParts } from "./paths.ts";
import type { ResponseShape } from "./response-models.ts";
import { annotatedWith, defaultsOf, rulesOf, specifierName, specifierOf } from "./rules.ts";
import {
  INPUTS,
  type Input,
  type InputSource,
  type PathPart,
  REPLY,
  REQUEST,
  RESPONSE,
  type Route,
  type Service,
  TASKS,
} from "./service.ts";

const METHODS = new Set(["get", "post", "put", "patch", "delete", "options", "head", "trace"]);

/** The route that a registration makes; undefined for what is none. */
export function fastapiRoutes(
  context: BuildContext,
  service: Service,
  registration: Registration,
  shape: ResponseShape = { kind: "asIs" },
): Route[] | undefined {
  const { name, args, fn, application, range } = registration;
  const path = textOf(argumentNamed(args, "path", 0));
  if (name === "websocket") {
    context.unsupported("a WebSocket", range);
    return [];
  }
  if (!METHODS.has(name) && name !== "api_route" && name !== "route") return undefined;
  if (path === undefined) {
    context.unsupported("a route whose path is no literal", range);
    return [];
  }
  const methods = METHODS.has(name) ? [name.toUpperCase()] : methodsOf(argumentNamed(args, "methods"));
  return application.mounts.map((prefix) => {
    const parts = pathParts("fastapi", joinPaths(prefix, path));
    const endpoint = makeEndpoint(context, service, fn, parts, {
      isResponse: fn.declaredResult === RESPONSE,
      status: statusOf(argumentNamed(args, "status_code")) ?? 200,
      dependencies: [
        ...listed(argumentNamed(application.made.args, "dependencies")),
        ...listed(argumentNamed(args, "dependencies")),
      ],
      shape,
      html: /HTMLResponse|PlainTextResponse/.exec(libraryName(argumentNamed(args, "response_class")))?.[0],
    });
    return { methods, path: parts, handler: fn, endpoint, range };
  });
}

function libraryName(e: Expression | undefined): string {
  return e?.kind === "library" ? e.name : "";
}

function methodsOf(e: Expression | undefined): string[] {
  const found = listed(e).flatMap((each) => (each.kind === "string" ? [each.value.toUpperCase()] : []));
  return found.length > 0 ? found : ["GET"];
}

function listed(e: Expression | undefined): Expression[] {
  return e?.kind === "list" || e?.kind === "tuple" || e?.kind === "set" ? e.elements : [];
}

interface EndpointOptions {
  /** The handler gives a response itself; what it says about another one does not count. */
  readonly isResponse: boolean;
  readonly status: number;
  readonly dependencies: readonly Expression[];
  readonly shape: ResponseShape;
  readonly html: string | undefined;
}

/** What one parameter of a handler or dependency gets, before it becomes code. */
type Source =
  | { readonly kind: "input"; readonly input: Input }
  | { readonly kind: "request" }
  | { readonly kind: "background" }
  | { readonly kind: "reply" }
  | { readonly kind: "dependency"; readonly target: FunctionDef | ClassDef; readonly sources: readonly BoundSource[] }
  | { readonly kind: "unsupported"; readonly construct: string };

interface BoundSource {
  readonly parameter: Parameter;
  readonly source: Source;
}

/** Writes the endpoint of a handler: it reads the arguments, calls the handler, and gives the answer. */
function makeEndpoint(
  context: BuildContext,
  service: Service,
  handler: FunctionDef,
  path: readonly PathPart[],
  options: EndpointOptions,
): FunctionDef {
  const plan = new Planner(context, handler, path);
  const dependencies = options.dependencies.flatMap((each): Source[] => {
    const call = specifierOf(each);
    const target = call === undefined ? undefined : plan.dependencyTarget(call.args[0]?.value);
    return target === undefined ? [] : [plan.dependency(target)];
  });
  const sources = plan.sourcesOf(handler);
  const bodies = plan.bodies;
  const isAsync = handler.isAsync || plan.isAsync;
  const { fn, scope } = newFunction(context, `handle_${handler.name.replace(/^_+/, "")}`, handler, {
    isAsync,
    result: RESPONSE,
  });
  const range = handler.nameRange;
  const request = addParameter(context, fn, scope, "request", REQUEST);
  context.inScope(scope, () => {
    const out = new EndpointWriter(context, service, fn, request, bodies.length > 1 || plan.embeds);
    // What the request lacks is told all at once, unless a dependency has turned it away before.
    const early = [
      ...dependencies,
      ...sources.map((each) => each.source).filter((each) => each.kind === "dependency" && turnsAway(each)),
    ];
    for (const each of early) if (each.kind === "dependency") out.read(each.sources);
    if (early.length > 0) {
      out.check();
      out.exclusive();
    }
    for (const each of early) out.value(each, undefined);
    for (const each of dependencies) if (each.kind === "dependency") out.read(each.sources);
    out.read(sources);
    out.check();
    if (early.length === 0) out.exclusive();
    for (const each of dependencies) out.value(each, undefined);
    const args = sources.flatMap(({ parameter, source }): Argument[] => {
      const value = out.value(source, parameter.variable.name);
      return value === undefined ? [] : [keyword(parameter.variable.name, value)];
    });
    const call = context.make({ kind: "call", target: { kind: "function", function: handler }, args }, range);
    const result = handler.isAsync ? context.make({ kind: "await", value: call }, range) : call;
    out.answer(result, options);
  });
  return fn;
}

/** Whether a dependency can refuse a request by itself. */
function turnsAway(source: Source & { kind: "dependency" }): boolean {
  const raises = (fn: FunctionDef): boolean => hasStatement(fn, (each) => each.kind === "raise");
  return (
    (source.target.kind === "function" && raises(source.target)) ||
    source.sources.some((each) => each.source.kind === "dependency" && turnsAway(each.source))
  );
}

function hasStatement(fn: FunctionDef, test: (each: Statement) => boolean): boolean {
  let found = false;
  visitExpressions(fn.body, {
    statement: (each) => {
      found ||= test(each);
    },
  });
  return found;
}

/** A dependency that yields is a context manager around the handler. */
function managesContext(target: FunctionDef): void {
  if (target.decorators.some((decorator) => decorator.kind === "contextmanager")) return;
  target.decorators.push({ kind: "contextmanager", isAsync: target.isAsync, range: target.nameRange });
  // The places that named it for the framework are gone.
  if (target.variable !== undefined) target.variable.reads = 0;
}

/** What specified a parameter, once its default has been taken off: other routes can ask the same dependency. */
const SPECIFIED = new WeakMap<Variable, Call>();

/** Finds where each parameter's value comes from, by FastAPI's rules. */
class Planner {
  readonly context: BuildContext;
  readonly #names: ReadonlySet<string>;
  readonly #known = new Map<FunctionDef | ClassDef, Source>();
  readonly bodies: Input[] = [];
  embeds = false;
  isAsync = false;
  readonly handler: FunctionDef;

  constructor(context: BuildContext, handler: FunctionDef, path: readonly PathPart[]) {
    this.context = context;
    this.handler = handler;
    this.#names = new Set(path.flatMap((part) => (part.kind === "parameter" ? [part.name] : [])));
  }

  sourcesOf(fn: Pick<FunctionDef, "parameters">): BoundSource[] {
    return fn.parameters.map((parameter, index) => {
      const source = this.#sourceOf(parameter);
      // The default that says where a value comes from is no value; the request's takes its place.
      const fallback = source.kind === "input" ? source.input.fallback : undefined;
      const isSpecified = specifierOf(parameter.default) !== undefined;
      if (isSpecified) SPECIFIED.set(parameter.variable, parameter.default as Call);
      if (isSpecified) fn.parameters[index] = { ...parameter, default: isConstant(fallback) ? fallback : undefined };
      if (source.kind === "request") this.#retype(fn, index, REQUEST);
      if (source.kind === "reply") this.#retype(fn, index, REPLY);
      if (source.kind === "background") this.#retype(fn, index, TASKS);
      return { parameter: fn.parameters[index], source };
    });
  }

  #retype(fn: Pick<FunctionDef, "parameters">, index: number, type: Type): void {
    const parameter = fn.parameters[index];
    parameter.variable.declared = type;
    fn.parameters[index] = { ...parameter, annotation: type };
  }

  dependencyTarget(e: Expression | undefined): FunctionDef | ClassDef | undefined {
    return e?.kind === "name" ? e.variable.definition : undefined;
  }

  dependency(target: FunctionDef | ClassDef): Source {
    const known = this.#known.get(target);
    if (known !== undefined) return known;
    if (target.kind === "function") {
      if (target.isGenerator) managesContext(target);
      this.isAsync ||= target.isAsync;
    }
    const init = target.kind === "class" ? target.methods.find((each) => each.name === "__init__") : target;
    const made: Source = { kind: "dependency", target, sources: init === undefined ? [] : this.sourcesOf(init) };
    this.#known.set(target, made);
    return made;
  }

  #sourceOf(parameter: Parameter): Source {
    const { variable } = parameter;
    const annotation = this.context.annotationNodes.get(variable);
    const annotated = annotatedWith(this.context, annotation);
    const own = specifierOf(parameter.default) ?? SPECIFIED.get(variable);
    const specifier = own ?? annotated[0];
    const kind = specifier === undefined ? undefined : specifierName(specifier);
    const declared = parameter.annotation ?? (parameter.default === undefined ? STR : ANY);
    const type = withoutNone(declared);
    if (parameter.kind === "star" || parameter.kind === "doubleStar")
      return { kind: "unsupported", construct: "a handler with variadic parameters" };
    if (kind === "Depends" || kind === "Security") {
      const named = this.dependencyTarget(specifier?.args[0]?.value);
      const byType =
        specifier?.args.length === 0 && type.kind === "instance" ? this.context.classByName.get(type.name) : undefined;
      const target = named ?? byType;
      return target === undefined
        ? { kind: "unsupported", construct: "a dependency that is no function or class of the module" }
        : this.dependency(target);
    }
    if (type.kind === "library") {
      if (/(^|\.)Request$/.test(type.name)) return { kind: "request" };
      if (/(^|\.)(BackgroundTasks|web\.Tasks)$/.test(type.name)) return { kind: "background" };
      if (/(^|\.)(Response|web\.Reply)$/.test(type.name)) return { kind: "reply" };
      return { kind: "unsupported", construct: `a parameter of type ${type.name}` };
    }
    const rules = rulesOf(this.context, annotation, own === undefined ? annotated : [...annotated, own]);
    const fallback = own === undefined ? parameter.default : defaultsOf(own).value;
    const source = this.#inputSource(variable, kind, declared);
    const wire = rules.alias ?? (source === "header" ? variable.name.replaceAll("_", "-") : variable.name);
    const inferred = declared.kind === "any" && fallback !== undefined ? typeOfDefault(fallback) : declared;
    const input: Input = { source, name: wire, type: inferred, rules, fallback };
    if (source === "body") {
      this.bodies.push(input);
      this.embeds ||=
        specifier?.args.some((each) => each.name === "embed") === true || (kind === "Body" && !isModel(type));
    }
    return { kind: "input", input };
  }

  #inputSource(variable: Variable, kind: string | undefined, declared: Type): InputSource {
    switch (kind) {
      case "Path":
        return "path";
      case "Query":
        return "query";
      case "Header":
        return "header";
      case "Cookie":
        return "cookie";
      case "Body":
        return "body";
      case "Form":
      case "File":
        return "form";
    }
    if (this.#names.has(variable.name)) return "path";
    const type = withoutNone(declared);
    const isEnum = type.kind === "instance" && this.context.classByName.get(type.name)?.enum !== undefined;
    return (type.kind === "instance" && !isEnum) || ["list", "dict", "set", "tuple", "array"].includes(type.kind)
      ? "body"
      : "query";
  }
}

function isModel(type: Type): boolean {
  return type.kind === "instance";
}

function isConstant(e: Expression | undefined): e is Expression {
  return e !== undefined && ["int", "float", "string", "bool", "none"].includes(e.kind);
}

function typeOfDefault(e: Expression): Type {
  switch (e.kind) {
    case "int":
      return { kind: "int", wide: false };
    case "float":
      return { kind: "float" };
    case "bool":
      return { kind: "bool" };
    default:
      return STR;
  }
}

/** Writes the statements of one endpoint. */
class EndpointWriter {
  readonly #context: BuildContext;
  readonly #service: Service;
  readonly #fn: FunctionDef;
  readonly #request: Variable;
  readonly #embeds: boolean;
  readonly #inputs = new Map<Input, Variable>();
  readonly #values = new Map<FunctionDef | ClassDef, Variable>();
  /** Dependencies that ran and gave nothing. */
  readonly #called = new Set<FunctionDef | ClassDef>();
  #reader: Variable | undefined;
  #tasks: Variable | undefined;
  #reply: Variable | undefined;
  #unchecked = false;
  /** Where the next statement goes: the endpoint's body, or the block of a context manager in it. */
  #out: Statement[];

  constructor(context: BuildContext, service: Service, fn: FunctionDef, request: Variable, embeds: boolean) {
    this.#context = context;
    this.#service = service;
    this.#fn = fn;
    this.#request = request;
    this.#embeds = embeds;
    this.#out = fn.body;
  }

  /** Reads what a function needs of the request, and what its dependencies do. */
  read(sources: readonly BoundSource[]): void {
    const order: readonly InputSource[] = ["path", "query", "header", "cookie", "form", "body"];
    for (const { source } of sources) if (source.kind === "dependency") this.read(source.sources);
    const inputs = sources.flatMap(({ parameter, source }) =>
      source.kind === "input" ? [{ parameter, input: source.input }] : [],
    );
    for (const wanted of order)
      for (const { parameter, input } of inputs)
        if (input.source === wanted && !this.#inputs.has(input)) this.#readInput(parameter, input);
  }

  #readInput(parameter: Parameter, input: Input): void {
    const { range } = parameter;
    const variable = this.#local(parameter.variable.name, input.type);
    const call = webCall(this.#context, "input", [nameOf(this.#context, this.#readerOf(), range)], range);
    const isWhole = input.source === "body" && !this.#embeds;
    this.#service.inputs.set(call, isWhole ? { ...input, name: undefined } : input);
    this.#assign(variable, call, input.type);
    this.#inputs.set(input, variable);
    this.#unchecked = true;
  }

  /** Ends the request when what was read is not as it should be. */
  check(): void {
    if (!this.#unchecked) return;
    const { nameRange: range } = this.#fn;
    const call = webCall(this.#context, "check", [nameOf(this.#context, this.#readerOf(), range)], range);
    this.#out.push(statement({ kind: "expression", value: call }, range));
    this.#unchecked = false;
  }

  exclusive(): void {
    this.#out.push(exclusive(this.#context, this.#fn.nameRange));
  }

  /** The value of a source as an argument. */
  value(source: Source, wanted: string | undefined): Expression | undefined {
    const context = this.#context;
    const { nameRange: range } = this.#fn;
    switch (source.kind) {
      case "input": {
        const variable = this.#inputs.get(source.input);
        return variable === undefined ? undefined : nameOf(context, variable, range);
      }
      case "request":
        return nameOf(context, this.#request, range);
      case "background":
        this.#tasks ??= this.#made("tasks", "tasks", TASKS);
        return nameOf(context, this.#tasks, range);
      case "reply":
        this.#reply ??= this.#made("response", "reply", REPLY);
        return nameOf(context, this.#reply, range);
      case "unsupported":
        context.unsupported(source.construct, range);
        return context.make({ kind: "stub", construct: source.construct, python: source.construct }, range);
      case "dependency": {
        if (this.#called.has(source.target)) return undefined;
        const known = this.#values.get(source.target);
        if (known !== undefined) return nameOf(context, known, range);
        const args = source.sources.flatMap(({ parameter, source: inner }): Argument[] => {
          const value = this.value(inner, parameter.variable.name);
          return value === undefined ? [] : [keyword(parameter.variable.name, value)];
        });
        const { target } = source;
        const call = context.make(
          target.kind === "function"
            ? { kind: "call", target: { kind: "function", function: target }, args }
            : { kind: "call", target: { kind: "class", class: target }, args },
          range,
        );
        if (target.kind === "function" && target.isGenerator) return this.#entered(target, call, wanted, range);
        const isAsync = target.kind === "function" && target.isAsync;
        const made = isAsync ? context.make({ kind: "await", value: call }, range) : call;
        const givesNothing =
          target.kind === "function" &&
          !hasStatement(target, (each) => each.kind === "return" && each.value !== undefined);
        if (wanted === undefined && givesNothing) {
          this.#out.push(statement({ kind: "expression", value: made }, range));
          this.#called.add(source.target);
          return undefined;
        }
        const variable = this.#local(wanted ?? "dependency", undefined);
        this.#assign(variable, made, undefined);
        this.#values.set(target, variable);
        return nameOf(context, variable, range);
      }
      default:
        return source satisfies never;
    }
  }

  /** Goes on in the block of a dependency that yields. */
  #entered(target: FunctionDef, call: Expression, wanted: string | undefined, range: Statement["range"]): Expression {
    const variable = this.#local(wanted ?? "dependency", undefined);
    const entered = { kind: "variable" as const, variable, range };
    const body: Statement[] = [];
    this.#out.push(
      statement({ kind: "with", items: [{ context: call, target: entered }], body, isAsync: target.isAsync }, range),
    );
    this.#out = body;
    this.#values.set(target, variable);
    return nameOf(this.#context, variable, range);
  }

  answer(result: Expression, options: EndpointOptions): void {
    const context = this.#context;
    const { nameRange: range } = this.#fn;
    const tasks = this.#tasks;
    const reply = options.isResponse ? undefined : this.#reply;
    const give = (value: Expression): void => {
      const said = reply === undefined ? [] : [nameOf(context, reply, range)];
      const told = said.length === 0 ? value : webCall(context, "replied", [value, ...said], range);
      const put = tasks === undefined ? [] : [nameOf(context, tasks, range)];
      const made = put.length === 0 ? told : webCall(context, "after", [told, ...put], range);
      this.#out.push(statement({ kind: "return", value: made }, range));
    };
    const status = integer(context, options.status, range);
    if (options.status === 204 || options.status === 304) {
      this.#out.push(statement({ kind: "expression", value: result }, range));
      give(webCall(context, "empty", [status], range));
    } else if (options.html !== undefined) {
      const type = options.html === "HTMLResponse" ? "text/html; charset=utf-8" : "text/plain; charset=utf-8";
      give(webCall(context, "text", [result, status, text(context, type, range)], range));
    } else if (options.shape.kind === "unsupported") {
      const { construct } = options.shape;
      context.unsupported(construct, range);
      give(context.make({ kind: "stub", construct, python: construct }, range));
    } else {
      const made = webCall(context, "answer", [result, status], range);
      if (options.shape.kind === "shaped") this.#service.shapes.set(made, options.shape.type);
      give(made);
    }
  }

  /** A local of the endpoint that handler and dependencies are handed. */
  #made(wanted: string, call: string, type: Type): Variable {
    const { nameRange: range } = this.#fn;
    const variable = this.#local(wanted, type);
    this.#assign(variable, webCall(this.#context, call, [], range), type);
    return variable;
  }

  #readerOf(): Variable {
    if (this.#reader !== undefined) return this.#reader;
    const { nameRange: range } = this.#fn;
    const variable = this.#local("input", INPUTS);
    this.#reader = variable;
    this.#assign(
      variable,
      webCall(this.#context, "inputs", [nameOf(this.#context, this.#request, range)], range),
      undefined,
    );
    return variable;
  }

  #local(wanted: string, declared: Type | undefined): Variable {
    let name = wanted;
    // A target that declares the local in the whole block would hide the function that the endpoint calls.
    const outside = this.#context.moduleScope().names.get(wanted);
    const isFunction = outside !== undefined && "definition" in outside && outside.definition?.kind === "function";
    for (let i = 2; this.#context.scope.names.has(name) || (isFunction && name === wanted); i++)
      name = `${wanted}_${i}`;
    const variable = this.#context.declare(name);
    variable.bindings++;
    variable.declared = declared;
    return variable;
  }

  #assign(variable: Variable, value: Expression, declared: Type | undefined): void {
    const { range } = value;
    const target = { kind: "variable" as const, variable, range };
    this.#out.push(statement({ kind: "assign", targets: [target], value, declared }, range));
  }
}
