import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { SEMANTICS } from "../../server/src/port/semantics.ts";
import { KNOWN_DIFFERENCES } from "./known-differences.ts";

it("names programs that exist", () => {
  const missing = SEMANTICS.flatMap((row) => row.cases).filter(
    (each) =>
      !["cases", "web/cases", "http-client", "databases", "redis", "postgres", "click", "boto3"].some((folder) =>
        existsSync(new URL(`./${folder}/${each}.py`, import.meta.url)),
      ),
  );
  expect(missing).toEqual([]);
});

it("holds every construct that is ported to a program that is ported whole", () => {
  const open = new Set(KNOWN_DIFFERENCES.map((each) => `${each.case} ${each.target}`));
  const unproven = SEMANTICS.flatMap((row) =>
    (["go", "ts"] as const)
      .filter((target) => row[target].how !== "stub" && row.cases.length > 0)
      .filter((target) => row.cases.every((each) => open.has(`${each} ${target}`)))
      .map((target) => `${row.construct} in ${target}`),
  );
  expect(unproven).toEqual([]);
});

it("has a program for every construct that both targets keep", () => {
  const without = SEMANTICS.filter((row) => row.cases.length === 0 && row.go.how !== "stub" && row.ts.how !== "stub");
  expect(without.map((row) => row.construct)).toEqual([]);
});
