import type { Effort, Risk } from "../advice/effort.ts";
import type { Candidate, Fit } from "../advice/matrix.ts";
import type { Criterion } from "../advice/team.ts";
import type { Verdict } from "../advice/verdict.ts";
import type { Phase } from "../advice/waves.ts";
import type { Confidence, Context, Severity } from "../rules/finding.ts";

/** What readers see for the names that the engine uses. Every renderer takes its words from here. */
export interface VerdictLabel {
  /** An order to a team: "Make it async". */
  readonly name: string;
  /** The same within a sentence: "make it async". */
  readonly within: string;
  /** What it means, in one sentence for a reader who does not program. */
  readonly meaning: string;
}

export const VERDICT_LABELS: Readonly<Record<Verdict, VerdictLabel>> = {
  stay: { name: "Leave it", within: "leave it", meaning: "Nothing here is worth the cost of a change." },
  "make-async": {
    name: "Make it async",
    within: "make it async",
    meaning: "It waits for networks, disks or databases; waiting can be shared.",
  },
  parallelise: {
    name: "Run it in parallel",
    within: "run it in parallel",
    meaning: "It computes; processes or interpreters can share the work, in Python.",
  },
  "port-go": {
    name: "Port to Go",
    within: "port to Go",
    meaning: "It computes more than Python can speed up; a Go port is the way out.",
  },
  "port-ts": {
    name: "Port to TypeScript",
    within: "port to TypeScript",
    meaning: "It fits a TypeScript service better than it fits Python.",
  },
  seam: {
    name: "Put a seam in front",
    within: "put a seam in front",
    meaning: "Its Python libraries are worth keeping; call it as a service of its own.",
  },
};

export const CANDIDATE_LABELS: Readonly<Record<Candidate, string>> = {
  stay: "Stay in Python",
  go: "Go",
  typescript: "TypeScript",
};

export const CRITERION_LABELS: Readonly<Record<Criterion, string>> = {
  gain: "Expected gain",
  portability: "Portability of the code",
  readiness: "Readiness of its packages",
  coupling: "Coupling",
  cover: "Test cover",
  skill: "The team's skill",
  operations: "Operations",
};

export const RISK_LABELS: Readonly<Record<Risk, string>> = { low: "low", medium: "medium", high: "high" };

export const FIT_LABELS: Readonly<Record<Fit, string>> = {
  "drop-in": "drop-in",
  similar: "similar",
  partial: "partial",
  none: "none",
  unknown: "not known",
};

export const PHASE_LABELS: Readonly<Record<Phase, { readonly name: string; readonly meaning: string }>> = {
  mend: { name: "Mend it in Python", meaning: "Cheap, needs no new environment, and may be all that is needed." },
  pilot: { name: "Pilot", meaning: "One small hot spot with little risk: it proves the new environment end to end." },
  canary: { name: "Canary", meaning: "The port runs beside the original and answers a share of the calls." },
  cutover: { name: "Cutover", meaning: "The port answers everything; the original stays ready to take over." },
};

export const SEVERITY_LABELS: Readonly<Record<Severity, { readonly one: string; readonly many: string }>> = {
  error: { one: "error", many: "errors" },
  warning: { one: "warning", many: "warnings" },
  info: { one: "info", many: "info" },
  hint: { one: "hint", many: "hints" },
};

export const CONFIDENCE_MEANINGS: Readonly<Record<Confidence, string>> = {
  definite: "Every step of the proof is certain.",
  probable: "One step had several targets, or rests on a default.",
  possible: "A guess by name; worth a look.",
};

export const CONTEXT_LABELS: Readonly<Record<Context, string>> = {
  "event-loop": "on the event loop",
  thread: "on a thread",
  process: "in a worker process",
  interpreter: "in a subinterpreter",
  request: "in a request handler",
  import: "at import",
  main: "in the main program",
};

/** `3.5 person-days (2–6)`. */
export function days(effort: Pick<Effort, "days" | "low" | "high">): string {
  const shown = (value: number): string => number1(value < 10 ? Math.round(value * 10) / 10 : Math.round(value));
  const own = shown(effort.days);
  return `${own} person-${own === "1" ? "day" : "days"} (${shown(effort.low)}–${shown(effort.high)})`;
}

function number1(value: number): string {
  const [whole, part] = String(value).split(".");
  return part === undefined ? number(Number(whole)) : `${number(Number(whole))}.${part}`;
}

/** `1 module`, `2 modules`, `1,234 modules`. */
export function count(n: number, one: string, many: string = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** With thousands separators, the same on every machine. */
export function number(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** A share as a whole percentage; small ones do not become nought. */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return "0 %";
  const value = (100 * part) / whole;
  if (value < 1) return "under 1 %";
  if (value > 99 && part < whole) return "99 %";
  return `${Math.round(value)} %`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join("");
  return `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`;
}
