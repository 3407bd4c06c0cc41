import type { Range } from "../text/range.ts";

/** How sure a finding is. `possible` is hidden unless asked for. */
export const CONFIDENCES = ["definite", "probable", "possible"] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/** The severities that a finding can have; a rule can also be set to `off`. */
export const SEVERITIES = ["error", "warning", "info", "hint"] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Where a function runs, found from how it is reached. PRODUCT section 1. */
export const CONTEXTS = ["event-loop", "thread", "process", "interpreter", "request", "import", "main"] as const;
export type Context = (typeof CONTEXTS)[number];

/** A place in the workspace. `file` is relative to the workspace root, with forward slashes. */
export interface Location {
  readonly file: string;
  readonly range: Range;
}

/** One step of a proof, from the finding's place down to the primitive. */
export interface Hop extends Location {
  /** What happens there, for a reader: "calls load_rows", "time.sleep blocks (sleep)". */
  readonly message: string;
}

/** An effect met in a context where it hurts, with the proof. Plain data. */
export interface Finding extends Location {
  /** The rule's name, which is the diagnostic code. */
  readonly rule: string;
  readonly severity: Severity;
  readonly confidence: Confidence;
  /** One sentence: what is wrong here, and what it does to the program. */
  readonly message: string;
  /** One sentence: what to do about it. */
  readonly help: string;
  /** The dotted name of the enclosing function within its module, `""` at module level. */
  readonly symbol: string;
  readonly context: Context | undefined;
  /** Further hops of the chain, outermost first; empty where the finding's own place is the whole proof. */
  readonly chain: readonly Hop[];
  /** Data that the rule's fixes need to find their place again; plain JSON. */
  readonly data: Readonly<Record<string, unknown>>;
}
