import { createGoFormatter } from "../../port/go/index.ts";
import type { PortRoomTools } from "../../port/index.ts";
import { type TsMorph, TypeScriptChecker } from "../../port/ts/check.ts";
import { createGrammarCheck } from "../../syntax/check-grammar.ts";
import { createPythonParser, type PythonParser } from "../../syntax/parser.ts";

/** Gives the bytes of a file that ships with Portwright. Rejects when the installation lacks it. */
export type ReadAsset = (name: string) => Promise<Uint8Array>;

export async function loadPythonParser(readAsset: ReadAsset): Promise<PythonParser> {
  return createPythonParser(new Uint8Array(await readAsset("python-flat.wasm")));
}

/** What porting needs; a later port may try again where loading failed. There is no compiler of Go in a browser. */
export function portToolsLoader(readAsset: ReadAsset, parser: Promise<PythonParser>) {
  let tools: Promise<PortRoomTools & { readonly parser: PythonParser }> | undefined;
  let checker: Promise<TypeScriptChecker> | undefined;
  const typeScript = () => {
    checker ??= loadChecker(readAsset).catch((error: unknown) => {
      checker = undefined;
      throw error;
    });
    return checker;
  };
  const load = async () => {
    const [original, gofmt, runtime, grammar] = await Promise.all([
      parser,
      readAsset("gofmt.wasm"),
      readAsset("web-tree-sitter.wasm"),
      readAsset("tree-sitter-go.wasm"),
    ]);
    const go = await createGrammarCheck(runtime, grammar);
    const made: PortRoomTools & { readonly parser: PythonParser } = {
      parser: original,
      go: { format: createGoFormatter(gofmt), errors: (text) => go.errors(text) },
      checkTypeScript: async (files) => (await typeScript()).check(files),
      mendTypeScript: async (files) => (await typeScript()).mend(files),
    };
    return made;
  };
  return () => {
    tools ??= load().catch((error: unknown) => {
      tools = undefined;
      throw error;
    });
    return tools;
  };
}

/** The compiler comes as bytes, like everything else: a worker that was made of a text has no address that files lie beside. */
async function loadChecker(readAsset: ReadAsset): Promise<TypeScriptChecker> {
  const bytes = await readAsset("typescript.mjs");
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: "text/javascript" }));
  try {
    const module: TsMorph & { readonly default?: TsMorph } = await import(address);
    return new TypeScriptChecker(module.default ?? module);
  } finally {
    URL.revokeObjectURL(address);
  }
}
