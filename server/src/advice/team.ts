/** What a decision is weighed by. PRODUCT section 4. */
export const CRITERIA = ["gain", "portability", "readiness", "coupling", "cover", "skill", "operations"] as const;
export type Criterion = (typeof CRITERIA)[number];

export const LANGUAGES = ["python", "go", "typescript"] as const;
export type Language = (typeof LANGUAGES)[number];

/** What only the team can say: how much each criterion counts, and how well it writes and runs each language, 0 to 5. */
export interface Team {
  readonly weights: Readonly<Record<Criterion, number>>;
  readonly skills: Readonly<Record<Language, number>>;
  readonly operations: Readonly<Record<Language, number>>;
}

/** A team that has said nothing: it knows Python well, the others a little, and could run either. */
export const DEFAULT_TEAM: Team = {
  weights: { gain: 3, portability: 2, readiness: 2, coupling: 1, cover: 1, skill: 2, operations: 1 },
  skills: { python: 4, go: 2, typescript: 2 },
  operations: { python: 4, go: 3, typescript: 3 },
};

/** A team's settings over the defaults. */
export function teamOf(settings: {
  readonly weights: Readonly<Partial<Record<Criterion, number>>>;
  readonly skills: Readonly<Partial<Record<Language, number>>>;
  readonly operations: Readonly<Partial<Record<Language, number>>>;
}): Team {
  return {
    weights: { ...DEFAULT_TEAM.weights, ...settings.weights },
    skills: { ...DEFAULT_TEAM.skills, ...settings.skills },
    operations: { ...DEFAULT_TEAM.operations, ...settings.operations },
  };
}
