import { LineIndex } from "../../../text/line-index.ts";
import type { Range } from "../../../text/range.ts";
import { listObjects, referToLists, sharedLists } from "../../ir/lists/index.ts";
import type { Expression, FunctionDef, Module, Statement, Variable } from "../../ir/nodes.ts";
import { sharingOf } from "../../ir/sharing/index.ts";
import { ANY, type Type } from "../../ir/types.ts";
import { visitExpressions } from "../../ir/walk.ts";
import { constructOf } from "../../not-ported.ts";
import type { GoWeb, PortNote, PortSymbols } from "../../sketch.ts";
import * as go from "../build.ts";
import { importedName } from "../imports.ts";
import { printFile } from "../print.ts";
import { RUNTIME, type RuntimeEntry } from "../runtime.generated.ts";
import { settleTypes } from "../settle/index.ts";
import { symbolsOf } from "../symbols.ts";
import { tidyFlow } from "../tidy-flow.ts";
import { tidyNames } from "../tidy-names.ts";
import type { GoBlock, GoDecl, GoExpr, GoFile, GoStmt } from "../tree.ts";
import { analyse, methodFamilies, unifyOverrides } from "./analysis.ts";
import { SHARED_DOC } from "./atomic.ts";
import { listOf } from "./builtins.ts";
import { lowerCall } from "./calls.ts";
import { classInfos, lowerClass } from "./classes.ts";
import { parameters } from "./closures.ts";
import { leftOutDecorators, type ModuleContext, need, note, stubMessage } from "./context.ts";
import {
  callDecorators,
  decorate,
  decoratedName,
  givesBack,
  isApplied,
  openFunctions,
  undecoratedType,
} from "./decorators.ts";
import { discard } from "./discard.ts";
import { docOf, packageDoc } from "./documentation.ts";
import { condition, expression, truth } from "./expressions.ts";
import { FunctionLowering, runtimeName, type Visitors } from "./function.ts";
import { camelCase, NameScope, PACKAGE_NAMES, pascalCase, RESERVED, RUNTIME_NAMES } from "./names.ts";
import { findScoped } from "./scoped.ts";
import { assignTo, cacheTable, functionBody, functionResults, memoized, statements } from "./statements.ts";
import { isTerminating } from "./terminating.ts";
import { type ClassInfo, TypeMapper } from "./types.ts";
import { requestLocks } from "./web/exclusive.ts";
import { serverDecls, serveStatements } from "./web/server.ts";

export interface GoPackage {
  /** Name of the package and, in `go.mod`, of the module. */
  readonly name: string;
  readonly isMain: boolean;
  readonly primary: GoFile;
  /** Runtime entries in use, dependencies included, in order of declaration. */
  readonly runtime: readonly RuntimeEntry[];
  readonly notes: readonly PortNote[];
  readonly symbols: PortSymbols;
}

const VISITORS: Visitors = { expression, condition, statements, assignTo, truth, lowerCall, listOf };

/** Lowers a module to a Go package. Never fails: what is not supported becomes a stub. */
export function lowerModule(module: Module, source: string, fileName: string, web: GoWeb): GoPackage {
  unifyOverrides(module);
  openFunctions(module);
  // The first pass finds which runtime entries and packages are needed; in the second only their names are taken.
  const pass = (): Lowered => lowerOnce(module, source, fileName, web, [...RUNTIME_NAMES, ...PACKAGE_NAMES]);
  const before = pass();
  const first = shareLists(module, before.context) ? pass() : before;
  const entries = first.runtime.flatMap((entry) => [
    ...(entry.name.includes(".") ? [] : [entry.name]),
    ...entry.imports.flatMap((each) => importedName(each) ?? []),
  ]);
  return lowerOnce(module, source, fileName, web, [...entries, ...printFile(first.primary).packages]);
}

/** Makes pointers of lists that several places hold while they get longer; tells whether there are any. */
function shareLists(module: Module, { pointers, facts, unheld }: ModuleContext): boolean {
  if (module.service !== undefined) return false;
  const objects = listObjects(module, new Set(methodFamilies(module).values()));
  const shared = sharedLists(module, objects, { parameters: pointers, values: facts.valueFunctions, unknown: unheld });
  if (shared.size === 0) return false;
  referToLists(module, objects, shared);
  return true;
}

interface Lowered extends GoPackage {
  readonly context: ModuleContext;
}

function lowerOnce(module: Module, source: string, fileName: string, web: GoWeb, reserved: Iterable<string>): Lowered {
  const scope = new NameScope(undefined, reserved);
  const executable = module.body.filter(isExecutable);
  const isMain =
    module.service !== undefined ||
    module.main !== undefined ||
    executable.some((each) => each.kind !== "assign" && each.kind !== "declare");
  const exported = !isMain;
  const runtime = new Set<string>();
  findScoped(module);
  const classes = classInfos(module, scope, exported);
  const mainFunction = entryPoint(module);
  const { facts, failing, pointers, fillsDefaults } = analyse(module, mainFunction);
  const lines = new LineIndex(source);
  const functionNames = new Map<FunctionDef, string>();
  const names = new Map<Variable, string>();
  const shared = sharedVariables(module, isMain);
  const sharing = sharingOf(module);
  const locked = requestLocks(module, sharing);
  const context: ModuleContext = {
    module,
    types: new TypeMapper(classes, (entry) => need(context, entry)),
    classes,
    names,
    functionNames,
    packageScope: scope,
    packageVariables: shared,
    failing,
    pointers,
    unheld: new Set(),
    ordered: new Set(),
    decorations: DECORATIONS,
    facts,
    sharing: locked === undefined ? sharing : { ...sharing, operations: new Set() },
    locked,
    sharedMutex: undefined,
    notes: [...module.notes],
    runtime,
    canPanic: false,
    showsClassNames: false,
    fileName,
    lineOf: (offset) => lines.positionAt(offset).line,
    exported,
  };
  context.types.fillsDefaults = fillsDefaults;
  const cased = (name: string): string => (exported && !name.startsWith("_") ? pascalCase(name) : camelCase(name));
  for (const fn of module.functions) {
    if (fn.parent !== undefined || fn.role === "lambda") continue;
    if (fn === mainFunction) functionNames.set(fn, "main");
    else if (fn.owner === undefined) functionNames.set(fn, scope.take(cased(fn.name)));
    else if (fn.role === "static" || fn.role === "class")
      functionNames.set(fn, scope.take(cased(`${fn.owner.name}_${fn.name}`)));
  }
  for (const variable of shared) names.set(variable, scope.take(cased(variable.name)));
  const lowered = withMutex(context, declarations(context, mainFunction, executable, isMain, web));
  const decls = tidyNames(tidyFlow(settleTypes(lowered, (entry) => need(context, entry))), scope.numbered);
  const name = packageNameOf(module.name);
  return {
    name,
    isMain,
    primary: { package: isMain ? "main" : name, doc: packageDoc(module.docstring, isMain ? undefined : name), decls },
    runtime: RUNTIME.filter((entry) => runtime.has(entry.name)),
    notes: context.notes,
    symbols: symbolsOf(context, decls),
    context,
  };
}

/** The mutex comes before the functions, after constants and variables. */
function withMutex(context: ModuleContext, decls: readonly GoDecl[]): readonly GoDecl[] {
  const name = context.sharedMutex;
  if (name === undefined) return decls;
  const made: GoDecl = { kind: "var", name, type: go.from("sync", "Mutex"), doc: `${name} ${SHARED_DOC}` };
  const at = decls.findIndex((decl) => decl.kind === "function" || decl.kind === "type");
  return at < 0 ? [...decls, made] : [...decls.slice(0, at), made, ...decls.slice(at)];
}

function packageNameOf(stem: string): string {
  const text = stem
    .split(".")
    .at(-1)!
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
  return /^[a-z]/.test(text) && !RESERVED.includes(text) ? text : `port${text}`;
}

/** Statements that do something when the module is run. */
function isExecutable(each: Statement): boolean {
  if (each.kind === "function" || each.kind === "class" || each.kind === "pass" || each.kind === "declare")
    return false;
  return !(each.kind === "expression" && ["string", "ellipsis"].includes(each.value.kind));
}

/** The function that becomes Go's `main`: the only thing that the main guard calls. */
function entryPoint(module: Module): FunctionDef | undefined {
  const [only, ...rest] = module.main ?? [];
  if (only?.kind !== "expression" || rest.length > 0) return undefined;
  const called = (value: Expression): FunctionDef | undefined => {
    if (value.kind !== "call") return undefined;
    if (value.target.kind === "function" && value.args.length === 0) return value.target.function;
    if (value.target.kind === "library" && value.target.module === "asyncio" && value.target.name === "run")
      return value.args.length === 1 ? called(value.args[0].value) : undefined;
    return undefined;
  };
  const fn = called(only.value);
  if (
    fn === undefined ||
    fn.parameters.length > 0 ||
    fn.isGenerator ||
    fn.parent !== undefined ||
    fn.owner !== undefined
  )
    return undefined;
  if (fn.result.kind !== "none" && fn.result.kind !== "never") return undefined;
  if (fn.decorators.length > 0 || module.body.some(isExecutableCall)) return undefined;
  let uses = 0;
  for (const body of [module.body, module.main ?? [], ...module.functions.map((each) => each.body)]) {
    visitExpressions(body, {
      expression: (value) => {
        if (value.kind === "call" && value.target.kind === "function" && value.target.function === fn) uses++;
        if (value.kind === "name" && value.variable.definition === fn) uses += 2;
      },
    });
  }
  return uses === 1 ? fn : undefined;
}

/** A top-level statement beyond the initialization of variables. */
function isExecutableCall(each: Statement): boolean {
  return isExecutable(each) && each.kind !== "assign";
}

/** Module variables that functions use, and those of a library; the others are locals of `main`. */
function sharedVariables(module: Module, isMain: boolean): ReadonlySet<Variable> {
  if (!isMain) return new Set(module.variables);
  const shared = new Set<Variable>();
  const own = new Set(module.variables);
  for (const fn of module.functions) {
    visitExpressions(fn.body, {
      expression: (value) => {
        if (value.kind === "name" && own.has(value.variable)) shared.add(value.variable);
        if (value.kind === "walrus" && own.has(value.variable)) shared.add(value.variable);
      },
      target: (target) => {
        if (target.kind === "variable" && own.has(target.variable)) shared.add(target.variable);
      },
    });
    for (const parameter of fn.parameters) {
      if (parameter.default?.kind === "name" && own.has(parameter.default.variable))
        shared.add(parameter.default.variable);
    }
  }
  for (const def of module.classes) {
    for (const field of [...def.fields, ...def.classVariables]) {
      if (field.default !== undefined) {
        visitExpressions(
          [
            {
              kind: "expression",
              value: field.default,
              range: field.range,
              comments: [],
              lineComment: undefined,
              spaced: false,
            },
          ],
          {
            expression: (value) => {
              if (value.kind === "name" && own.has(value.variable)) shared.add(value.variable);
            },
          },
        );
      }
    }
  }
  const entry = entryPoint(module);
  if (entry !== undefined) for (const variable of module.variables) if (!variable.isParameter) shared.add(variable);
  return shared;
}

function declarations(
  module: ModuleContext,
  main: FunctionDef | undefined,
  executable: readonly Statement[],
  isMain: boolean,
  web: GoWeb,
): GoDecl[] {
  const decls: GoDecl[] = [];
  module.types.parameters = new Set();
  const root = mainLowering(module, main);
  const rest: Statement[] = [];
  const done = new Set<Variable>();
  for (const each of executable) {
    const decl = variableDeclOrNone(module, root, each);
    if (decl === undefined) rest.push(each);
    else {
      decls.push(decl.decl);
      done.add(decl.variable);
    }
  }
  for (const each of module.module.body) {
    if (each.kind !== "function" || each.function === main || callDecorators(each.function).length === 0) continue;
    if (!callDecorators(each.function).every(isApplied)) continue;
    const before = rest.findLastIndex((other) => other.range.start < each.range.start);
    if (before < 0) continue;
    module.ordered.add(each.function);
    rest.splice(before + 1, 0, each);
  }
  const constants = decls.flatMap((decl) => (decl.kind === "const" && decl.doc === undefined ? decl.entries : []));
  const grouped: GoDecl[] =
    constants.length > 1
      ? [
          { kind: "const", entries: constants },
          ...decls.filter((decl) => decl.kind !== "const" || decl.doc !== undefined),
        ]
      : decls;
  for (const variable of module.packageVariables) {
    if (
      !done.has(variable) &&
      variable.definition === undefined &&
      variable.type.kind !== "module" &&
      variable.type.kind !== "class" &&
      variable.bindings > 0
    ) {
      grouped.push({ kind: "var", name: module.names.get(variable)!, type: module.types.goType(variable.type) });
    }
  }
  const body: GoDecl[] = [];
  for (const each of module.module.body) {
    if (each.kind === "class") {
      const info = module.classes.get(each.class.name);
      if (info !== undefined) body.push(...classDecls(module, info));
    } else if (each.kind === "function" && each.function !== main) {
      const { function: fn, comments } = each;
      body.push(...declsOrStub(module, `the function ${fn.name}`, fn.range, () => functionDecl(module, fn, comments)));
    }
  }
  for (const def of module.module.classes) {
    if (!module.module.body.some((each) => each.kind === "class" && each.class === def)) {
      const info = module.classes.get(def.name);
      if (info !== undefined) body.push(...classDecls(module, info));
    }
  }
  const result = [...grouped, ...body];
  module.types.parameters = new Set();
  const { service } = module.module;
  if (service !== undefined) result.push(...serverDecls(module, service, web));
  if (isMain) result.push(...mainDecls(module, root, main, rest));
  else if (rest.length > 0) {
    const init = root.block(() => statements(root, rest));
    const placed = root.finish(init);
    if (placed.length > 0) result.push({ kind: "function", name: "init", params: [], results: [], body: placed });
  }
  result.push(...classNameTable(module));
  for (const comment of module.module.trailingComments.length > 0 ? [module.module.trailingComments.join("\n")] : [])
    result.push({ kind: "comment", text: comment });
  return result;
}

function classDecls(module: ModuleContext, info: ClassInfo): readonly GoDecl[] {
  return declsOrStub(module, `the class ${info.def.name}`, info.def.range, () => lowerClass(module, VISITORS, info));
}

/** What no stub inside of it could hold is left out as a whole, with a comment where it would stand and a note that says so. */
function declsOrStub(
  module: ModuleContext,
  what: string,
  range: Range,
  lower: () => readonly GoDecl[],
): readonly GoDecl[] {
  try {
    return lower();
  } catch (error) {
    const construct = constructOf(error, what);
    note(module, "unsupported", `${construct} is not ported`, range, "error");
    return [{ kind: "comment", text: `${construct} is not ported.` }];
  }
}

/** A value that cannot be lowered is left to the statements that run first, where it becomes a stub. */
function variableDeclOrNone(
  module: ModuleContext,
  root: FunctionLowering,
  each: Statement,
): ReturnType<typeof variableDecl> {
  try {
    return variableDecl(module, root, each);
  } catch {
    return undefined;
  }
}

/** Fills in the names of classes that Go knows under another name, where the program shows names of classes. */
function classNameTable(module: ModuleContext): GoDecl[] {
  if (!module.showsClassNames) return [];
  const renamed = [...module.classes.values()].filter(
    (info) => info.structName !== info.def.name && info.shape !== "enum" && !info.def.isProtocol,
  );
  if (renamed.length === 0) return [];
  need(module, "classNames");
  const body = renamed.map((info) =>
    go.assign(go.index(go.name("classNames"), go.text(info.structName)), go.text(info.def.name)),
  );
  return [{ kind: "function", name: "init", params: [], results: [], body }];
}

function mainLowering(module: ModuleContext, main: FunctionDef | undefined): FunctionLowering {
  return new FunctionLowering(
    {
      module,
      def: main,
      scope: new NameScope(module.packageScope),
      locals: new Map(),
      errors: "exit",
      result: undefined,
      generator: undefined,
      escape: undefined,
      handling: undefined,
      loops: [],
      receiver: undefined,
    },
    VISITORS,
  );
}

function mainDecls(
  module: ModuleContext,
  root: FunctionLowering,
  main: FunctionDef | undefined,
  rest: readonly Statement[],
): GoDecl[] {
  const guard = main === undefined ? (module.module.main ?? []) : main.body;
  const decls: GoDecl[] = [];
  let lead: readonly Statement[] = rest;
  if (main !== undefined && rest.length > 0) {
    // What initializes variables runs before main, as in Python.
    const setUp = mainLowering(module, undefined);
    const init = setUp.finish(setUp.block(() => setUp.withErrors("panic", () => statements(setUp, rest))));
    if (init.length > 0) decls.push({ kind: "function", name: "init", params: [], results: [], body: init });
    lead = [];
  }
  const lowered = root.block(() => statements(root, [...lead, ...guard]));
  const { service } = module.module;
  const placed = [...root.finish(lowered), ...(service === undefined ? [] : serveStatements(module, service))];
  const deferred: GoStmt[] = [];
  if (module.canPanic && service === undefined) {
    need(module, "exitOnPanic");
    deferred.push({ kind: "defer", call: go.call("exitOnPanic") });
  }
  const doc = main === undefined ? undefined : docOf("main", main.docstring, main.comments);
  decls.push({
    kind: "function",
    name: "main",
    params: [],
    results: [],
    body: [...deferred, ...trimmed(placed)],
    doc,
    source: main?.range,
  });
  return decls;
}

function trimmed(body: GoBlock): GoBlock {
  return body[0]?.kind === "blank" ? body.slice(1) : body;
}

/** `name = value` at module level as a declaration, where the value can be had without running anything. */
function variableDecl(
  module: ModuleContext,
  root: FunctionLowering,
  each: Statement,
): { readonly decl: GoDecl; readonly variable: Variable } | undefined {
  if (each.kind !== "assign" || each.targets.length !== 1) return undefined;
  const [target] = each.targets;
  if (target.kind !== "variable" || !module.packageVariables.has(target.variable)) return undefined;
  const { variable } = target;
  const name = module.names.get(variable)!;
  const doc = [...each.comments, ...(each.lineComment === undefined ? [] : [each.lineComment])].join("\n") || undefined;
  const scalar = ["int", "float", "str", "bool"].includes(variable.type.kind);
  if (variable.bindings !== 1) return undefined;
  if (!isStatic(module, each.value) && each.value.kind !== "attribute") return undefined;
  const { stmts, value } = root.capture(() => root.exprAs(each.value, variable.type));
  if (!isStatic(module, each.value) && stubMessage(value) === undefined) return undefined;
  if (stmts.length > 0) return undefined;
  if (
    variable.constant &&
    scalar &&
    // Go computes with constants exactly, and Python with floats.
    variable.type.kind !== "float" &&
    !(each.value.kind !== "int" && variable.type.kind === "int") &&
    !(each.value.kind === "int" && each.value.value > 2147483647n) &&
    (value.kind === "number" ||
      value.kind === "string" ||
      (value.kind === "name" && ["true", "false"].includes(value.name)) ||
      (value.kind === "unary" && value.value.kind === "number"))
  ) {
    return { variable, decl: { kind: "const", entries: [{ name, value }], doc, source: each.range } };
  }
  const missing = stubMessage(value);
  if (missing !== undefined) {
    const told = `${doc === undefined ? "" : `${doc}\n`}Departs from Python: ${missing}, and it has no value.`;
    return {
      variable,
      decl: { kind: "var", name, type: module.types.goType(variable.type), doc: told, source: each.range },
    };
  }
  const type = value.kind === "composite" && value.type !== undefined ? undefined : module.types.goType(variable.type);
  return { variable, decl: { kind: "var", name, type, value, doc, source: each.range } };
}

/** Whether evaluating the expression early and once makes no difference. */
function isStatic(module: ModuleContext, value: Expression): boolean {
  const each = (part: Expression): boolean => isStatic(module, part);
  switch (value.kind) {
    case "int":
    case "float":
    case "string":
    case "bool":
    case "none":
    case "bytes":
    case "library":
      return true;
    case "name":
      // A constant that only `main` uses is a local of it.
      return value.variable.constant && module.packageVariables.has(value.variable);
    case "list":
    case "tuple":
    case "set":
      return value.elements.every(each);
    case "dict":
      return value.entries.every((entry) => entry.key !== undefined && each(entry.key) && each(entry.value));
    case "unary":
      return each(value.operand);
    case "binary":
      return each(value.left) && each(value.right);
    case "attribute":
      return value.resolved.kind === "enumMember";
    case "call": {
      const quiet =
        (value.target.kind === "builtin" &&
          ["dict", "list", "set", "int", "float", "str"].includes(value.target.name)) ||
        (value.target.kind === "library" && /^(re|collections|threading|math)$/.test(value.target.module));
      return quiet && value.args.every((argument) => argument.value.kind === "builtin" || each(argument.value));
    }
    default:
      return false;
  }
}

function functionDecl(module: ModuleContext, def: FunctionDef, comments: readonly string[]): GoDecl[] {
  const l = new FunctionLowering(
    {
      module,
      def,
      scope: new NameScope(module.packageScope),
      locals: new Map(),
      errors: module.failing.has(def) ? "return" : "panic",
      result: def.result,
      generator: def.isGenerator ? { yielded: def.yielded } : undefined,
      escape: undefined,
      handling: undefined,
      loops: [],
      receiver: undefined,
    },
    VISITORS,
  );
  const name = module.functionNames.get(def)!;
  module.types.parameters = new Set(def.typeParameters);
  const params = parameters(l, def);
  const body = functionBody(l, def);
  const resultTypes = functionResults(l, def);
  const results = resultTypes.map((type) => ({ name: "", type }));
  const typeParams = def.typeParameters.map((each) => ({ name: each, constraint: go.named("comparable") }));
  const decorators = callDecorators(def);
  const isDecorated = decorators.length > 0 && decorators.every(isApplied);
  const left = isDecorated ? [] : leftOutDecorators(module, def);
  const doc = docOf(name, def.docstring, [
    ...new Set([comments, def.comments].map((each) => each.join("\n"))),
    ...left,
  ]);
  const decl = {
    kind: "function",
    name,
    typeParams: typeParams.length > 0 ? typeParams : undefined,
    params,
    results,
    doc,
    source: def.range,
  } as const;
  if (def.decorators.some((decorator) => decorator.kind === "cache") && results.length === 1) {
    const table = cacheTable(l, def, resultTypes);
    const tableName = module.packageScope.take(`${name}Cache`);
    const plain = module.packageScope.take(`${name}Uncached`);
    const call = go.call(plain, ...params.map((param) => go.name(param.name)));
    return [
      {
        kind: "var",
        name: tableName,
        value: go.composite(table, []),
        doc: `${tableName} keeps what ${name} has computed.`,
      },
      { ...decl, body: memoized(l, def, go.name(tableName), params, call) },
      { ...decl, name: plain, doc: undefined, body },
    ];
  }
  if (isDecorated) return decoratedDecls(module, def, { ...decl, body });
  return [{ ...decl, body }];
}

/**
 * A decorated function keeps its name and signature, and calls what the decorators have made of it when the program started. One whose
 * decorators give it back stays as it is; what they do beside that is done then. Where statements of the module come before, it is done
 * after those, as in Python.
 */
function decoratedDecls(module: ModuleContext, def: FunctionDef, decl: GoDecl & { kind: "function" }): GoDecl[] {
  const l = mainLowering(module, undefined);
  const { name } = decl;
  const isLater = module.ordered.has(def);
  const named: Expression = { kind: "name", variable: def.variable!, type: undecoratedType(def), range: def.nameRange };
  const made = (plain: string): { readonly value: GoExpr; readonly type: Type } => {
    module.functionNames.set(def, plain);
    const { stmts, value } = l.capture(() => decorate(l, def, l.exprAs(named, named.type), named.type));
    module.functionNames.set(def, name);
    if (stmts.length === 0) return value;
    const body = l.finish([...stmts, go.returnStmt(value.value)]);
    return { ...value, value: go.call(go.fn([], [module.types.goType(value.type)], body)) };
  };
  if (callDecorators(def).every(givesBack)) {
    const { value } = made(name);
    if (!isLater) return [decl, { kind: "var", name: "_", value }];
    DECORATIONS.set(def, go.exprStmt(value));
    return [decl];
  }
  const plain = module.packageScope.take(`${name}Undecorated`);
  const holder = decoratedName(module, def);
  const decorated = made(plain);
  const params = decl.params.map((param, i) => (param.name === "_" ? { ...param, name: `argument${i + 1}` } : param));
  const args = params.map((param) => go.name(param.name));
  const isTyped = decorated.type.kind === "callable" && decorated.type.parameters?.length === args.length;
  const call = isTyped ? go.call(holder, ...args) : go.call(runtimeName(module, "call"), go.name(holder), ...args);
  const [result] = decl.results ?? [];
  const given = isTyped || result === undefined ? call : l.coerce(call, ANY, def.result);
  const doc = `${holder} is what the decorators make of ${plain}.`;
  if (isLater) DECORATIONS.set(def, go.assign(go.name(holder), decorated.value));
  return [
    isLater
      ? { kind: "var", name: holder, type: module.types.goType(decorated.type), doc }
      : { kind: "var", name: holder, value: decorated.value, doc },
    { ...decl, params, body: [result === undefined ? go.exprStmt(given) : go.returnStmt(given)] },
    { ...decl, name: plain, doc: undefined },
  ];
}

/** What is done to decorate a function, where that happens among the statements of the module. */
const DECORATIONS = new WeakMap<FunctionDef, GoStmt>();

export { discard, isTerminating };
