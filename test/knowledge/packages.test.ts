import { expect, test } from "vitest";
import { KNOWLEDGE } from "../../server/src/knowledge/index.ts";

const packages = [...KNOWLEDGE.packages];

test("at least 400 packages, each once", () => {
  expect(packages.length).toBeGreaterThanOrEqual(400);
  expect(new Set(packages.map((row) => row.module)).size).toBe(packages.length);
});

test("a counterpart's name agrees with its fit, and every one says something", () => {
  const wrong = packages
    .flatMap((row) => [row.go, row.npm].map((target) => ({ module: row.module, ...target })))
    .filter((target) => (target.name === "none") !== (target.fit === "none") || target.note.length < 3);
  expect(wrong).toEqual([]);
});

test("Go counterparts are module paths, npm counterparts are package names", () => {
  const go = packages.map((row) => row.go.name).filter((name) => !["stdlib", "none", "regexp"].includes(name));
  expect(go.filter((name) => !/^[a-z0-9-]+(\.[a-z0-9-]+)+(\/[\w.~-]+)+$/i.test(name))).toEqual([]);
  const npm = packages.map((row) => row.npm.name).filter((name) => name !== "stdlib" && name !== "none");
  expect(npm.filter((name) => !/^(@[a-z0-9-]+\/)?[a-z0-9][a-z0-9._-]*$/.test(name))).toEqual([]);
});

test.each([
  "numpy",
  "pandas",
  "scipy",
  "sklearn",
  "statsmodels",
  "torch",
  "tensorflow",
  "keras",
  "xgboost",
  "lightgbm",
])("%s has no equivalent, and its import is heavy", (module) => {
  const row = KNOWLEDGE.package(module);
  expect([row?.go.name, row?.npm.name, row?.heavyImport]).toEqual(["none", "none", true]);
});

test.each(["requests", "trio", "anyio", "asyncpg", "discord", "aiogram", "serial", "redis", "sqlalchemy"])(
  "%s has an equivalent",
  (module) => {
    const row = KNOWLEDGE.package(module);
    expect(row?.go.name).not.toBe("none");
    expect(row?.npm.name).not.toBe("none");
    expect(row?.heavyImport ?? false).toBe(false);
  },
);

test("an import of 290 measured milliseconds or more is heavy, or its package is a service's framework", () => {
  const slow = packages.filter((row) => (row.importMilliseconds ?? 0) >= 290 && row.heavyImport !== true);
  expect(slow.map((row) => row.module)).toEqual([
    "fastapi",
    "pymongo",
    "motor",
    "elasticsearch",
    "docker",
    "discord",
    "aiogram",
  ]);
});
