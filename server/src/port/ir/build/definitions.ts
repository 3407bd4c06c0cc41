import { Field, Kind } from "../../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, ROOT } from "../../../syntax/py-tree.ts";
import { factsAtFirst } from "../function-facts.ts";
import { deleterName } from "../infer/members.ts";
import { isEmptyAbstractBase } from "../library/abstract-containers.ts";
import type {
  CallTarget,
  ClassBase,
  ClassDef,
  ClassField,
  Decorator,
  EnumMember,
  Expression,
  FunctionDef,
  Parameter,
  Statement,
  Variable,
} from "../nodes.ts";
import { ANY, NEVER, type Type } from "../types.ts";
import { visitExpressions } from "../walk.ts";
import { collectValidators, isModelBase, modelField, newModel, readModelConfig } from "../web/models.ts";
import type { BuildContext, Scope } from "./context.ts";
import { canonicalName } from "./imports.ts";
import { BUILTIN_EXCEPTIONS, EXCEPTION_ALIASES } from "./names.ts";
import { scanScope } from "./scopes.ts";
import { isTypedDict } from "./typed-dicts.ts";

/**
 * Makes the shells of the functions and classes that a scope's statements define, so that what is built before a definition is
 * reached can refer to it. The bodies are filled in when the definitions are met.
 */
export function declareDefinitions(context: BuildContext, roots: readonly NodeId[]): void {
  const { tree } = context;
  for (const node of roots) {
    switch (tree.kind(node)) {
      case Kind.decorated_definition: {
        const definition = tree.child(node, Field.definition);
        declareDefinition(
          context,
          definition,
          tree.namedChildren(node).filter((child) => tree.kind(child) === Kind.decorator),
        );
        break;
      }
      case Kind.function_definition:
      case Kind.class_definition:
        declareDefinition(context, node, []);
        break;
      case Kind.if_statement:
      case Kind.elif_clause:
      case Kind.else_clause:
      case Kind.try_statement:
      case Kind.except_clause:
      case Kind.finally_clause:
      case Kind.with_statement:
      case Kind.for_statement:
      case Kind.while_statement:
      case Kind.block:
        declareDefinitions(context, tree.namedChildren(node));
    }
  }
}

function declareDefinition(context: BuildContext, node: NodeId, decorators: readonly NodeId[]): void {
  const { tree } = context;
  const name = tree.text(tree.child(node, Field.name));
  const isOverload = decorators.some(
    (decorator) => canonicalName(context, decoratorName(context, decorator)) === "typing.overload",
  );
  if (isOverload || isTypedDict(context, node)) return;
  const variable = context.declare(name);
  // A parameter of the name is bound by the call already.
  const places = (context.scope.scan?.bound.get(name) ?? 1) + (variable.isParameter ? 1 : 0);
  if (tree.kind(node) === Kind.class_definition) {
    const cls = declareClass(context, node, decorators);
    if (places === 1) variable.definition = cls;
  } else {
    const fn = functionShell(
      context,
      node,
      decorators,
      context.scope.class !== undefined && context.scope.kind === "class",
    );
    if (places === 1 || variable.definition === undefined) variable.definition = places === 1 ? fn : undefined;
  }
}

function decoratorName(context: BuildContext, decorator: NodeId): string {
  const inner = context.only(decorator);
  if (inner === NO_NODE) return "";
  const { tree } = context;
  return tree.kind(inner) === Kind.call ? tree.text(tree.child(inner, Field.function)) : tree.text(inner);
}

function qualified(context: BuildContext, name: string): string {
  if (context.scope.kind === "class" && context.scope.class !== undefined)
    return `${classPath(context.scope.class)}.${name}`;
  const owner = context.scope.owner;
  return owner === undefined ? name : `${owner.qualifiedName}.${name}`;
}

function classPath(cls: ClassDef): string {
  return cls.name;
}

// ───────────────────────────────────────────────────────────── functions

/**
 * `__rmul__ = __mul__` in a class body: a method of the second name that calls the first. False when the name on the right is
 * none of the class's methods.
 */
export function aliasMethod(context: BuildContext, node: NodeId, name: string, of: string): boolean {
  const cls = context.scope.kind === "class" ? context.scope.class : undefined;
  const method = cls?.methods.find((each) => each.name === of && each.role === "method");
  if (cls === undefined || method === undefined) return false;
  const range = context.tree.range(node);
  const fn: FunctionDef = {
    ...method,
    id: context.nextDefinition(),
    name,
    qualifiedName: qualified(context, name),
    parameters: [],
    receiver: undefined,
    decorators: [],
    docstring: undefined,
    body: [],
    locals: [],
    isGenerator: false,
    typeParameters: [],
    facts: { ...method.facts, raises: [], rebinds: [], captures: [], mutatedParameters: [] },
    comments: [],
    range,
    nameRange: range,
  };
  const scope: Scope = {
    kind: "function",
    parent: context.scope,
    owner: fn,
    class: cls,
    names: new Map(),
    scan: undefined,
  };
  const read = (text: string): { variable: FunctionDef["receiver"] & object; value: Expression } => {
    const variable = context.declare(text, { parameter: true, scope });
    variable.bindings++;
    variable.reads++;
    return { variable, value: context.make({ kind: "name", variable }, range) };
  };
  const self = read("self");
  (fn as { receiver: FunctionDef["receiver"] }).receiver = self.variable;
  context.functions.push(fn);
  cls.methods.push(fn);
  context.aliases.push({ fn, method, receiver: self.value, read });
  return true;
}

/** Gives the aliases of a class's methods their parameters and bodies, once those of the methods are built. */
function buildAliases(context: BuildContext): void {
  for (const { fn, method, receiver, read } of context.aliases.splice(0)) {
    const passed = method.parameters.map((parameter) => {
      const { variable, value } = read(parameter.variable.name);
      variable.declared = parameter.annotation;
      fn.parameters.push({ ...parameter, variable });
      const kind = parameter.kind === "star" || parameter.kind === "doubleStar" ? parameter.kind : "positional";
      return { kind, name: undefined, value } as const;
    });
    const value = context.make(
      { kind: "call", target: { kind: "method", receiver, name: method.name, method }, args: passed },
      fn.range,
    );
    fn.body = [{ kind: "return", value, range: fn.range, comments: [], lineComment: undefined, spaced: false }];
  }
}

function functionShell(
  context: BuildContext,
  node: NodeId,
  decorators: readonly NodeId[],
  isMethod: boolean,
): FunctionDef {
  const known = context.shells.get(node);
  if (known?.kind === "function") return known;
  const { tree } = context;
  const isLambda = tree.kind(node) === Kind.lambda;
  const nameNode = tree.child(node, Field.name);
  const plainName = isLambda ? "<lambda>" : tree.text(nameNode);
  // `@x.deleter` is a method of its own, that `del object.x` calls.
  const isDeleter = isMethod && decorators.some((each) => /^\w+\.deleter$/.test(decoratorName(context, each)));
  const name = isDeleter ? deleterName(plainName) : plainName;
  const returnType = tree.child(node, Field.return_type);
  const body = tree.child(node, Field.body);
  const isAsync = tree.childOfKind(node, Kind.async) !== NO_NODE;
  const scan = scanScope(tree, isLambda ? [body] : tree.namedChildren(body));
  const role = isLambda ? "lambda" : isMethod ? methodRole(context, name, decorators) : "function";
  const scope = context.scope;
  const fn: FunctionDef = {
    kind: "function",
    id: context.nextDefinition(),
    name,
    qualifiedName: qualified(context, name),
    variable: isLambda || isMethod ? undefined : context.declare(name),
    parameters: [],
    receiver: undefined,
    owner: isMethod ? scope.class : undefined,
    parent: scope.owner,
    role,
    decorators: [],
    docstring: isLambda ? undefined : docstringOf(context, body),
    body: [],
    locals: [],
    isAsync,
    isGenerator: scan.yields,
    declaredResult: returnType === NO_NODE ? undefined : context.annotation(returnType),
    result: ANY,
    yielded: NEVER,
    typeParameters: [],
    facts: factsAtFirst(true),
    comments: [],
    range: tree.range(node),
    nameRange: isLambda ? tree.range(node) : tree.range(nameNode),
  };
  context.functions.push(fn);
  context.shells.set(node, fn);
  context.scans.set(fn, scan);
  return fn;
}

function methodRole(context: BuildContext, name: string, decorators: readonly NodeId[]): FunctionDef["role"] {
  for (const decorator of decorators) {
    const text = decoratorName(context, decorator);
    if (/^\w+\.setter$/.test(text)) return "setter";
    switch (canonicalName(context, text)) {
      case "staticmethod":
        return "static";
      case "classmethod":
        return "class";
      case "property":
      case "abc.abstractproperty":
        return "property";
      case "functools.cached_property":
        return "cachedProperty";
    }
  }
  return name === "__new__" || name === "__init_subclass__" || name === "__class_getitem__" ? "class" : "method";
}

/** Builds a function or lambda: parameters, then the body in its own scope. */
export function buildFunction(
  context: BuildContext,
  node: NodeId,
  decorators: readonly NodeId[],
  comments: string[],
): FunctionDef {
  const { tree } = context;
  const isMethod = context.scope.kind === "class";
  const fn = functionShell(context, node, decorators, isMethod);
  fn.comments.push(...comments);
  for (const decorator of decorators) pushDecorator(context, decorator, fn);
  const scan = context.scans.get(fn);
  const outer = context.scope;
  const scope: Scope = {
    kind: "function",
    parent: outer,
    owner: fn,
    class: fn.owner ?? outer.class,
    names: new Map(),
    scan,
  };
  buildParameters(context, node, fn, scope);
  context.inScope(scope, () => {
    for (const name of scan?.bound.keys() ?? []) {
      if (!scan?.global.has(name) && !scan?.nonlocal.has(name)) context.declare(name);
    }
    noteRebinding(context, fn, scan);
    const body = tree.child(node, Field.body);
    if (fn.role === "lambda") {
      const value = context.expression(body);
      fn.body = [{ kind: "return", value, range: value.range, comments: [], lineComment: undefined, spaced: false }];
    } else {
      declareDefinitions(context, tree.namedChildren(body));
      fn.body = context.block(body);
      if (fn.docstring !== undefined) fn.body.shift();
    }
  });
  return fn;
}

function noteRebinding(context: BuildContext, fn: FunctionDef, scan: Scope["scan"]): void {
  for (const name of [...(scan?.global ?? []), ...(scan?.nonlocal ?? [])]) {
    if (!scan?.bound.has(name)) continue;
    const variable = context.binding(name);
    variable.rebound = true;
    if (variable.owner !== undefined) variable.captured = true;
    for (let at: FunctionDef | undefined = fn; at !== undefined && at !== variable.owner; at = at.parent) {
      if (!at.facts.rebinds.includes(variable)) at.facts.rebinds.push(variable);
    }
  }
}

function buildParameters(context: BuildContext, node: NodeId, fn: FunctionDef, scope: Scope): void {
  const { tree } = context;
  const list = tree.child(node, Field.parameters);
  if (list === NO_NODE) return;
  let kind: Parameter["kind"] = "normal";
  let first = true;
  const takesReceiver = fn.owner !== undefined && fn.role !== "static";
  for (const child of tree.namedChildren(list)) {
    const isSeparator = tree.kind(child) === Kind.positional_separator;
    if (isSeparator) {
      for (let index = 0; index < fn.parameters.length; index++) {
        if (fn.parameters[index].kind === "normal")
          fn.parameters[index] = { ...fn.parameters[index], kind: "positional" };
      }
      continue;
    }
    if (tree.kind(child) === Kind.keyword_separator) {
      kind = "keyword";
      continue;
    }
    const parts = parameterParts(context, child);
    if (parts === undefined) {
      context.unsupported("a parameter that is a pattern", tree.range(child));
      continue;
    }
    const variable = context.declare(tree.text(parts.name), { parameter: true, scope });
    variable.bindings++;
    if (first && takesReceiver && parts.splat === undefined) {
      (fn as { receiver: FunctionDef["receiver"] }).receiver = variable;
      first = false;
      continue;
    }
    first = false;
    const annotation = parts.type === NO_NODE ? undefined : context.annotation(parts.type);
    // A default is evaluated in the scope of the definition.
    const value = parts.value === NO_NODE ? undefined : context.expression(parts.value);
    const parameterKind = parts.splat ?? kind;
    variable.declared = annotation;
    if (parts.type !== NO_NODE) context.annotationNodes.set(variable, parts.type);
    fn.parameters.push({ variable, kind: parameterKind, default: value, annotation, range: tree.range(child) });
    if (parts.splat === "star") kind = "keyword";
  }
}

interface ParameterParts {
  readonly name: NodeId;
  readonly type: NodeId;
  readonly value: NodeId;
  readonly splat: "star" | "doubleStar" | undefined;
}

function parameterParts(context: BuildContext, node: NodeId): ParameterParts | undefined {
  const { tree } = context;
  const type = tree.child(node, Field.type);
  const value = tree.child(node, Field.value);
  const unwrap = (inner: NodeId): Pick<ParameterParts, "name" | "splat"> | undefined => {
    switch (tree.kind(inner)) {
      case Kind.identifier:
        return { name: inner, splat: undefined };
      case Kind.list_splat_pattern:
      case Kind.list_splat:
        return { name: context.only(inner), splat: "star" };
      case Kind.dictionary_splat_pattern:
      case Kind.dictionary_splat:
        return { name: context.only(inner), splat: "doubleStar" };
      default:
        return undefined;
    }
  };
  switch (tree.kind(node)) {
    case Kind.typed_parameter: {
      const inner = unwrap(context.only(node));
      return inner === undefined ? undefined : { ...inner, type, value };
    }
    case Kind.default_parameter:
    case Kind.typed_default_parameter: {
      const inner = unwrap(tree.child(node, Field.name));
      return inner === undefined ? undefined : { ...inner, type, value };
    }
    default: {
      const inner = unwrap(node);
      return inner === undefined ? undefined : { ...inner, type, value };
    }
  }
}

function pushDecorator(context: BuildContext, node: NodeId, fn: FunctionDef): void {
  const { tree } = context;
  const range = tree.range(node);
  const text = decoratorName(context, node);
  const add = (decorator: Decorator): void => {
    fn.decorators.push(decorator);
  };
  switch (canonicalName(context, text)) {
    case "staticmethod":
    case "classmethod":
    case "property":
    case "abc.abstractproperty":
    case "functools.cached_property":
    case "typing.final":
    case "typing.no_type_check":
      return;
    case "functools.cache":
      add({ kind: "cache", maxSize: undefined, range });
      return;
    case "functools.lru_cache": {
      const size = /maxsize\s*=\s*(\d+)|\(\s*(\d+)/.exec(tree.text(node));
      const maxSize = size === null ? (tree.text(node).includes("None") ? undefined : 128) : Number(size[1] ?? size[2]);
      add({ kind: "cache", maxSize, range });
      return;
    }
    case "abc.abstractmethod":
      add({ kind: "abstract", range });
      return;
    case "typing.override":
    case "typing_extensions.override":
      add({ kind: "override", range });
      return;
    case "contextlib.contextmanager":
      add({ kind: "contextmanager", isAsync: false, range });
      return;
    case "contextlib.asynccontextmanager":
      add({ kind: "contextmanager", isAsync: true, range });
      return;
    case "functools.wraps": {
      const made = context.expression(context.only(node));
      add({ kind: "wraps", of: made.kind === "call" ? made.args[0]?.value : undefined, range });
      return;
    }
  }
  if (/^\w+\.(setter|getter|deleter)$/.test(text)) return;
  add({ kind: "call", expression: context.expression(context.only(node)), range });
}

export function docstringOf(context: BuildContext, body: NodeId): string | undefined {
  const { tree } = context;
  const first = tree.namedChildren(body)[0];
  if (first === undefined || tree.kind(first) !== Kind.expression_statement) return undefined;
  const inner = context.only(first);
  if (inner === NO_NODE || tree.kind(inner) !== Kind.string) return undefined;
  const value = context.expression(inner);
  return value.kind === "string" ? cleanDocstring(value.value) : undefined;
}

/** Takes off the indentation that the lines after the first have in common, and blank lines at both ends. */
function cleanDocstring(text: string): string {
  const lines = text.replaceAll("\t", "        ").split("\n");
  const indents = lines.slice(1).flatMap((line) => (line.trim() === "" ? [] : [line.length - line.trimStart().length]));
  const common = indents.length === 0 ? 0 : Math.min(...indents);
  const cleaned = [lines[0].trim(), ...lines.slice(1).map((line) => line.slice(common).trimEnd())];
  while (cleaned.length > 0 && cleaned[0] === "") cleaned.shift();
  while (cleaned.length > 0 && cleaned.at(-1) === "") cleaned.pop();
  return cleaned.join("\n");
}

// ───────────────────────────────────────────────────────────── classes

const IGNORED_BASES = new Set(["object", "abc.ABC", "typing.Generic", "typing.Protocol", "typing_extensions.Protocol"]);

/** How a class is declared that is a link of a chain: under another name, and with other bases. */
interface Link {
  readonly name?: string;
  readonly bases: readonly string[];
  readonly standsFor?: ClassDef;
}

/** Declares a class, behind those that it derives from in its chain and the copies that only that chain has. */
function declareClass(context: BuildContext, node: NodeId, decorators: readonly NodeId[]): ClassDef {
  const known = context.shells.get(node);
  if (known?.kind === "class") return known;
  const bases = context.chains.bases.get(node);
  if (bases === undefined) return declareLink(context, node, decorators, undefined);
  for (const copy of context.chains.copies.get(node) ?? []) for (const base of copy.bases) declareNamed(context, base);
  const copies = (context.chains.copies.get(node) ?? []).map((copy) => {
    const standsFor = declareNamed(context, context.tree.text(context.tree.child(copy.of, Field.name)));
    const link = { name: copy.name, bases: copy.bases, standsFor };
    const shells = subtreeShells(context, copy.of);
    const above = decoratorsOf(context, copy.of);
    for (const inner of shells.keys()) context.shells.delete(inner);
    const cls = declareLink(context, copy.of, above, link);
    const made = subtreeShells(context, copy.of);
    restore(context, made, shells);
    const build = (): void => {
      restore(context, shells, made);
      buildClass(context, copy.of, above, []);
      restore(context, made, shells);
    };
    return { class: cls, build };
  });
  for (const base of bases) declareNamed(context, base);
  const cls = declareLink(context, node, decorators, { bases });
  if (copies.length > 0) context.copies.set(cls, copies);
  return cls;
}

type Shells = ReadonlyMap<NodeId, FunctionDef | ClassDef>;

function subtreeShells(context: BuildContext, node: NodeId): Shells {
  const { start, end } = context.tree.range(node);
  return new Map(
    [...context.shells].filter(([inner]) => {
      const range = context.tree.range(inner);
      return start <= range.start && range.end <= end;
    }),
  );
}

function restore(context: BuildContext, away: Shells, back: Shells): void {
  for (const node of away.keys()) context.shells.delete(node);
  for (const [node, shell] of back) context.shells.set(node, shell);
}

function decoratorsOf(context: BuildContext, node: NodeId): NodeId[] {
  const { tree } = context;
  const parent = tree.parent(node);
  if (parent === NO_NODE || tree.kind(parent) !== Kind.decorated_definition) return [];
  return tree.namedChildren(parent).filter((child) => tree.kind(child) === Kind.decorator);
}

/** Declares a class of the top level by its name, when it has not been declared yet. */
function declareNamed(context: BuildContext, name: string): ClassDef | undefined {
  const known = context.classByName.get(name);
  if (known !== undefined) return known;
  const { tree } = context;
  for (const root of tree.children(ROOT)) {
    const node = tree.kind(root) === Kind.decorated_definition ? tree.child(root, Field.definition) : root;
    if (tree.kind(node) !== Kind.class_definition || tree.text(tree.child(node, Field.name)) !== name) continue;
    declareDefinition(context, node, decoratorsOf(context, node));
    return context.classByName.get(name);
  }
  return undefined;
}

function declareLink(
  context: BuildContext,
  node: NodeId,
  decorators: readonly NodeId[],
  link: Link | undefined,
): ClassDef {
  const { tree } = context;
  const name = link?.name ?? tree.text(tree.child(node, Field.name));
  const bases: ClassBase[] = [];
  let enumKind: ClassDef["enum"];
  let namedTuple = false;
  let isProtocol = false;
  let isAbstract = false;
  let isModel = false;
  const superclasses = tree.child(node, Field.superclasses);
  const generic = /\b(?:Generic|Protocol)\s*\[([^\]]*)\]/.exec(
    superclasses === NO_NODE ? "" : tree.text(superclasses),
  )?.[1];
  const own = tree.child(node, Field.type_parameters);
  const listed = generic ?? (own === NO_NODE ? undefined : tree.text(own).replace(/[[\]]/g, ""));
  if (listed !== undefined)
    context.classParameters.set(name, new Set(listed.split(",").map((each) => each.replace(/[:=].*/s, "").trim())));
  const written = superclasses === NO_NODE ? [] : tree.namedChildren(superclasses);
  const isKeyword = (child: NodeId): boolean => tree.kind(child) === Kind.keyword_argument;
  for (const child of written) {
    if (isKeyword(child)) {
      if (/ABCMeta/.test(tree.text(child))) isAbstract = true;
      else
        context.note(
          "info",
          "class-keyword",
          `the class keyword ${tree.text(child)} has no counterpart`,
          tree.range(child),
        );
    }
  }
  const derived = written.filter((child) => !isKeyword(child)).map((child) => tree.text(child).replace(/\[.*/s, ""));
  for (const base of link?.bases ?? derived) {
    const canonical = canonicalName(context, base);
    if (canonical.startsWith("typing.Protocol") || canonical.endsWith("Protocol")) isProtocol = true;
    if (canonical === "abc.ABC") isAbstract = true;
    if (IGNORED_BASES.has(canonical) || isEmptyAbstractBase(canonical)) continue;
    if (isModelBase(canonical)) {
      isModel = true;
      continue;
    }
    const known = context.classByName.get(canonical);
    if (known !== undefined) {
      bases.push({ kind: "class", class: known });
      isModel ||= known.model !== undefined;
    } else if (/^enum\.(Enum|IntEnum|StrEnum|Flag|IntFlag)$/.test(canonical)) {
      enumKind = canonical === "enum.IntFlag" ? "Flag" : (canonical.slice(5) as ClassDef["enum"]);
    } else if (canonical === "typing.NamedTuple") namedTuple = true;
    else if (BUILTIN_EXCEPTIONS.has(EXCEPTION_ALIASES.get(canonical) ?? canonical)) {
      bases.push({ kind: "builtin", name: EXCEPTION_ALIASES.get(canonical) ?? canonical });
    } else if (canonical.includes(".")) bases.push({ kind: "library", name: canonical });
    else bases.push({ kind: "builtin", name: canonical });
  }
  // `class Color(str, Enum)`: the mixed-in type only says what the values are.
  if (enumKind === "Enum" && bases.some((base) => base.kind === "builtin" && base.name === "int")) enumKind = "IntEnum";
  if (enumKind === "Enum" && bases.some((base) => base.kind === "builtin" && base.name === "str")) enumKind = "StrEnum";
  for (const base of bases) if (base.kind === "class" && base.class.enum !== undefined) enumKind ??= base.class.enum;
  const kept = enumKind === undefined ? bases : bases.filter((base) => base.kind === "class");
  const body = tree.child(node, Field.body);
  const cls: ClassDef = {
    kind: "class",
    id: context.nextDefinition(),
    name,
    variable: context.declare(name),
    bases: kept,
    fields: [],
    classVariables: [],
    members: [],
    methods: [],
    dataclass: isModel ? { frozen: false, order: false, eq: true } : dataclassOptions(context, decorators),
    ...(isModel ? { model: newModel() } : {}),
    enum: enumKind,
    namedTuple,
    isException: kept.some(
      (base) =>
        (base.kind === "builtin" && BUILTIN_EXCEPTIONS.has(base.name)) ||
        (base.kind === "class" && base.class.isException),
    ),
    isAbstract: isAbstract || isProtocol || /@(abc\.)?abstract(method|property)/.test(tree.text(node)),
    isProtocol,
    subclasses: [],
    standIns: [],
    ...(link?.standsFor === undefined ? {} : { standsFor: link.standsFor }),
    typeParameters: [],
    docstring: docstringOf(context, body),
    comments: link?.standsFor === undefined ? [] : [`A copy of ${link.standsFor.name} with another class above it.`],
    range: tree.range(node),
    nameRange: tree.range(tree.child(node, Field.name)),
  };
  link?.standsFor?.standIns.push(cls);
  for (const base of kept) if (base.kind === "class") base.class.subclasses.push(cls);
  registerClass(context, cls);
  context.shells.set(node, cls);
  // Shells of methods, so that calls built earlier resolve to them.
  const scope: Scope = {
    kind: "class",
    parent: context.scope,
    owner: context.scope.owner,
    class: cls,
    names: new Map(),
    scan: undefined,
  };
  context.classScopes.set(cls, scope);
  context.inScope(scope, () => {
    for (const child of tree.namedChildren(body)) {
      const isDecorated = tree.kind(child) === Kind.decorated_definition;
      const definition = isDecorated ? tree.child(child, Field.definition) : child;
      const above = isDecorated ? tree.namedChildren(child).filter((each) => tree.kind(each) === Kind.decorator) : [];
      if (tree.kind(definition) === Kind.function_definition) {
        if (above.some((each) => canonicalName(context, decoratorName(context, each)) === "typing.overload")) continue;
        const method = functionShell(context, definition, above, true);
        const earlier = cls.methods.findIndex((other) => other.name === method.name && other.role === method.role);
        if (earlier >= 0) cls.methods.splice(earlier, 1);
        cls.methods.push(method);
        if (method.role === "class") context.classMethods.set(method, { node: definition, decorators: above });
      } else if (tree.kind(definition) === Kind.class_definition) declareDefinition(context, definition, above);
    }
    inheritClassMethods(context, cls);
  });
  return cls;
}

/**
 * What `cls` is in an inherited class method depends on the class that it is called on, which neither target tells a static function:
 * such methods are built again for the class that inherits them.
 */
function inheritClassMethods(context: BuildContext, cls: ClassDef): void {
  const { tree } = context;
  const wanted = new RegExp(`\\b(?:${cls.name}|cls|self)\\.(\\w+)`, "g");
  const named = new Set([...tree.source.matchAll(wanted)].map((match) => match[1]));
  const seen = new Set(cls.methods.map((method) => method.name));
  const copies: (() => void)[] = [];
  const visit = (base: ClassDef): void => {
    for (const method of base.methods) {
      const origin = context.classMethods.get(method);
      if (seen.has(method.name)) continue;
      seen.add(method.name);
      if (
        origin === undefined ||
        !named.has(method.name) ||
        !usesClass(tree.text(origin.node), cls, tree.source.slice(cls.range.start, cls.range.end))
      )
        continue;
      const { node, decorators } = origin;
      const shells = subtreeShells(context, node);
      restore(context, shells, new Map());
      const copy = functionShell(context, node, decorators, true);
      const made = subtreeShells(context, node);
      restore(context, made, shells);
      cls.methods.push(copy);
      context.classMethods.set(copy, origin);
      copies.push(() => {
        restore(context, shells, made);
        buildFunction(context, node, decorators, []);
        restore(context, made, shells);
      });
    }
    for (const above of base.bases) if (above.kind === "class") visit(above.class);
  };
  for (const base of cls.bases) if (base.kind === "class") visit(base.class);
  if (copies.length > 0) context.inherited.set(cls, copies);
}

/** Whether a class method makes objects of its class, or reads what the class has for its own. */
function usesClass(text: string, cls: ClassDef, source: string): boolean {
  const receiver = /def\s+\w+\s*\(\s*(\w+)/.exec(text)?.[1];
  if (receiver === undefined) return false;
  const own = new Set([...cls.methods.map((method) => method.name), "__name__", "__qualname__"]);
  const variable = /^[ \t]*(\w+)\s*(?::[^=\n]*)?=/gm;
  for (const match of source.matchAll(variable)) own.add(match[1]);
  const uses = [...text.matchAll(new RegExp(`\\b${receiver}\\b(?:\\.(\\w+))?`, "g"))].slice(1);
  return uses.some((use) => use[1] === undefined || own.has(use[1]));
}

export function registerClass(context: BuildContext, cls: ClassDef): void {
  context.classes.push(cls);
  context.classByName.set(cls.name, cls);
}

function dataclassOptions(context: BuildContext, decorators: readonly NodeId[]): ClassDef["dataclass"] {
  for (const decorator of decorators) {
    if (canonicalName(context, decoratorName(context, decorator)) !== "dataclasses.dataclass") continue;
    const text = context.tree.text(decorator).replace(/\s+/g, "");
    return { frozen: text.includes("frozen=True"), order: text.includes("order=True"), eq: !text.includes("eq=False") };
  }
  return undefined;
}

const CLASS_DECORATORS = new Set([
  "dataclasses.dataclass",
  "functools.total_ordering",
  "typing.final",
  "typing.runtime_checkable",
  "enum.unique",
]);

/**
 * What the decorators of a class do, as statements behind it: a decorator that gives the class back is a call of it, as
 * registries are.
 */
export function decoratorCalls(context: BuildContext, cls: ClassDef, decorators: readonly NodeId[]): Expression[] {
  const { variable } = cls;
  if (variable === undefined) return [];
  return decorators
    .filter((each) => givesClassBack(context, each))
    .reverse()
    .map((each) => {
      const range = context.tree.range(each);
      const callee = context.expression(context.only(each));
      variable.reads++;
      const value = context.make({ kind: "name", variable }, range);
      const definition = callee.kind === "name" ? callee.variable.definition : undefined;
      const target: CallTarget =
        definition?.kind === "function" ? { kind: "function", function: definition } : { kind: "value", callee };
      return context.make({ kind: "call", target, args: [{ kind: "positional", name: undefined, value }] }, range);
    });
}

/** Whether a decorator is a function of the module that gives what it is given, or a call of one that makes such a function. */
function givesClassBack(context: BuildContext, decorator: NodeId): boolean {
  const { tree } = context;
  const inner = context.only(decorator);
  const isCall = tree.kind(inner) === Kind.call;
  const name = isCall ? tree.child(inner, Field.function) : inner;
  if (tree.kind(name) !== Kind.identifier) return false;
  const resolved = context.resolve(tree.text(name));
  const fn = resolved !== undefined && "definition" in resolved ? resolved.definition : undefined;
  if (fn?.kind !== "function") return false;
  return isCall
    ? returnsOf(fn).every((each) => each !== undefined && "parameters" in each && givesFirst(each))
    : givesFirst(fn);
}

function givesFirst(fn: FunctionDef): boolean {
  const [first] = fn.parameters;
  const found = returnsOf(fn);
  return first !== undefined && found.length > 0 && found.every((each) => each === first.variable);
}

/** What the names that a function returns stand for: functions, or variables; undefined for anything else. */
function returnsOf(fn: FunctionDef): (FunctionDef | Variable | undefined)[] {
  const found: (FunctionDef | Variable | undefined)[] = [];
  const visit = (statement: Statement): void => {
    if (statement.kind !== "return") return;
    const { value } = statement;
    const definition = value?.kind === "name" ? value.variable.definition : undefined;
    found.push(definition?.kind === "function" ? definition : value?.kind === "name" ? value.variable : undefined);
  };
  visitExpressions(fn.body, { statement: visit });
  return found;
}

/** Fills in a class whose shell was declared before. */
export function buildClass(
  context: BuildContext,
  node: NodeId,
  decorators: readonly NodeId[],
  comments: string[],
): ClassDef | undefined {
  const { tree } = context;
  const cls = context.shells.get(node);
  if (cls?.kind !== "class") return undefined;
  cls.comments.push(...comments);
  for (const decorator of decorators) {
    const canonical = canonicalName(context, decoratorName(context, decorator));
    // Nothing in a port checks for forged requests.
    const isExempt = /^method_decorator\(\s*csrf_exempt\b/.test(tree.text(decorator).replace(/^@\s*/, ""));
    if (!CLASS_DECORATORS.has(canonical) && !isExempt && !givesClassBack(context, decorator))
      context.unsupported(`the class decorator ${canonical}`, tree.range(decorator));
  }
  const scope = context.classScopes.get(cls);
  if (scope === undefined) return cls;
  context.inScope(scope, () => {
    const statements = context.classBlock(tree.child(node, Field.body));
    if (cls.docstring !== undefined) statements.shift();
    for (const statement of statements) buildClassStatement(context, cls, statement);
    buildAliases(context);
    for (const build of context.inherited.get(cls) ?? []) build();
  });
  collectValidators(context, cls);
  return cls;
}

function buildClassStatement(context: BuildContext, cls: ClassDef, statement: Statement): void {
  const comments =
    statement.lineComment === undefined ? statement.comments : [...statement.comments, statement.lineComment];
  switch (statement.kind) {
    case "function":
    case "class":
    case "pass":
    case "stub":
      return;
    case "declare":
      if (statement.target.kind === "variable") {
        const { variable } = statement.target;
        if (cls.model !== undefined)
          modelField(context, cls, variable.name, context.annotationNodes.get(variable), undefined);
        pushField(cls, { name: variable.name, declared: statement.declared, range: statement.range, comments });
        return;
      }
      break;
    case "assign": {
      const [target] = statement.targets;
      if (statement.targets.length !== 1 || target.kind !== "variable") break;
      const { name } = target.variable;
      if (cls.model !== undefined && name === "model_config") {
        readModelConfig(context, cls, statement.value);
        return;
      }
      if (name === "__match_args__" && statement.value.kind === "tuple")
        cls.matchArguments = statement.value.elements.map((each) => (each.kind === "string" ? each.value : ""));
      if (name === "__slots__" || name === "__match_args__" || name === "__hash__") return;
      if (cls.enum !== undefined && statement.declared === undefined && !name.startsWith("_")) {
        const value = statement.value;
        const isAuto = value.kind === "call" && value.target.kind === "library" && value.target.name === "auto";
        cls.members.push({
          name,
          value: isAuto ? autoValue(context, cls, name, value) : memberValue(context, cls, value),
          range: statement.range,
        });
        return;
      }
      const isField =
        (cls.dataclass !== undefined || cls.namedTuple) &&
        statement.declared !== undefined &&
        !isClassVariable(context, statement);
      if (isField && cls.model !== undefined) {
        const given = modelField(context, cls, name, context.annotationNodes.get(target.variable), statement.value);
        const made = { name, declared: statement.declared, value: given.default, range: statement.range, comments };
        pushField(cls, { ...made, factory: given.factory });
      } else if (isField)
        pushField(cls, {
          name,
          declared: statement.declared,
          value: statement.value,
          range: statement.range,
          comments,
        });
      else
        cls.classVariables.push(
          field({ name, declared: statement.declared, value: statement.value, range: statement.range, comments }),
        );
      return;
    }
    case "expression":
      if (statement.value.kind === "string" || statement.value.kind === "ellipsis") return;
  }
  context.unsupported(`a statement of kind ${statement.kind} in a class body`, statement.range);
}

/** Whether the annotation of a statement says that it is a variable of the class and no field. */
function isClassVariable(context: BuildContext, statement: Statement): boolean {
  const text = context.tree.source.slice(statement.range.start, statement.range.end);
  return /^\w+\s*:\s*["']?(typing\.)?ClassVar\b/.test(text);
}

/** The value of an enum member that is made of others (`ALL = READ | WRITE`), as the number that it is. */
function memberValue(context: BuildContext, cls: ClassDef, value: Expression): Expression {
  const folded = value.kind === "binary" ? foldMembers(cls, value) : undefined;
  return folded === undefined ? value : context.make({ kind: "int", value: folded, text: String(folded) }, value.range);
}

function foldMembers(cls: ClassDef, value: Expression): bigint | undefined {
  if (value.kind === "int") return value.value;
  if (value.kind === "name") {
    const member = cls.members.find((each) => each.name === value.variable.name);
    return member?.value.kind === "int" ? member.value.value : undefined;
  }
  if (value.kind !== "binary") return undefined;
  const [left, right] = [foldMembers(cls, value.left), foldMembers(cls, value.right)];
  if (left === undefined || right === undefined) return undefined;
  switch (value.operator) {
    case "|":
      return left | right;
    case "&":
      return left & right;
    case "^":
      return left ^ right;
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return left * right;
    case "<<":
      return right < 64n ? left << right : undefined;
    default:
      return undefined;
  }
}

function autoValue(
  context: BuildContext,
  cls: ClassDef,
  name: string,
  at: { range: Statement["range"] },
): EnumMember["value"] {
  if (cls.enum === "StrEnum") return context.make({ kind: "string", value: name.toLowerCase() }, at.range);
  const last = cls.members.at(-1)?.value;
  const previous = last?.kind === "int" ? last.value : 0n;
  const value = cls.enum === "Flag" ? (previous === 0n ? 1n : previous * 2n) : previous + 1n;
  return context.make({ kind: "int", value, text: String(value) }, at.range);
}

interface FieldParts {
  readonly name: string;
  readonly declared: Type | undefined;
  readonly value?: ClassField["default"];
  readonly factory?: ClassField["factory"];
  readonly range: Statement["range"];
  readonly comments: string[];
}

function pushField(cls: ClassDef, parts: FieldParts): void {
  const at = cls.fields.findIndex((other) => other.name === parts.name);
  if (at >= 0 && cls.fields[at].init) return;
  // A method that stands above the declaration, or was read first, has only assigned to it.
  if (at >= 0) cls.fields.splice(at, 1);
  cls.fields.push(field(parts));
}

function field({ name, declared, value, factory, range, comments }: FieldParts): ClassField {
  const plain = {
    name,
    type: ANY,
    declared,
    factory,
    init: true,
    repr: true,
    compare: true,
    comments,
    range,
  };
  const isCall = value?.kind === "call" && value.target.kind === "library" && value.target.module === "dataclasses";
  if (value?.kind !== "call" || !isCall) return { ...plain, default: value };
  const options = new Map(value.args.map((argument) => [argument.name, argument.value]));
  const flag = (key: string): boolean => {
    const option = options.get(key);
    return !(option?.kind === "bool" && !option.value);
  };
  return {
    ...plain,
    default: options.get("default"),
    factory: options.get("default_factory"),
    init: flag("init"),
    repr: flag("repr"),
    compare: flag("compare"),
  };
}
