import type { BuildContext } from "../build/context.ts";
import type { Expression, FunctionDef, Statement, Variable } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";
import { type Application, applicationsOf } from "./application.ts";
import { become, statement } from "./make.ts";

/**
 * What is left of the application object once its routes are taken: settings and extensions at the top level are left out with a note,
 * and whoever else uses it gets a stub.
 */
export function dropLeftovers(
  context: BuildContext,
  applications: ReadonlyMap<Variable, Application>,
  body: Statement[],
  functions: readonly FunctionDef[],
): void {
  dropIn(context, applications, body);
  dropUnread(context, body, functions);
  for (const statements of [body, ...functions.map((fn) => fn.body)]) {
    visitExpressions(statements, {
      expression: (e) => {
        if (e.kind !== "name" || !applications.has(e.variable)) return undefined;
        context.unsupported("the application object as a value", e.range);
        become(e, { kind: "stub", construct: "the application object", python: e.variable.name });
        return undefined;
      },
    });
  }
}

function dropIn(context: BuildContext, applications: ReadonlyMap<Variable, Application>, body: Statement[]): void {
  const isApplication = (e: Expression | undefined): boolean => e?.kind === "name" && applications.has(e.variable);
  for (let i = body.length - 1; i >= 0; i--) {
    const each = body[i];
    // Nothing of the port asks for the application that is at work.
    if (each.kind === "with" && each.items.every((item) => isContext(isApplication, item.context))) {
      body.splice(i, 1, ...each.body);
      i += each.body.length;
      continue;
    }
    if (each.kind === "if") {
      const decided = decidedBy(context, body, each.test);
      if (decided !== undefined) {
        const kept = decided ? each.body : each.otherwise;
        body.splice(i, 1, ...kept);
        i += kept.length;
        continue;
      }
      const before = each.body.length + each.otherwise.length;
      dropIn(context, applications, each.body);
      dropIn(context, applications, each.otherwise);
      if (before > 0 && each.body.length + each.otherwise.length === 0) body.splice(i, 1);
      else if (each.body.length === 0) each.body.push(statement({ kind: "pass" }, each.range));
      continue;
    }
    const target = each.kind === "assign" && each.targets.length === 1 ? each.targets[0] : undefined;
    const call = each.kind === "expression" && each.value.kind === "call" ? each.value.target : undefined;
    const object = target?.kind === "attribute" || target?.kind === "index" ? target.object : undefined;
    const receiver = object ?? (call?.kind === "method" ? call.receiver : undefined);
    const isOf = isApplication(receiver) || (receiver?.kind === "attribute" && isApplication(receiver.object));
    if (!isOf) continue;
    context.unsupported("what is set or called on the application object", each.range);
    body.splice(i, 1);
  }
}

/** How a test of a set-up function's parameter for `None` comes out, which its only call or its default says. */
function decidedBy(context: BuildContext, body: readonly Statement[], test: Expression): boolean | undefined {
  const negated = test.kind === "not" ? test.operand : test;
  const isTest = test.kind === "compare" && test.operands.length === 2 && test.operands[1].kind === "none";
  const subject = isTest ? test.operands[0] : negated;
  if (subject.kind !== "name" || !context.setupParameters.includes(subject.variable)) return undefined;
  const { variable } = subject;
  if (variable.bindings !== 1) return undefined;
  const bound = body.find(
    (each) => each.kind === "assign" && each.targets[0].kind === "variable" && each.targets[0].variable === variable,
  );
  if (bound?.kind !== "assign" || bound.value.kind !== "none") return undefined;
  if (!isTest) return test.kind === "not";
  return test.kind === "compare" && test.operators[0] === "is"
    ? true
    : test.kind === "compare" && test.operators[0] === "is not"
      ? false
      : undefined;
}

/** `app.app_context()`, and the context of a request that a test makes. */
function isContext(isApplication: (e: Expression | undefined) => boolean, e: Expression): boolean {
  return (
    e.kind === "call" &&
    e.target.kind === "method" &&
    e.target.name === "app_context" &&
    isApplication(e.target.receiver)
  );
}

/** Parameters of set-up functions that only the application's settings were made of. */
function dropUnread(context: BuildContext, body: Statement[], functions: readonly FunctionDef[]): void {
  const read = new Set<Variable>();
  for (const statements of [body, ...functions.map((fn) => fn.body)])
    visitExpressions(statements, {
      nested: true,
      expression: (e) => {
        if (e.kind === "name") read.add(e.variable);
        return undefined;
      },
    });
  for (const variable of context.setupParameters) {
    if (read.has(variable)) continue;
    const at = body.findIndex(
      (each) => each.kind === "assign" && each.targets[0].kind === "variable" && each.targets[0].variable === variable,
    );
    if (at >= 0) body.splice(at, 1);
    variable.bindings = variable.reads = 0;
  }
}

/** Takes off what registers functions with an application that a function makes; its routes are not served. */
export function dropFactories(context: BuildContext, functions: readonly FunctionDef[]): void {
  for (const factory of functions) {
    const made = applicationsOf(factory.body);
    if (made.size === 0) continue;
    context.unsupported("an application that a function makes", factory.nameRange);
    for (const fn of functions) {
      for (const decorator of [...fn.decorators]) {
        if (decorator.kind !== "call") continue;
        const { expression } = decorator;
        const receiver =
          expression.kind === "call" && expression.target.kind === "method"
            ? expression.target.receiver
            : expression.kind === "attribute"
              ? expression.object
              : undefined;
        if (receiver?.kind === "name" && made.has(receiver.variable))
          fn.decorators.splice(fn.decorators.indexOf(decorator), 1);
      }
    }
  }
}
