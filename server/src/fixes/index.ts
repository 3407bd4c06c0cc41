import type { Fix } from "./define.ts";

export type { Fix, FixContext } from "./define.ts";

/** All fixes; those of one rule are offered in this order. */
export const FIXES: readonly Fix[] = [];

export function fixById(id: string): Fix | undefined {
  return FIXES.find((fix) => fix.id === id);
}
