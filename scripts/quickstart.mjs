// `npm run quickstart [-- PATH]`: from a fresh clone to a migration report, in one command.
import { existsSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { installDependencies, root, run, toolNode } from "./toolchain.mjs";

const sample = join(root, "test", "fixtures", "quickstart-sample");
const [given, ...rest] = process.argv.slice(2);
if (rest.length > 0 || given?.startsWith("-")) fail("Usage: npm run quickstart [-- PATH]", 2);

// npm runs scripts at the repository's root; INIT_CWD is where the person is.
const here = process.env.INIT_CWD ?? process.cwd();
const path = given === undefined ? sample : resolve(here, given);
if (!existsSync(path)) fail(`There is no file or folder ${path}.`, 2);

if (!(await installDependencies())) process.exit(1);
const { build } = await import("./build.mjs");
console.log("Building…");
try {
  await build();
} catch {
  fail("The build failed.", 1);
}

const report = join(root, "portwright-report.html");
const portwright = join(root, "server", "bin", "portwright.mjs");
const audit = (...options) => run(toolNode, [portwright, "audit", path, ...options]);
console.log(`Auditing ${path}…\n`);
const started = performance.now();
// A code base of one's own can have hundreds of findings; they are in the report.
const summary = await audit(...(given === undefined ? [] : ["--quiet"]));
const seconds = ((performance.now() - started) / 1000).toFixed(1);
// 1 says that there are findings; only 2 and 3 are failures.
if (summary.code > 1) fail(`The audit ended with exit code ${summary.code}.`, summary.code);
const written = await audit("--format", "html", "--out", report);
if (written.code > 1) fail(`The report could not be written (exit code ${written.code}).`, written.code);

const shown = given ?? relative(here, path);
console.log(`
Audited in ${seconds} s. What next:
  Read the report      open ${report} in a browser
  In VS Code           npm run editor -- ${shown}
  One finding's rule   npx portwright explain blocking-call
  For CI               npx portwright audit ${shown} --format sarif --out findings.sarif`);

function fail(message, code) {
  console.error(message);
  process.exit(code);
}
