import { parentPort } from "node:worker_threads";
import type { ExtractionAnswer, ExtractionTask } from "./host/node/extraction.ts";
import { loadPythonParser } from "./host/node/parser.ts";
import { extractFacts } from "./semantics/extract.ts";
import { encodeFacts } from "./semantics/facts-codec.ts";

// A worker thread that extracts facts: text in, encoded facts out. Trees never leave it.
const parser = loadPythonParser();

parentPort?.on("message", async ({ id, text }: ExtractionTask) => {
  try {
    const facts = encodeFacts(extractFacts((await parser).tree(text)));
    parentPort?.postMessage({ id, facts } satisfies ExtractionAnswer, [facts.buffer]);
  } catch (error) {
    const failed = error instanceof Error ? error.message : String(error);
    parentPort?.postMessage({ id, failed } satisfies ExtractionAnswer);
  }
});
