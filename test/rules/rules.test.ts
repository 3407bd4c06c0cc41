import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { RULES } from "../../server/src/rules/index.ts";
import { DEFAULT_INTERPRETER, judged } from "./check.ts";
import { examplesOf, markersOf } from "./literate.ts";

const folder = new URL("./", import.meta.url);
const names = readdirSync(folder)
  .filter((file) => file.endsWith(".md"))
  .map((file) => file.replace(/\.md$/, ""));

it("has a page of examples for every rule, and no other", () => {
  expect(names.sort()).toEqual(RULES.map((rule) => rule.name).sort());
});

describe.each(names)("%s", (name) => {
  const examples = examplesOf(readFileSync(new URL(`${name}.md`, folder), "utf8"));
  const markers = examples.flatMap((example) => markersOf(example.files)).filter((marker) => marker.rule === name);

  it("has enough situations of either kind", () => {
    expect(markers.filter((marker) => marker.kind === "expect").length).toBeGreaterThanOrEqual(8);
    expect(markers.filter((marker) => marker.kind === "ok").length).toBeGreaterThanOrEqual(8);
  });

  it("shows what is reported and what to write instead", () => {
    expect(examples.slice(0, 2).map((example) => example.title)).toEqual(["Example", "Use instead"]);
  });

  it("marks nothing both ways", () => {
    const places = markers.map(({ path, line, rule, interpreter, kind }) => ({
      place: `${path}:${line} ${rule} ${interpreter}`,
      kind,
    }));
    const contradicting = examples.flatMap((example) => {
      const own = markersOf(example.files).map(
        ({ path, line, rule, interpreter, kind }) => `${path}:${line} ${rule} ${interpreter} ${kind}`,
      );
      return own.filter((one) => one.endsWith(" ok") && own.includes(one.replace(/ ok$/, " expect")));
    });
    expect(places.length).toBeGreaterThan(0);
    expect(contradicting).toEqual([]);
  });

  it.each(examples.map((example) => [`${example.title} (line ${example.line})`, example] as const))(
    "%s",
    (_, example) => {
      const interpreters = new Set([
        DEFAULT_INTERPRETER,
        ...markersOf(example.files).flatMap((marker) => marker.interpreter ?? []),
      ]);
      for (const interpreter of interpreters) {
        const { found, expected } = judged(example, interpreter);
        expect(found, interpreter).toEqual(expected);
      }
    },
  );
});
