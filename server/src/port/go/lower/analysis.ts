import { bindArguments } from "../../ir/bind.ts";
import { allFields, findMethod } from "../../ir/infer/members.ts";
import type {
  CallExpression,
  ClassDef,
  ClassField,
  Expression,
  FunctionDef,
  Module,
  Statement,
  Target,
  Variable,
} from "../../ir/nodes.ts";
import { ANY, sameType, type Type, withoutNone } from "../../ir/types.ts";
import { visitExpression, visitExpressions } from "../../ir/walk.ts";
import { WEB } from "../../ir/web/service.ts";
import type { ModuleFacts } from "./context.ts";
import { presentKeys } from "./present.ts";
import { isNonNegative } from "./ranges.ts";
import { resumedIterators } from "./resumed.ts";
import { giveAddress, isScoped, scopedCall } from "./scoped.ts";

export interface Analysis {
  readonly facts: ModuleFacts;
  readonly failing: ReadonlySet<FunctionDef>;
  readonly pointers: ReadonlySet<Variable>;
  readonly fillsDefaults: boolean;
}

/** Looks over the module for what lowering has to know before it starts. */
export function analyse(module: Module, mainFunction: FunctionDef | undefined): Analysis {
  const bodies = allBodies(module);
  const valueFunctions = usedAsValues(module, bodies);
  const grown = grownLists(bodies);
  return {
    facts: {
      caught: caughtNames(bodies),
      usesArguments: mentionsAttribute(bodies, "args"),
      resumed: resumedIterators(bodies),
      usesNext: false,
      factories: defaultFactories(module, bodies),
      nonNegative: nonNegativeVariables(module, bodies),
      valueFunctions,
      grown,
      readsJSON: readsJSON(bodies),
      namesNonFinite: namesNonFinite(bodies),
      handsOver: handsOver(bodies),
      present: presentKeys(module),
    },
    failing: failingFunctions(module, valueFunctions, mainFunction),
    pointers: growingParameters(module, valueFunctions, bodies, grown),
    fillsDefaults: fillsDefaults(bodies),
  };
}

function allBodies(module: Module): readonly (readonly Statement[])[] {
  return [module.body, ...(module.main === undefined ? [] : [module.main]), ...module.functions.map((fn) => fn.body)];
}

/** What makes the missing values of default dicts, by the variable or field that holds the dict; only where one place alone fills it. */
function defaultFactories(
  module: Module,
  bodies: readonly (readonly Statement[])[],
): ReadonlyMap<Variable | ClassField, Expression> {
  const found = new Map<Variable | ClassField, Expression>();
  const several = new Set<Variable | ClassField>();
  const put = (owner: Variable | ClassField, value: Expression): void => {
    const isDefault =
      value.kind === "call" &&
      value.target.kind === "library" &&
      value.target.name === "defaultdict" &&
      value.args.length > 0;
    if (!isDefault || found.has(owner)) several.add(owner);
    else if (value.kind === "call") found.set(owner, value.args[0].value);
  };
  for (const body of bodies) {
    visitExpressions(body, {
      statement: (each) => {
        if (each.kind !== "assign") return;
        for (const target of each.targets) {
          if (target.kind === "variable") put(target.variable, each.value);
          const owner =
            target.kind === "attribute" && target.object.type.kind === "instance" ? target.object.type.name : undefined;
          const cls = module.classes.find((def) => def.name === owner);
          const field =
            target.kind === "attribute" && cls !== undefined
              ? allFields(cls).find((one) => one.name === target.name)
              : undefined;
          if (field !== undefined) put(field, each.value);
        }
      },
    });
  }
  for (const owner of several) found.delete(owner);
  return found;
}

/** Calls a visitor on every expression, those in nested functions through the functions' own bodies. */
function everyExpression(bodies: readonly (readonly Statement[])[], visit: (value: Expression) => void): void {
  for (const body of bodies) visitExpressions(body, { expression: (value) => void visit(value) });
}

function readsJSON(bodies: readonly (readonly Statement[])[]): boolean {
  let found = false;
  everyExpression(bodies, (e) => {
    found ||=
      e.kind === "call" &&
      e.target.kind === "library" &&
      (e.target.module === "json" || e.target.module === WEB) &&
      e.target.name.startsWith("load");
  });
  return found;
}

/** Whether the program hands values or errors to generators, or ends them. */
function handsOver(bodies: readonly (readonly Statement[])[]): boolean {
  let found = false;
  everyExpression(bodies, (e) => {
    if (e.kind !== "call" || e.target.kind !== "method" || e.target.receiver.type.kind !== "iterator") return;
    found ||= ["send", "throw", "close"].includes(e.target.name);
  });
  return found;
}

/** Whether the program names a float that is infinite or no number. */
function namesNonFinite(bodies: readonly (readonly Statement[])[]): boolean {
  let found = false;
  everyExpression(bodies, (e) => {
    if (e.kind === "library") found ||= e.module === "math" && (e.name === "inf" || e.name === "nan");
    if (e.kind !== "call" || e.target.kind !== "builtin" || e.target.name !== "float") return;
    const [only] = e.args;
    found ||= only?.value.kind === "string" && /^\s*[-+]?(inf|nan)/i.test(only.value.value);
  });
  return found;
}

// ───────────────────────────────────────────────────────────── exceptions

function caughtNames(bodies: readonly (readonly Statement[])[]): ReadonlySet<string> {
  const names = new Set<string>();
  for (const body of bodies) {
    visitExpressions(body, {
      statement: (each) => {
        if (each.kind !== "try") return;
        for (const handler of each.handlers) {
          if (handler.types.length === 0) names.add("Exception");
          for (const type of handler.types)
            names.add(
              type.kind === "builtin"
                ? type.name === "BaseException"
                  ? "Exception"
                  : type.name
                : type.kind === "class"
                  ? type.class.name
                  : "Exception",
            );
        }
      },
      expression: (value) => {
        if (value.kind === "call" && value.target.kind === "library" && value.target.name === "suppress")
          names.add("Exception");
      },
    });
  }
  return names;
}

function mentionsAttribute(bodies: readonly (readonly Statement[])[], name: string): boolean {
  let found = false;
  everyExpression(bodies, (value) => {
    if (value.kind === "attribute" && value.name === name) found = true;
  });
  return found;
}

function usedAsValues(module: Module, bodies: readonly (readonly Statement[])[]): ReadonlySet<FunctionDef> {
  const found = new Set<FunctionDef>();
  const started = new Set<Expression>();
  everyExpression(bodies, (value) => {
    // What a thread or pool is to run becomes an ordinary call inside of a literal.
    if (value.kind === "call" && value.target.kind === "library" && /Thread$|Process$/.test(value.target.name)) {
      for (const argument of value.args) if (argument.name === "target") started.add(argument.value);
    }
    if (
      value.kind === "call" &&
      value.target.kind === "method" &&
      /^(submit|apply_async)$/.test(value.target.name) &&
      value.args.length > 0
    ) {
      started.add(value.args[0].value);
    }
    if (started.has(value)) return;
    if (value.kind === "name" && value.variable.definition?.kind === "function") found.add(value.variable.definition);
    if (value.kind === "attribute" && value.resolved.kind === "method") found.add(value.resolved.method);
  });
  for (const fn of module.functions)
    if (fn.decorators.some((decorator) => decorator.kind === "call" || decorator.kind === "cache")) found.add(fn);
  return found;
}

/** Functions that return an error: those with a raise that leaves them, and those that call them without handling it. */
function failingFunctions(
  module: Module,
  values: ReadonlySet<FunctionDef>,
  main: FunctionDef | undefined,
): ReadonlySet<FunctionDef> {
  const failing = new Set<FunctionDef>();
  const families = methodFamilies(module);
  const eligible = (fn: FunctionDef): boolean =>
    fn !== main &&
    !fn.isGenerator &&
    !values.has(fn) &&
    (fn.role === "function" || fn.role === "method" || fn.role === "static" || fn.role === "class") &&
    (!/^__\w+__$/.test(fn.name) || fn.name === "__init__" || fn.name === "__post_init__") &&
    !isAbstractStub(fn);
  const allowed = new Map(
    module.functions.map((fn) => [
      fn,
      (families.get(fn) ?? [fn]).every((each) => eligible(each) || isAbstractStub(each)),
    ]),
  );
  // What answers requests has one signature, so that routers can take it.
  for (const fn of webFunctions(module)) failing.add(fn);
  for (const fn of module.functions) if (isScoped(fn)) failing.add(fn);
  for (let changed = true; changed; ) {
    changed = false;
    for (const fn of module.functions) {
      if (failing.has(fn) || !allowed.get(fn) || !escapes(fn.body, failing)) continue;
      for (const each of families.get(fn) ?? [fn]) failing.add(each);
      changed = true;
    }
  }
  return failing;
}

/** Endpoints and middleware. */
function webFunctions(module: Module): readonly FunctionDef[] {
  const { service } = module;
  if (service === undefined) return [];
  return [
    ...service.routes.map((route) => route.endpoint),
    ...service.middleware,
    ...service.before,
    ...service.after,
    ...(service.errorAnswer === undefined ? [] : [service.errorAnswer]),
  ];
}

/** A method that is only there to be overridden. */
export function isAbstractStub(fn: FunctionDef): boolean {
  if (fn.owner === undefined) return false;
  const body = fn.body.filter(
    (each) => each.kind !== "pass" && !(each.kind === "expression" && ["string", "ellipsis"].includes(each.value.kind)),
  );
  if (body.length === 0) return fn.decorators.some((decorator) => decorator.kind === "abstract");
  const [only] = body;
  return body.length === 1 && only.kind === "raise" && only.exception !== undefined && isNotImplemented(only.exception);
}

function isNotImplemented(value: Expression): boolean {
  return (
    (value.kind === "builtin" && value.name === "NotImplementedError") ||
    (value.kind === "call" && value.target.kind === "builtin" && value.target.name === "NotImplementedError")
  );
}

/** Whether an exception raised in a body, by itself or by a failing function, can leave it. */
function escapes(body: readonly Statement[], failing: ReadonlySet<FunctionDef>): boolean {
  return body.some((each) => {
    switch (each.kind) {
      case "raise":
        return true;
      case "try": {
        const catchesAll = each.handlers.some(
          (handler) =>
            handler.types.length === 0 ||
            handler.types.some(
              (type) => type.kind === "builtin" && (type.name === "Exception" || type.name === "BaseException"),
            ),
        );
        const inBody = escapes(each.body, failing) && !catchesAll;
        return (
          inBody ||
          each.handlers.some((handler) => escapes(handler.body, failing)) ||
          escapes(each.otherwise, failing) ||
          escapes(each.finally, failing)
        );
      }
      case "if":
      case "while":
        return callsFailing(each.test, failing) || escapes(each.body, failing) || escapes(each.otherwise, failing);
      case "for":
        return callsFailing(each.iterable, failing) || escapes(each.body, failing) || escapes(each.otherwise, failing);
      case "with":
        return each.items.some((item) => callsFailing(item.context, failing)) || escapes(each.body, failing);
      case "match":
        return callsFailing(each.subject, failing) || each.cases.some((one) => escapes(one.body, failing));
      case "function":
      case "class":
        return false;
      default: {
        let found = false;
        visitExpressions([each], {
          expression: (value) => {
            if (value.kind === "lambda") return false;
            found ||= isFailingCall(value, failing);
            return undefined;
          },
        });
        return found;
      }
    }
  });
}

function callsFailing(value: Expression, failing: ReadonlySet<FunctionDef>): boolean {
  let found = false;
  visitExpression(value, {
    expression: (each) => {
      if (each.kind === "lambda") return false;
      found ||= isFailingCall(each, failing);
      return undefined;
    },
  });
  return found;
}

function isFailingCall(value: Expression, failing: ReadonlySet<FunctionDef>): boolean {
  if (value.kind !== "call") return false;
  const fn = calleeOf(value);
  return fn !== undefined && failing.has(fn);
}

export function calleeOf(value: CallExpression): FunctionDef | undefined {
  const { target } = value;
  switch (target.kind) {
    case "function":
      return target.function;
    case "method": {
      return target.method;
    }
    case "static":
    case "super":
      return target.method;
    case "class":
      return findMethod(target.class, "__init__") ?? findMethod(target.class, "__post_init__");
    default:
      return undefined;
  }
}

/** Whether a function value is called with more arguments than it has parameters without a default. */
function fillsDefaults(bodies: readonly (readonly Statement[])[]): boolean {
  let found = false;
  everyExpression(bodies, (value) => {
    if (value.kind !== "call" || value.target.kind !== "value") return;
    const { type } = value.target.callee;
    if (type.kind === "callable" && type.parameters !== undefined && value.args.length > type.required) found = true;
  });
  return found;
}

/** Methods of one name in one class hierarchy: they share a signature in Go. */
export function methodFamilies(module: Module): ReadonlyMap<FunctionDef, readonly FunctionDef[]> {
  // A class with several bases joins their hierarchies.
  const above = new Map<ClassDef, ClassDef>();
  const rootOf = (def: ClassDef): ClassDef => {
    let at = def;
    for (let next = above.get(at); next !== undefined; next = above.get(at)) at = next;
    return at;
  };
  for (const def of module.classes) {
    for (const base of def.bases) {
      if (base.kind !== "class") continue;
      const [mine, other] = [rootOf(def), rootOf(base.class)];
      if (mine !== other) above.set(mine, other);
    }
  }
  const groups = new Map<string, FunctionDef[]>();
  const result = new Map<FunctionDef, readonly FunctionDef[]>();
  for (const fn of module.functions) {
    if (fn.owner === undefined || fn.role === "lambda" || fn.name === "__init__" || fn.parent !== undefined) continue;
    const key = `${rootOf(fn.owner).id}.${fn.role === "setter" ? "=" : ""}${fn.name}`;
    const group = groups.get(key) ?? [];
    group.push(fn);
    groups.set(key, group);
    result.set(fn, group);
  }
  joinMeeting(module, result);
  return result;
}

/** Methods that one call reaches in classes with nothing else in common are called through one signature. */
function joinMeeting(module: Module, families: Map<FunctionDef, readonly FunctionDef[]>): void {
  everyExpression(allBodies(module), (e) => {
    if (e.kind !== "call" || e.target.kind !== "method") return;
    const { receiver, name } = e.target;
    const type = withoutNone(receiver.type);
    if (type.kind !== "union") return;
    const met = type.members.flatMap((member) => {
      const def = module.classes.find((each) => member.kind === "instance" && each.name === member.name);
      const method = def && findMethod(def, name);
      return method?.role === "method" && families.has(method) ? [method] : [];
    });
    if (met.length < 2 || met.length < type.members.length) return;
    const family = [...new Set(met.flatMap((method) => families.get(method) ?? []))];
    for (const each of family) families.set(each, family);
  });
}

/** Gives overrides the types that they share, so that one Go interface fits them all. */
export function unifyOverrides(module: Module): void {
  for (const family of new Set(methodFamilies(module).values())) {
    if (family.length < 2) continue;
    const concrete = family.filter((fn) => !isAbstractStub(fn));
    const results = (concrete.length > 0 ? concrete : family)
      .map((fn) => fn.result)
      .filter((type) => type.kind !== "never");
    const declared = family.find((fn) => fn.declaredResult !== undefined)?.result;
    const result = join(results) ?? declared ?? ANY;
    const yielded = join(family.map((fn) => fn.yielded)) ?? ANY;
    const isGenerator = family.some((fn) => fn.isGenerator);
    for (const fn of family) {
      fn.result = isGenerator && !fn.isGenerator ? { kind: "iterator", element: yielded } : result;
      fn.yielded = yielded;
    }
    const count = Math.max(...family.map((fn) => fn.parameters.length));
    for (let i = 0; i < count; i++) {
      const parameters = family.flatMap((fn) => (fn.parameters[i] === undefined ? [] : [fn.parameters[i].variable]));
      const type = join(parameters.map((each) => each.type)) ?? ANY;
      for (const each of parameters) each.type = type;
    }
  }
}

function join(types: readonly Type[]): Type | undefined {
  const known = types.filter((type) => type.kind !== "never");
  if (known.length === 0) return undefined;
  if (known.every((type) => sameType(type, known[0]))) return known[0];
  const some = known.filter((type) => type.kind !== "none");
  if (some.length < known.length && some.length > 0 && some.every((type) => sameType(type, some[0]))) {
    return some[0].kind === "optional" || some[0].kind === "any" ? some[0] : { kind: "optional", of: some[0] };
  }
  if (known.every((type) => type.kind === "instance")) return { kind: "union", members: known };
  return ANY;
}

// ───────────────────────────────────────────────────────────── lists that grow

export const GROWING: ReadonlySet<string> = new Set([
  "append",
  "extend",
  "insert",
  "pop",
  "remove",
  "clear",
  "popleft",
  "appendleft",
  "extendleft",
  "rotate",
]);

/** Lists that something makes longer or shorter. */
function grownLists(bodies: readonly (readonly Statement[])[]): ReadonlySet<Variable> {
  const grown = new Set<Variable>();
  const isList = (given: Type): boolean => ["list", "deque"].includes(withoutNone(given).kind);
  const mark = (value: Expression): void => {
    if (value.kind === "name" && isList(value.variable.type)) grown.add(value.variable);
  };
  for (const body of bodies) {
    visitExpressions(body, {
      expression: (value) => {
        if (value.kind !== "call") return;
        if (value.target.kind === "method" && value.target.method === undefined && GROWING.has(value.target.name))
          mark(value.target.receiver);
        if (value.target.kind === "library" && /^(heappush|heappop|insort.*)$/.test(value.target.name))
          mark(value.args[0].value);
      },
      statement: (each) => {
        if (each.kind === "augment" && each.target.kind === "variable" && each.operator === "+") {
          if (isList(each.target.variable.type)) grown.add(each.target.variable);
        }
        if (each.kind === "delete")
          for (const target of each.targets)
            if (target.kind === "index" || target.kind === "slice")
              mark(target.kind === "index" ? target.object : target.slice.object);
      },
      target: (target) => {
        if (target.kind === "slice") mark(target.slice.object);
      },
    });
  }
  return grown;
}

/** Parameters through which the caller's list gets longer or shorter, and locals that stand for a part of another object. */
function growingParameters(
  module: Module,
  values: ReadonlySet<FunctionDef>,
  bodies: readonly (readonly Statement[])[],
  grown: ReadonlySet<Variable>,
): ReadonlySet<Variable> {
  const isList = (type: Type): boolean => type.kind === "list" || type.kind === "deque";
  const pointers = new Set<Variable>();
  // What a context manager gives to blocks that make it longer.
  for (const body of bodies)
    visitExpressions(body, {
      statement: (each) => {
        for (const item of each.kind === "with" ? each.items : []) {
          const called = scopedCall(item.context);
          if (called === undefined || item.target?.kind !== "variable" || !grown.has(item.target.variable)) continue;
          pointers.add(item.target.variable);
          giveAddress(called.def);
        }
      },
    });
  const families = methodFamilies(module);
  const allowed = (variable: Variable): boolean => {
    const fn = variable.owner;
    if (fn === undefined || values.has(fn) || fn.role === "lambda") return false;
    return sameParameters(fn, variable).every(
      ({ parameter, owner }) =>
        parameter !== undefined &&
        !values.has(owner) &&
        parameter.kind !== "star" &&
        parameter.kind !== "doubleStar" &&
        isList(parameter.variable.type) &&
        parameter.variable.bindings === 1,
    );
  };
  /** The parameter in all methods that override each other: they have one signature. */
  const sameParameters = (fn: FunctionDef, variable: Variable) => {
    const at = fn.parameters.findIndex((each) => each.variable === variable);
    return (families.get(fn) ?? [fn]).map((owner) => ({
      owner,
      parameter: owner.parameters.at(at < 0 ? Infinity : at),
    }));
  };
  const add = (variable: Variable): void => {
    const fn = variable.owner;
    if (fn === undefined) return;
    for (const { parameter } of sameParameters(fn, variable)) if (parameter) pointers.add(parameter.variable);
  };
  for (const variable of grown) if (variable.isParameter && allowed(variable)) add(variable);
  for (const variable of grown)
    if (!variable.isParameter && isList(variable.type) && isAlias(variable, bodies)) pointers.add(variable);
  // A parameter that is handed on to a growing parameter grows as well.
  for (let changed = true; changed; ) {
    changed = false;
    everyExpression(bodies, (value) => {
      if (value.kind !== "call") return;
      const fn = calleeOf(value);
      const binding = fn && bindArguments(fn, value.args);
      for (const { parameter, argument } of binding?.bound ?? []) {
        if (!pointers.has(parameter.variable) || argument.kind !== "value" || argument.value.kind !== "name") continue;
        const { variable } = argument.value;
        if (pointers.has(variable) || !variable.isParameter || !isList(variable.type) || !allowed(variable)) continue;
        add(variable);
        changed = true;
      }
    });
  }
  return pointers;
}

/** Whether every binding of a local takes a list out of an attribute or out of another list, so that growing it grows that. */
function isAlias(variable: Variable, bodies: readonly (readonly Statement[])[]): boolean {
  let bindings = 0;
  let aliases = 0;
  const isPart = (value: Expression): boolean =>
    (value.kind === "attribute" && value.resolved.kind === "field") ||
    (value.kind === "index" && value.object.type.kind === "list" && value.object.kind === "name");
  const visit = (target: Target, value: Expression | undefined): void => {
    if (target.kind === "unpack") for (const each of target.elements) visit(each, undefined);
    if (target.kind !== "variable" || target.variable !== variable) return;
    bindings++;
    if (value !== undefined && isPart(value)) aliases++;
  };
  for (const body of bodies) {
    visitExpressions(body, {
      statement: (each) => {
        if (each.kind === "assign") for (const target of each.targets) visit(target, each.value);
        if (each.kind === "for" && each.target.kind === "variable" && each.target.variable === variable) {
          bindings++;
          if (each.iterable.kind === "name" || each.iterable.kind === "attribute") aliases++;
        }
      },
    });
  }
  return bindings > 0 && bindings === aliases && variable.bindings === bindings;
}

// ───────────────────────────────────────────────────────────── numbers

/** Variables that are never negative: everything that is assigned to them is not, whatever the order. */
function nonNegativeVariables(module: Module, bodies: readonly (readonly Statement[])[]): ReadonlySet<Variable> {
  const sources = new Map<Variable, (Expression | "nonNegative" | "unknown")[]>();
  const add = (variable: Variable, source: Expression | "nonNegative" | "unknown"): void => {
    const list = sources.get(variable) ?? [];
    list.push(source);
    sources.set(variable, list);
  };
  const bindLoop = (target: Target, iterable: Expression): void => {
    if (target.kind === "variable") {
      if (isRange(iterable)) {
        const args = iterable.args.map((argument) => argument.value);
        if (args.length === 1) add(target.variable, "nonNegative");
        else if (args.length === 2) add(target.variable, args[0]);
        else if (args[2].kind === "int" && args[2].value > 0n) add(target.variable, args[0]);
        else if (args[2].kind === "int" && args[1].kind === "int" && args[1].value >= -1n)
          add(target.variable, "nonNegative");
        else if (args[2].kind === "int") add(target.variable, args[1]);
        else if (args[1].kind === "unary" && args[1].operand.kind === "int" && args[1].operand.value === 1n)
          add(target.variable, "nonNegative");
        else if (args[1].kind === "int") add(target.variable, args[1]);
        else {
          add(target.variable, args[0]);
          add(target.variable, args[2]);
        }
      } else if (
        iterable.kind === "call" &&
        iterable.target.kind === "builtin" &&
        iterable.target.name === "reversed" &&
        isRange(iterable.args[0].value)
      ) {
        const args = iterable.args[0].value.args.map((argument) => argument.value);
        add(target.variable, args.length === 1 ? "nonNegative" : args[0]);
      } else add(target.variable, "unknown");
      return;
    }
    if (target.kind !== "unpack") return;
    const isEnumerate =
      iterable.kind === "call" && iterable.target.kind === "builtin" && iterable.target.name === "enumerate";
    for (const [i, each] of target.elements.entries()) {
      if (each.kind === "variable") {
        const start = iterable.kind === "call" ? (iterable.args[1]?.value ?? undefined) : undefined;
        add(each.variable, isEnumerate && i === 0 ? (start ?? "nonNegative") : "unknown");
      } else markUnknown(each, add);
    }
  };
  for (const body of bodies) {
    visitExpressions(body, {
      statement: (each) => {
        switch (each.kind) {
          case "assign":
            for (const target of each.targets) {
              if (target.kind === "variable") add(target.variable, each.value);
              else if (
                target.kind === "unpack" &&
                each.value.kind === "tuple" &&
                each.value.elements.length === target.elements.length
              ) {
                const { elements } = each.value;
                for (const [i, inner] of target.elements.entries()) {
                  if (inner.kind === "variable") add(inner.variable, elements[i]);
                  else markUnknown(inner, add);
                }
              } else markUnknown(target, add);
            }
            return;
          case "augment":
            if (each.target.kind === "variable") {
              const keeps = ["+", "*", "//", "%", ">>", "<<", "|", "&"].includes(each.operator);
              add(each.target.variable, keeps ? each.value : "unknown");
            }
            return;
          case "for":
            bindLoop(each.target, each.iterable);
            return;
          case "with":
            for (const item of each.items) if (item.target !== undefined) markUnknown(item.target, add);
            return;
        }
      },
      expression: (value) => {
        if (value.kind === "comprehension")
          for (const clause of value.clauses) bindLoop(clause.target, clause.iterable);
        if (value.kind === "walrus") add(value.variable, value.value);
      },
      binding: (variable) => add(variable, "unknown"),
    });
  }
  for (const fn of module.functions) for (const parameter of fn.parameters) add(parameter.variable, "unknown");
  const candidates = new Set(
    [...sources]
      .filter(
        ([variable, list]) =>
          (variable.type.kind === "int" || variable.type.kind === "bool") && !list.includes("unknown"),
      )
      .map(([variable]) => variable),
  );
  for (let changed = true; changed; ) {
    changed = false;
    for (const variable of candidates) {
      const holds = sources
        .get(variable)!
        .every(
          (source) =>
            source === "nonNegative" || (source !== "unknown" && isNonNegative({ nonNegative: candidates }, source)),
        );
      if (holds) continue;
      candidates.delete(variable);
      changed = true;
    }
  }
  return candidates;
}

function isRange(value: Expression): value is Expression & { kind: "call" } {
  return (
    value.kind === "call" &&
    value.target.kind === "builtin" &&
    value.target.name === "range" &&
    value.args.length > 0 &&
    value.args.every((argument) => argument.kind === "positional")
  );
}

function markUnknown(target: Target, add: (variable: Variable, source: "unknown") => void): void {
  if (target.kind === "variable") add(target.variable, "unknown");
  if (target.kind === "unpack") for (const each of target.elements) markUnknown(each, add);
  if (target.kind === "star") markUnknown(target.target, add);
}
