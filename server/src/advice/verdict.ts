/** What to do about a place. PRODUCT section 4. */
export const VERDICTS = ["stay", "make-async", "parallelise", "port-go", "port-ts", "seam"] as const;
export type Verdict = (typeof VERDICTS)[number];

/** A verdict with what led to it and what would change it. */
export interface Advice {
  readonly verdict: Verdict;
  /** Full sentences, the weightiest first. */
  readonly reasons: readonly string[];
  /** Full sentences: what would lead to another verdict. */
  readonly wouldChange: readonly string[];
}
