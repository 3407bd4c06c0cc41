import type {
  Argument,
  ClassDef,
  ClassField,
  Expression,
  FunctionDef,
  Module,
  Parameter,
  Statement,
  Target,
  Variable,
} from "../nodes.ts";
import type { Obj } from "../sharing/objects.ts";
import { sameType, type Type, withoutNone } from "../types.ts";
import { visitExpressions } from "../walk.ts";
import type { ListObjects } from "./objects.ts";
import { KEEPING, KEEPING_CALLS } from "./ownership.ts";

/** Built-in functions that None can be given to. */
const SEES_NONE: ReadonlySet<string> = new Set(["print", "str", "repr", "bool", "type", "ascii", "format"]);
const AS_IS: ReadonlySet<string> = new Set(["id", "isinstance"]);

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Makes references of shared lists: what holds one has a type of kind `reference`, and what works with the list itself works with the
 * `contents` of the reference. A list that is made where a reference is wanted is left as it is; the target makes the reference.
 */
export function referToLists(module: Module, objects: ListObjects, shared: ReadonlySet<Obj>): void {
  const { flow } = objects;
  const classes = new Map<string, ClassDef>(module.classes.map((each) => [each.name, each]));

  const isShared = (of: Obj): boolean => [...shared].some((each) => flow.objects.same(each, of));

  function typed(type: Type, of: Obj): Type {
    const made = convert(type, of);
    return sameType(made, type) ? type : made;
  }

  function convert(type: Type, of: Obj): Type {
    const element = (): Obj => flow.objects.element(of);
    switch (type.kind) {
      case "list":
      case "deque": {
        const to: Type = { ...type, element: typed(type.element, element()) };
        return isShared(of) ? { kind: "reference", to } : to;
      }
      case "array":
      case "iterator":
      case "asyncIterator":
        return { ...type, element: typed(type.element, element()) };
      case "tuple":
        return { ...type, elements: type.elements.map((each) => typed(each, element())) };
      case "dict":
        return { ...type, value: typed(type.value, element()) };
      case "optional":
        return { ...type, of: typed(type.of, of) };
      case "awaitable":
        return { ...type, result: typed(type.result, of) };
      case "library":
        return { ...type, args: type.args.map((each) => typed(each, element())) };
      case "instance":
        return { ...type, args: type.args.map((each, i) => argument(each, classes.get(type.name), i, of)) };
      case "callable": {
        const [fn] = objects.root(of).functions;
        if (fn === undefined) return type;
        const { variable, result } = flow.objects;
        return {
          ...type,
          parameters: type.parameters?.map((each, i) =>
            fn.parameters[i] === undefined ? each : typed(each, variable.call(flow.objects, fn.parameters[i].variable)),
          ),
          result: typed(type.result, result.call(flow.objects, fn)),
        };
      }
      default:
        return type;
    }
  }

  /** A type argument of a class is what the class keeps in the fields of that type. */
  function argument(type: Type, def: ClassDef | undefined, at: number, of: Obj): Type {
    const name = def?.typeParameters[at];
    for (const field of def?.fields ?? []) {
      const held = name === undefined ? undefined : holding(field.type, name, flow.objects.part(of, field.name));
      if (held !== undefined) return typed(type, held);
    }
    return type;
  }

  function holding(type: Type, name: string, of: Obj): Obj | undefined {
    if (type.kind === "parameter") return type.name === name ? of : undefined;
    if (type.kind === "optional") return holding(type.of, name, of);
    if (type.kind === "dict") return holding(type.value, name, flow.objects.element(of));
    if ("element" in type) return holding(type.element, name, flow.objects.element(of));
    return undefined;
  }

  // ─────────────────────────────────────────────── expressions

  /** Whether an expression makes the list that it gives, so that there is no reference to it yet. */
  function makesList(e: Expression): boolean {
    switch (e.kind) {
      case "name":
      case "attribute":
      case "index":
      case "walrus":
      case "await":
      case "yield":
      case "contents":
        return false;
      case "conditional":
        return makesList(e.body) && makesList(e.otherwise);
      case "logical":
        return makesList(e.left) && makesList(e.right);
      case "call":
        if (e.target.kind === "builtin" || e.target.kind === "library")
          return !["min", "max", "next", "choice", "heappop", "reduce"].includes(e.target.name);
        if (e.target.kind === "method" && e.target.method === undefined)
          return /^(copy|r?split|splitlines|keys|values|items|most_common|elements|readlines|findall|groups)$/.test(
            e.target.name,
          );
        return false;
      default:
        return true;
    }
  }

  function newType(e: Expression): Type {
    const type = typed(e.type, flow.of(e));
    const some = withoutNone(type);
    return some.kind === "reference" && makesList(e) ? some.to : type;
  }

  /** The expression where its list itself is worked with. */
  function operand(e: Expression): Expression {
    const made = value(e);
    return made.type.kind === "reference"
      ? { kind: "contents", value: made, type: made.type.to, range: made.range }
      : made;
  }

  /** The same where None cannot be meant: what is called, indexed or gone over is the list. */
  function subject(e: Expression): Expression {
    const made = value(e);
    const some = withoutNone(made.type);
    return some.kind === "reference" ? { kind: "contents", value: made, type: some.to, range: made.range } : made;
  }

  const optional = (e: Expression | undefined): Expression | undefined => (e === undefined ? undefined : operand(e));

  /** The expression where its value goes somewhere as it is. */
  function value(e: Expression): Expression {
    const type = newType(e);
    switch (e.kind) {
      case "attribute":
        return { ...e, object: operand(e.object), type };
      case "index":
        return { ...e, object: subject(e.object), index: operand(e.index), type };
      case "slice":
        return {
          ...e,
          object: subject(e.object),
          start: optional(e.start),
          stop: optional(e.stop),
          step: optional(e.step),
          type,
        };
      case "unary":
      case "not":
        return { ...e, operand: operand(e.operand), type };
      case "binary":
        return { ...e, left: operand(e.left), right: operand(e.right), type };
      case "logical":
        return e.condition
          ? { ...e, left: operand(e.left), right: operand(e.right), type }
          : { ...e, left: value(e.left), right: value(e.right), type };
      case "compare":
        return { ...e, operands: compared(e), type };
      case "conditional":
        return { ...e, test: operand(e.test), body: value(e.body), otherwise: value(e.otherwise), type };
      case "call":
        return call(e, type);
      case "list":
      case "tuple":
      case "set":
        return { ...e, elements: e.elements.map(value), type };
      case "dict":
        return {
          ...e,
          entries: e.entries.map((entry) => ({
            key: entry.key === undefined ? undefined : value(entry.key),
            value: value(entry.value),
          })),
          type,
        };
      case "star":
        return { ...e, value: subject(e.value), type: subject(e.value).type };
      case "yieldFrom":
        return { ...e, value: subject(e.value), type };
      case "walrus":
      case "await":
        return { ...e, value: value(e.value), type };
      case "yield":
        return { ...e, value: e.value === undefined ? undefined : value(e.value), type };
      case "format":
        return {
          ...e,
          parts: e.parts.map((part) => (part.kind === "field" ? { ...part, value: operand(part.value) } : part)),
          type,
        };
      case "comprehension":
        return {
          ...e,
          key: e.key === undefined ? undefined : value(e.key),
          element: value(e.element),
          clauses: e.clauses.map((clause) => ({
            ...clause,
            target: target(clause.target),
            iterable: subject(clause.iterable),
            conditions: clause.conditions.map(operand),
          })),
          type,
        };
      default:
        return { ...e, type };
    }
  }

  function compared(e: Expression & { kind: "compare" }): Expression[] {
    const isIdentity = e.operators.every((each) => each === "is" || each === "is not");
    return e.operands.map((each, i) => {
      if (isIdentity) return value(each);
      const isItem = e.operators[i] === "in" || e.operators[i] === "not in";
      return isItem ? item(each, subject(e.operands[i + 1])) : operand(each);
    });
  }

  /** What is looked for in a container is what the container holds. */
  function item(e: Expression, container: Expression): Expression {
    const holds = "element" in container.type && withoutNone(container.type.element).kind === "reference";
    return holds ? value(e) : operand(e);
  }

  function call(e: Expression & { kind: "call" }, type: Type): Expression {
    const { target: to } = e;
    const each = (how: (argument: Argument, at: number) => Expression): Argument[] =>
      e.args.map((argument, at) => ({
        ...argument,
        value: argument.kind === "star" ? subject(argument.value) : how(argument, at),
      }));
    const asIs = (argument: Argument): Expression => value(argument.value);
    switch (to.kind) {
      case "builtin":
        return {
          ...e,
          args: each(({ value: of }) =>
            SEES_NONE.has(to.name) ? operand(of) : AS_IS.has(to.name) ? value(of) : subject(of),
          ),
          type,
        };
      case "library": {
        const starts = /^(threading|multiprocessing|concurrent|asyncio|queue)/.test(to.module) || to.name === "partial";
        const keeps = KEEPING_CALLS.has(to.name);
        return {
          ...e,
          args: each((argument, at) => (starts || (keeps && at > 0) ? value(argument.value) : operand(argument.value))),
          type,
        };
      }
      case "method": {
        if (to.method !== undefined)
          return { ...e, target: { ...to, receiver: value(to.receiver) }, args: each(asIs), type };
        const receiver = subject(to.receiver);
        return {
          ...e,
          target: { ...to, receiver },
          args: each((argument) => (KEEPING.has(to.name) ? value(argument.value) : item(argument.value, receiver))),
          type,
        };
      }
      case "value":
        return { ...e, target: { ...to, callee: value(to.callee) }, args: each(asIs), type };
      default:
        return { ...e, args: each(asIs), type };
    }
  }

  // ─────────────────────────────────────────────── targets and statements

  function target(of: Target): Target {
    switch (of.kind) {
      case "attribute":
        return {
          ...of,
          object: operand(of.object),
          type: typed(of.type, flow.objects.part(flow.of(of.object), of.name)),
        };
      case "index":
        return {
          ...of,
          object: subject(of.object),
          index: operand(of.index),
          type: typed(of.type, flow.objects.element(flow.of(of.object))),
        };
      case "slice":
        return { ...of, slice: value(of.slice) as typeof of.slice };
      case "unpack":
        return { ...of, elements: of.elements.map(target) };
      case "star":
        return { ...of, target: target(of.target) };
      default:
        return of;
    }
  }

  const block = (body: readonly Statement[]): Statement[] => body.map(statement);

  function statement(of: Statement): Statement {
    switch (of.kind) {
      case "assign": {
        const takesApart = of.targets.some((each) => each.kind === "unpack" || each.kind === "slice");
        return { ...of, targets: of.targets.map(target), value: takesApart ? operand(of.value) : value(of.value) };
      }
      case "declare":
        return { ...of, target: target(of.target) };
      case "augment":
        return augment(of);
      case "expression":
        return { ...of, value: value(of.value) };
      case "return":
        return { ...of, value: of.value === undefined ? undefined : value(of.value) };
      case "raise":
        return { ...of, exception: optional(of.exception), cause: optional(of.cause) };
      case "assert":
        return { ...of, test: operand(of.test), message: optional(of.message) };
      case "delete":
        return { ...of, targets: of.targets.map(target) };
      case "if":
      case "while":
        return { ...of, test: operand(of.test), body: block(of.body), otherwise: block(of.otherwise) };
      case "for":
        return {
          ...of,
          target: target(of.target),
          iterable: subject(of.iterable),
          body: block(of.body),
          otherwise: block(of.otherwise),
        };
      case "try":
        return {
          ...of,
          body: block(of.body),
          handlers: of.handlers.map((each) => ({ ...each, body: block(each.body) })),
          otherwise: block(of.otherwise),
          finally: block(of.finally),
        };
      case "with":
        return {
          ...of,
          items: of.items.map((each) => ({
            context: value(each.context),
            target: each.target === undefined ? undefined : target(each.target),
          })),
          body: block(of.body),
        };
      case "match":
        return {
          ...of,
          subject: operand(of.subject),
          cases: of.cases.map((each) => ({
            ...each,
            guard: optional(each.guard),
            body: block(each.body),
          })),
        };
      default:
        return of;
    }
  }

  /** `xs += ys` extends the list that all who hold the reference see. */
  function augment(of: Statement & { kind: "augment" }): Statement {
    const to = target(of.target);
    const current = currentOf(of.target);
    if (of.operator !== "+" || current === undefined) return { ...of, target: to, value: operand(of.value) };
    const list = operand(current);
    if (list.kind !== "contents") return { ...of, target: to, value: operand(of.value) };
    const { range, comments, lineComment, spaced } = of;
    return {
      kind: "expression",
      value: {
        kind: "call",
        target: { kind: "method", receiver: list, name: "extend", method: undefined },
        args: [{ kind: "positional", name: undefined, value: operand(of.value) }],
        type: { kind: "none" },
        range,
      },
      range,
      comments,
      lineComment,
      spaced,
    };
  }

  /** What a target holds before it is assigned to. */
  function currentOf(of: Target): Expression | undefined {
    const { range } = of;
    switch (of.kind) {
      case "variable":
        return { kind: "name", variable: of.variable, type: withoutNone(of.variable.type), range };
      case "index":
        return { kind: "index", object: of.object, index: of.index, type: withoutNone(of.type), range };
      case "attribute": {
        const type = withoutNone(of.object.type);
        const def = type.kind === "instance" ? classes.get(type.name) : undefined;
        const field = def?.fields.find((each) => each.name === of.name);
        if (def === undefined || field === undefined) return undefined;
        return {
          kind: "attribute",
          object: of.object,
          name: of.name,
          resolved: { kind: "field", class: def, field },
          type: withoutNone(of.type),
          range,
        };
      }
      default:
        return undefined;
    }
  }

  // ─────────────────────────────────────────────── definitions

  // Bodies first: what they say of types is read from variables, fields and functions as they are.
  const body = block(module.body);
  const main = module.main === undefined ? undefined : block(module.main);
  const bodies = module.functions.map((fn) => block(fn.body));
  const defaults = module.functions.map((fn) =>
    fn.parameters.map(
      (each): Parameter => ({ ...each, default: each.default === undefined ? undefined : value(each.default) }),
    ),
  );
  const fields = module.classes.flatMap((def) =>
    [...def.fields, ...def.classVariables].map((field) => ({
      field,
      type: typed(field.type, objects.field(def, field.name)),
      default: field.default === undefined ? undefined : value(field.default),
    })),
  );
  module.body.splice(0, module.body.length, ...body);
  if (main !== undefined) module.main?.splice(0, module.main.length, ...main);
  for (const [i, fn] of module.functions.entries()) {
    fn.body = bodies[i];
    fn.parameters.splice(0, fn.parameters.length, ...defaults[i]);
  }
  for (const each of fields) {
    const field: Mutable<ClassField> = each.field;
    field.type = each.type;
    field.default = each.default;
  }
  for (const fn of module.functions) definition(fn);
  for (const variable of variablesOf(module)) variable.type = typed(variable.type, flow.objects.variable(variable));

  function definition(fn: FunctionDef): void {
    const of = flow.objects.result(fn);
    fn.yielded = typed(fn.yielded, flow.objects.element(of));
    if (!fn.isGenerator) fn.result = typed(fn.result, of);
  }
}

function variablesOf(module: Module): ReadonlySet<Variable> {
  const found = new Set<Variable>(module.variables);
  for (const body of [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)])
    visitExpressions(body, {
      target: (target) => {
        if (target.kind === "variable") found.add(target.variable);
      },
      binding: (variable) => void found.add(variable),
      expression: (e) => {
        if (e.kind === "name" || e.kind === "walrus") found.add(e.variable);
        return undefined;
      },
    });
  for (const fn of module.functions)
    for (const variable of [...fn.locals, ...fn.parameters.map((each) => each.variable)]) found.add(variable);
  return found;
}
