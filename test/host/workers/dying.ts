import { existsSync, writeFileSync } from "node:fs";
import { parentPort } from "node:worker_threads";
import type { ExtractionTask } from "../../../server/src/host/node/extraction.ts";
import { loadPythonParser } from "../../../server/src/host/node/parser.ts";
import { extractFacts } from "../../../server/src/semantics/extract.ts";
import { encodeFacts } from "../../../server/src/semantics/facts-codec.ts";

// A worker that ends when it is given a text that says so: always, or unless the file that the text names is there.
const parser = loadPythonParser();

parentPort?.on("message", async ({ id, text }: ExtractionTask) => {
  if (text.includes("# end always")) process.exit(1);
  const mark = /# end once (\S+)/.exec(text)?.[1];
  if (mark !== undefined && !existsSync(mark)) {
    writeFileSync(mark, "");
    process.exit(1);
  }
  const facts = encodeFacts(extractFacts((await parser).tree(text)));
  parentPort?.postMessage({ id, facts }, [facts.buffer]);
});
