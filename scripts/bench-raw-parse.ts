/** What everything is compared with: tree-sitter's native binding parses the files that are named on standard input, and nothing else. Prints milliseconds. */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const Parser = require("tree-sitter");
const parser = new Parser();
parser.setLanguage(require("tree-sitter-python"));
const texts = readFileSync(0, "utf8")
  .split("\n")
  .filter((path) => path !== "")
  .map((path) => readFileSync(path, "utf8"));
/** Characters that the binding is given at a time. */
const CHUNK = 1 << 14;
const before = process.cpuUsage();
const start = performance.now();
for (const text of texts)
  parser.parse((index: number) => (index < text.length ? text.slice(index, index + CHUNK) : null));
const wall = performance.now() - start;
const { user, system } = process.cpuUsage(before);
console.log(JSON.stringify({ wall, cpu: (user + system) / 1000 }));
