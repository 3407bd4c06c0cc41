import type { RuleSettings } from "./define.ts";

/** Where interpreted work runs in parallel on the given interpreter, as what one would use. PEP 734 is in 3.14. */
export function isolatedWorkers({ minor }: Pick<RuleSettings, "minor">): string {
  return minor >= 14 ? "an InterpreterPoolExecutor or a ProcessPoolExecutor" : "a ProcessPoolExecutor";
}

/** The same for one thread of its own. */
export function isolatedWorker({ minor }: Pick<RuleSettings, "minor">): string {
  return minor >= 14 ? "an interpreter of its own (InterpreterPoolExecutor) or a process" : "a process";
}
