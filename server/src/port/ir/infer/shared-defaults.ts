import type { Expression, FunctionDef, Module, Statement, Variable } from "../nodes.ts";
import { ANY } from "../types.ts";

/**
 * `def f(item, seen=[])` where the function changes `seen`: Python makes the default once, so that what one call adds is there in
 * the next. Such defaults become variables of the module, in front of the function. A default that nobody changes stays where it is.
 */
export function shareMutableDefaults(module: Module): void {
  let nextId = 1 + largestId(module);
  const share = (fn: FunctionDef): Statement[] => {
    const made: Statement[] = [];
    fn.parameters.forEach((parameter, index) => {
      const value = parameter.default;
      if (value === undefined || !parameter.variable.mutated || !isFreshContainer(value)) return;
      const variable: Variable = {
        id: nextId++,
        name: `${fn.owner === undefined ? "" : `${fn.owner.name}_`}${fn.name}_${parameter.variable.name}`.replace(
          /^_+/,
          "",
        ),
        scope: "module",
        owner: undefined,
        type: ANY,
        declared: parameter.annotation,
        isParameter: false,
        definition: undefined,
        bindings: 1,
        reads: 1,
        captured: true,
        rebound: false,
        mutated: true,
        hoisted: false,
        constant: false,
      };
      module.variables.push(variable);
      made.push({
        kind: "assign",
        targets: [{ kind: "variable", variable, range: value.range }],
        value,
        declared: undefined,
        range: value.range,
        comments: [
          `The default of ${parameter.variable.name} is made once, and what one call changes the next one sees.`,
        ],
        lineComment: undefined,
        spaced: true,
      });
      fn.parameters[index] = {
        ...parameter,
        default: { kind: "name", variable, type: ANY, range: value.range },
      };
    });
    return made;
  };
  for (let at = 0; at < module.body.length; at++) {
    const statement = module.body[at];
    const functions =
      statement.kind === "function" ? [statement.function] : statement.kind === "class" ? statement.class.methods : [];
    const shared = functions.flatMap(share);
    module.body.splice(at, 0, ...shared);
    at += shared.length;
  }
}

function isFreshContainer(value: Expression): boolean {
  if (value.kind === "list" || value.kind === "dict" || value.kind === "set") return true;
  return (
    value.kind === "call" &&
    value.target.kind === "builtin" &&
    ["list", "dict", "set"].includes(value.target.name) &&
    value.args.length === 0
  );
}

function largestId(module: Module): number {
  let largest = 0;
  const see = (variable: Variable | undefined): void => {
    if (variable !== undefined) largest = Math.max(largest, variable.id);
  };
  module.variables.forEach(see);
  for (const fn of module.functions) {
    see(fn.variable);
    see(fn.receiver);
    fn.locals.forEach(see);
    for (const parameter of fn.parameters) see(parameter.variable);
  }
  return largest;
}
