import { createGoFormatter } from "../../port/go/index.ts";
import type { PortRoomTools } from "../../port/index.ts";
import { type TsMorph, TypeScriptChecker } from "../../port/ts/check.ts";
import { createGrammarCheck } from "../../syntax/check-grammar.ts";
import type { PythonParser } from "../../syntax/parser.ts";
import { readAsset } from "./assets.ts";
import { compileGo } from "./go-compiler.ts";
import { loadPythonParser } from "./parser.ts";

/** What porting needs of the machine, and the parser of the original. */
export interface PortTools extends PortRoomTools {
  readonly parser: PythonParser;
}

let tools: Promise<PortTools> | undefined;

/** Loads the parser of the original, the formatter and the checks of the targets, once. */
export function loadPortTools(): Promise<PortTools> {
  tools ??= load().catch((error: unknown) => {
    // A later port may try again.
    tools = undefined;
    throw error;
  });
  return tools;
}

async function load(): Promise<PortTools> {
  const [parser, gofmt, runtime, grammar] = await Promise.all([
    loadPythonParser(),
    readAsset("gofmt.wasm"),
    readAsset("web-tree-sitter.wasm"),
    readAsset("tree-sitter-go.wasm"),
  ]);
  const go = await createGrammarCheck(runtime, grammar);
  return {
    parser,
    go: { format: createGoFormatter(gofmt), errors: (text) => go.errors(text) },
    compileGo: (files) => compileGo(files),
    checkTypeScript: async (files) => (await typeScriptChecker()).check(files),
    mendTypeScript: async (files) => (await typeScriptChecker()).mend(files),
  };
}

/** The same without the user's Go toolchain, which is started only where the workspace is trusted. */
export async function loadOwnPortTools(): Promise<PortTools> {
  return { ...(await loadPortTools()), compileGo: undefined };
}

let checker: TypeScriptChecker | undefined;

/** The compiler is loaded when the first port to TypeScript is checked. */
async function typeScriptChecker(): Promise<TypeScriptChecker> {
  if (checker === undefined) {
    const module: TsMorph & { readonly default?: TsMorph } = await import("ts-morph");
    // A bundle gives a CommonJS package as the default export alone.
    checker = new TypeScriptChecker(module.default ?? module);
  }
  return checker;
}
