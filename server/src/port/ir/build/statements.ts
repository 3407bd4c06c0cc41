import { Field, Kind } from "../../../syntax/kinds.generated.ts";
import { NO_NODE, type NodeId } from "../../../syntax/py-tree.ts";
import type { Range } from "../../../text/range.ts";
import type {
  BinaryOperator,
  ClassDef,
  ExceptionRef,
  Expression,
  FunctionDef,
  Handler,
  MatchCase,
  Statement,
  StatementKind,
  Target,
  Variable,
  WithItem,
} from "../nodes.ts";
import { ANY } from "../types.ts";
import type { Setup } from "../web/setups.ts";
import { withoutClosing } from "./closing.ts";
import type { BuildContext, Scope } from "./context.ts";
import { aliasMethod, buildClass, buildFunction, declareDefinitions, decoratorCalls } from "./definitions.ts";
import { findMethod } from "./expressions.ts";
import { buildImport, canonicalName } from "./imports.ts";
import { alternativesOf, buildCase } from "./patterns.ts";
import { scanScope } from "./scopes.ts";
import { isTypedDict } from "./typed-dicts.ts";
import { buildTypingAssignment } from "./typing-assignments.ts";

/** What surrounds a statement in the text. */
interface Surroundings {
  readonly comments: string[];
  readonly lineComment: string | undefined;
  readonly spaced: boolean;
}

/** Builds the statements of a block or of the module; comments go to the statement that they stand before or behind. */
export function buildBlock(context: BuildContext, node: NodeId, before: string[] = []): Statement[] {
  const { tree } = context;
  const statements: Statement[] = [];
  let comments = before;
  const children = tree.children(node);
  for (let index = 0; index < children.length; index++) {
    const child = children[index];
    const kind = tree.kind(child);
    if (kind === Kind.comment) {
      comments.push(commentText(context, child));
      continue;
    }
    if (kind === Kind.line_continuation) continue;
    const setups = context.setups?.at.get(child);
    if (setups !== undefined) for (const setup of setups) statements.push(...buildSetup(context, setup));
    if (context.setups?.gone.has(child)) {
      comments = [];
      continue;
    }
    const next = children[index + 1];
    const trails =
      next !== undefined &&
      tree.kind(next) === Kind.comment &&
      !tree.source.slice(tree.end(child), tree.start(next)).includes("\n");
    if (trails) index++;
    const surroundings: Surroundings = {
      comments,
      lineComment: trails ? commentText(context, next) : headerComment(context, child),
      spaced: isSpaced(context, child),
    };
    comments = [];
    statements.push(...buildStatement(context, child, surroundings));
  }
  if (comments.length > 0) {
    const end = tree.end(node);
    statements.push({ kind: "pass", range: { start: end, end }, comments, lineComment: undefined, spaced: false });
  }
  return statements;
}

/** The statements of a set-up function as statements of the module, with names of their own; its parameters become variables. */
function buildSetup(context: BuildContext, setup: Setup): Statement[] {
  const { tree } = context;
  const outside = context.moduleScope();
  const inside = setup.statements.filter((node) => !context.setups?.gone.has(node));
  const scan = scanScope(tree, inside);
  const scope: Scope = {
    kind: "module",
    parent: outside,
    owner: undefined,
    class: undefined,
    names: new Map(),
    scan: { ...scan, global: new Set(), nonlocal: new Set() },
  };
  if (setup.gives !== undefined) scope.names.set(setup.gives, context.declare(setup.gives, { scope: outside }));
  const statements = setup.parameters.flatMap(({ name, value, isApplication }): Statement[] => {
    const range = tree.range(value);
    const given = context.expression(value);
    if (given.kind === "name" && given.variable.name === name) {
      scope.names.set(name, given.variable);
      return [];
    }
    const variable = ownName(context, scope, outside, name);
    variable.bindings++;
    if (!isApplication) context.setupParameters.push(variable);
    const target: Target = { kind: "variable", variable, range };
    const assign: StatementKind = { kind: "assign", targets: [target], value: given, declared: undefined };
    return [{ ...assign, range, comments: [], lineComment: undefined, spaced: false } as Statement];
  });
  const [first] = setup.statements;
  if (first === undefined) return statements;
  return context.inScope(scope, () => {
    context.importAll(inside);
    for (const bound of scan.bound.keys()) if (!scope.names.has(bound)) ownName(context, scope, outside, bound);
    declareDefinitions(context, inside);
    const built = buildBlock(context, tree.parent(first));
    const isDocstring = tree.children(tree.parent(first))[0] !== first && built[0]?.kind === "expression";
    if (isDocstring && built[0].kind === "expression" && built[0].value.kind === "string") built.shift();
    if (built.at(-1)?.kind === "return") built.pop();
    return [...statements, ...built];
  });
}

/** A variable of a set-up function, called otherwise where the module has one of its name. */
function ownName(context: BuildContext, scope: Scope, outside: Scope, name: string): Variable {
  let free = name;
  for (let i = 2; outside.names.has(free); i++) free = `${name}_${i}`;
  const variable = context.declare(free, { scope });
  scope.names.delete(free);
  scope.names.set(name, variable);
  // Nothing else is called so.
  outside.names.set(free, variable);
  return variable;
}

function commentText(context: BuildContext, node: NodeId): string {
  return context.tree
    .text(node)
    .replace(/^#:?\s?/, "")
    .trimEnd();
}

/** A comment behind the colon of a compound statement. */
function headerComment(context: BuildContext, node: NodeId): string | undefined {
  const { tree } = context;
  const comment = tree.childOfKind(node, Kind.comment);
  if (comment === NO_NODE) return undefined;
  return tree.source.slice(tree.start(node), tree.start(comment)).includes("\n")
    ? undefined
    : commentText(context, comment);
}

/** Comments of a compound statement that stand on lines of their own: before its first block, or before one of its clauses. */
function looseComments(context: BuildContext, node: NodeId): string[] {
  const { tree } = context;
  return tree
    .children(node)
    .filter(
      (child) =>
        tree.kind(child) === Kind.comment && /\n[^\S\n]*$/.test(tree.source.slice(tree.start(node), tree.start(child))),
    )
    .map((child) => commentText(context, child));
}

/** A blank line comes before the statement or before the comments above it. */
function isSpaced(context: BuildContext, node: NodeId): boolean {
  const before = context.tree.source.slice(0, context.tree.start(node));
  let at = before.length;
  for (;;) {
    const lineStart = before.lastIndexOf("\n", at - 1) + 1;
    if (lineStart === 0) return false;
    const previousStart = before.lastIndexOf("\n", lineStart - 2) + 1;
    const line = before.slice(previousStart, lineStart - 1).trim();
    if (line === "") return true;
    if (!line.startsWith("#") && !line.startsWith("@")) return false;
    at = lineStart - 1;
  }
}

/**
 * `return NotImplemented`: Python then asks the other operand, and when that does not know either, two values are not equal, and
 * any other operator fails.
 */
function refusal(context: BuildContext, value: NodeId): StatementKind | undefined {
  const { tree } = context;
  const fn = context.scope.owner;
  if (tree.kind(value) !== Kind.identifier || tree.text(value) !== "NotImplemented") return undefined;
  if (fn?.owner === undefined || context.resolve("NotImplemented") !== undefined) return undefined;
  const range = tree.range(value);
  if (fn.name === "__eq__" || fn.name === "__ne__")
    return { kind: "return", value: context.make({ kind: "bool", value: fn.name === "__ne__" }, range) };
  const message = refusalMessage(context, fn, range);
  const exception = context.make(
    {
      kind: "call",
      target: { kind: "builtin", name: "TypeError" },
      args: [{ kind: "positional", name: undefined, value: message }],
    },
    range,
  );
  return { kind: "raise", exception, cause: undefined, suppress: false };
}

const REFUSED: Readonly<Record<string, string>> = {
  add: "+",
  sub: "-",
  mul: "*",
  truediv: "/",
  floordiv: "//",
  mod: "%",
  pow: "** or pow()",
  matmul: "@",
  and: "&",
  or: "|",
  xor: "^",
  lshift: "<<",
  rshift: ">>",
  lt: "<",
  le: "<=",
  gt: ">",
  ge: ">=",
};

/** What Python says where neither operand knows what to do with the other. */
function refusalMessage(context: BuildContext, fn: FunctionDef, range: Range): Expression {
  const text = (value: string): Expression => context.make({ kind: "string", value }, range);
  const [other] = fn.parameters;
  const isReversed = /^__r(?!shift)/.test(fn.name);
  const name = fn.name.replace(/^__(?:i(?!nvert))?(?:r(?!shift))?|__$/g, "");
  const operator = REFUSED[name];
  if (operator === undefined || fn.owner === undefined || other === undefined)
    return text("unsupported operand type(s)");
  const own = `'${fn.owner.name}'`;
  const given = context.make({ kind: "name", variable: other.variable }, range);
  const type = context.make(
    {
      kind: "call",
      target: { kind: "builtin", name: "type" },
      args: [{ kind: "positional", name: undefined, value: given }],
    },
    range,
  );
  other.variable.reads++;
  const typeName = context.make(
    { kind: "attribute", object: type, name: "__name__", resolved: { kind: "dynamic" } },
    range,
  );
  const parts = (before: string, after: string): Expression =>
    context.make(
      {
        kind: "format",
        parts: [
          { kind: "text", text: before },
          { kind: "field", value: typeName, conversion: undefined, spec: undefined },
          { kind: "text", text: after },
        ],
      },
      range,
    );
  if (/^[<>]=?$/.test(operator)) return parts(`'${operator}' not supported between instances of ${own} and '`, "'");
  const head = `unsupported operand type(s) for ${operator}: `;
  return isReversed ? parts(`${head}'`, `' and ${own}`) : parts(`${head}${own} and '`, "'");
}

function buildStatement(context: BuildContext, node: NodeId, around: Surroundings): Statement[] {
  const { tree } = context;
  const make = (kind: StatementKind): Statement => ({ ...kind, ...around, range: tree.range(node) });
  const block = (block: NodeId, before: string[] = []): Statement[] =>
    block === NO_NODE ? [] : buildBlock(context, block, before);
  switch (tree.kind(node)) {
    case Kind.expression_statement:
      return buildExpressionStatement(context, node, make);
    case Kind.return_statement: {
      const value = context.only(node);
      const refused = value === NO_NODE ? undefined : refusal(context, value);
      if (refused !== undefined) return [make(refused)];
      return [make({ kind: "return", value: value === NO_NODE ? undefined : context.expression(value) })];
    }
    case Kind.raise_statement: {
      const cause = tree.child(node, Field.cause);
      const exception = tree.namedChildren(node).find((child) => tree.field(child) !== Field.cause);
      const built = cause === NO_NODE ? undefined : context.expression(cause);
      return [
        make({
          kind: "raise",
          exception: exception === undefined ? undefined : context.expression(exception),
          cause: built?.kind === "none" ? undefined : built,
          suppress: built?.kind === "none",
        }),
      ];
    }
    case Kind.assert_statement: {
      const [test, message] = tree.namedChildren(node).map(context.expression);
      return [make({ kind: "assert", test, message })];
    }
    case Kind.delete_statement: {
      const list = tree
        .namedChildren(node)
        .flatMap((child) =>
          tree.kind(child) === Kind.expression_list || tree.kind(child) === Kind.tuple
            ? tree.namedChildren(child)
            : [child],
        );
      return [make({ kind: "delete", targets: list.map(context.target) })];
    }
    case Kind.pass_statement:
      return [make({ kind: "pass" })];
    case Kind.break_statement:
      return [make({ kind: "break" })];
    case Kind.continue_statement:
      return [make({ kind: "continue" })];
    case Kind.global_statement:
    case Kind.nonlocal_statement:
    case Kind.future_import_statement:
      return commentsOnly(make, around);
    case Kind.import_statement:
    case Kind.import_from_statement:
      buildImport(context, node);
      return commentsOnly(make, around);
    case Kind.if_statement:
      return buildIf(context, node, make, around);
    case Kind.while_statement: {
      const test = context.expression(tree.child(node, Field.condition));
      const body = block(tree.child(node, Field.body), looseComments(context, node));
      return [make({ kind: "while", test, body, otherwise: elseBlock(context, node) })];
    }
    case Kind.for_statement: {
      const rights = tree.childrenWith(node, Field.right);
      const iterable = context.expression(rights[0]);
      const target = context.target(tree.child(node, Field.left));
      const isAsync = tree.childOfKind(node, Kind.async) !== NO_NODE;
      const body = block(tree.child(node, Field.body), looseComments(context, node));
      return [make({ kind: "for", target, iterable, body, otherwise: elseBlock(context, node), isAsync })];
    }
    case Kind.try_statement:
      return [make(buildTry(context, node))];
    case Kind.with_statement:
      return withoutClosing(context, make(buildWith(context, node)));
    case Kind.match_statement: {
      const subjects = tree.childrenWith(node, Field.subject).map(context.expression);
      const subject =
        subjects.length === 1 ? subjects[0] : context.make({ kind: "tuple", elements: subjects }, tree.range(node));
      const body = tree.child(node, Field.body);
      const cases: MatchCase[] = tree
        .namedChildren(body)
        .flatMap((child) => (tree.kind(child) === Kind.case_clause ? alternativesOf(buildCase(context, child)) : []));
      return [make({ kind: "match", subject, cases })];
    }
    case Kind.function_definition:
    case Kind.class_definition:
      return buildDefinition(context, node, [], make, around);
    case Kind.decorated_definition: {
      const decorators = tree.namedChildren(node).filter((child) => tree.kind(child) === Kind.decorator);
      return buildDefinition(context, tree.child(node, Field.definition), decorators, make, around);
    }
    case Kind.type_alias_statement:
      return commentsOnly(make, around);
    case Kind.print_statement:
    case Kind.exec_statement:
      return [stubStatement(context, node, make, `the Python 2 ${tree.kindName(node).replace("_", " ")}`)];
    case Kind.ERROR:
      return [stubStatement(context, node, make, "a syntax error")];
    default:
      return [stubStatement(context, node, make, `the construct ${tree.kindName(node).replaceAll("_", " ")}`)];
  }
}

function commentsOnly(make: (kind: StatementKind) => Statement, around: Surroundings): Statement[] {
  return around.comments.length > 0 ? [make({ kind: "pass" })] : [];
}

function stubStatement(
  context: BuildContext,
  node: NodeId,
  make: (kind: StatementKind) => Statement,
  construct: string,
): Statement {
  context.unsupported(construct, context.tree.range(node));
  return make({ kind: "stub", construct, python: context.tree.text(node) });
}

function buildDefinition(
  context: BuildContext,
  node: NodeId,
  decorators: readonly NodeId[],
  make: (kind: StatementKind) => Statement,
  around: Surroundings,
): Statement[] {
  const { tree } = context;
  const isOverload = decorators.some(
    (decorator) => canonicalName(context, tree.text(context.only(decorator))) === "typing.overload",
  );
  if (isOverload) return [];
  if (isTypedDict(context, node)) return commentsOnly(make, around);
  if (tree.kind(node) === Kind.class_definition) {
    const cls = buildClass(context, node, decorators, around.comments);
    if (cls === undefined) return [stubStatement(context, node, make, "a class defined inside an expression")];
    if (cls.variable !== undefined) cls.variable.bindings++;
    const copies = (context.copies.get(cls) ?? []).map((copy): Statement => {
      copy.build();
      if (copy.class.variable !== undefined) copy.class.variable.bindings++;
      return { ...make({ kind: "class", class: copy.class }), comments: [], lineComment: undefined };
    });
    const calls = decoratorCalls(context, cls, decorators).map(
      (value): Statement => ({
        ...make({ kind: "expression", value }),
        comments: [],
        lineComment: undefined,
        spaced: false,
      }),
    );
    return [...copies, make({ kind: "class", class: cls }), ...subclassHooks(context, cls, node, make), ...calls];
  }
  const fn = buildFunction(context, node, decorators, around.comments);
  if (fn.variable !== undefined) fn.variable.bindings++;
  return [make({ kind: "function", function: fn })];
}

/** The call of `__init_subclass__` that Python makes when a class is defined, with the keywords behind the bases. */
function subclassHooks(
  context: BuildContext,
  cls: ClassDef,
  node: NodeId,
  make: (kind: StatementKind) => Statement,
): Statement[] {
  const { tree } = context;
  const above = cls.bases.find((each) => each.kind === "class" && findMethod(each.class, "__init_subclass__"));
  const method = above?.kind === "class" ? findMethod(above.class, "__init_subclass__") : undefined;
  const list = tree.child(node, Field.superclasses);
  if (method === undefined || cls.variable === undefined) return [];
  const written = list === NO_NODE ? [] : tree.namedChildren(list);
  const args = written
    .filter((each) => tree.kind(each) === Kind.keyword_argument)
    .map((each) => ({
      kind: "keyword" as const,
      name: tree.text(tree.child(each, Field.name)),
      value: context.expression(tree.child(each, Field.value)),
    }))
    .filter((each) => each.name !== "metaclass");
  const call = context.make({ kind: "call", target: { kind: "static", class: cls, method }, args }, tree.range(node));
  const made = make({ kind: "expression", value: call });
  return [{ ...made, comments: [], lineComment: undefined, spaced: false }];
}

// ───────────────────────────────────────────────────────────── assignments

function buildExpressionStatement(
  context: BuildContext,
  node: NodeId,
  make: (kind: StatementKind) => Statement,
): Statement[] {
  const { tree } = context;
  const children = tree.namedChildren(node);
  const [inner] = children;
  if (inner === undefined) return [make({ kind: "pass" })];
  switch (tree.kind(inner)) {
    case Kind.assignment:
      return buildAssignment(context, inner, make);
    case Kind.augmented_assignment: {
      const operator = tree.kindName(tree.child(inner, Field.operator)).slice(0, -1) as BinaryOperator;
      const value = context.expression(tree.child(inner, Field.right));
      const target = context.target(tree.child(inner, Field.left));
      if (target.kind === "variable") target.variable.reads++;
      return [make({ kind: "augment", target, operator, value })];
    }
    default: {
      const value =
        children.length > 1
          ? context.make({ kind: "tuple", elements: children.map(context.expression) }, tree.range(node))
          : context.expression(inner);
      return [make({ kind: "expression", value })];
    }
  }
}

function buildAssignment(context: BuildContext, node: NodeId, make: (kind: StatementKind) => Statement): Statement[] {
  const { tree } = context;
  const typing = buildTypingAssignment(context, node);
  if (typing === "nothing") return [];
  if (typing !== undefined) return [make({ kind: "class", class: typing })];
  const typeNode = tree.child(node, Field.type);
  const right = tree.child(node, Field.right);
  const left = tree.child(node, Field.left);
  // Only annotations use it: `Class[int]` is not run by a port.
  if (context.scope.kind === "class" && right !== NO_NODE && tree.text(left) === "__class_getitem__") return [];
  if (
    tree.kind(left) === Kind.identifier &&
    right !== NO_NODE &&
    tree.kind(right) === Kind.identifier &&
    aliasMethod(context, node, tree.text(left), tree.text(right))
  )
    return [];
  const declared = typeNode === NO_NODE ? undefined : context.annotation(typeNode);
  const isFinalOnly = typeNode !== NO_NODE && /^(typing\.)?Final$/.test(tree.text(typeNode));
  if (right === NO_NODE) {
    const target = context.target(tree.child(node, Field.left));
    declareTarget(context, target, declared);
    if (target.kind === "variable" && typeNode !== NO_NODE) context.annotationNodes.set(target.variable, typeNode);
    return [make({ kind: "declare", target, declared: declared ?? ANY })];
  }
  const lefts = [tree.child(node, Field.left)];
  let value = right;
  while (tree.kind(value) === Kind.assignment) {
    lefts.push(tree.child(value, Field.left));
    value = tree.child(value, Field.right);
  }
  const built = context.expression(value);
  const targets = lefts.map(context.target);
  const kept = isFinalOnly ? undefined : declared;
  if (typeNode !== NO_NODE && targets[0].kind === "variable")
    context.annotationNodes.set(targets[0].variable, typeNode);
  if (kept !== undefined) declareTarget(context, targets[0], kept);
  return [make({ kind: "assign", targets, value: built, declared: kept })];
}

function declareTarget(
  context: BuildContext,
  target: Target,
  declared: ReturnType<BuildContext["annotation"]> | undefined,
): void {
  if (declared === undefined) return;
  if (target.kind === "variable") {
    target.variable.declared = declared;
  } else if (target.kind === "attribute") {
    const field = context.scope.owner?.owner?.fields.find((each) => each.name === target.name);
    if (field !== undefined) field.declared ??= declared;
  }
}

// ───────────────────────────────────────────────────────────── compound statements

function elseBlock(context: BuildContext, node: NodeId): Statement[] {
  const { tree } = context;
  const clause = tree.childOfKind(node, Kind.else_clause);
  if (clause === NO_NODE) return [];
  return buildBlock(context, tree.child(clause, Field.body), looseComments(context, clause));
}

/** The constant that is true for type checkers and false when a program runs. */
const TYPE_CHECKING = new Set(["typing.TYPE_CHECKING", "typing_extensions.TYPE_CHECKING", "TYPE_CHECKING"]);

function buildIf(
  context: BuildContext,
  node: NodeId,
  make: (kind: StatementKind) => Statement,
  around: Surroundings,
): Statement[] {
  const { tree } = context;
  const conditionText = tree.text(tree.child(node, Field.condition));
  if (context.scope.kind === "module") {
    if (/^\(?\s*__name__\s*==\s*(["'])__main__\1\s*\)?$/.test(conditionText)) {
      context.main = [
        ...(context.main ?? []),
        ...buildBlock(context, tree.child(node, Field.consequence), around.comments),
      ];
      context.mainEnd = tree.end(node);
      return [];
    }
  }
  const isForCheckers = TYPE_CHECKING.has(canonicalName(context, conditionText));
  const clauses = tree.childrenWith(node, Field.alternative);
  const test = context.expression(tree.child(node, Field.condition));
  // Comments between the clauses are children of the whole; they go to the clause that follows them.
  const loose = new Map<NodeId, string[]>();
  let pending: string[] = [];
  let inHeader = true;
  for (const child of tree.children(node)) {
    if (tree.kind(child) === Kind.comment) {
      if (!inHeader || tree.source.slice(tree.start(node), tree.start(child)).includes("\n"))
        pending.push(commentText(context, child));
    } else if (tree.field(child) === Field.consequence || tree.field(child) === Field.alternative) {
      loose.set(child, pending);
      pending = [];
      inHeader = false;
    }
  }
  const consequence = tree.child(node, Field.consequence);
  const body = consequence === NO_NODE ? [] : buildBlock(context, consequence, loose.get(consequence) ?? []);
  const rest = (index: number): Statement[] => {
    const clause = clauses[index];
    if (clause === undefined) return [];
    const before = [...(loose.get(clause) ?? []), ...looseComments(context, clause)];
    if (tree.kind(clause) === Kind.else_clause) return buildBlock(context, tree.child(clause, Field.body), before);
    const elifTest = context.expression(tree.child(clause, Field.condition));
    const elifBody = buildBlock(context, tree.child(clause, Field.consequence), before);
    return [
      {
        kind: "if",
        test: elifTest,
        body: elifBody,
        otherwise: rest(index + 1),
        chained: true,
        range: tree.range(clause),
        comments: [],
        lineComment: headerComment(context, clause),
        spaced: false,
      },
    ];
  };
  // What only type checkers read is never run; what it imports is known all the same.
  if (isForCheckers) {
    const [other, ...more] = rest(0);
    return other?.kind === "if" && other.chained
      ? [{ ...other, chained: false }, ...more]
      : other === undefined
        ? []
        : [other, ...more];
  }
  return [make({ kind: "if", test, body, otherwise: rest(0), chained: false })];
}

function buildTry(context: BuildContext, node: NodeId): StatementKind {
  const { tree } = context;
  const isGroup = (child: NodeId): boolean =>
    tree.kind(child) === Kind.except_clause && tree.childOfKind(child, Kind["*"]) !== NO_NODE;
  if (tree.namedChildren(node).some(isGroup)) {
    context.unsupported("except*", tree.range(node));
    return { kind: "stub", construct: "except*", python: tree.text(node) };
  }
  const body = buildBlock(context, tree.child(node, Field.body), looseComments(context, node));
  const handlers: Handler[] = [];
  let finallyBlock: Statement[] = [];
  for (const child of tree.namedChildren(node)) {
    if (tree.kind(child) === Kind.except_clause) handlers.push(buildHandler(context, child));
    else if (tree.kind(child) === Kind.finally_clause) {
      finallyBlock = buildBlock(context, tree.childOfKind(child, Kind.block), looseComments(context, child));
    }
  }
  return { kind: "try", body, handlers, otherwise: elseBlock(context, node), finally: finallyBlock };
}

function buildHandler(context: BuildContext, node: NodeId): Handler {
  const { tree } = context;
  let value = tree.child(node, Field.value);
  let alias = tree.child(node, Field.alias);
  if (value !== NO_NODE && tree.kind(value) === Kind.as_pattern) {
    alias = tree.child(value, Field.alias);
    value = tree.namedChildren(value)[0];
  }
  const types = value === NO_NODE ? [] : exceptionTypes(context, value);
  const block = (): Statement[] =>
    buildBlock(context, tree.childOfKind(node, Kind.block), looseComments(context, node));
  const bound = alias === NO_NODE ? undefined : inHandler(context, tree.text(alias), block);
  return {
    types,
    variable: bound?.variable,
    body: bound?.body ?? block(),
    comments: [],
    range: tree.range(node),
  };
}

/** The name of an exception is unbound when its handler ends, so that each handler has a variable of its own. */
function inHandler(
  context: BuildContext,
  name: string,
  build: () => Statement[],
): { readonly variable: Variable; readonly body: Statement[] } {
  const { scope } = context;
  const isOwn = scope.kind !== "comprehension" && !scope.scan?.global.has(name) && !scope.scan?.nonlocal.has(name);
  const outer = scope.names.get(name);
  if (isOwn) scope.names.delete(name);
  const variable = context.binding(name);
  variable.bindings++;
  const body = build();
  if (isOwn && outer !== undefined) scope.names.set(name, outer);
  return { variable, body };
}

function exceptionTypes(context: BuildContext, node: NodeId): ExceptionRef[] {
  const value = context.expression(node);
  const flat = (expression: Expression): Expression[] =>
    expression.kind === "tuple" ? expression.elements.flatMap(flat) : [expression];
  return flat(value).map((expression): ExceptionRef => {
    if (expression.kind === "builtin") return { kind: "builtin", name: expression.name };
    if (expression.kind === "library") return { kind: "library", name: `${expression.module}.${expression.name}` };
    const definition = expression.kind === "name" ? expression.variable.definition : undefined;
    if (definition?.kind === "class") return { kind: "class", class: definition };
    return { kind: "value", value: expression };
  });
}

function buildWith(context: BuildContext, node: NodeId): StatementKind {
  const { tree } = context;
  const clause = tree.childOfKind(node, Kind.with_clause);
  const items: WithItem[] = [];
  const addItem = (item: NodeId): void => {
    const value = tree.kind(item) === Kind.with_item ? tree.child(item, Field.value) : item;
    // `with (a as b, c):` parses as one tuple.
    if (
      tree.kind(value) === Kind.tuple &&
      tree.namedChildren(value).some((child) => tree.kind(child) === Kind.as_pattern)
    ) {
      for (const child of tree.namedChildren(value)) addItem(child);
    } else if (tree.kind(value) === Kind.as_pattern) {
      const contextNode = tree.namedChildren(value)[0];
      const alias = tree.child(value, Field.alias);
      const built = context.expression(contextNode);
      items.push({ context: built, target: alias === NO_NODE ? undefined : context.target(alias) });
    } else items.push({ context: context.expression(value), target: undefined });
  };
  for (const item of tree.namedChildren(clause)) addItem(item);
  const isAsync = tree.childOfKind(node, Kind.async) !== NO_NODE;
  return {
    kind: "with",
    items,
    body: buildBlock(context, tree.child(node, Field.body), looseComments(context, node)),
    isAsync,
  };
}

// ───────────────────────────────────────────────────────────── targets

export function buildTarget(context: BuildContext, node: NodeId): Target {
  const { tree } = context;
  const range = tree.range(node);
  switch (tree.kind(node)) {
    case Kind.identifier: {
      const variable = context.binding(tree.text(node));
      variable.bindings++;
      return { kind: "variable", variable, range };
    }
    case Kind.as_pattern_target:
    case Kind.parenthesized_expression:
      return buildTarget(context, context.only(node));
    case Kind.pattern_list:
    case Kind.tuple_pattern:
    case Kind.list_pattern:
    case Kind.expression_list:
    case Kind.tuple:
    case Kind.list:
      return { kind: "unpack", elements: tree.namedChildren(node).map(context.target), range };
    case Kind.list_splat_pattern:
    case Kind.list_splat:
      return { kind: "star", target: context.target(context.only(node)), range };
    case Kind.attribute: {
      const object = context.expression(tree.child(node, Field.object));
      const name = tree.text(tree.child(node, Field.attribute));
      if (object.kind === "library" || object.kind === "builtin") {
        context.unsupported("assignment to a member of a library", range);
        return { kind: "stub", construct: "assignment to a member of a library", range };
      }
      noteField(context, object, name, range);
      return { kind: "attribute", object, name, type: ANY, range };
    }
    case Kind.subscript: {
      const value = context.expression(node);
      if (value.kind === "index") return { kind: "index", object: value.object, index: value.index, type: ANY, range };
      if (value.kind === "slice") return { kind: "slice", slice: value, range };
      return { kind: "stub", construct: "assignment to this subscript", range };
    }
    default:
      context.unsupported(`assignment to ${tree.kindName(node).replaceAll("_", " ")}`, range);
      return { kind: "stub", construct: `assignment to ${tree.kindName(node).replaceAll("_", " ")}`, range };
  }
}

/** An assignment through `self` makes a field, unless a base or the class itself has the name already. */
function noteField(context: BuildContext, object: Expression, name: string, range: Target["range"]): void {
  if (object.kind !== "name") return;
  let fn = context.scope.owner;
  while (fn !== undefined && fn.receiver !== object.variable) fn = fn.parent;
  const cls = fn?.owner;
  if (cls === undefined || fn?.role === "class" || hasMember(cls, name)) return;
  cls.fields.push({
    name,
    type: ANY,
    declared: undefined,
    default: undefined,
    factory: undefined,
    init: false,
    repr: false,
    compare: false,
    comments: [],
    range,
  });
}

function hasMember(cls: ClassDef, name: string): boolean {
  if (cls.fields.some((field) => field.name === name)) return true;
  if (cls.methods.some((method) => method.name === name)) return true;
  return cls.bases.some((base) => base.kind === "class" && hasMember(base.class, name));
}
