import type { Statement, Target, Variable } from "../../ir/nodes.ts";
import { visitExpression, visitPattern, visitStatement, visitTarget } from "../../ir/walk.ts";

/** Where each variable of a function is declared. */
export interface Placement {
  /** Statements whose own binding declares, with the variables that it declares. */
  readonly declares: ReadonlyMap<object, ReadonlySet<Variable>>;
  /** Variables to declare before a statement. */
  readonly before: ReadonlyMap<Statement, readonly Variable[]>;
}

/**
 * Python's variables belong to the function, TypeScript's to a block. Each is declared by the assignment that comes first on every
 * path where there is one, else in the smallest block outside of the loops that its value survives.
 * @param shared variables that closures see change, which must be one variable for all turns of a loop
 */
export function placeVariables(
  body: readonly Statement[],
  variables: readonly Variable[],
  shared: ReadonlySet<Variable>,
): Placement {
  const plan = new Plan();
  for (const variable of variables) plan.place(variable, body, shared.has(variable), true);
  return plan;
}

const mentionCache = new WeakMap<Statement, Set<Variable>>();

/** Variables that a statement binds or reads, nested functions included. */
export function mentioned(statement: Statement): Set<Variable> {
  let found = mentionCache.get(statement);
  if (found === undefined) {
    found = new Set();
    collect(statement, found);
    mentionCache.set(statement, found);
  }
  return found;
}

function collect(statement: Statement, into: Set<Variable>): void {
  visitStatement(statement, {
    nested: true,
    expression: (e) => {
      if (e.kind === "name" || e.kind === "walrus") into.add(e.variable);
      if (e.kind === "call" && e.target.kind === "function" && e.target.function.variable !== undefined)
        into.add(e.target.function.variable);
    },
    target: (target) => {
      if (target.kind === "variable") into.add(target.variable);
    },
    binding: (variable) => {
      into.add(variable);
    },
    statement: (each) => {
      if (each.kind === "function" && each.function.variable !== undefined) into.add(each.function.variable);
      if (each.kind === "class" && each.class.variable !== undefined) into.add(each.class.variable);
    },
  });
}

function bindsVariable(statement: Statement, variable: Variable): boolean {
  let found = false;
  const see = (each: Variable | undefined): void => {
    if (each === variable) found = true;
  };
  visitStatement(statement, {
    nested: true,
    target: (target) => {
      if (target.kind === "variable") see(target.variable);
    },
    binding: see,
    expression: (e) => {
      if (e.kind === "walrus") see(e.variable);
      return undefined;
    },
    statement: (each) => {
      if (each.kind === "function") see(each.function.variable);
      if (each.kind === "class") see(each.class.variable);
    },
  });
  return found;
}

function targetVariables(target: Target): Variable[] {
  switch (target.kind) {
    case "variable":
      return [target.variable];
    case "unpack":
      return target.elements.flatMap(targetVariables);
    case "star":
      return targetVariables(target.target);
    default:
      return [];
  }
}

function isPlain(target: Target): boolean {
  return (
    target.kind === "variable" ||
    (target.kind === "unpack" && target.elements.every(isPlain)) ||
    (target.kind === "star" && isPlain(target.target))
  );
}

function mentionsExpression(e: Parameters<typeof visitExpression>[0], variable: Variable): boolean {
  let found = false;
  visitExpression(e, {
    nested: true,
    expression: (each) => {
      if ((each.kind === "name" || each.kind === "walrus") && each.variable === variable) found = true;
    },
  });
  return found;
}

/** The nested blocks of a statement. */
function blocksOf(statement: Statement): (readonly Statement[])[] {
  switch (statement.kind) {
    case "if":
    case "while":
    case "for":
      return [statement.body, statement.otherwise];
    case "try":
      return [
        statement.body,
        ...statement.handlers.map((handler) => handler.body),
        statement.otherwise,
        statement.finally,
      ];
    case "with":
      return [statement.body];
    case "match":
      return statement.cases.map((each) => each.body);
    default:
      return [];
  }
}

/** Whether the variable is used by the statement outside of its nested blocks. */
function headerMentions(statement: Statement, variable: Variable): boolean {
  switch (statement.kind) {
    case "if":
    case "while":
      return mentionsExpression(statement.test, variable);
    case "for": {
      let found = mentionsExpression(statement.iterable, variable);
      visitTarget(statement.target, {
        target: (target) => {
          if (target.kind === "variable" && target.variable === variable) found = true;
        },
        expression: (e) => {
          if (e.kind === "name" && e.variable === variable) found = true;
        },
      });
      return found;
    }
    case "try":
      return statement.handlers.some(
        (handler) =>
          handler.variable === variable ||
          handler.types.some((type) => type.kind === "value" && mentionsExpression(type.value, variable)),
      );
    case "with":
      return statement.items.some(
        (item) =>
          mentionsExpression(item.context, variable) ||
          (item.target !== undefined && targetVariables(item.target).includes(variable)),
      );
    case "match": {
      let found = mentionsExpression(statement.subject, variable);
      for (const each of statement.cases) {
        visitPattern(each.pattern, {
          binding: (bound) => {
            if (bound === variable) found = true;
          },
          expression: (e) => {
            if (e.kind === "name" && e.variable === variable) found = true;
          },
        });
        if (each.guard !== undefined && mentionsExpression(each.guard, variable)) found = true;
      }
      return found;
    }
    default:
      return true;
  }
}

class Plan implements Placement {
  readonly declares = new Map<object, Set<Variable>>();
  readonly before = new Map<Statement, Variable[]>();

  /** Finds a place within the block; false when it has to be outside. */
  place(
    variable: Variable,
    block: readonly Statement[],
    isShared: boolean,
    outermost: boolean,
    inLoop = false,
  ): boolean {
    const statements = block.filter((statement) => mentioned(statement).has(variable));
    if (statements.length === 0) return true;
    const [first] = statements;
    if (inLoop && isShared) return false;
    if (this.#definesAtTop(first, variable)) {
      this.#declare(first, variable);
      return true;
    }
    const mark = this.#snapshot();
    // A statement that only reads the variable sees what an earlier one has bound.
    if (statements.length > 1 && !statements.every((statement) => bindsVariable(statement, variable))) {
      if (inLoop && !outermost) return false;
      this.before.set(first, [...(this.before.get(first) ?? []), variable]);
      return true;
    }
    if (statements.every((statement) => this.#inside(variable, statement, isShared, inLoop))) return true;
    this.#restore(mark);
    if (inLoop && !outermost) return false;
    this.before.set(first, [...(this.before.get(first) ?? []), variable]);
    return true;
  }

  #inside(variable: Variable, statement: Statement, isShared: boolean, inLoop: boolean): boolean {
    if (statement.kind === "for" && targetVariables(statement.target).includes(variable) && isPlain(statement.target)) {
      if (
        isShared ||
        mentionsExpression(statement.iterable, variable) ||
        statement.otherwise.some((each) => mentioned(each).has(variable))
      )
        return false;
      this.#declare(statement, variable);
      return true;
    }
    if (statement.kind === "with" && statement.items.length > 0) {
      const bound = statement.items.filter(
        (item) => item.target !== undefined && isPlain(item.target) && targetVariables(item.target).includes(variable),
      );
      if (bound.length === 1 && !statement.items.some((item) => mentionsExpression(item.context, variable))) {
        this.#declare(statement, variable);
        return true;
      }
    }
    if (statement.kind === "try") {
      const handlers = statement.handlers.filter((handler) => handler.variable === variable);
      const others = [
        statement.body,
        statement.otherwise,
        statement.finally,
        ...statement.handlers.filter((handler) => handler.variable !== variable).map((handler) => handler.body),
      ];
      if (handlers.length > 0 && others.every((block) => !block.some((each) => mentioned(each).has(variable)))) {
        for (const handler of handlers) this.#declare(handler, variable);
        return true;
      }
    }
    if (statement.kind === "match" && !mentionsExpression(statement.subject, variable)) {
      // A case that captures the variable declares it; the others find a place of their own.
      return statement.cases.every((each) => {
        let captures = false;
        visitPattern(each.pattern, {
          binding: (bound) => {
            if (bound === variable) captures = true;
          },
        });
        if (captures) return !isShared;
        if (each.guard !== undefined && mentionsExpression(each.guard, variable)) return false;
        return this.place(variable, each.body, isShared, false, inLoop);
      });
    }
    if (headerMentions(statement, variable)) return false;
    // What the body of a `try` binds is seen by what comes after it, which is another block in TypeScript.
    if (
      statement.kind === "try" &&
      statement.body.some((each) => mentioned(each).has(variable)) &&
      [statement.otherwise, statement.finally].some((block) => block.some((each) => mentioned(each).has(variable)))
    )
      return false;
    const isLoop = statement.kind === "for" || statement.kind === "while";
    return blocksOf(statement).every((block) => this.place(variable, block, isShared, false, inLoop || isLoop));
  }

  #definesAtTop(statement: Statement, variable: Variable): boolean {
    if (statement.kind === "function") return statement.function.variable === variable;
    if (statement.kind === "class") return statement.class.variable === variable;
    if (statement.kind !== "assign") return false;
    if (
      !statement.targets.every(isPlain) ||
      !statement.targets.some((target) => targetVariables(target).includes(variable))
    )
      return false;
    return !mentionsExpression(statement.value, variable);
  }

  #declare(node: object, variable: Variable): void {
    const known = this.declares.get(node) ?? new Set<Variable>();
    known.add(variable);
    this.declares.set(node, known);
  }

  #snapshot() {
    return {
      declares: new Map([...this.declares].map(([node, variables]) => [node, new Set(variables)])),
      before: new Map([...this.before].map(([statement, variables]) => [statement, [...variables]])),
    };
  }

  #restore(mark: { declares: Map<object, Set<Variable>>; before: Map<Statement, Variable[]> }): void {
    this.declares.clear();
    for (const [node, variables] of mark.declares) this.declares.set(node, variables);
    this.before.clear();
    for (const [statement, variables] of mark.before) this.before.set(statement, variables);
  }
}
