import type { Expression, Pattern, Statement, Target, Variable } from "./nodes.ts";

export interface Visitor {
  /** Called before the parts; false leaves the parts out. */
  readonly expression?: (e: Expression) => boolean | undefined;
  readonly target?: (target: Target) => void;
  readonly statement?: (statement: Statement) => void;
  /** Bindings that are not targets: `except … as e`, captures of patterns. */
  readonly binding?: (variable: Variable) => void;
  /** Goes into nested functions, lambdas and classes. Lambdas are always gone into. */
  readonly nested?: boolean;
}

/** Visits statements and all expressions and targets in them, in source order. */
export function visitExpressions(body: readonly Statement[], visitor: Visitor): void {
  for (const statement of body) visitStatement(statement, visitor);
}

export function visitStatement(statement: Statement, visitor: Visitor): void {
  visitor.statement?.(statement);
  const expression = (e: Expression | undefined): void => {
    if (e !== undefined) visitExpression(e, visitor);
  };
  const target = (each: Target | undefined): void => {
    if (each !== undefined) visitTarget(each, visitor);
  };
  const block = (statements: readonly Statement[]): void => visitExpressions(statements, visitor);
  switch (statement.kind) {
    case "assign":
      expression(statement.value);
      for (const each of statement.targets) target(each);
      return;
    case "declare":
      target(statement.target);
      return;
    case "augment":
      target(statement.target);
      expression(statement.value);
      return;
    case "expression":
      expression(statement.value);
      return;
    case "return":
      expression(statement.value);
      return;
    case "raise":
      expression(statement.exception);
      expression(statement.cause);
      return;
    case "assert":
      expression(statement.test);
      expression(statement.message);
      return;
    case "delete":
      for (const each of statement.targets) target(each);
      return;
    case "if":
    case "while":
      expression(statement.test);
      block(statement.body);
      block(statement.otherwise);
      return;
    case "for":
      expression(statement.iterable);
      target(statement.target);
      block(statement.body);
      block(statement.otherwise);
      return;
    case "try":
      block(statement.body);
      for (const handler of statement.handlers) {
        for (const type of handler.types) if (type.kind === "value") expression(type.value);
        if (handler.variable !== undefined) visitor.binding?.(handler.variable);
        block(handler.body);
      }
      block(statement.otherwise);
      block(statement.finally);
      return;
    case "with":
      for (const item of statement.items) {
        expression(item.context);
        target(item.target);
      }
      block(statement.body);
      return;
    case "match":
      expression(statement.subject);
      for (const each of statement.cases) {
        visitPattern(each.pattern, visitor);
        expression(each.guard);
        block(each.body);
      }
      return;
    case "function":
      for (const parameter of statement.function.parameters) expression(parameter.default);
      for (const decorator of statement.function.decorators)
        if (decorator.kind === "call") expression(decorator.expression);
      if (visitor.nested) block(statement.function.body);
      return;
    case "class":
      for (const field of [...statement.class.fields, ...statement.class.classVariables]) {
        expression(field.default);
        expression(field.factory);
      }
      for (const member of statement.class.members) expression(member.value);
      if (visitor.nested) for (const method of statement.class.methods) block(method.body);
      return;
  }
}

export function visitTarget(target: Target, visitor: Visitor): void {
  visitor.target?.(target);
  switch (target.kind) {
    case "attribute":
      visitExpression(target.object, visitor);
      return;
    case "index":
      visitExpression(target.object, visitor);
      visitExpression(target.index, visitor);
      return;
    case "slice":
      visitExpression(target.slice, visitor);
      return;
    case "unpack":
      for (const element of target.elements) visitTarget(element, visitor);
      return;
    case "star":
      visitTarget(target.target, visitor);
      return;
  }
}

export function visitPattern(pattern: Pattern, visitor: Visitor): void {
  switch (pattern.kind) {
    case "capture":
      visitor.binding?.(pattern.variable);
      return;
    case "star":
      if (pattern.variable !== undefined) visitor.binding?.(pattern.variable);
      return;
    case "value":
      visitExpression(pattern.value, visitor);
      return;
    case "sequence":
      for (const element of pattern.elements) visitPattern(element, visitor);
      return;
    case "mapping":
      for (const entry of pattern.entries) {
        visitExpression(entry.key, visitor);
        visitPattern(entry.pattern, visitor);
      }
      if (pattern.rest !== undefined) visitor.binding?.(pattern.rest);
      return;
    case "class":
      for (const inner of pattern.positional) visitPattern(inner, visitor);
      for (const keyword of pattern.keywords) visitPattern(keyword.pattern, visitor);
      return;
    case "or":
      for (const alternative of pattern.alternatives) visitPattern(alternative, visitor);
      return;
    case "as":
      visitor.binding?.(pattern.variable);
      visitPattern(pattern.pattern, visitor);
      return;
  }
}

export function visitExpression(e: Expression, visitor: Visitor): void {
  if (visitor.expression?.(e) === false) return;
  for (const part of expressionParts(e)) visitExpression(part, visitor);
  if (e.kind === "comprehension") for (const clause of e.clauses) visitTarget(clause.target, visitor);
  if (e.kind === "lambda") {
    for (const parameter of e.function.parameters)
      if (parameter.default !== undefined) visitExpression(parameter.default, visitor);
    visitExpressions(e.function.body, visitor);
  }
}

/** The expressions directly inside, in evaluation order; a lambda's body is not among them. */
export function expressionParts(e: Expression): Expression[] {
  const some = (...parts: (Expression | undefined)[]): Expression[] => parts.filter((part) => part !== undefined);
  switch (e.kind) {
    case "format":
      return e.parts.flatMap((part) => {
        if (part.kind !== "field") return [];
        const { spec } = part;
        const nested = [spec?.width, spec?.precision, spec?.whole].filter((each) => typeof each === "object");
        return [part.value, ...nested];
      });
    case "attribute":
      return [e.object];
    case "index":
      return [e.object, e.index];
    case "slice":
      return some(e.object, e.start, e.stop, e.step);
    case "unary":
    case "not":
      return [e.operand];
    case "binary":
    case "logical":
      return [e.left, e.right];
    case "compare":
      return e.operands;
    case "conditional":
      return [e.test, e.body, e.otherwise];
    case "call": {
      const args = e.args.map((argument) => argument.value);
      if (e.target.kind === "method") return [e.target.receiver, ...args];
      return e.target.kind === "value" ? [e.target.callee, ...args] : args;
    }
    case "list":
    case "tuple":
    case "set":
      return e.elements;
    case "dict":
      return e.entries.flatMap((entry) => some(entry.key, entry.value));
    case "star":
    case "walrus":
    case "contents":
    case "yieldFrom":
    case "await":
      return [e.value];
    case "yield":
      return some(e.value);
    case "comprehension":
      return [...e.clauses.flatMap((clause) => [clause.iterable, ...clause.conditions]), ...some(e.key, e.element)];
    default:
      return [];
  }
}
