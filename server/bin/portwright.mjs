#!/usr/bin/env node
// Starts the command line that `npm run build` made.
import { existsSync } from "node:fs";
import * as module from "node:module";

// Node keeps what it compiled, so that the next start only loads it; before version 22 it cannot.
module.enableCompileCache?.();

const bundle = new URL("../dist/cli.mjs", import.meta.url);
if (existsSync(bundle)) {
  await import(bundle.href);
} else {
  console.error("portwright is not built yet: run `npm install` and `npm run build` in its repository first.");
  process.exitCode = 3;
}
