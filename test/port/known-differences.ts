import type { Target } from "../../server/src/port/index.ts";

/**
 * FIXME: ports that do not do what the Python does, with the reason. The test expects each of them to differ, so that whoever
 * mends one is told to take it off.
 */
export const KNOWN_DIFFERENCES: readonly { readonly case: string; readonly target: Target; readonly reason: string }[] =
  [];
