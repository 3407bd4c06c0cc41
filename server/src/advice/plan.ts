import type { Counterpart } from "../knowledge/schema.ts";
import type { Boundary } from "./boundaries.ts";
import type { Effort } from "./effort.ts";
import type { DecisionMatrix } from "./matrix.ts";
import type { Team } from "./team.ts";
import type { Wave } from "./waves.ts";

/** A package from outside the workspace and what would stand in its place. */
export interface ReadinessRow {
  /** Top-level import name. */
  readonly package: string;
  /** Name on PyPI, where the tables know the package. */
  readonly distribution: string | undefined;
  /** Undefined where the tables do not know the package. */
  readonly go: Counterpart | undefined;
  readonly npm: Counterpart | undefined;
  /** Modules that import it, tests left out. */
  readonly modules: number;
}

/** What a team plans from, for the workspace as a whole. */
export interface Plan {
  readonly team: Team;
  /** The workspace taken as one module; undefined where nothing was audited. */
  readonly matrix: DecisionMatrix | undefined;
  /** The packages most used first. */
  readonly readiness: readonly ReadinessRow[];
  readonly waves: readonly Wave[];
  readonly boundaries: readonly Boundary[];
  /** Modules that import each other in a circle: they move together. */
  readonly circles: readonly (readonly string[])[];
  readonly effort: Pick<Effort, "days" | "low" | "high">;
}
