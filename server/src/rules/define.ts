import type { Doubt } from "../program/graph.ts";
import type { ModuleId } from "../program/modules.ts";
import type { Program, ProofStep } from "../program/program.ts";
import type { Range } from "../text/range.ts";
import type { Said } from "../text/said.ts";
import type { RuleMeta } from "./catalogue-types.ts";
import type { Confidence, Context, Finding, Location, Severity } from "./finding.ts";
import { say } from "./messages/index.ts";

/** What rules can ask besides the program. */
export interface RuleSettings {
  /** CPython's minor version: 13 for 3.13. */
  readonly minor: number;
  /** Free-threaded CPython: threads run Python code in parallel. */
  readonly freeThreaded: boolean;
}

/** A hop whose message is told later, in the reader's language. */
export interface SaidHop extends Location {
  readonly message: Said;
}

/** What a rule reports; the catalogue adds name and severity, and tells its messages. */
export interface Match {
  readonly range: Range;
  readonly confidence: Confidence;
  /** Where the interpreter makes it matter less than the rule's default says; a severity that the user sets wins. */
  readonly severity?: Severity;
  readonly message: Said;
  readonly help: Said;
  readonly context: Context | undefined;
  /** Function it stands in; 0 for the module's top level. */
  readonly fn: number;
  readonly chain: readonly SaidHop[];
  readonly data?: Readonly<Record<string, unknown>>;
}

/** An effect met in a context where it hurts. A rule is a value, and pure. */
export interface Rule {
  readonly name: string;
  readonly meta: RuleMeta;
  readonly run: (program: Program, module: ModuleId, settings: RuleSettings, before: FoundBefore) => Iterable<Match>;
}

/** What the rules that ran before on the same module found: for the rule about suppressions, which runs last. */
export interface FoundBefore {
  /** All findings, those of doubtful confidence and the suppressed ones included. */
  readonly findings: readonly Finding[];
  /** Rules that were switched off or failed, so that nobody knows what they would have found. */
  readonly silent: ReadonlySet<string>;
  /** Names of all rules. */
  readonly rules: ReadonlySet<string>;
}

export function defineRule(rule: { meta: RuleMeta; run: Rule["run"] }): Rule {
  return { name: rule.meta.name, ...rule };
}

/** How sure a finding is whose proof has the given doubt. */
export function confidenceOf(doubt: Doubt): Confidence {
  return doubt === 0 ? "definite" : doubt === 1 ? "probable" : "possible";
}

/** Hops of a proof after its first step, which is the finding's own place. */
export function hopsOf(program: Program, steps: readonly ProofStep[]): SaidHop[] {
  return steps.map((step) => ({
    file: program.file(step.module),
    range: { start: step.site.start, end: step.site.end },
    message: say("hop.calls", { caller: program.nameOf(program.graph.nodes[step.node]), callee: step.callee }),
  }));
}
