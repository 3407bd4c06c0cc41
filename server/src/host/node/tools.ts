import { createGoFormatter, type GoFormatter } from "../../port/go/format.ts";
import { createGrammarCheck, type GrammarCheck } from "../../syntax/check-grammar.ts";
import type { PythonParser } from "../../syntax/parser.ts";
import { readAsset } from "./assets.ts";
import { loadPythonParser } from "./parser.ts";

/** What porting needs of the machine: the parser of the original, the formatter and the grammars of the targets. */
export interface PortTools {
  readonly parser: PythonParser;
  readonly formatGo: GoFormatter;
  readonly goGrammar: GrammarCheck;
  readonly typescriptGrammar: GrammarCheck;
}

let tools: Promise<PortTools> | undefined;

/** Loads them once, when the first port is asked for: they weigh megabytes, and most sessions port nothing. */
export function loadPortTools(): Promise<PortTools> {
  tools ??= load().catch((error: unknown) => {
    // A later port may try again.
    tools = undefined;
    throw error;
  });
  return tools;
}

async function load(): Promise<PortTools> {
  const [parser, gofmt, runtime, go, typescript] = await Promise.all([
    loadPythonParser(),
    readAsset("gofmt.wasm"),
    readAsset("web-tree-sitter.wasm"),
    readAsset("tree-sitter-go.wasm"),
    readAsset("tree-sitter-typescript.wasm"),
  ]);
  return {
    parser,
    formatGo: createGoFormatter(gofmt),
    goGrammar: await createGrammarCheck(runtime, go),
    typescriptGrammar: await createGrammarCheck(runtime, typescript),
  };
}
