import type { Counterpart } from "../knowledge/schema.ts";
import type { Finding } from "../rules/finding.ts";

/** A package from outside the workspace, as a port would meet it. */
export interface Dependency {
  /** Top-level import name. */
  readonly name: string;
  /** Undefined where the tables do not know the package. */
  readonly go: Counterpart | undefined;
  readonly npm: Counterpart | undefined;
}

/** How a module hangs together with the others of the workspace. */
export interface Coupling {
  /** Modules that import it. */
  readonly afferent: number;
  /** Modules that it imports. */
  readonly efferent: number;
  /** Efferent over both, 0 (others stand on it) to 1 (it stands on others); 0 for a module on its own. Martin, "Agile Software Development". */
  readonly instability: number;
  /** Modules that import each other in a circle with it, itself left out. */
  readonly circle: readonly string[];
}

/** What tests reach, as far as calls can be followed. */
export interface Cover {
  /** Functions that are not tests. */
  readonly functions: number;
  /** Those of them that a test calls, directly or through others. */
  readonly reached: number;
}

/** What advice looks at in a finding. */
export type BasisFinding = Pick<Finding, "rule" | "symbol" | "confidence"> & Partial<Pick<Finding, "data">>;

/** Everything about a module that advice rests on. Plain data, so that the arithmetic can be tested without a program. */
export interface ModuleBasis {
  readonly module: string;
  readonly file: string;
  readonly codeLines: number;
  /** Lines of the functions that compute and of what they call in the module: what a port would take out of it. */
  readonly scopeLines: number;
  /** Names of the functions that compute. */
  readonly scope: readonly string[];
  readonly isTest: boolean;
  readonly findings: readonly BasisFinding[];
  readonly dependencies: readonly Dependency[];
  readonly coupling: Coupling;
  /** Undefined where no tests are among what was audited. */
  readonly cover: Cover | undefined;
  /** Kinds of concurrency that its functions use or run in. */
  readonly concurrency: readonly string[];
  /** Whether it serves requests, and how. */
  readonly serves: "no" | "sync" | "async";
  /** Whether it is run as a script or command. */
  readonly isScript: boolean;
  /** Whether it awaits anything. */
  readonly isAsync: boolean;
  /** Share of the measured time that its own functions take, 0 to 1; undefined without a profile. */
  readonly measured: number | undefined;
}

/** Rules by what they say about the code, for advice. A rule that is in none of these says nothing about what to do. */
export const CONCERNS = {
  /** The program waits where it could go on. */
  waiting: [
    "blocking-call",
    "blocking-chain",
    "sequential-awaits",
    "nested-event-loop",
    "unawaited-coroutine",
    "lost-task",
    "lock-in-coroutine",
    "busy-wait",
    "sync-handler-io",
    "request-without-timeout",
    "client-per-call",
    "io-in-loop",
    "thread-per-item",
  ],
  /** Interpreted work is given to threads, or computed on the loop. */
  threaded: ["gil-bound-thread", "gil-bound-pool", "gil-bound-offload", "gil-held-native", "cpu-in-coroutine"],
  /** Interpreted work that a compiled language runs many times faster. */
  computing: ["hot-loop", "process-pool-tax"],
  /** The program takes long to start. */
  starting: ["slow-import", "import-time-work"],
  /** What a port has to be written by hand for. */
  dynamic: ["dynamic-code", "dynamic-attribute", "monkey-patch", "metaclass", "unbounded-int"],
} as const;

export type Concern = keyof typeof CONCERNS;

/** Findings of a basis that speak of a concern. */
export function concerned(basis: Pick<ModuleBasis, "findings">, concern: Concern): number {
  return basis.findings.reduce((sum, finding) => sum + (concernOf(finding) === concern ? 1 : 0), 0);
}

/** What a finding is about; undefined for rules that say nothing about what to do. */
export function concernOf(finding: BasisFinding): Concern | undefined {
  // A native call that keeps the loop busy, such as a parser on a body, is a wait: no process pool is set up for one.
  if (finding.rule === "cpu-in-coroutine" && finding.data?.["path"] !== undefined) return "waiting";
  return (Object.keys(CONCERNS) as Concern[]).find((concern) =>
    (CONCERNS[concern] as readonly string[]).includes(finding.rule),
  );
}
