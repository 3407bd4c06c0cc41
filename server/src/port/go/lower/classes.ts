import { allFields, constructorFields, findMethod, isThreadClass } from "../../ir/infer/members.ts";
import type { ClassDef, ClassField, FunctionDef, Module } from "../../ir/nodes.ts";
import { BOOL, type Type } from "../../ir/types.ts";
import { visitExpressions } from "../../ir/walk.ts";
import * as go from "../build.ts";
import type {
  GoBlock,
  GoConstEntry,
  GoDecl,
  GoExpr,
  GoField,
  GoMethodSignature,
  GoParam,
  GoStmt,
  GoType,
} from "../tree.ts";
import { exprMentions, mentions } from "../walk.ts";
import { isAbstractStub } from "./analysis.ts";
import { baseAccessor, classVariableName, enumMemberName, isVirtual } from "./attributes.ts";
import { madeBy } from "./calls.ts";
import { parameters } from "./closures.ts";
import { compareValues, hasOrder } from "./compare.ts";
import { leftOutDecorators, type ModuleContext, need, runtimeCall, stubMessage } from "./context.ts";
import { articleOf, docOf } from "./documentation.ts";
import { EXCEPTION_NAMES } from "./exception-names.ts";
import { reprOf } from "./formats.ts";
import { FunctionLowering, type Visitors } from "./function.ts";
import { fieldName, goMethodName, REACHES_SELF } from "./members.ts";
import { NameScope, pascalCase } from "./names.ts";
import { functionBody, functionResults } from "./statements.ts";
import { isTerminating } from "./terminating.ts";
import type { ClassInfo, ClassShape } from "./types.ts";
import { modelMethods } from "./web/models.ts";
import { isComparedOrShown } from "./web/shown.ts";
import { fieldTag, isFlat } from "./web/tags.ts";

/** Classes that are called somewhere, so that there must be something to make. */
const INSTANTIATED = new WeakSet<ClassDef>();

/** Decides how each class is written. */
export function classInfos(module: Module, scope: NameScope, exported: boolean): Map<string, ClassInfo> {
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)]) {
    visitExpressions(body, {
      expression: (e) => {
        if (e.kind === "call" && e.target.kind === "class") INSTANTIATED.add(e.target.class);
        return undefined;
      },
    });
  }
  const infos = new Map<string, ClassInfo>();
  for (const def of module.classes) {
    if (def.runtime !== undefined) {
      const names = { goName: def.runtime, structName: def.runtime, constructorName: `new${def.runtime}` };
      infos.set(def.name, { def, shape: "pointer", ...names, enumValue: undefined });
      continue;
    }
    const goName = scope.take(pascalCase(def.name));
    const shape = shapeOf(def);
    const constructorName = scope.take(`${exported ? "New" : "new"}${goName}`);
    infos.set(def.name, {
      def,
      shape,
      goName,
      structName: shape === "interface" ? scope.take(`${goName}Base`) : goName,
      constructorName,
      enumValue: enumValue(def),
    });
  }
  return infos;
}

function shapeOf(def: ClassDef): ClassShape {
  if (def.enum !== undefined) return "enum";
  // Models stand for data: one that derives from another embeds it.
  if (def.model !== undefined) return def.model.kind === "record" ? "value" : "pointer";
  if (def.subclasses.length > 0 || def.isProtocol) return "interface";
  const immutable = def.namedTuple || def.dataclass?.frozen === true;
  const standsAlone = def.bases.length === 0 && !def.isException && def.typeParameters.length === 0;
  const ownEquality = def.methods.some((method) => ["__eq__", "__post_init__", "__init__"].includes(method.name));
  return immutable && standsAlone && !ownEquality && def.fields.every((field) => isPlain(field.type))
    ? "value"
    : "pointer";
}

function isPlain(type: Type): boolean {
  return (
    ["int", "float", "str", "bool"].includes(type.kind) ||
    (type.kind === "tuple" && type.elements.length <= 6 && type.elements.every(isPlain))
  );
}

function enumValue(def: ClassDef): ClassInfo["enumValue"] {
  const kinds = new Set(
    def.members.map((member) => (member.value.type.kind === "bool" ? "int" : member.value.type.kind)),
  );
  if (kinds.size !== 1) return undefined;
  const [kind] = kinds;
  if (kind === "int") return "int";
  if (kind === "str") return "string";
  return kind === "float" ? "float64" : undefined;
}

/** The declarations of a class. */
export function lowerClass(module: ModuleContext, visitors: Visitors, info: ClassInfo): GoDecl[] {
  module.types.parameters = new Set(info.def.typeParameters);
  if (info.def.runtime !== undefined) return [];
  if (info.shape === "enum") return enumDecls(module, visitors, info);
  const { def } = info;
  const decls: GoDecl[] = [];
  const typeParams = def.typeParameters.map((name) => ({ name, constraint: go.ANY_TYPE }));
  const doc = docOf(info.goName, def.docstring, def.comments, "type");
  const pureInterface = info.shape === "interface" && isPureInterface(def);
  if (info.shape === "interface") {
    decls.push({
      kind: "type",
      name: info.goName,
      typeParams,
      type: interfaceOf(module, info, pureInterface),
      doc,
      source: def.range,
    });
  }
  if (!pureInterface) {
    const structDoc = info.shape === "interface" ? `${info.structName} is what every ${info.goName} has.` : doc;
    decls.push({
      kind: "type",
      name: info.structName,
      typeParams,
      type: structOf(module, info),
      doc: structDoc,
      source: def.range,
    });
    const receiver = receiverName(info);
    if (def.model === undefined) decls.push(...constructors(module, visitors, info));
    else
      decls.push(...modelMethods(module, info, receiver, () => lowering(module, visitors, info, undefined, receiver)));
    if (info.shape === "interface") decls.push(accessor(module, info));
    const marked = info.def.standsFor ?? (info.def.standIns.length > 0 ? info.def : undefined);
    if (marked !== undefined) decls.push(mark(info, marked));
  }
  decls.push(...classVariables(module, visitors, info));
  if (!pureInterface) decls.push(...virtualVariables(module, visitors, info));
  for (const method of def.methods) {
    if (method.name === "__init__" || method.name === "__post_init__") continue;
    if (pureInterface && method.role !== "static" && method.role !== "class") continue;
    if (isAbstractStub(method) && info.shape === "interface" && def.isAbstract && method.role !== "static") continue;
    decls.push(methodDecl(module, visitors, info, method));
  }
  decls.push(...generated(module, visitors, info));
  return decls;
}

/** A class of which nothing but the names of methods is left: Protocol, or an ABC without state. */
export function isPureInterface(def: ClassDef): boolean {
  const own = def.methods.filter((method) => method.role !== "static" && method.role !== "class");
  const empty =
    def.fields.length === 0 &&
    own.every((method) => isAbstractStub(method) || (def.isProtocol && method.name !== "__init__"));
  const isImplemented = (sub: ClassDef): boolean =>
    own.every((method) => sub.methods.some((other) => other.name === method.name)) ||
    (sub.subclasses.length > 0 && sub.subclasses.every(isImplemented));
  return (
    empty &&
    !INSTANTIATED.has(def) &&
    (def.isAbstract || def.subclasses.every(isImplemented)) &&
    (def.isProtocol || own.length > 0) &&
    def.bases.every((base) => base.kind === "class" && isPureInterface(base.class))
  );
}

function selfType(info: ClassInfo): GoType {
  const named = go.named(info.structName, ...info.def.typeParameters.map((name) => go.named(name)));
  return info.shape === "value" || info.shape === "enum" ? named : go.pointerTo(named);
}

// ───────────────────────────────────────────────────────────── types

function interfaceOf(module: ModuleContext, info: ClassInfo, pure: boolean): GoType {
  const embeds: GoType[] = info.def.isException ? [go.ERROR_TYPE] : [];
  const methods: GoMethodSignature[] = [];
  const seen = new Set<string>();
  const collect = (def: ClassDef): void => {
    for (const method of def.methods) {
      const name = method.role === "setter" ? `Set${pascalCase(method.name)}` : goMethodName(module.types, method);
      if (
        method.role === "static" ||
        method.role === "class" ||
        method.name === "__init__" ||
        method.name === "__post_init__" ||
        seen.has(name) ||
        name === "Error"
      )
        continue;
      seen.add(name);
      const generator: Type = method.isGenerator ? { kind: "iterator", element: method.yielded } : method.result;
      const results = module.types.results(generator);
      methods.push({
        name,
        params: method.parameters.map((parameter, i) => ({
          name: parameterName(parameter.variable.name, i),
          type: comparisonParameter(method) ?? variableType(module, parameter.variable),
        })),
        results: module.failing.has(method) ? [...results, go.ERROR_TYPE] : results,
      });
    }
    for (const field of def.classVariables) {
      const name = fieldName(field.name);
      if (!isVirtual(def, field.name) || field.default === undefined || seen.has(name)) continue;
      seen.add(name);
      methods.push({ name, params: [], results: [module.types.goType(field.type)] });
    }
    for (const base of def.bases) if (base.kind === "class") collect(base.class);
  };
  collect(info.def);
  const accessors = (def: ClassDef): void => {
    const each = module.classes.get(def.name);
    if (def.standIns.length > 0) methods.push({ name: standInMark(def), params: [], results: [] });
    else if (each !== undefined && !isPureInterface(def)) {
      methods.push({ name: baseAccessor(each.structName), params: [], results: [selfType(each)] });
    }
    for (const base of def.bases) if (base.kind === "class") accessors(base.class);
  };
  if (!pure) accessors(info.def);
  return { kind: "interface", embeds, methods };
}

function parameterName(name: string, i: number): string {
  const scope = new NameScope();
  return scope.take(
    name.replace(/_+([a-z])/g, (_, letter: string) => letter.toUpperCase()).replace(/^[^A-Za-z]+/, "") || `p${i}`,
  );
}

function variableType(module: ModuleContext, variable: FunctionDef["parameters"][number]["variable"]): GoType {
  const type = module.types.goType(variable.type);
  return module.pointers.has(variable) ? go.pointerTo(type) : type;
}

function structOf(module: ModuleContext, info: ClassInfo): GoType {
  const fields: GoField[] = [];
  const flat = isFlat(info.def);
  for (const base of info.def.bases) {
    if (flat) continue;
    if (base.kind === "class") {
      const parent = module.classes.get(base.class.name);
      if (parent !== undefined && !isPureInterface(base.class))
        fields.push({
          type: go.named(
            parent.structName,
            ...parent.def.typeParameters.map((name) => go.named(info.def.typeParameters.includes(name) ? name : "any")),
          ),
        });
    } else if (base.kind === "library" && isThreadClass(info.def)) {
      need(module, "Thread");
      fields.push({ type: go.pointerTo(go.named("Thread")) });
    } else if (info.def.isException && !fields.some((field) => field.name === undefined)) {
      const name = base.kind === "builtin" ? (EXCEPTION_NAMES[base.name] ?? "Exception") : "Exception";
      need(module, name);
      need(module, "newException");
      fields.push({ type: go.named(name) });
    }
  }
  if (info.shape === "interface" && needsSelf(info.def))
    fields.push({
      name: "self",
      type: go.named(info.goName, ...info.def.typeParameters.map((name) => go.named(name))),
      comment: "the object itself, to reach what subclasses override",
    });
  const inherited = new Set(
    allFields(info.def)
      .filter((field) => !info.def.fields.includes(field))
      .map((field) => field.name),
  );
  for (const field of flat ? allFields(info.def) : info.def.fields) {
    if (!flat && inherited.has(field.name) && !info.def.fields.includes(field)) continue;
    fields.push({
      name: fieldName(field.name),
      type: module.types.goType(field.type),
      tag: fieldTag(module, info.def, field),
      comment: field.comments.length > 0 ? field.comments.join(" ") : undefined,
    });
  }
  return { kind: "struct", fields };
}

/** Whether a method of the class calls one that is overridden, or hands the object on: both have to see the whole object. */
export function needsSelf(def: ClassDef): boolean {
  if (REACHES_SELF.has(def)) return true;
  return def.methods.some((method) => {
    if (method.receiver === undefined) return false;
    let whole = 0;
    let parts = 0;
    visitExpressions(method.body, {
      nested: true,
      expression: (value) => {
        if (value.kind === "name" && value.variable === method.receiver) whole++;
        if (value.kind === "attribute" && value.object.kind === "name" && value.object.variable === method.receiver) {
          if (value.resolved.kind === "property" && isOverridden(def, value.name)) whole++;
          if (value.resolved.kind === "classVariable" && isVirtual(def, value.name)) whole++;
          parts++;
        }
        if (
          value.kind === "call" &&
          value.target.kind === "method" &&
          value.target.receiver.kind === "name" &&
          value.target.receiver.variable === method.receiver
        ) {
          if (!isOverridden(def, value.target.name)) parts++;
        }
      },
      target: (target) => {
        if (target.kind === "attribute" && target.object.kind === "name" && target.object.variable === method.receiver)
          parts++;
      },
    });
    return whole > parts;
  });
}

function isOverridden(def: ClassDef, name: string): boolean {
  return def.subclasses.some((sub) => sub.methods.some((method) => method.name === name) || isOverridden(sub, name));
}

function accessor(_module: ModuleContext, info: ClassInfo): GoDecl {
  const receiver = receiverName(info);
  return {
    kind: "function",
    name: baseAccessor(info.structName),
    receiver: { name: receiver, type: selfType(info) },
    params: [],
    results: [{ name: "", type: selfType(info) }],
    body: [go.returnStmt(go.name(receiver))],
  };
}

/** The method that tells objects of a class and of the copies that stand for it. */
function standInMark(def: ClassDef): string {
  return `is${pascalCase(def.name)}`;
}

function mark(info: ClassInfo, marked: ClassDef): GoDecl {
  const name = standInMark(marked);
  return {
    kind: "function",
    name,
    receiver: { name: receiverName(info), type: selfType(info) },
    params: [],
    results: [],
    body: [],
    doc: `${name} tells what passes for a ${marked.name}.`,
  };
}

function receiverName(info: ClassInfo): string {
  return info.goName.charAt(0).toLowerCase();
}

// ───────────────────────────────────────────────────────────── constructors

function lowering(
  module: ModuleContext,
  visitors: Visitors,
  info: ClassInfo,
  def: FunctionDef | undefined,
  receiver: string,
): FunctionLowering {
  const scope = new NameScope(module.packageScope);
  scope.reserve(receiver);
  return new FunctionLowering(
    {
      module,
      def,
      scope,
      locals: new Map(),
      errors: def !== undefined && module.failing.has(def) ? "return" : "panic",
      result: def?.result,
      generator: def?.isGenerator ? { yielded: def.yielded } : undefined,
      escape: undefined,
      handling: undefined,
      loops: [],
      receiver:
        def?.receiver === undefined || def.role === "class"
          ? undefined
          : { variable: def.receiver, name: receiver, info },
    },
    visitors,
  );
}

function constructors(module: ModuleContext, visitors: Visitors, info: ClassInfo): GoDecl[] {
  const { def } = info;
  const receiver = receiverName(info);
  const init = def.methods.find((method) => method.name === "__init__");
  const inheritedInit = init ?? findMethod(def, "__init__");
  const typeParams = def.typeParameters.map((name) => ({ name, constraint: go.ANY_TYPE }));
  const result: GoType =
    info.shape === "interface"
      ? go.named(info.goName, ...def.typeParameters.map((name) => go.named(name)))
      : selfType(info);
  const decls: GoDecl[] = [];
  const selves = selfAssignments(module, info, receiver);
  const doc = `${info.constructorName} makes ${articleOf(info.goName)} ${info.goName}.`;
  const made = go.unary(
    "&",
    go.composite(go.named(info.structName, ...def.typeParameters.map((name) => go.named(name))), []),
  );
  const isAbstract = def.isAbstract && info.shape === "interface";
  if (inheritedInit !== undefined) {
    const fails = module.failing.has(inheritedInit);
    const results = [{ name: "", type: result }, ...(fails ? [{ name: "", type: go.ERROR_TYPE }] : [])];
    const separate = info.shape === "interface" || init === undefined;
    if (init !== undefined && separate) {
      const inner = lowering(module, visitors, info, init, receiver);
      const params = parameters(inner, init);
      const body = functionBody(inner, init);
      decls.push({
        kind: "function",
        name: "init",
        receiver: { name: receiver, type: selfType(info) },
        params,
        results: fails ? [{ name: "", type: go.ERROR_TYPE }] : [],
        body: [...body],
        source: init.range,
      });
    }
    if (isAbstract) return decls;
    const inner = lowering(module, visitors, info, inheritedInit, receiver);
    const params = parameters(inner, inheritedInit);
    if (separate) {
      const names = params.map((param) => go.name(param.name));
      const owner =
        inheritedInit.owner === def || inheritedInit.owner === undefined
          ? go.name(receiver)
          : go.select(go.name(receiver), module.classes.get(inheritedInit.owner.name)!.structName);
      const call = go.methodCall(owner, "init", ...names);
      const run: GoStmt = fails
        ? {
            kind: "if",
            init: go.define(["err"], call),
            condition: go.binary("!=", go.name("err"), go.NIL),
            body: [go.returnStmt(go.NIL, go.name("err"))],
          }
        : go.exprStmt(call);
      const body = [
        go.define([receiver], made),
        ...selves,
        run,
        go.returnStmt(go.name(receiver), ...(fails ? [go.NIL] : [])),
      ];
      decls.push({ kind: "function", name: info.constructorName, typeParams, params, results, body, doc });
      return decls;
    }
    const lowered = inner.block(() => {
      // A failing constructor returns nil beside the error.
      inner.visitors.statements(inner, init!.body);
    });
    const placed = inner.finish(lowered).map((stmt) => withResult(stmt, fails));
    const documented = docOf(info.constructorName, init!.docstring, init!.comments) ?? doc;
    decls.push({
      kind: "function",
      name: info.constructorName,
      typeParams,
      params,
      results,
      body: compact(receiver, made, [...selves, ...placed], fails),
      doc: documented,
      source: init!.range,
    });
    return decls;
  }
  if (isAbstract) return decls;
  if (def.isException && def.dataclass === undefined) {
    need(module, "newException");
    const params: GoParam[] = [
      { name: "message", type: go.STRING_TYPE },
      { name: "args", type: go.ANY_TYPE, variadic: true },
    ];
    const call: GoExpr = {
      kind: "call",
      callee: go.name("newException"),
      args: [go.name("message"), go.name("args")],
      spread: true,
    };
    const body = [
      go.define([receiver], made),
      ...selves,
      go.assign(go.select(go.name(receiver), "Exception"), call),
      go.returnStmt(go.name(receiver)),
    ];
    decls.push({
      kind: "function",
      name: info.constructorName,
      params,
      results: [{ name: "", type: result }],
      body,
      doc,
    });
    return decls;
  }
  const fields = constructorFields(def);
  const post = findMethod(def, "__post_init__");
  const inner = lowering(module, visitors, info, post, receiver);
  const params = fields.map((field) => ({ field, name: inner.context.scope.take(parameterName(field.name, 0)) }));
  const own = new Set(def.fields.map((field) => field.name));
  const assigned = (field: ClassField, value: GoExpr): GoStmt =>
    go.assign(go.select(go.name(receiver), fieldName(field.name)), value);
  const body: GoStmt[] = params.map(({ field, name }) => assigned(field, go.name(name)));
  const rest = inner.block(() => {
    for (const field of allFields(def)) {
      if (params.some((each) => each.field.name === field.name)) continue;
      if (field.default !== undefined) inner.emit(assigned(field, inner.exprAs(field.default, field.type)));
      else if (field.factory !== undefined) inner.emit(assigned(field, madeBy(inner, field.factory, field.type)));
    }
    if (post !== undefined) inner.visitors.statements(inner, post.body);
  });
  void own;
  const fails = post !== undefined && module.failing.has(post);
  const placed = inner.finish(rest).map((stmt) => withResult(stmt, fails));
  const literal = info.shape === "value" ? go.composite(go.named(info.structName), []) : made;
  decls.push({
    kind: "function",
    name: info.constructorName,
    typeParams,
    params: params.map(({ field, name }) => ({ name, type: module.types.goType(field.type) })),
    results: [{ name: "", type: result }, ...(fails ? [{ name: "", type: go.ERROR_TYPE }] : [])],
    body: compact(receiver, literal, [...selves, ...body, ...placed], fails, def),
    doc,
  });
  return decls;
}

/** `return err` of an initializer inside of the constructor returns no object. */
function withResult(stmt: GoStmt, fails: boolean): GoStmt {
  if (!fails) return stmt;
  const inside = (body: GoBlock): GoBlock => body.map((each) => withResult(each, fails));
  switch (stmt.kind) {
    case "return":
      return stmt.values.length === 1 && !(stmt.values[0].kind === "name" && stmt.values[0].name === "nil")
        ? { ...stmt, values: [go.NIL, ...stmt.values] }
        : stmt;
    case "if":
      return {
        ...stmt,
        body: inside(stmt.body),
        otherwise: stmt.otherwise === undefined ? undefined : inside(stmt.otherwise),
      };
    case "for":
    case "range":
    case "block":
      return { ...stmt, body: inside(stmt.body) };
    default:
      return stmt;
  }
}

/** Puts plain assignments of fields into the literal, as long as they do not read the object. */
function compact(receiver: string, made: GoExpr, body: GoBlock, fails: boolean, def?: ClassDef): GoBlock {
  const literal = made.kind === "unary" ? made.value : made;
  if (literal.kind !== "composite") return body;
  const elements: { key: GoExpr; value: GoExpr }[] = [];
  const own = def === undefined ? undefined : new Set(def.fields.map((field) => fieldName(field.name)));
  let firstIndex = 0;
  const lead: GoStmt[] = [];
  for (; firstIndex < body.length; firstIndex++) {
    const stmt = body[firstIndex];
    if (stmt.kind === "blank" && elements.length > 0) continue;
    if (stmt.kind !== "assign" && !mentions(stmt, receiver) && elements.length === 0 && stmt.kind !== "return") {
      lead.push(stmt);
      continue;
    }
    if (stmt.kind !== "assign" || stmt.targets.length !== 1 || stmt.operator !== "=") break;
    const [target] = stmt.targets;
    if (
      target.kind !== "selector" ||
      target.value.kind !== "name" ||
      target.value.name !== receiver ||
      exprMentions(stmt.values[0], receiver)
    )
      break;
    if (
      (own !== undefined && !own.has(target.name)) ||
      elements.some((each) => each.key.kind === "name" && each.key.name === target.name) ||
      target.name === "Exception" ||
      target.name === "self"
    )
      break;
    elements.push({ key: go.name(target.name), value: stmt.values[0] });
  }
  const filled: GoExpr = go.composite(literal.type, elements, elements.length > 3);
  const object = made.kind === "unary" ? go.unary("&", filled) : filled;
  const rest = body.slice(firstIndex);
  const end = go.returnStmt(go.name(receiver), ...(fails ? [go.NIL] : []));
  if (rest.length === 0) return [...lead, go.returnStmt(object, ...(fails ? [go.NIL] : []))];
  const finished = replaceReturns(rest, receiver, fails);
  return [...lead, go.define([receiver], object), ...finished, ...(isTerminating(finished) ? [] : [end])];
}

/** A bare return of an initializer returns the object. */
function replaceReturns(body: GoBlock, receiver: string, fails: boolean): GoBlock {
  return body.map((stmt): GoStmt => {
    switch (stmt.kind) {
      case "return":
        return stmt.values.length === 0 ||
          (stmt.values.length === 1 && stmt.values[0].kind === "name" && stmt.values[0].name === "nil")
          ? go.returnStmt(go.name(receiver), ...(fails ? [go.NIL] : []))
          : stmt;
      case "if":
        return {
          ...stmt,
          body: replaceReturns(stmt.body, receiver, fails),
          otherwise: stmt.otherwise === undefined ? undefined : replaceReturns(stmt.otherwise, receiver, fails),
        };
      case "for":
      case "range":
      case "block":
        return { ...stmt, body: replaceReturns(stmt.body, receiver, fails) };
      default:
        return stmt;
    }
  });
}

function selfAssignments(module: ModuleContext, info: ClassInfo, receiver: string): GoStmt[] {
  const result: GoStmt[] = [];
  const visit = (def: ClassDef): void => {
    const each = module.classes.get(def.name);
    if (each?.shape === "interface" && needsSelf(def) && !isPureInterface(def)) {
      const holder = def === info.def ? go.name(receiver) : go.select(go.name(receiver), each.structName);
      result.push(go.assign(go.select(holder, "self"), go.name(receiver)));
    }
    for (const base of def.bases) if (base.kind === "class") visit(base.class);
  };
  visit(info.def);
  return result;
}

// ───────────────────────────────────────────────────────────── members

function classVariables(module: ModuleContext, visitors: Visitors, info: ClassInfo): GoDecl[] {
  return info.def.classVariables
    .filter((field) => !["__match_args__", "__slots__"].includes(field.name) && field.default !== undefined)
    .map((field): GoDecl => {
      const inner = lowering(module, visitors, info, undefined, "_");
      const { stmts, value } = inner.capture(() => inner.exprAs(field.default!, field.type));
      const type = module.types.goType(field.type);
      const wrapped =
        stmts.length === 0 ? value : go.call(go.fn([], [type], inner.finish([...stmts, go.returnStmt(value)])));
      const missing = stmts.length === 0 ? stubMessage(value) : undefined;
      const doc = [
        ...field.comments,
        ...(missing === undefined ? [] : [`Departs from Python: ${missing}, and it has no value.`]),
      ];
      return {
        kind: "var",
        name: classVariableName(inner, info.def, field.name),
        type,
        value: missing === undefined ? wrapped : undefined,
        doc: doc.length > 0 ? doc.join("\n") : undefined,
      };
    });
}

/** A method for each class variable that subclasses override: it gives the one of the object's own class. */
function virtualVariables(module: ModuleContext, visitors: Visitors, info: ClassInfo): GoDecl[] {
  const inner = lowering(module, visitors, info, undefined, "_");
  const receiver = receiverName(info);
  return info.def.classVariables
    .filter((field) => isVirtual(info.def, field.name) && field.default !== undefined)
    .map(
      (field): GoDecl => ({
        kind: "function",
        name: fieldName(field.name),
        receiver: { name: receiver, type: selfType(info) },
        params: [],
        results: [{ name: "", type: module.types.goType(field.type) }],
        body: [go.returnStmt(go.name(classVariableName(inner, info.def, field.name)))],
        doc: `${fieldName(field.name)} is the class variable of the object's own class.`,
      }),
    );
}

const COMPARISONS: ReadonlySet<string> = new Set(["__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__"]);

/** Comparisons take any value, so that the runtime can call them on what a container holds. */
function comparisonParameter(method: FunctionDef): GoType | undefined {
  return COMPARISONS.has(method.name) ? go.ANY_TYPE : undefined;
}

function methodDecl(module: ModuleContext, visitors: Visitors, info: ClassInfo, method: FunctionDef): GoDecl {
  const isStatic = method.role === "static" || method.role === "class";
  const receiver = receiverName(info);
  const inner = lowering(module, visitors, info, method, receiver);
  const params = [...parameters(inner, method)];
  const lead: GoStmt[] = [];
  if (COMPARISONS.has(method.name) && method.parameters.length === 1) {
    const { variable } = method.parameters[0];
    const type = module.types.goType(variable.type);
    if (!(type.kind === "named" && type.name === "any")) {
      const given = inner.context.scope.take("value");
      const name = params[0].name;
      const uses = variable.reads > 0;
      params[0] = { name: uses ? given : "_", type: go.ANY_TYPE };
      if (uses) {
        lead.push(
          go.define([name, "ok"], { kind: "assert", value: go.name(given), type }),
          go.ifStmt(go.unary("!", go.name("ok")), [
            go.returnStmt(
              module.types.results(method.result)[0]?.kind === "named" && method.result.kind === "bool"
                ? go.FALSE
                : inner.zero(module.types.results(method.result)[0] ?? go.BOOL_TYPE),
            ),
          ]),
        );
      }
    }
  }
  const body = [...lead, ...functionBody(inner, method)];
  const results = functionResults(inner, method).map((type) => ({ name: "", type }));
  const name = isStatic
    ? module.functionNames.get(method)!
    : method.role === "setter"
      ? `Set${pascalCase(method.name)}`
      : goMethodName(module.types, method);
  const typeParams = isStatic
    ? info.def.typeParameters.map((each) => ({ name: each, constraint: go.ANY_TYPE }))
    : undefined;
  return {
    kind: "function",
    name,
    receiver: isStatic ? undefined : { name: receiver, type: selfType(info) },
    typeParams: typeParams !== undefined && typeParams.length > 0 ? typeParams : undefined,
    params,
    results,
    body,
    doc: docOf(name, method.docstring, [...method.comments, ...leftOutDecorators(module, method)]),
    source: method.range,
  };
}

/** What a dataclass gives its class. */
function generated(module: ModuleContext, visitors: Visitors, info: ClassInfo): GoDecl[] {
  const { def } = info;
  const decls: GoDecl[] = [];
  const receiver = receiverName(info);
  const inner = lowering(module, visitors, info, undefined, receiver);
  const has = (name: string): boolean => findMethod(def, name) !== undefined;
  const isRecord =
    (def.dataclass !== undefined && (def.model === undefined || isComparedOrShown(module.module, def))) ||
    def.namedTuple;
  if (isRecord && !has("__repr__") && !has("__str__") && !def.isException)
    decls.push(stringMethod(inner, info, receiver, "String"));
  else if (isRecord && !has("__repr__") && !def.isException) decls.push(stringMethod(inner, info, receiver, "Repr"));
  if (isRecord && info.shape === "pointer" && def.dataclass?.eq !== false && !has("__eq__"))
    decls.push(equalMethod(inner, info, receiver));
  if (def.dataclass?.order && !has("__lt__")) decls.push(lessMethod(inner, info, receiver));
  return decls;
}

function stringMethod(l: FunctionLowering, info: ClassInfo, receiver: string, name: "String" | "Repr"): GoDecl {
  const fields = allFields(info.def).filter((field) => field.repr);
  const verbs = fields.map((field) => `${field.name}=${field.type.kind === "int" ? "%d" : "%s"}`);
  const values = fields.map((field) => {
    const value = go.select(go.name(receiver), fieldName(field.name));
    return field.type.kind === "int" ? value : reprOf(l, value, field.type);
  });
  const template = go.text(`${info.def.name}(${verbs.join(", ")})`);
  const body = fields.length === 0 ? template : go.packageCall("fmt", "Sprintf", template, ...values);
  return {
    kind: "function",
    name,
    receiver: { name: receiver, type: selfType(info) },
    params: [],
    results: [{ name: "", type: go.STRING_TYPE }],
    body: [go.returnStmt(body)],
  };
}

function equalMethod(l: FunctionLowering, info: ClassInfo, receiver: string): GoDecl {
  const fields = allFields(info.def).filter((field) => field.compare);
  const tests = fields.map((field) => {
    const [a, b] = [
      go.select(go.name(receiver), fieldName(field.name)),
      go.select(go.name("other"), fieldName(field.name)),
    ];
    if (l.module.types.isComparable(field.type)) return go.binary("==", a, b);
    if (field.type.kind === "list" && l.module.types.isComparable(field.type.element))
      return go.packageCall("slices", "Equal", a, b);
    return runtimeCall(l.module, "equal", a, b);
  });
  const all = [go.name("ok") as GoExpr, ...tests].reduce((a, b) => go.binary("&&", a, b));
  const bind = fields.length === 0 ? "_" : "other";
  return {
    kind: "function",
    name: "Equal",
    receiver: { name: receiver, type: selfType(info) },
    params: [{ name: "value", type: go.ANY_TYPE }],
    results: [{ name: "", type: go.BOOL_TYPE }],
    body: [
      go.define([bind, "ok"], { kind: "assert", value: go.name("value"), type: selfType(info) }),
      go.returnStmt(all),
    ],
    doc: `Equal compares the fields.`,
  };
}

function lessMethod(l: FunctionLowering, info: ClassInfo, receiver: string): GoDecl {
  const fields = allFields(info.def).filter((field) => field.compare);
  const parts = fields.map((field) =>
    compareValues(
      l,
      field.type,
      go.select(go.name(receiver), fieldName(field.name)),
      go.select(go.name("other"), fieldName(field.name)),
    ),
  );
  const order = parts.length === 1 ? parts[0] : go.packageCall("cmp", "Or", ...parts);
  // What has no order of its own is compared only where all before it is the same, and only where it differs.
  const isLazy = fields.length > 1 && fields.some((field) => !hasOrder(l, field.type));
  const steps = fields.map((field, i): GoStmt => {
    const [a, b] = [receiver, "other"].map((of) => go.select(go.name(of), fieldName(field.name)));
    const isLess = go.returnStmt(go.binary("<", parts[i], go.number(0)));
    const differs = l.module.types.isComparable(field.type)
      ? go.binary("!=", a, b)
      : go.negate(runtimeCall(l.module, "equal", a, b));
    return go.ifStmt(differs, [isLess]);
  });
  return {
    kind: "function",
    name: "Less",
    receiver: { name: receiver, type: selfType(info) },
    params: [{ name: "value", type: go.ANY_TYPE }],
    results: [{ name: "", type: go.BOOL_TYPE }],
    body: [
      go.define(["other", "ok"], { kind: "assert", value: go.name("value"), type: selfType(info) }),
      ...(isLazy
        ? [go.ifStmt(go.negate(go.name("ok")), [go.returnStmt(go.FALSE)]), ...steps, go.returnStmt(go.FALSE)]
        : [go.returnStmt(go.binary("&&", go.name("ok"), go.binary("<", order, go.number(0))))]),
    ],
    doc: `Less orders by the fields.`,
  };
}

// ───────────────────────────────────────────────────────────── enums

function enumDecls(module: ModuleContext, visitors: Visitors, info: ClassInfo): GoDecl[] {
  const { def, goName, enumValue: value } = info;
  const inner = lowering(module, visitors, info, undefined, "_");
  const type = go.named(goName);
  const receiver = receiverName(info);
  const entries: GoConstEntry[] = def.members.map((member, i) => ({
    name: enumMemberName(inner, def, member.name),
    type,
    value: value === undefined ? go.number(i) : inner.expr(member.value),
  }));
  const members = def.members.map((member) => go.name(enumMemberName(inner, def, member.name)));
  const self = { name: receiver, type };
  const cases = (results: readonly GoExpr[], fallback: GoExpr): GoBlock => {
    const seen = new Set<string>();
    const unique = def.members
      .map((member, i) => ({ member, i }))
      .filter(({ member }) => {
        const key =
          value === undefined
            ? member.name
            : JSON.stringify("value" in member.value ? String(member.value.value) : member.name);
        if (seen.has(key)) return false;
        seen.add(key);
        return true;
      });
    return [
      {
        kind: "switch",
        tag: go.name(receiver),
        cases: unique.map(({ i }) => ({ values: [members[i]], body: [go.returnStmt(results[i])] })),
      },
      go.returnStmt(fallback),
    ];
  };
  const decls: GoDecl[] = [
    {
      kind: "type",
      name: goName,
      type: go.named(value ?? "int"),
      doc: docOf(goName, def.docstring, def.comments, "type"),
      source: def.range,
    },
    { kind: "const", entries },
    {
      kind: "var",
      name: `${goName}Values`,
      value: go.listOf(go.sliceOf(type), members),
      doc: `${goName}Values are the members in order.`,
    },
    {
      kind: "function",
      name: "Name",
      receiver: self,
      params: [],
      results: [{ name: "", type: go.STRING_TYPE }],
      body: cases(
        def.members.map((member) => go.text(member.name)),
        go.text(""),
      ),
      doc: "Name is the member's name.",
    },
  ];
  if (value === undefined) {
    decls.push({
      kind: "function",
      name: "Value",
      receiver: self,
      params: [],
      results: [{ name: "", type: go.ANY_TYPE }],
      body: cases(
        def.members.map((member) => inner.exprAs(member.value, { kind: "any" })),
        go.NIL,
      ),
      doc: "Value is the member's value.",
    });
  }
  const plainText = def.enum === "IntEnum" || def.enum === "StrEnum";
  if (findMethod(def, "__str__") === undefined) {
    const text: GoExpr = plainText
      ? def.enum === "StrEnum" || value === "string"
        ? go.convert(go.STRING_TYPE, go.name(receiver))
        : go.packageCall("strconv", "Itoa", go.convert(go.INT_TYPE, go.name(receiver)))
      : go.binary("+", go.text(`${def.name}.`), go.methodCall(go.name(receiver), "Name"));
    decls.push({
      kind: "function",
      name: "String",
      receiver: self,
      params: [],
      results: [{ name: "", type: go.STRING_TYPE }],
      body: [go.returnStmt(text)],
    });
  }
  if (findMethod(def, "__repr__") === undefined) {
    const raw: GoExpr =
      value === undefined ? go.methodCall(go.name(receiver), "Value") : go.convert(go.named(value), go.name(receiver));
    const written =
      value === undefined
        ? runtimeCall(module, "repr", raw)
        : reprOf(
            inner,
            raw,
            value === "int" ? { kind: "int", wide: false } : value === "string" ? { kind: "str" } : { kind: "float" },
          );
    const parts = [
      go.text(`<${def.name}.`),
      go.methodCall(go.name(receiver), "Name"),
      go.text(": "),
      written,
      go.text(">"),
    ];
    decls.push({
      kind: "function",
      name: "Repr",
      receiver: self,
      params: [],
      results: [{ name: "", type: go.STRING_TYPE }],
      body: [go.returnStmt(parts.reduce((a, b) => go.binary("+", a, b)))],
    });
  }
  const enumInfo = info;
  for (const method of def.methods) decls.push(methodDecl(module, visitors, enumInfo, method));
  decls.push(...classVariables(module, visitors, info));
  return decls;
}

export { BOOL };
