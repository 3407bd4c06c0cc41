import type { Proof } from "../program/effects.ts";

/** What a blocked thread waits for, as the end of a sentence. */
export function waitsFor(kind: Proof["kind"]): string {
  switch (kind) {
    case "sleep":
      return "sleeps";
    case "network":
      return "waits for the network";
    case "database":
      return "waits for the database";
    case "file":
      return "waits for the file system";
    case "subprocess":
      return "waits for a child process";
    case "lock":
      return "waits for another thread or process";
    case "stdin":
      return "waits for input";
    case "configured":
      return "is configured as blocking";
    case "gil":
      return "holds the GIL on data of unknown size";
    case "loop":
      return "starts an event loop";
  }
}

/** `12 million`, `some 3 thousand`: an estimate that does not pretend to be exact. */
export function roughly(operations: number): string {
  if (operations >= 1e12) return "over a trillion";
  if (operations >= 1e9) return `some ${Math.round(operations / 1e9)} billion`;
  if (operations >= 1e6) return `some ${Math.round(operations / 1e6)} million`;
  return `some ${Math.max(1, Math.round(operations / 1e3))} thousand`;
}
