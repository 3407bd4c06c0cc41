import { bindArguments } from "../bind.ts";
import type {
  BinaryOperator,
  ClassField,
  Expression,
  FunctionDef,
  Module,
  Statement,
  Target,
  Variable,
} from "../nodes.ts";
import { visitExpression, visitTarget } from "../walk.ts";
import type { Cell } from "./cells.ts";
import type { InferContext } from "./context.ts";
import { withOverrides } from "./members.ts";

/** What holds an integer: a variable, a field, the elements of a container, or what a function returns. */
export type Place = Variable | ClassField | Cell | FunctionDef;

export type Loop = Extract<Statement, { kind: "for" | "while" }>;

/** An integer that gets into a place. */
export type IntValue =
  | { readonly kind: "expression"; readonly expression: Expression }
  /** `place operator= value`. */
  | {
      readonly kind: "augment";
      readonly statement: Extract<Statement, { kind: "augment" }>;
      readonly place: Place;
      readonly operator: BinaryOperator;
      readonly operand: Expression;
    }
  /** The numbers of a `range`. */
  | { readonly kind: "range"; readonly bounds: readonly Expression[] }
  /** What another place holds. `folds`: a function is given its own result, once for each element of a collection. */
  | { readonly kind: "place"; readonly place: Place; readonly folds: boolean }
  /** Something that is not followed. */
  | { readonly kind: "unknown" };

export interface IntFlow {
  readonly place: Place;
  readonly value: IntValue;
  /** The loops around it within its function, outermost first. */
  readonly loops: readonly Loop[];
  readonly fn: FunctionDef | undefined;
  /** An argument of a call of the function that it is in. */
  readonly isRecursive: boolean;
}

/** Everything that puts integers into places, over the whole module. */
export function integerFlows(context: InferContext): IntFlow[] {
  const { module } = context;
  const collector = new FlowCollector(context);
  collector.walk(module.body, undefined);
  if (module.main !== undefined) collector.walk(module.main, undefined);
  for (const fn of module.functions) collector.walk(fn.body, fn);
  collector.openEscaped(module);
  return collector.flows;
}

/** The place that an expression reads; undefined for what is no place. */
export function placeOf(context: InferContext, e: Expression): Place | undefined {
  switch (e.kind) {
    case "name":
      return e.variable;
    case "attribute":
      return e.resolved.kind === "field" || e.resolved.kind === "classVariable" ? e.resolved.field : undefined;
    case "index":
      return elementPlace(context, e.object);
    default:
      return undefined;
  }
}

/** The elements (for a dict, the values) of the container that an expression gives. */
export function elementPlace(context: InferContext, container: Expression): Cell | undefined {
  for (const shape of context.results.get(container)?.alternatives() ?? []) {
    if (shape.kind === "dict") return shape.value.root();
    if (shape.kind !== "awaitable" && "element" in shape) return shape.element.root();
  }
  return undefined;
}

/** The functions of the module that a call can reach. */
export function calleesOf(e: Extract<Expression, { kind: "call" }>): readonly FunctionDef[] {
  const { target } = e;
  switch (target.kind) {
    case "function":
      return [target.function];
    case "method":
      if (target.method === undefined) return [];
      return target.method.owner === undefined
        ? [target.method]
        : withOverrides(target.method.owner, target.method.name);
    case "static":
      return [target.method];
    case "super":
      return target.method === undefined ? [] : [target.method];
    case "class": {
      const made = target.class.methods.find((method) => method.name === "__init__");
      return made === undefined ? [] : [made];
    }
    default:
      return [];
  }
}

const UNKNOWN: IntValue = { kind: "unknown" };
const ADDING: Readonly<Record<string, number>> = { append: 0, appendleft: 0, add: 0, insert: 1, setdefault: 1 };

class FlowCollector {
  readonly flows: IntFlow[] = [];
  readonly #called = new Set<FunctionDef>();
  readonly #context: InferContext;
  #fn: FunctionDef | undefined;

  constructor(context: InferContext) {
    this.#context = context;
  }

  walk(body: readonly Statement[], fn: FunctionDef | undefined): void {
    this.#fn = fn;
    this.#block(body, []);
  }

  /** Parameters of functions that are called in ways that are not followed can be anything. */
  openEscaped(module: Module): void {
    const escaped = new Set<FunctionDef>();
    const note = (e: Expression): undefined => {
      if (e.kind === "name" && e.variable.definition?.kind === "function") escaped.add(e.variable.definition);
      if (e.kind === "attribute" && e.resolved.kind === "method") escaped.add(e.resolved.method);
      return undefined;
    };
    const bodies = [module.body, module.main ?? [], ...module.functions.map((fn) => fn.body)];
    for (const body of bodies) for (const statement of body) visitOwn(statement, note);
    for (const fn of module.functions) {
      if (this.#called.has(fn) && !escaped.has(fn)) continue;
      for (const { variable } of fn.parameters) this.#add(variable, UNKNOWN, []);
    }
  }

  #add(place: Place | undefined, value: IntValue, loops: readonly Loop[], isRecursive = false): void {
    if (place !== undefined) this.flows.push({ place, value, loops, fn: this.#fn, isRecursive });
  }

  #block(body: readonly Statement[], loops: readonly Loop[]): void {
    for (const statement of body) this.#statement(statement, loops);
  }

  #statement(statement: Statement, loops: readonly Loop[]): void {
    const inner = statement.kind === "while" ? [...loops, statement] : loops;
    visitHeads(statement, (e) => this.#expression(e, inner));
    switch (statement.kind) {
      case "assign":
        for (const target of statement.targets) this.#assign(target, statement.value, loops);
        return;
      case "augment": {
        const place = this.#targetPlace(statement.target);
        if (place === undefined) return;
        const { operator, value: operand } = statement;
        this.#add(place, { kind: "augment", statement, place, operator, operand }, loops);
        return;
      }
      case "return":
        if (statement.value !== undefined && this.#fn !== undefined)
          this.#add(this.#fn, { kind: "expression", expression: statement.value }, loops);
        return;
      case "if":
        this.#block(statement.body, loops);
        this.#block(statement.otherwise, loops);
        return;
      case "while":
        this.#block(statement.body, inner);
        this.#block(statement.otherwise, loops);
        return;
      case "for": {
        const within = [...loops, statement];
        this.#iterate(statement.target, statement.iterable, within);
        this.#block(statement.body, within);
        this.#block(statement.otherwise, loops);
        return;
      }
      case "try":
        this.#block(statement.body, loops);
        for (const handler of statement.handlers) this.#block(handler.body, loops);
        this.#block(statement.otherwise, loops);
        this.#block(statement.finally, loops);
        return;
      case "with":
        for (const item of statement.items) if (item.target !== undefined) this.#unknown(item.target, loops);
        this.#block(statement.body, loops);
        return;
      case "match":
        for (const each of statement.cases) this.#block(each.body, loops);
        return;
      default:
        return;
    }
  }

  #iterate(target: Target, iterable: Expression, loops: readonly Loop[]): void {
    const isRange = iterable.kind === "call" && iterable.target.kind === "builtin" && iterable.target.name === "range";
    if (isRange && target.kind === "variable")
      this.#add(target.variable, { kind: "range", bounds: iterable.args.map((each) => each.value) }, loops);
    else if (target.kind === "variable" && (iterable.kind === "list" || iterable.kind === "tuple"))
      for (const expression of iterable.elements) this.#add(target.variable, { kind: "expression", expression }, loops);
    else {
      const place = target.kind === "variable" ? elementPlace(this.#context, iterable) : undefined;
      if (place !== undefined && target.kind === "variable")
        this.#add(target.variable, { kind: "place", place, folds: false }, loops);
      else if (!this.#iterateRows(target, iterable, loops)) this.#unknown(target, loops);
    }
  }

  /** `for a, b in zip(xs, ys)` and the like: each part comes from elements that are known. False where they are not. */
  #iterateRows(target: Target, iterable: Expression, loops: readonly Loop[]): boolean {
    if (target.kind !== "unpack" || hasStar(target) || iterable.kind !== "call") return false;
    const { target: callee, args } = iterable;
    if (args.some((each) => each.kind !== "positional")) return false;
    const isZip = callee.kind === "builtin" && callee.name === "zip" && args.length === target.elements.length;
    const isItems = callee.kind === "method" && callee.method === undefined && callee.name === "items";
    const isNumbered = callee.kind === "builtin" && callee.name === "enumerate" && args.length > 0;
    if (target.elements.length !== 2 && !isZip) return false;
    if (!isZip && !isItems && !isNumbered) return false;
    target.elements.forEach((element, at) => {
      const source = isZip ? args[at].value : at === 0 ? undefined : isItems ? callee.receiver : args[0].value;
      const place = source === undefined ? undefined : elementPlace(this.#context, source);
      if (place === undefined || element.kind !== "variable") this.#unknown(element, loops);
      else this.#add(element.variable, { kind: "place", place, folds: false }, loops);
    });
    return true;
  }

  #elements(from: Expression, to: Expression, loops: readonly Loop[]): void {
    const place = elementPlace(this.#context, from);
    const own = elementPlace(this.#context, to);
    if (place !== undefined && place !== own) this.#add(own, { kind: "place", place, folds: false }, loops);
  }

  #assign(target: Target, value: Expression, loops: readonly Loop[]): void {
    if (target.kind === "unpack") {
      const parts = value.kind === "tuple" || value.kind === "list" ? value.elements : undefined;
      const isPlain =
        parts?.length === target.elements.length && parts.every((part) => part.kind !== "star") && !hasStar(target);
      if (!isPlain || parts === undefined) this.#unknown(target, loops);
      else target.elements.forEach((each, index) => void this.#assign(each, parts[index], loops));
      return;
    }
    this.#add(this.#targetPlace(target), { kind: "expression", expression: value }, loops);
  }

  #unknown(target: Target, loops: readonly Loop[]): void {
    visitTarget(target, {
      target: (each) => {
        if (each.kind === "variable" || each.kind === "attribute" || each.kind === "index")
          this.#add(this.#targetPlace(each), UNKNOWN, loops);
      },
    });
  }

  #targetPlace(target: Target): Place | undefined {
    if (target.kind === "variable") return target.variable;
    if (target.kind === "index") return elementPlace(this.#context, target.object);
    if (target.kind !== "attribute") return undefined;
    for (const shape of this.#context.results.get(target.object)?.alternatives() ?? []) {
      if (shape.kind !== "instance" && shape.kind !== "class") continue;
      for (const name of this.#context.ancestors(shape.name)) {
        const cls = this.#context.classNamed(name);
        const field = [...(cls?.fields ?? []), ...(cls?.classVariables ?? [])].find(
          (each) => each.name === target.name,
        );
        if (field !== undefined) return field;
      }
    }
    return undefined;
  }

  #expression(e: Expression, loops: readonly Loop[]): boolean {
    switch (e.kind) {
      case "lambda":
        return false;
      case "walrus":
        this.#add(e.variable, { kind: "expression", expression: e.value }, loops);
        return true;
      case "list":
        for (const expression of e.elements) {
          if (expression.kind === "star") this.#elements(expression.value, e, loops);
          else this.#add(elementPlace(this.#context, e), { kind: "expression", expression }, loops);
        }
        return true;
      case "binary":
        if (e.type.kind === "list") for (const side of [e.left, e.right]) this.#elements(side, e, loops);
        return true;
      case "dict":
        for (const { value: expression } of e.entries)
          this.#add(elementPlace(this.#context, e), { kind: "expression", expression }, loops);
        return true;
      case "comprehension":
        for (const clause of e.clauses) this.#iterate(clause.target, clause.iterable, loops);
        if (e.form !== "set")
          this.#add(elementPlace(this.#context, e), { kind: "expression", expression: e.element }, loops);
        return true;
      case "call":
        this.#call(e, loops);
        return true;
      default:
        return true;
    }
  }

  /** The first parameter of a function that a collection is folded with gets what the function gave before. */
  #fold(e: Extract<Expression, { kind: "call" }>, loops: readonly Loop[]): void {
    const fn = e.args.map((each) => functionOf(each.value)).find((each) => each !== undefined);
    const [first] = fn?.parameters ?? [];
    if (fn !== undefined && first !== undefined)
      this.#add(first.variable, { kind: "place", place: fn, folds: true }, loops);
  }

  #call(e: Extract<Expression, { kind: "call" }>, loops: readonly Loop[]): void {
    if (e.target.kind === "method" && e.target.method === undefined) {
      const at = ADDING[e.target.name];
      const added = at === undefined ? undefined : e.args[at]?.value;
      if (added !== undefined)
        this.#add(elementPlace(this.#context, e.target.receiver), { kind: "expression", expression: added }, loops);
    }
    if (e.type.kind === "list" && e.args[0] !== undefined) this.#elements(e.args[0].value, e, loops);
    if (
      e.target.kind === "library" &&
      /^(functools\.reduce|itertools\.accumulate)$/.test(`${e.target.module}.${e.target.name}`)
    )
      this.#fold(e, loops);
    for (const fn of calleesOf(e)) {
      this.#called.add(fn);
      const binding = bindArguments(fn, e.args);
      if (binding === undefined) for (const { variable } of fn.parameters) this.#add(variable, UNKNOWN, loops);
      for (const { parameter, argument } of binding?.bound ?? []) {
        const value: IntValue =
          argument.kind === "value" || argument.kind === "default"
            ? { kind: "expression", expression: argument.value }
            : UNKNOWN;
        this.#add(parameter.variable, value, loops, fn === this.#fn);
      }
    }
  }
}

/** The function of the module that an expression names or is. */
function functionOf(e: Expression | undefined): FunctionDef | undefined {
  if (e?.kind === "lambda") return e.function;
  return e?.kind === "name" && e.variable.definition?.kind === "function" ? e.variable.definition : undefined;
}

function hasStar(target: Extract<Target, { kind: "unpack" }>): boolean {
  return target.elements.some((each) => each.kind === "star");
}

/** The expressions of a statement itself, without those of the blocks in it. */
function visitHeads(statement: Statement, visit: (e: Expression) => boolean): void {
  const expression = (e: Expression | undefined): void => {
    if (e !== undefined) visitExpression(e, { expression: visit });
  };
  switch (statement.kind) {
    case "assign":
    case "augment":
    case "expression":
    case "return":
      expression(statement.value);
      break;
    case "raise":
      expression(statement.exception);
      break;
    case "assert":
    case "if":
    case "while":
      expression(statement.test);
      break;
    case "for":
      expression(statement.iterable);
      break;
    case "with":
      for (const item of statement.items) expression(item.context);
      break;
    case "match":
      expression(statement.subject);
      for (const each of statement.cases) expression(each.guard);
      break;
  }
  if (statement.kind === "assign") for (const target of statement.targets) visitTarget(target, { expression: visit });
  if (statement.kind === "augment") visitTarget(statement.target, { expression: visit });
}

/** Every expression of a statement and the blocks in it, the callees of calls left out. */
function visitOwn(statement: Statement, visit: (e: Expression) => undefined): void {
  visitHeads(statement, (e) => {
    visit(e);
    return e.kind !== "lambda";
  });
  switch (statement.kind) {
    case "if":
    case "while":
    case "for":
      for (const each of [...statement.body, ...statement.otherwise]) visitOwn(each, visit);
      return;
    case "try":
      for (const each of [
        ...statement.body,
        ...statement.handlers.flatMap((handler) => handler.body),
        ...statement.otherwise,
        ...statement.finally,
      ])
        visitOwn(each, visit);
      return;
    case "with":
      for (const each of statement.body) visitOwn(each, visit);
      return;
    case "match":
      for (const each of statement.cases) for (const inner of each.body) visitOwn(inner, visit);
      return;
    default:
      return;
  }
}
