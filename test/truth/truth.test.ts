import { describe, expect, it } from "vitest";
import { precision, recall, scoreCorpus } from "./score.ts";

const corpus = new URL("corpus", import.meta.url).pathname;

describe("the labelled corpus", () => {
  const score = scoreCorpus(corpus);

  it("is judged with precision and recall that users can rely on", () => {
    expect(precision(score.total)).toBeGreaterThanOrEqual(0.97);
    expect(recall(score.total)).toBeGreaterThanOrEqual(0.92);
  });

  it.each(score.rules.map((one) => [one.rule, one] as const))("%s speaks where it should", (_name, one) => {
    expect(one.truePositives).toBeGreaterThan(0);
    expect(precision(one)).toBeGreaterThanOrEqual(0.85);
    expect(recall(one)).toBeGreaterThanOrEqual(0.85);
  });

  it("has no GIL to speak of without one", () => {
    const freeThreaded = scoreCorpus(corpus, "3.14t");
    expect(freeThreaded.rules.find((one) => one.rule === "gil-held-native")?.truePositives).toBe(0);
    expect(freeThreaded.misjudged.filter((one) => one.kind === "false alarm" && /^gil-/.test(one.rule))).toEqual([]);
  });
});

describe("the second corpus, written from the documents alone", () => {
  const score = scoreCorpus(new URL("held-out", import.meta.url).pathname);

  it("is judged nearly as well as the first", () => {
    expect(precision(score.total)).toBeGreaterThanOrEqual(0.95);
    expect(recall(score.total)).toBeGreaterThanOrEqual(0.9);
  });
});

describe("the third corpus, written by somebody who had not read the engine", () => {
  const score = scoreCorpus(new URL("second-held-out", import.meta.url).pathname);

  it("is judged nearly as well as the first", () => {
    expect(precision(score.total)).toBeGreaterThanOrEqual(0.97);
    expect(recall(score.total)).toBeGreaterThanOrEqual(0.92);
  });
});

describe("the fourth corpus, of other kinds of programs, labelled before the engine saw it", () => {
  const score = scoreCorpus(new URL("third-held-out", import.meta.url).pathname);

  it("is judged nearly as well as the first", () => {
    expect(precision(score.total)).toBeGreaterThanOrEqual(0.97);
    expect(recall(score.total)).toBeGreaterThanOrEqual(0.92);
  });
});

describe("the fifth corpus, a second draw of the same kinds", () => {
  const score = scoreCorpus(new URL("fourth-held-out", import.meta.url).pathname);

  it("is judged nearly as well as the first", () => {
    expect(precision(score.total)).toBeGreaterThanOrEqual(0.97);
    expect(recall(score.total)).toBeGreaterThanOrEqual(0.92);
  });
});
