import type { Advice, Verdict } from "../advice/verdict.ts";

const WORDS: Record<Verdict, string> = {
  stay: "leave it",
  "make-async": "make it async",
  parallelise: "run it in parallel",
  "port-go": "port to Go",
  "port-ts": "port to TypeScript",
  seam: "keep behind a service boundary",
};

/** What a code lens says: the verdict and how many findings it rests on. */
export function lensTitle(advice: Advice, findings: number): string {
  return `Portwright: ${WORDS[advice.verdict]} · ${findings === 1 ? "1 finding" : `${findings} findings`}`;
}
