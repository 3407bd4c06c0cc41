import type { Module } from "../ir/nodes.ts";
import { partsOf, type Type } from "../ir/types.ts";
import type { Target } from "../sketch.ts";
import { compareAnswers, type Difference } from "./compare.ts";
import type { Answer, Request } from "./outcome.ts";
import type { Departure } from "./report.ts";
import type { Subject } from "./subjects.ts";
import { type Value, within } from "./values.ts";

export interface Announcing {
  readonly target: Target;
  /** The function works with sets. */
  readonly usesSets: boolean;
}

/**
 * The departure that a difference shows, where the port or its documentation announces it: such a difference is told, and is no
 * defect of the port.
 */
export function announcedFor(
  difference: Difference,
  request: Request,
  python: Answer,
  port: Answer,
  { target, usesSets }: Announcing,
): Omit<Departure, "difference"> | undefined {
  const floats = floatError(difference, python, port);
  if (floats !== undefined) return floats;
  if (difference.what === "crash" || difference.what === "hang") return undefined;
  const limit = target === "go" ? 2n ** 63n : 2n ** 53n;
  // Half of the bits: the product of two such inputs is over the limit, whatever the function does with it then.
  const half = target === "go" ? 2n ** 31n : 2n ** 26n;
  if (largest(inputs(request)) >= half || largest(results(python)) >= limit) {
    const bits = target === "go" ? "64 bits" : "53 bits";
    return {
      code: "integer-width",
      message: `Integers of the port have ${bits}; what grows larger differs.`,
    };
  }
  if (usesSets) {
    const again = compareAnswers(python, port, { tolerance: 1e-9, tuplesAreLists: target === "ts", anyOrder: true });
    if (again.kind === "same") {
      return { code: "set-order", message: "Python leaves the order of a set's elements open; the port has another." };
    }
  }
  return undefined;
}

/** Python refuses some operations on floats; the targets give an infinity or NaN, as the standard for such numbers has it. */
function floatError(
  { call, what }: Difference,
  python: Answer,
  port: Answer,
): Omit<Departure, "difference"> | undefined {
  if (what !== "error" || python.kind !== "done" || port.kind !== "done") return undefined;
  const raised = call < 0 ? python.made : python.results[call]?.outcome;
  const other = call < 0 ? port.made : port.results[call]?.outcome;
  if (raised?.kind !== "raised" || raised.isExplicit || other?.kind === "raised") return undefined;
  // An integer division by zero is no float, and must fail.
  if (raised.message.startsWith("integer")) return undefined;
  const isRefused =
    ["ZeroDivisionError", "OverflowError", "ValueError"].includes(raised.class) &&
    /division|modulo|float|math (domain|range) error|Result too large|to a negative power/.test(raised.message);
  if (!isRefused) return undefined;
  return {
    code: "float-errors",
    message: `Where Python refuses an operation on floats (${raised.class}), the port goes on with an infinity or NaN.`,
  };
}

function inputs({ make, calls }: Request): Value[] {
  return [...(make?.args ?? []), ...calls.flatMap((call) => call.args)].map(({ value }) => value);
}

function results(answer: Answer): Value[] {
  if (answer.kind !== "done") return [];
  return answer.results.flatMap(({ outcome }) => (outcome.kind === "returned" ? [outcome.value] : []));
}

/** The largest magnitude among the integers in some values. */
function largest(values: readonly Value[]): bigint {
  let found = 0n;
  for (const value of values) {
    for (const each of within(value)) {
      if (each.kind !== "int") continue;
      const size = BigInt(each.value) < 0n ? -BigInt(each.value) : BigInt(each.value);
      if (size > found) found = size;
    }
  }
  return found;
}

/** Whether a function works with sets, whose order is open. */
export function mentionsSet(module: Module, subject: Subject): boolean {
  const holds = (type: Type): boolean => type.kind === "set" || partsOf(type).some(holds);
  const own = module.functions.filter(
    ({ qualifiedName }) => qualifiedName === subject.name || qualifiedName.startsWith(`${subject.name}.`),
  );
  return own.some((fn) =>
    [...fn.parameters.map(({ variable }) => variable.type), fn.result, ...fn.locals.map(({ type }) => type)].some(
      holds,
    ),
  );
}
