import type { BlockKind } from "../knowledge/schema.ts";
import { CallFlag } from "../semantics/facts.ts";
import type { Doubt, NodeId, Site } from "./graph.ts";

/** Why a function makes its thread wait, or keeps the GIL in native code: the first step of the shortest chain. */
export interface Proof {
  /** What is waited for; `configured` for the user's own blocking functions; `gil` for native code that keeps the GIL; `loop` for starting an event loop. */
  readonly kind: BlockKind | "configured" | "gil" | "loop";
  /** The primitive at the chain's end, dotted. */
  readonly primitive: string;
  /** The wait is normally some microseconds. */
  readonly brief: boolean;
  /** Somewhere on the chain it runs once only, or in an error handler. */
  readonly rare: boolean;
  /** Call sites on the chain, this one included. */
  readonly length: number;
  readonly doubt: Doubt;
  /** Steps of the chain that may mean another function than the one that waits. */
  readonly guesses: number;
  readonly site: Site;
  /** The function that the site calls; undefined where the site is the primitive itself. */
  readonly next: NodeId | undefined;
  /** That function's own proof, as this call of it has it. */
  readonly rest: Proof | undefined;
}

/** A call that waits, holds the GIL or starts a loop by itself: the end of a chain. */
export function proofOfPrimitive(
  kind: Proof["kind"],
  primitive: string,
  site: Site & { readonly doubt: Doubt },
  brief = false,
): Proof {
  return {
    kind,
    primitive,
    brief,
    rare: false,
    length: 1,
    doubt: site.doubt,
    guesses: 0,
    site,
    next: undefined,
    rest: undefined,
  };
}

/** The settings that change effects. */
export interface EffectSettings {
  readonly blocking: ReadonlySet<string>;
  readonly safe: ReadonlySet<string>;
  /** CPython's minor version: 13 for 3.13. */
  readonly minor: number;
}

/** The effects that flow from callee to caller with a proof. */
export const PROVEN_EFFECTS = ["blocks", "communicates", "pauses", "holdsGil", "startsLoop"] as const;
export type ProvenEffect = (typeof PROVEN_EFFECTS)[number];

/** Waits of what is read and written like a file: where the object may be several, one in memory is told from the others. */
export function isStream(kind: Proof["kind"]): boolean {
  return kind === "file" || kind === "stdin";
}

/** The effect that a wait shows as, besides `blocks`. */
export function classOfWait(kind: Proof["kind"]): "communicates" | "pauses" | undefined {
  switch (kind) {
    case "network":
    case "database":
      return "communicates";
    case "sleep":
    case "subprocess":
    case "configured":
      return "pauses";
    default:
      return undefined;
  }
}

/** Remembered under one name; what is remembered under keys is done for each of them. */
export function isRememberedForAll(site: Site): boolean {
  return (site.flags & (CallFlag.memoised | CallFlag.forEachKey)) === CallFlag.memoised;
}

/** A rare wait that is long by nature is still felt when it comes; opening a file, or asking somebody once for all calls, is not. */
export function doubtOfRare(proof: Proof, isOnce: boolean): Doubt {
  return proof.kind === "file" || isOnce ? 2 : 1;
}

/** Shorter chains are better, certain ones before that, and among equals what waits longer. */
export function better(candidate: Proof | undefined, known: Proof | undefined): boolean {
  if (candidate === undefined) return false;
  if (known === undefined) return true;
  if (candidate.brief !== known.brief) return !candidate.brief;
  if (candidate.doubt !== known.doubt) return candidate.doubt < known.doubt;
  if (candidate.length !== known.length) return candidate.length < known.length;
  return (
    candidate.site.start < known.site.start ||
    (candidate.site.start === known.site.start && candidate.site.end < known.site.end)
  );
}
