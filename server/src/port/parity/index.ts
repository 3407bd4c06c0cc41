import type { PyTree } from "../../syntax/py-tree.ts";
import { buildModule } from "../ir/build/index.ts";
import { inferModule } from "../ir/infer/index.ts";
import { splitRetyped } from "../ir/retyped.ts";
import { selectDefinitions } from "../select.ts";
import type { Sketch, SketchFile } from "../sketch.ts";
import { type Given, parseInputs } from "./given.ts";
import { type Failed, hasFailed, type Limits, type ParityMachine } from "./machine.ts";
import { verifyProgram } from "./program.ts";
import { harnessed, symbolsIn } from "./programs.ts";
import type { ParityItem, ParityReport } from "./report.ts";
import { subjectsOf } from "./subjects.ts";
import { type VerifyOptions, verifySubject } from "./verify.ts";

export { BadInput } from "./given.ts";
export type { Failed, Limits, ParityMachine } from "./machine.ts";
export * from "./report.ts";
export type { VerifyOptions } from "./verify.ts";

export interface ParityRequest {
  /** Absolute path of the original: it is imported from there. */
  readonly original: string;
  /** What to compare: a dotted name, or the module. */
  readonly name: string | undefined;
  readonly sketch: Sketch;
  /** The port as it is now: the sketch's files, or what they have become in their folder. */
  readonly files: readonly SketchFile[];
  /** The folder of the port, where it has installed dependencies. */
  readonly folder: string | undefined;
  /** Inputs, one JSON value a line; without them inputs are made up from the types. */
  readonly inputs: string | undefined;
  readonly options: VerifyOptions;
  readonly limits: Limits;
  /** Told before each function. */
  readonly progress?: (name: string, done: number, total: number) => void;
  readonly isCancelled?: () => boolean;
}

/**
 * Runs a module and its port on the same inputs and compares what they do. Throws `BadInput` where given inputs do not fit; gives
 * one line where a tool is missing or the port does not build.
 */
export async function verifyPort(
  request: ParityRequest,
  tree: PyTree,
  machine: ParityMachine,
): Promise<ParityReport | Failed> {
  const { name, options } = request;
  const sketch = { ...request.sketch, symbols: symbolsIn(request.sketch.symbols, request.files) };
  const whole = buildModule(tree, sketch.primary.replace(/\.\w+$/, ""), sketch.target);
  splitRetyped(whole);
  inferModule(whole);
  const module = name === undefined ? whole : selectDefinitions(whole, [name]).module;
  const { subjects: all, leftOut, isProgram } = subjectsOf(module, sketch.symbols);
  // What a named function needs is ported with it, and not compared with it.
  const wanted = (each: string): boolean => name === undefined || each === name || each.startsWith(`${name}.`);
  const owner = name?.split(".")[0];
  const subjects = all.filter(
    (subject) => wanted(subject.name) || (subject.kind === "class" && subject.name === owner),
  );
  const runsProgram = name === undefined && isProgram;
  const given: Given | undefined =
    request.inputs === undefined ? undefined : parseInputs(request.inputs, subjects, module);
  const fc = await machine.loadGenerator();
  const started = await machine.start({
    target: sketch.target,
    original: request.original,
    harnessed: harnessed(sketch, request.files, module.main === undefined && isProgram),
    plain: request.files,
    isProgram: runsProgram,
    primary: sketch.primary,
    dependencies: request.folder,
    limits: request.limits,
  });
  if (hasFailed(started)) return started;
  const items: ParityItem[] = leftOut
    .filter((each) => wanted(each.name))
    .map((each) => ({ name: each.name, result: { kind: "not-run", reason: each.reason } }));
  try {
    const total = subjects.length + (runsProgram ? 1 : 0);
    for (const [i, subject] of subjects.entries()) {
      if (request.isCancelled?.()) break;
      request.progress?.(subject.name, i, total);
      const verification = {
        fc,
        module,
        target: sketch.target,
        notes: sketch.notes,
        sides: started.sides,
        options,
        given: given?.requests,
      };
      items.push(...(await verifySubject(subject, verification)).filter((each) => wanted(each.name)));
    }
    if (runsProgram && !request.isCancelled?.()) {
      request.progress?.("__main__", subjects.length, total);
      const inputs = given === undefined || given.programs.length === 0 ? [{ args: [], stdin: "" }] : given.programs;
      items.push({ name: "__main__", result: await verifyProgram(started, inputs) });
    }
  } finally {
    await started.close();
  }
  const starts = new Map<string, number>();
  for (const { name: each, range } of module.classes) starts.set(each, range.start);
  for (const { qualifiedName, range } of module.functions) starts.set(qualifiedName, range.start);
  const at = (each: ParityItem): number => starts.get(each.name) ?? Number.POSITIVE_INFINITY;
  return { target: sketch.target, seed: options.seed, items: items.sort((a, b) => at(a) - at(b)) };
}
