import { Field, Kind } from "../../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId, ROOT } from "../../../syntax/py-tree.ts";
import type { Range } from "../../../text/range.ts";
import type {
  Argument,
  AttributeTarget,
  BinaryOperator,
  CallTarget,
  ClassDef,
  CompareOperator,
  ComprehensionClause,
  Expression,
  FormatPart,
  FormatSpec,
  FunctionDef,
} from "../nodes.ts";
import type { BuildContext, Import, Resolved, Scope } from "./context.ts";
import { getterLambda } from "./getters.ts";
import { BUILTIN_EXCEPTIONS, BUILTIN_FUNCTIONS, EXCEPTION_ALIASES } from "./names.ts";
import { targetNames } from "./scopes.ts";
import {
  decodeEscapes,
  parseFormatSpec,
  parseFormatTemplate,
  parsePercentTemplate,
  type TemplatePart,
} from "./strings.ts";

const DYNAMIC: AttributeTarget = { kind: "dynamic" };

export function buildExpression(context: BuildContext, node: NodeId): Expression {
  const { tree } = context;
  const range = tree.range(node);
  const field = (name: Field): Expression => context.expression(tree.child(node, name));
  switch (tree.kind(node)) {
    case Kind.identifier:
      return buildName(context, node, tree.text(node));
    case Kind.true:
      return context.make({ kind: "bool", value: true }, range);
    case Kind.false:
      return context.make({ kind: "bool", value: false }, range);
    case Kind.none:
      return context.make({ kind: "none" }, range);
    case Kind.ellipsis:
      return context.make({ kind: "ellipsis" }, range);
    case Kind.integer:
    case Kind.float:
      return buildNumber(context, node);
    case Kind.string:
    case Kind.concatenated_string:
      return buildString(context, node);
    case Kind.parenthesized_expression: {
      const inner = context.only(node);
      return inner === NO_NODE ? context.stub("an empty parenthesis", node) : context.expression(inner);
    }
    case Kind.tuple:
    case Kind.expression_list:
    case Kind.pattern_list:
      return context.make({ kind: "tuple", elements: tree.namedChildren(node).map(context.expression) }, range);
    case Kind.list:
      return context.make({ kind: "list", elements: tree.namedChildren(node).map(context.expression) }, range);
    case Kind.set:
      return context.make({ kind: "set", elements: tree.namedChildren(node).map(context.expression) }, range);
    case Kind.dictionary:
      return buildDictionary(context, node);
    case Kind.list_splat:
    case Kind.parenthesized_list_splat:
    case Kind.list_splat_pattern:
      return context.make({ kind: "star", value: context.expression(context.only(node)) }, range);
    case Kind.attribute:
      return buildAttribute(context, node);
    case Kind.subscript:
      return buildSubscript(context, node);
    case Kind.call:
      return buildCall(context, node);
    case Kind.unary_operator: {
      const operator = tree.kindName(tree.child(node, Field.operator)) as "-" | "+" | "~";
      const operand = field(Field.argument);
      if (operator === "-" && operand.kind === "int") {
        return context.make({ kind: "int", value: -operand.value, text: `-${operand.text}` }, range);
      }
      if (operator === "-" && operand.kind === "float") {
        return context.make({ kind: "float", value: -operand.value, text: `-${operand.text}` }, range);
      }
      return context.make({ kind: "unary", operator, operand }, range);
    }
    case Kind.not_operator:
      return context.make({ kind: "not", operand: field(Field.argument) }, range);
    case Kind.binary_operator:
      return buildBinary(context, node);
    case Kind.boolean_operator: {
      const operator = tree.kind(tree.child(node, Field.operator)) === Kind.and ? "and" : "or";
      const kind = {
        kind: "logical",
        operator,
        left: field(Field.left),
        right: field(Field.right),
        condition: false,
      } as const;
      return context.make(kind, range);
    }
    case Kind.comparison_operator:
      return buildComparison(context, node);
    case Kind.conditional_expression: {
      const [body, test, otherwise] = tree.namedChildren(node).map(context.expression);
      if (otherwise === undefined) return context.stub("an incomplete conditional", node);
      return context.make({ kind: "conditional", test, body, otherwise }, range);
    }
    case Kind.named_expression: {
      const value = field(Field.value);
      const variable = context.binding(tree.text(tree.child(node, Field.name)));
      variable.bindings++;
      return context.make({ kind: "walrus", variable, value }, range);
    }
    case Kind.lambda: {
      const fn = context.functionDefinition(node, [], []);
      return context.make({ kind: "lambda", function: fn }, range);
    }
    case Kind.list_comprehension:
    case Kind.set_comprehension:
    case Kind.dictionary_comprehension:
    case Kind.generator_expression:
      return buildComprehension(context, node);
    case Kind.await:
      return context.make({ kind: "await", value: context.expression(context.only(node)) }, range);
    case Kind.yield: {
      const value = context.only(node);
      if (tree.childOfKind(node, Kind.from) !== NO_NODE) {
        return context.make({ kind: "yieldFrom", value: context.expression(value) }, range);
      }
      return context.make({ kind: "yield", value: value === NO_NODE ? undefined : context.expression(value) }, range);
    }
    case Kind.ERROR:
      return context.stub("a syntax error", node);
    default:
      return context.stub(`the construct ${tree.kindName(node).replaceAll("_", " ")}`, node);
  }
}

function buildName(context: BuildContext, node: NodeId, name: string): Expression {
  const range = context.tree.range(node);
  const resolved = context.resolve(name);
  if (resolved === undefined) return buildUnboundName(context, node, name);
  if ("module" in resolved) {
    if (resolved.module === "builtins" && resolved.name !== undefined)
      return buildUnboundName(context, node, resolved.name);
    if (resolved.name === undefined) return context.make({ kind: "library", module: resolved.module, name: "" }, range);
    const exception = EXCEPTION_ALIASES.get(`${resolved.module}.${resolved.name}`);
    if (exception !== undefined) return context.make({ kind: "builtin", name: exception }, range);
    return libraryName(context, resolved.module, resolved.name, range);
  }
  markRead(context, resolved);
  return context.make({ kind: "name", variable: resolved }, range);
}

function libraryName(context: BuildContext, module: string, name: string, range: Range): Expression {
  // Python itself never sees what is meant for type checkers.
  if (name === "TYPE_CHECKING" && (module === "typing" || module === "typing_extensions"))
    return context.make({ kind: "bool", value: false }, range);
  const member = context.memberName(`${module}.${name}`);
  const at = member.lastIndexOf(".");
  return context.make({ kind: "library", module: member.slice(0, at), name: member.slice(at + 1) }, range);
}

function buildUnboundName(context: BuildContext, node: NodeId, name: string): Expression {
  const range = context.tree.range(node);
  const exception = EXCEPTION_ALIASES.get(name) ?? name;
  if (BUILTIN_EXCEPTIONS.has(exception)) return context.make({ kind: "builtin", name: exception }, range);
  // A port is run as the program that it is.
  if (name === "__name__") return context.make({ kind: "string", value: "__main__" }, range);
  if (name === "__doc__") {
    const first = context.tree.namedChildren(ROOT)[0];
    const inner = first === undefined ? NO_NODE : context.only(first);
    const isText = inner !== NO_NODE && context.tree.kind(inner) === Kind.string;
    return isText ? context.expression(inner) : context.make({ kind: "none" }, range);
  }
  if (name === "open") return context.make({ kind: "library", module: "io", name }, range);
  if (BUILTIN_FUNCTIONS.has(name)) return context.make({ kind: "builtin", name }, range);
  return context.stub(`the name ${name}, which nothing in the module binds`, node);
}

function markRead(context: BuildContext, variable: Exclude<Resolved, Import | undefined>): void {
  variable.reads++;
  let fn = context.scope.owner;
  if (variable.owner === undefined || fn === variable.owner) return;
  variable.captured = true;
  for (; fn !== undefined && fn !== variable.owner; fn = fn.parent) {
    if (!fn.facts.captures.includes(variable)) fn.facts.captures.push(variable);
  }
}

function buildNumber(context: BuildContext, node: NodeId): Expression {
  const range = context.tree.range(node);
  const text = context.tree.text(node).replaceAll("_", "");
  if (/[jJ]$/.test(text) && !/^0[xX]/.test(text)) {
    return context.make({ kind: "imaginary", value: Number(text.slice(0, -1)) }, range);
  }
  if (context.tree.kind(node) === Kind.float) return context.make({ kind: "float", value: Number(text), text }, range);
  try {
    return context.make(
      { kind: "int", value: BigInt(text.replace(/^0+(?=\d)/, "").replace(/[lL]$/, "")), text },
      range,
    );
  } catch {
    return context.stub("a number that is not Python 3", node);
  }
}

function buildDictionary(context: BuildContext, node: NodeId): Expression {
  const { tree } = context;
  const entries = tree.namedChildren(node).map((child) => {
    if (tree.kind(child) !== Kind.pair) return { key: undefined, value: context.expression(context.only(child)) };
    const key = context.expression(tree.child(child, Field.key));
    return { key, value: context.expression(tree.child(child, Field.value)) };
  });
  return context.make({ kind: "dict", entries }, tree.range(node));
}

function buildAttribute(context: BuildContext, node: NodeId): Expression {
  const { tree } = context;
  const inherited = buildSuperProperty(context, node);
  if (inherited !== undefined) return inherited;
  const range = tree.range(node);
  const name = tree.text(tree.child(node, Field.attribute));
  const object = context.expression(tree.child(node, Field.object));
  if (object.kind === "library" && object.module === "builtins" && object.name === "")
    return buildUnboundName(context, node, name);
  if (object.kind === "library") {
    const module = object.name === "" ? object.module : `${object.module}.${object.name}`;
    const exception = EXCEPTION_ALIASES.get(`${module}.${name}`);
    if (exception !== undefined) return context.make({ kind: "builtin", name: exception }, range);
    return libraryName(context, module, name, range);
  }
  if (object.kind === "builtin") return context.make({ kind: "builtin", name: `${object.name}.${name}` }, range);
  return context.make({ kind: "attribute", object, name, resolved: DYNAMIC }, range);
}

function buildSubscript(context: BuildContext, node: NodeId): Expression {
  const { tree } = context;
  const range = tree.range(node);
  const object = context.expression(tree.child(node, Field.value));
  const subscripts = tree.childrenWith(node, Field.subscript);
  // `Stack[int]` as a value is the class: what is in it matters to type checkers alone.
  if (object.kind === "name" && definedClass(object) !== undefined && definedClass(object)?.enum === undefined)
    return object;
  const lastEnd = tree.end(subscripts.at(-1) ?? node);
  const trailingComma = /^\s*,/.test(tree.source.slice(lastEnd, tree.end(node)));
  if (subscripts.length > 1 || trailingComma) {
    if (subscripts.some((child) => tree.kind(child) === Kind.slice))
      return context.stub("a slice in several dimensions", node);
    const elements = subscripts.map(context.expression);
    const index = context.make({ kind: "tuple", elements }, { start: elements[0].range.start, end: lastEnd });
    return context.make({ kind: "index", object, index }, range);
  }
  const [subscript] = subscripts;
  if (subscript === undefined) return context.stub("an empty subscript", node);
  if (tree.kind(subscript) !== Kind.slice) {
    return context.make({ kind: "index", object, index: context.expression(subscript) }, range);
  }
  const parts: (Expression | undefined)[] = [undefined, undefined, undefined];
  let at = 0;
  let from = tree.start(subscript);
  for (const child of tree.namedChildren(subscript)) {
    at += colons(tree.source.slice(from, tree.start(child)));
    parts[at] = context.expression(child);
    from = tree.end(child);
  }
  return context.make({ kind: "slice", object, start: parts[0], stop: parts[1], step: parts[2] }, range);
}

/** Colons between the parts of a slice; comments cannot stand there without a line break, and hold colons rarely. */
function colons(text: string): number {
  return text.replace(/#.*/g, "").split(":").length - 1;
}

function buildBinary(context: BuildContext, node: NodeId): Expression {
  const { tree } = context;
  const operator = tree.text(tree.child(node, Field.operator)) as BinaryOperator;
  const left = context.expression(tree.child(node, Field.left));
  const right = context.expression(tree.child(node, Field.right));
  const range = tree.range(node);
  if (operator === "%" && left.kind === "string") {
    const formatted = formatFromPercent(context, left.value, right);
    if (formatted !== undefined) return context.make({ kind: "format", parts: formatted }, range);
  }
  return context.make({ kind: "binary", operator, left, right }, range);
}

function buildComparison(context: BuildContext, node: NodeId): Expression {
  const { tree } = context;
  const operators: CompareOperator[] = [];
  const operands: Expression[] = [];
  for (const child of tree.children(node)) {
    if (tree.field(child) === Field.operators) {
      const text = tree.text(child).replace(/\s+/g, " ");
      operators.push((text === "<>" ? "!=" : text) as CompareOperator);
    } else if (tree.kind(child) !== Kind.comment && tree.kind(child) !== Kind.line_continuation) {
      operands.push(context.expression(child));
    }
  }
  return context.make({ kind: "compare", operands, operators }, tree.range(node));
}

// ───────────────────────────────────────────────────────────── comprehensions

function buildComprehension(context: BuildContext, node: NodeId): Expression {
  const { tree } = context;
  const outer = context.scope;
  const scope: Scope = {
    kind: "comprehension",
    parent: outer,
    owner: outer.owner,
    class: outer.class,
    names: new Map(),
    scan: undefined,
  };
  const clauses: ComprehensionClause[] = [];
  for (const child of tree.namedChildren(node)) {
    if (tree.kind(child) === Kind.for_in_clause) {
      const right = tree.childrenWith(child, Field.right);
      // The first iterable belongs to the enclosing scope.
      const read = () => context.expression(right[0]);
      const iterable = clauses.length === 0 ? read() : context.inScope(scope, read);
      const left = tree.child(child, Field.left);
      for (const name of targetNames(tree, left)) context.declare(name, { scope });
      const target = context.inScope(scope, () => context.target(left));
      const isAsync = tree.childOfKind(child, Kind.async) !== NO_NODE;
      clauses.push({ target, iterable, conditions: [], isAsync });
    } else if (tree.kind(child) === Kind.if_clause) {
      const condition = context.inScope(scope, () => context.expression(context.only(child)));
      clauses.at(-1)?.conditions.push(condition);
    }
  }
  const body = tree.child(node, Field.body);
  const form = {
    [Kind.list_comprehension]: "list",
    [Kind.set_comprehension]: "set",
    [Kind.dictionary_comprehension]: "dict",
    [Kind.generator_expression]: "generator",
  } as const;
  return context.inScope(scope, () => {
    const isPair = tree.kind(body) === Kind.pair;
    const key = isPair ? context.expression(tree.child(body, Field.key)) : undefined;
    const element = context.expression(isPair ? tree.child(body, Field.value) : body);
    const kind = form[tree.kind(node) as keyof typeof form];
    return context.make({ kind: "comprehension", form: kind, key, element, clauses }, tree.range(node));
  });
}

// ───────────────────────────────────────────────────────────── calls

export function buildArguments(context: BuildContext, node: NodeId): Argument[] {
  const { tree } = context;
  if (tree.kind(node) === Kind.generator_expression) {
    return [{ kind: "positional", name: undefined, value: context.expression(node) }];
  }
  return tree.namedChildren(node).map((child): Argument => {
    switch (tree.kind(child)) {
      case Kind.keyword_argument: {
        const name = tree.text(tree.child(child, Field.name));
        return { kind: "keyword", name, value: context.expression(tree.child(child, Field.value)) };
      }
      case Kind.list_splat:
        return { kind: "star", name: undefined, value: context.expression(context.only(child)) };
      case Kind.dictionary_splat:
        return { kind: "doubleStar", name: undefined, value: context.expression(context.only(child)) };
      default:
        return { kind: "positional", name: undefined, value: context.expression(child) };
    }
  });
}

function buildCall(context: BuildContext, node: NodeId): Expression {
  const { tree } = context;
  const range = tree.range(node);
  const calleeNode = tree.child(node, Field.function);
  const made = context.setups?.factories.get(tree.text(calleeNode))?.gives;
  if (made !== undefined) {
    const application = context.moduleScope().names.get(made);
    if (application !== undefined && "id" in application) {
      application.reads++;
      return context.make({ kind: "name", variable: application }, range);
    }
  }
  const superCall = buildSuperCall(context, node, calleeNode);
  if (superCall !== undefined) return superCall;
  const written = context.expression(calleeNode);
  // The grammar reads `[*f(x)]` as a call of `*f`.
  const isSplat = written.kind === "star";
  const callee = isSplat ? written.value : written;
  const whole = (made: Expression): Expression => (isSplat ? context.make({ kind: "star", value: made }, range) : made);
  const args = buildArguments(context, tree.child(node, Field.arguments));
  if (callee.kind === "attribute" && callee.name === "format" && callee.object.kind === "string") {
    const formatted = formatFromTemplate(context, callee.object.value, args);
    if (formatted !== undefined) return whole(context.make({ kind: "format", parts: formatted }, range));
  }
  const getter = getterLambda(context, callee, args, range);
  if (getter !== undefined) return whole(getter);
  const resolved = resolveCall(context, callee, args);
  return whole(context.make({ kind: "call", ...resolved }, range));
}

function resolveCall(
  context: BuildContext,
  callee: Expression,
  args: Argument[],
): { target: CallTarget; args: Argument[] } {
  switch (callee.kind) {
    case "builtin":
      return { target: { kind: "builtin", name: callee.name }, args };
    case "library":
      if (callee.name !== "") return { target: { kind: "library", module: callee.module, name: callee.name }, args };
      break;
    case "name": {
      const definition = definitionOf(callee);
      if (definition?.kind === "function") return { target: { kind: "function", function: definition }, args };
      if (definition?.kind === "class") return { target: { kind: "class", class: definition }, args };
      const cls = classOfReceiver(context, callee);
      if (cls !== undefined) return { target: { kind: "class", class: cls }, args };
      break;
    }
    case "attribute": {
      const cls =
        callee.object.kind === "name"
          ? (definedClass(callee.object) ?? classOfReceiver(context, callee.object))
          : undefined;
      const method = cls === undefined ? undefined : findMethod(cls, callee.name);
      if (cls !== undefined && method !== undefined && (method.role === "static" || method.role === "class")) {
        return { target: { kind: "static", class: cls, method }, args };
      }
      if (cls !== undefined && method?.role === "method" && args[0]?.kind === "positional") {
        const receiver = args[0].value;
        const isOwn = receiver.kind === "name" && receiver.variable === context.scope.owner?.receiver;
        if (isOwn && context.scope.class !== undefined && context.scope.class !== cls) {
          return {
            target: { kind: "super", class: context.scope.class, name: callee.name, method },
            args: args.slice(1),
          };
        }
        return { target: { kind: "method", receiver, name: callee.name, method }, args: args.slice(1) };
      }
      if (cls === undefined || method === undefined) {
        const receiverClass = methodClass(context, callee.object);
        const own = receiverClass === undefined ? undefined : findMethod(receiverClass, callee.name);
        return { target: { kind: "method", receiver: callee.object, name: callee.name, method: own }, args };
      }
      break;
    }
  }
  return { target: { kind: "value", callee }, args };
}

/** The definition that a name stands for, when nothing else is ever assigned to it. */
export function definitionOf(expression: Expression): FunctionDef | ClassDef | undefined {
  return expression.kind === "name" ? expression.variable.definition : undefined;
}

function definedClass(expression: Expression): ClassDef | undefined {
  const definition = definitionOf(expression);
  return definition?.kind === "class" ? definition : undefined;
}

/** The class that `cls` stands for in a class method. */
function classOfReceiver(context: BuildContext, expression: Expression): ClassDef | undefined {
  const fn = context.scope.owner;
  if (expression.kind !== "name" || fn?.role !== "class" || fn.receiver !== expression.variable) return undefined;
  return fn.owner;
}

/** The class of `self` in a method or a function nested in one. */
function methodClass(context: BuildContext, expression: Expression): ClassDef | undefined {
  if (expression.kind !== "name") return undefined;
  for (let fn = context.scope.owner; fn !== undefined; fn = fn.parent) {
    if (fn.receiver === expression.variable && fn.role !== "class") return fn.owner;
  }
  return undefined;
}

export function findMethod(cls: ClassDef, name: string): FunctionDef | undefined {
  const own = cls.methods.find((method) => method.name === name && method.role !== "setter");
  if (own !== undefined) return own;
  for (const base of cls.bases) {
    const found = base.kind === "class" ? findMethod(base.class, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** `super().name(…)` and `super(Class, self).name(…)`. */
function buildSuperCall(context: BuildContext, node: NodeId, callee: NodeId): Expression | undefined {
  const { tree } = context;
  if (tree.kind(callee) !== Kind.attribute) return undefined;
  const object = tree.child(callee, Field.object);
  if (tree.kind(object) !== Kind.call || tree.text(tree.child(object, Field.function)) !== "super") return undefined;
  if (context.resolve("super") !== undefined) return undefined;
  let fn = context.scope.owner;
  while (fn !== undefined && fn.owner === undefined) fn = fn.parent;
  if (fn?.owner === undefined) return context.stub("super() outside of a class", node);
  const cls = fn.owner;
  const name = tree.text(tree.child(callee, Field.attribute));
  let method: FunctionDef | undefined;
  for (const base of cls.bases) {
    if (method === undefined && base.kind === "class") method = findMethod(base.class, name);
  }
  const args = buildArguments(context, tree.child(node, Field.arguments));
  return context.make({ kind: "call", target: { kind: "super", class: cls, name, method }, args }, tree.range(node));
}

/** `super().name` where that is a property: reading it is a call. */
function buildSuperProperty(context: BuildContext, node: NodeId): Expression | undefined {
  const { tree } = context;
  const object = tree.child(node, Field.object);
  if (tree.kind(object) !== Kind.call || tree.text(tree.child(object, Field.function)) !== "super") return undefined;
  const owner = context.scope.owner?.owner;
  if (owner === undefined || context.resolve("super") !== undefined) return undefined;
  const name = tree.text(tree.child(node, Field.attribute));
  for (const base of owner.bases) {
    const method = base.kind === "class" ? findMethod(base.class, name) : undefined;
    if (method?.role === "property" || method?.role === "cachedProperty")
      return context.make(
        { kind: "call", target: { kind: "super", class: owner, name, method }, args: [] },
        tree.range(node),
      );
  }
  return undefined;
}

// ───────────────────────────────────────────────────────────── strings and formats

function buildString(context: BuildContext, node: NodeId): Expression {
  const { tree } = context;
  const pieces =
    tree.kind(node) === Kind.string
      ? [node]
      : tree.namedChildren(node).filter((child) => tree.kind(child) === Kind.string);
  const parts: FormatPart[] = [];
  let isBytes = false;
  for (const piece of pieces) {
    const prefix = tree.text(tree.childOfKind(piece, Kind.string_start)).toLowerCase();
    if (/^[rf]*b|^[rf]*b/.test(prefix) && prefix.includes("b")) isBytes = true;
    if (/^r?t/.test(prefix)) return context.stub("a template string", node);
    pushStringParts(context, piece, prefix, parts);
  }
  const range = tree.range(node);
  if (parts.some((part) => part.kind === "field")) return context.make({ kind: "format", parts }, range);
  const value = parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
  if (isBytes)
    return context.make({ kind: "bytes", value: Uint8Array.from(value, (char) => char.charCodeAt(0)) }, range);
  return context.make({ kind: "string", value }, range);
}

function pushStringParts(context: BuildContext, node: NodeId, prefix: string, parts: FormatPart[]): void {
  const { tree } = context;
  const isFormat = prefix.includes("f");
  const pushText = (raw: string): void => {
    const braces = isFormat ? raw.replaceAll("{{", "{").replaceAll("}}", "}") : raw;
    const text = decodeEscapes(braces, { raw: prefix.includes("r"), bytes: prefix.includes("b") });
    if (text === "") return;
    const last = parts.at(-1);
    if (last?.kind === "text") parts[parts.length - 1] = { kind: "text", text: last.text + text };
    else parts.push({ kind: "text", text });
  };
  const start = tree.childOfKind(node, Kind.string_start);
  const end = tree.childOfKind(node, Kind.string_end);
  // Of a raw literal that is nothing but backslashes, the parser takes these for a part of the closing quotes.
  const quotes = tree.text(start).length - prefix.replace(/['"]+$/, "").length;
  let at = tree.end(start);
  for (const child of tree.children(node)) {
    if (tree.kind(child) !== Kind.interpolation) continue;
    pushText(tree.source.slice(at, tree.start(child)));
    pushInterpolation(context, child, parts);
    at = tree.end(child);
  }
  pushText(tree.source.slice(at, end === NO_NODE ? tree.end(node) : tree.end(end) - quotes));
}

function pushInterpolation(context: BuildContext, node: NodeId, parts: FormatPart[]): void {
  const { tree } = context;
  const valueNode = tree.child(node, Field.expression);
  if (valueNode === NO_NODE) {
    parts.push({
      kind: "field",
      value: context.stub("an empty replacement field", node),
      conversion: undefined,
      spec: undefined,
    });
    return;
  }
  const value = context.expression(valueNode);
  const conversionNode = tree.child(node, Field.type_conversion);
  let conversion = conversionNode === NO_NODE ? undefined : (tree.text(conversionNode).slice(1) as "r" | "s" | "a");
  const specNode = tree.child(node, Field.format_specifier);
  const spec = specNode === NO_NODE ? undefined : buildSpec(context, specNode);
  const after = /^\s*=\s*/.exec(tree.source.slice(tree.end(valueNode), tree.end(node)));
  if (after !== null) {
    const shown = tree.source.slice(tree.start(node) + 1, tree.end(valueNode) + after[0].length);
    parts.push({ kind: "text", text: shown });
    if (conversion === undefined && spec === undefined) conversion = "r";
  }
  parts.push({ kind: "field", value, conversion, spec });
}

function buildSpec(context: BuildContext, node: NodeId): FormatSpec | undefined {
  const { tree } = context;
  const nested = tree
    .namedChildren(node)
    .filter((child) => tree.kind(child) === Kind.format_expression || tree.kind(child) === Kind.interpolation);
  const raw = tree.text(node).replace(/^:/, "");
  if (nested.length === 0) return plainSpec(raw);
  let at = tree.start(node) + (tree.text(node).startsWith(":") ? 1 : 0);
  const start = at;
  const pieces: (string | Expression)[] = [];
  for (const child of nested) {
    pieces.push(tree.source.slice(at, tree.start(child)));
    const valueNode = tree.child(child, Field.expression);
    pieces.push(context.expression(valueNode === NO_NODE ? context.only(child) : valueNode));
    at = tree.end(child);
  }
  pieces.push(tree.source.slice(at, tree.end(node)));
  return nestedSpec(context, pieces, { start, end: tree.end(node) });
}

/** A specification some of whose pieces are known when the program runs. */
function nestedSpec(context: BuildContext, pieces: readonly (string | Expression)[], range: Range): FormatSpec {
  // A nested field stands for a number: a width, or a precision when it follows a dot. It is parsed as the digit 1 in its place.
  let text = "";
  let width: Expression | undefined;
  let precision: Expression | undefined;
  const whole: FormatPart[] = [];
  let isWhole = false;
  pieces.forEach((piece, i) => {
    if (typeof piece === "string") {
      text += piece;
      if (piece !== "") whole.push({ kind: "text", text: piece });
      return;
    }
    const after = pieces[i + 1];
    isWhole ||= (typeof after === "string" && /^[<>=^]/.test(after)) || (width !== undefined && !text.endsWith("."));
    if (text.endsWith(".")) precision = piece;
    else width = piece;
    whole.push({ kind: "field", value: piece, conversion: undefined, spec: undefined });
    text += "1";
  });
  const parsed = parseFormatSpec(text);
  // A fill, an alignment or a type that a field gives is known when the program runs.
  if (parsed === undefined || isWhole) {
    const plain = { fill: " ", align: undefined, sign: undefined, alternate: false, zero: false } as const;
    const numbers = { width: undefined, grouping: undefined, precision: undefined, type: undefined } as const;
    return { ...plain, ...numbers, text: undefined, whole: context.make({ kind: "format", parts: whole }, range) };
  }
  return { ...parsed, width: width ?? parsed.width, precision: precision ?? parsed.precision, text: undefined };
}

function plainSpec(text: string): FormatSpec | undefined {
  if (text === "") return undefined;
  const parsed = parseFormatSpec(text);
  if (parsed !== undefined) return { ...parsed, text };
  // Date formats and other types' own mini-languages are kept as text.
  return {
    fill: " ",
    align: undefined,
    sign: undefined,
    alternate: false,
    zero: false,
    width: undefined,
    grouping: undefined,
    precision: undefined,
    type: undefined,
    text,
  };
}

function formatFromPercent(context: BuildContext, template: string, right: Expression): FormatPart[] | undefined {
  const parsed = parsePercentTemplate(template);
  if (parsed === undefined) return undefined;
  const fields = parsed.filter((part) => part.kind === "field");
  if (fields.length === 0) return undefined;
  if (fields.some((part) => part.name !== "")) {
    return fillTemplate(context, parsed, (name) => {
      if (name === "") return undefined;
      if (right.kind === "dict") {
        return right.entries.find((entry) => entry.key?.kind === "string" && entry.key.value === name)?.value;
      }
      if (right.kind !== "name") return undefined;
      const key = context.make({ kind: "string", value: name }, right.range);
      return context.make({ kind: "index", object: right, index: key }, right.range);
    });
  }
  const values = right.kind === "tuple" ? right.elements : [right];
  if (values.length !== fields.length || values.some((value) => value.kind === "star")) return undefined;
  let next = 0;
  return fillTemplate(context, parsed, () => values[next++]);
}

function formatFromTemplate(
  context: BuildContext,
  template: string,
  args: readonly Argument[],
): FormatPart[] | undefined {
  const parsed = parseFormatTemplate(template);
  if (parsed === undefined || args.some((arg) => arg.kind === "star" || arg.kind === "doubleStar")) return undefined;
  const positional = args.filter((arg) => arg.kind === "positional").map((arg) => arg.value);
  const named = new Map(args.filter((arg) => arg.kind === "keyword").map((arg) => [arg.name, arg.value]));
  const used = new Set<Expression>();
  let next = 0;
  const parts = fillTemplate(context, parsed, (name) => {
    const [, head, steps] = /^([^.[]*)(.*)$/s.exec(name) ?? [];
    const base = head === "" ? positional[next++] : /^\d+$/.test(head) ? positional[Number(head)] : named.get(head);
    // A value used twice must not be evaluated twice.
    if (base === undefined || (used.has(base) && !isCheap(base))) return undefined;
    used.add(base);
    return applySteps(context, base, steps ?? "");
  });
  return used.size === positional.length + named.size ? parts : undefined;
}

function isCheap(expression: Expression): boolean {
  return (
    expression.kind === "name" ||
    expression.kind === "string" ||
    expression.kind === "int" ||
    expression.kind === "attribute"
  );
}

function applySteps(context: BuildContext, base: Expression, steps: string): Expression | undefined {
  let value = base;
  let rest = steps;
  while (rest !== "") {
    const step = /^(?:\.(\w+)|\[([^\]]+)\])/.exec(rest);
    if (step === null) return undefined;
    rest = rest.slice(step[0].length);
    if (step[1] !== undefined) {
      value = context.make({ kind: "attribute", object: value, name: step[1], resolved: DYNAMIC }, base.range);
    } else {
      const index = /^\d+$/.test(step[2])
        ? context.make({ kind: "int", value: BigInt(step[2]), text: step[2] }, base.range)
        : context.make({ kind: "string", value: step[2] }, base.range);
      value = context.make({ kind: "index", object: value, index }, base.range);
    }
  }
  return value;
}

function fillTemplate(
  context: BuildContext,
  template: readonly TemplatePart[],
  argument: (name: string) => Expression | undefined,
): FormatPart[] | undefined {
  const parts: FormatPart[] = [];
  for (const part of template) {
    if (part.kind === "text") {
      const last = parts.at(-1);
      if (last?.kind === "text") parts[parts.length - 1] = { kind: "text", text: last.text + part.text };
      else parts.push(part);
      continue;
    }
    const value = argument(part.name);
    if (value === undefined) return undefined;
    const pieces: (string | Expression)[] = [];
    for (const piece of part.nested ?? []) {
      const made = "text" in piece ? piece.text : argument(piece.field);
      if (made === undefined) return undefined;
      pieces.push(made);
    }
    const spec = part.nested === undefined ? plainSpec(part.spec) : nestedSpec(context, pieces, value.range);
    const conversion = part.conversion === "s" && spec === undefined ? undefined : part.conversion;
    parts.push({ kind: "field", value, conversion, spec });
  }
  return parts;
}
