import type { Said } from "../text/said.ts";
import type { RuleSettings } from "./define.ts";
import { say } from "./messages/index.ts";

/** Where interpreted work runs in parallel on the given interpreter, as what one would use. PEP 734 is in 3.14. */
export function isolatedWorkers({ minor }: Pick<RuleSettings, "minor">): Said {
  return say(minor >= 14 ? "workers.interpreters" : "workers.processes");
}

/** The same for one thread of its own. */
export function isolatedWorker({ minor }: Pick<RuleSettings, "minor">): Said {
  return say(minor >= 14 ? "worker.interpreter" : "worker.process");
}
