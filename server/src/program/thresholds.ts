/** Every number that decides between silence and a finding, in one place, so that they can be moved by evidence. */

/** Turns that a loop over something of unknown size is taken to make. */
export const UNKNOWN_TURNS = 3_200;
/** Interpreted operations from which work is moderate (some milliseconds) and heavy (a good part of a second). */
export const MODERATE = 1e5;
export const HEAVY = 1e7;
/** Costs are not told apart beyond this. */
export const SATURATED = 1e15;

/** Interpreted operations that one piece of work of each class stands for. */
export const WEIGHT = {
  arithmetic: 1,
  indexing: 1,
  comparison: 0.5,
  calls: 1,
  attributes: 0.25,
  text: 1,
} as const;
