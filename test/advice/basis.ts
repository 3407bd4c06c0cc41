import type { ModuleBasis } from "../../server/src/advice/basis.ts";

/** A module of which nothing is known but what a test says. */
export function basis(parts: Partial<ModuleBasis> = {}): ModuleBasis {
  return {
    module: "app.core",
    file: "app/core.py",
    codeLines: 300,
    scopeLines: 60,
    scope: ["score"],
    isTest: false,
    findings: [],
    dependencies: [],
    coupling: { afferent: 0, efferent: 0, instability: 0, circle: [] },
    cover: { functions: 10, reached: 10 },
    concurrency: [],
    serves: "no",
    isScript: false,
    isAsync: false,
    measured: undefined,
    ...parts,
  };
}

/** Findings of the named rules. */
export function found(...rules: string[]): ModuleBasis["findings"] {
  return rules.map((rule) => ({ rule, symbol: "score", confidence: "definite" }));
}
