/** Every number that decides between silence and a finding, in one place, so that they can be moved by evidence. */

/** Turns that a loop over something of unknown size is taken to make. */
export const UNKNOWN_TURNS = 3_200;
/** Interpreted operations from which work is moderate (some milliseconds) and heavy (a good part of a second). */
export const MODERATE = 1e5;
export const HEAVY = 1e7;
/** Depth from which a tree of calls would never be done, so that the number is a limit and not the problem's size. */
export const DEEPEST_TREE = 40;
/** Costs are not told apart beyond this. */
export const SATURATED = 1e15;

/** Turns that a loop over the parts of an outer loop's item is taken to make: all parts together are the data, once. */
export const PART_TURNS = 24;
/** Turns of a loop that does no number work itself and calls nothing that does: such loops walk over configuration, fields and names. */
export const QUIET_TURNS = 8;
/** Turns from which a loop is large. */
export const LARGE = 256;
/** Steps that passing from one function to another counts as, of the eight that a value is followed. */
export const BETWEEN_FUNCTIONS = 3;
/** Number work per turn from which a loop over data (a parameter, a range, a local) counts as computing. */
export const NUMERIC = 1;
/** The same for loops over attributes and over what methods give, and for loops over the parts of an item. */
export const NUMERIC_ELSEWHERE = 2;
/** Share of a turn's work that is number work, from which a loop counts as computing. */
export const NUMERIC_DENSITY = 0.25;
/** What calling something for each item can add up to: work that is spread over many calls is moderate at most. */
export const MOST_BY_REPEATING = 1e6;

/** Interpreted operations that one piece of work of each class stands for. */
export const WEIGHT = {
  arithmetic: 1,
  ambiguous: 1,
  indexing: 1,
  counting: 1,
  lookups: 1,
  comparison: 0.5,
  calls: 1,
  attributes: 0.25,
  text: 1,
} as const;

/** What a class of work says about whether a loop computes with numbers. */
export const NUMERIC_WEIGHT = {
  arithmetic: 1,
  ambiguous: 0.5,
  indexing: 0.5,
  /** Subscripts with what may be a number count in loops over data. */
  lookups: 0.25,
  /** Comparing counts in loops over data, and more where all pairs are compared. */
  comparison: 0.5,
  pairComparison: 1,
  /** A range is there to count with; indexing by it is number work. */
  indexedRange: 0.5,
} as const;

/** What makes a nest of loops an algorithm over data, and not a walk over fields and names. */
export const EVIDENCE = {
  /** Known numbers of turns from which a loop can be part of it. */
  fewTurns: 64,
  /** What a piece of number work counts. */
  multiplying: 1,
  adding: 0.5,
  positions: 0.5,
  comparison: 0.5,
  /** Number work and comparing in each turn of a nest of ranges, and of other nests that count. */
  pair: 0.5,
  grid: 1,
  /** Number work in each turn of any other nest. */
  amount: 1.5,
  /** The same where only the parts of items or attributes are gone through. */
  muchAmount: 2.5,
  /** What other work counts beside a call. */
  attribute: 0.25,
  lookup: 0.25,
  /** Number work beside each call of an object, from which a turn computes and does not only ask. */
  asked: 1.5,
  /** Multiplications that go into one place that is written to, as those of its row and its column. */
  presented: 2,
  /** Share of number work in the inner loop, and where that goes over the parts of an item. */
  density: 0.42,
  partDensity: 0.6,
  /** The same where a table is filled. */
  tableDensity: 0.25,
  /** Share of number work and comparing, for nests that do much or little of it. */
  gridShare: 0.15,
  share: 0.4,
} as const;

/**
 * Chains with more call sites than `long` are probable at most, and beyond `longest` only possible; so are those that end in a file farther
 * away than `longestToFile` or in a condition farther than `longestToLock`, and those of which this many calls may mean another function.
 */
export const CHAIN = { long: 4, longest: 5, longestToFile: 3, longestToLock: 2, mostGuesses: 2 } as const;
/** Of this many functions that one call may mean, less than this share waits: then it hardly means one that does. */
export const RARE_TARGET = { targets: 4, share: 0.3 } as const;
/** What is done once or in an error path is told of from this many call sites away, and no farther; a query is a short wait beside a start-up. */
export const LONGEST_RARE_CHAIN = { short: 3, long: 4 } as const;

/** Bits of an integer in Go and other compiled languages, without the sign. */
export const WORD_BITS = 63;
/** 20! is the last factorial that fits a word, and row 62 the last of Pascal's triangle that fits as a whole. */
export const LARGEST_FACTORIAL = 20;
export const LARGEST_ROW = 62;
/** Constant exponents below this belong to formulas, whose bases are small. */
export const MOST_PLAIN_EXPONENT = 16;
/** Few lengths that are multiplied count combinations that the program goes through; each is taken to be below this. */
export const USUAL_LENGTH = 2 ** 20;
/** Milliseconds of one import from which it is felt at each start of a command; clients of stores and clouds stay below. */
export const SLOW_IMPORT_MILLISECONDS = 400;

/** Seconds; sleeping no longer than this is no wait that anybody feels. */
export const SHORTEST_SLEEP = 0.001;
