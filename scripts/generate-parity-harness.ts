/**
 * Writes server/src/port/parity/harness.generated.ts from the programs in server/src/port/parity/harness, which parity runs beside
 * a port: they travel in the bundle as texts.
 */
import { readFileSync, writeFileSync } from "node:fs";

const folder = new URL("../server/src/port/parity/", import.meta.url);
const text = (name: string): string => readFileSync(new URL(`harness/${name}`, folder), "utf8");
/** What is for the linter alone does not travel. */
const withoutLinter = (source: string): string => source.replace(/^.*biome-ignore.*\n/gm, "");

const sources = {
  PYTHON_RUNNER: text("runner.py"),
  GO_HARNESS: text("harness.go"),
  TYPESCRIPT_HARNESS: withoutLinter(text("harness.ts")),
};
const lines = Object.entries(sources).map(
  ([name, source]) => `export const ${name}: string = ${JSON.stringify(source)};`,
);
const head = "// Written by `npm run generate` from the programs in harness/. Do not edit.";
const file = new URL("harness.generated.ts", folder);
const wanted = `${[head, ...lines].join("\n\n")}\n`;
if (readFileSync(file, { encoding: "utf8", flag: "a+" }) !== wanted) writeFileSync(file, wanted);
