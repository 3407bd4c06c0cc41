import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { scoreCorpus } from "../truth/score.ts";

/** What the tables alone decide: which library calls wait, which suspend, and who runs which function. */
const RULES = new Set(["blocking-call", "blocking-chain", "nested-event-loop", "unawaited-coroutine"]);
const corpus = fileURLToPath(new URL("corpus", import.meta.url));

test(`instances of libraries are followed in ${readdirSync(corpus).join(", ")}`, () => {
  const score = scoreCorpus(corpus);
  const wrong = score.misjudged.filter((one) => RULES.has(one.rule));
  expect(wrong).toEqual([]);
  const right = score.rules.filter((one) => RULES.has(one.rule)).map((one) => one.truePositives);
  expect(right.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(140);
});
