import type { ClassDef, FunctionDef, Module, Statement, Variable } from "./ir/nodes.ts";
import { partsOf, type Type } from "./ir/types.ts";
import { type Visitor, visitExpression, visitStatement } from "./ir/walk.ts";

/**
 * The part of a module that the named functions, classes and methods need. A method brings its class. Names that the module does
 * not have are given back.
 */
export function selectDefinitions(module: Module, names: readonly string[]): { module: Module; unknown: string[] } {
  const wanted = new Set(names.map((name) => name.split(".")[0]));
  const providers = new Map<Variable, Statement[]>();
  for (const statement of module.body) {
    for (const variable of provided(statement))
      providers.set(variable, [...(providers.get(variable) ?? []), statement]);
  }
  const classes = new Map(module.classes.map((cls) => [cls.name, cls]));
  const kept = new Set<Statement>();
  const open = module.body.filter((statement) =>
    [...provided(statement)].some((variable) => wanted.has(variable.name)),
  );
  const found = new Set(open.flatMap((statement) => [...provided(statement)].map((variable) => variable.name)));
  for (let statement = open.pop(); statement !== undefined; statement = open.pop()) {
    if (kept.has(statement)) continue;
    kept.add(statement);
    for (const variable of needed(statement, classes)) open.push(...(providers.get(variable) ?? []));
  }
  const body = module.body.filter((statement) => kept.has(statement));
  const keptNames = new Set(body.flatMap((statement) => [...provided(statement)]));
  // The copy of a class has the range of that class, and is kept for itself.
  const isKept = (cls: ClassDef): boolean =>
    cls.standsFor === undefined
      ? body.some((statement) => contains(statement, cls.range))
      : body.some((statement) => statement.kind === "class" && statement.class === cls);
  return {
    module: {
      ...module,
      service: undefined,
      body,
      main: undefined,
      variables: module.variables.filter((variable) => keptNames.has(variable)),
      functions: module.functions.filter((fn) =>
        ownerOf(fn)?.standsFor === undefined ? isInside(fn, body) : isKept(ownerOf(fn)!),
      ),
      classes: module.classes.filter(isKept),
      notes: module.notes.filter((note) => body.some((statement) => contains(statement, note.range))),
      trailingComments: [],
    },
    unknown: [...wanted].filter((name) => !found.has(name)),
  };
}

/** The class that a function is in, however deep. */
function ownerOf(fn: FunctionDef): ClassDef | undefined {
  return fn.owner ?? (fn.parent === undefined ? undefined : ownerOf(fn.parent));
}

function contains(outer: { range: { start: number; end: number } }, inner: { start: number; end: number }): boolean {
  return outer.range.start <= inner.start && inner.end <= outer.range.end;
}

function isInside(fn: { range: { start: number; end: number } }, body: readonly Statement[]): boolean {
  return body.some((statement) => contains(statement, fn.range));
}

/** Module variables that a top-level statement binds. */
function provided(statement: Statement): Set<Variable> {
  const found = new Set<Variable>();
  visitStatement(statement, {
    target: (target) => {
      if (target.kind === "variable" && target.variable.scope === "module") found.add(target.variable);
    },
    statement: (each) => {
      if (each.kind === "function" && each.function.variable?.scope === "module") found.add(each.function.variable);
      if (each.kind === "class" && each.class.variable?.scope === "module") found.add(each.class.variable);
    },
  });
  return found;
}

/** Module variables that a statement reads, in whatever it defines included, and the classes of the values that it works with. */
function needed(statement: Statement, classes: ReadonlyMap<string, ClassDef>): Set<Variable> {
  const found = new Set<Variable>();
  const add = (variable: Variable | undefined): void => {
    if (variable !== undefined) found.add(variable);
  };
  // The port declares its names with their types, so that it needs a class that only a type tells.
  const addType = (type: Type | undefined): void => {
    if (type === undefined) return;
    if (type.kind === "instance") add(classes.get(type.name)?.variable);
    for (const part of partsOf(type)) addType(part);
  };
  const addFunction = (fn: FunctionDef): void => {
    addType(fn.result);
    addType(fn.yielded);
    for (const { variable } of fn.parameters) addType(variable.type);
    for (const variable of fn.locals) addType(variable.type);
  };
  const visitor: Visitor = {
    nested: true,
    expression: (e) => {
      addType(e.type);
      if (e.kind === "name") add(e.variable);
      if (e.kind !== "call") return;
      if (e.target.kind === "function") add(e.target.function.variable);
      if (e.target.kind === "class" || e.target.kind === "static") add(e.target.class.variable);
    },
    statement: (each) => {
      if (each.kind === "class") {
        for (const base of each.class.bases) if (base.kind === "class") add(base.class.variable);
        for (const { type } of [...each.class.fields, ...each.class.classVariables]) addType(type);
        for (const method of each.class.methods) {
          addFunction(method);
          for (const { default: value } of method.parameters) if (value !== undefined) visitExpression(value, visitor);
        }
      }
      if (each.kind === "function") {
        addFunction(each.function);
        for (const variable of each.function.facts.rebinds) add(variable);
      }
      if (each.kind === "try") {
        for (const handler of each.handlers)
          for (const type of handler.types) if (type.kind === "class") add(type.class.variable);
      }
    },
    target: (target) => {
      if (target.kind !== "variable") return;
      addType(target.variable.type);
      if (target.variable.scope === "module") add(target.variable);
    },
  };
  visitStatement(statement, visitor);
  return found;
}
