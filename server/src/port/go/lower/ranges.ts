import type { Expression } from "../../ir/nodes.ts";
import type { ModuleFacts } from "./context.ts";

/** Whether an integer expression cannot be negative, as far as its form and the bindings of its variables tell. */
export function isNonNegative(facts: Pick<ModuleFacts, "nonNegative">, value: Expression): boolean {
  return lowerBound(facts, value) >= 0;
}

/** A number that the expression is never below; -Infinity where nothing is known. */
function lowerBound(facts: Pick<ModuleFacts, "nonNegative">, value: Expression): number {
  switch (value.kind) {
    case "int":
      return Number(value.value);
    case "bool":
    case "not":
    case "compare":
      return 0;
    case "name":
      return value.type.kind === "bool" || facts.nonNegative.has(value.variable) ? 0 : -Infinity;
    case "binary": {
      const left = lowerBound(facts, value.left);
      const right = lowerBound(facts, value.right);
      switch (value.operator) {
        case "+":
          return left + right;
        case "*":
        case "//":
        case "/":
        case "**":
        case ">>":
        case "<<":
        case "|":
          return left >= 0 && right >= 0 ? 0 : -Infinity;
        case "%":
          return right >= 0 ? 0 : -Infinity;
        case "&":
          return left >= 0 || right >= 0 ? 0 : -Infinity;
        case "-":
          return value.right.kind === "int" ? left - Number(value.right.value) : -Infinity;
        default:
          return -Infinity;
      }
    }
    case "conditional":
      return Math.min(lowerBound(facts, value.body), lowerBound(facts, value.otherwise));
    case "call":
      if (value.target.kind === "builtin" && ["len", "ord", "abs"].includes(value.target.name)) return 0;
      if (value.target.kind === "builtin" && value.target.name === "max") {
        return value.args.some(
          (argument) =>
            argument.kind === "positional" && value.args.length > 1 && lowerBound(facts, argument.value) >= 0,
        )
          ? 0
          : -Infinity;
      }
      if (value.target.kind === "builtin" && value.target.name === "min" && value.args.length > 1) {
        return Math.min(...value.args.map((argument) => lowerBound(facts, argument.value)));
      }
      if (value.target.kind === "method" && value.target.name === "count") return 0;
      return -Infinity;
    default:
      return -Infinity;
  }
}
