import { LineIndex } from "../../text/line-index.ts";
import type { Module } from "../ir/nodes.ts";
import type { LineLink, PortNote, PortSymbols, SketchFile, TsWeb } from "../sketch.ts";
import { lowerModule, RUNTIME_FILE } from "./lower/index.ts";
import { packageManifest } from "./manifest.ts";
import { printModule } from "./printer.ts";
import { runtimeText } from "./runtime.ts";
import { symbolsOf } from "./symbols.ts";

export { RUNTIME_FILE };

export interface TypeScriptPort {
  readonly primary: string;
  readonly files: readonly SketchFile[];
  readonly notes: readonly PortNote[];
  readonly links: readonly LineLink[];
  readonly symbols: PortSymbols;
  readonly helpers: readonly string[];
}

/** Ports typed IR to an ES module that Node runs as it is, with a file of the helpers that it uses. */
export function portToTypeScript(module: Module, source: string, web: TsWeb = "hono"): TypeScriptPort {
  const { module: lowered, context } = lowerModule(module, source, web);
  const printed = printModule(lowered);
  const primary = `${module.name}.ts`;
  const files: SketchFile[] = [{ path: primary, text: printed.text }];
  const helpers = [...context.helpers.keys()].sort();
  const runtime = helpers.length > 0 ? runtimeText(helpers) : "";
  if (runtime !== "") files.push({ path: RUNTIME_FILE, text: runtime });
  const imported = [...runtime.matchAll(/^import .* from "([^".:]+)";$/gm)].map(([, name]) => name);
  const manifest = packageManifest(module.name, [...new Set([...context.packages.keys(), ...imported])]);
  if (manifest !== undefined) files.push(manifest);
  const lines = new LineIndex(source);
  const links = [...printed.marks].map(([id, [first, last]]): LineLink => {
    const range = printed.sources[id];
    return {
      target: [first, last + 1],
      python: [lines.lineAt(range.start), lines.lineAt(Math.max(range.start, range.end - 1)) + 1],
    };
  });
  links.sort((a, b) => a.target[0] - b.target[0] || b.target[1] - a.target[1]);
  return { primary, files, notes: context.notes, links, symbols: symbolsOf(context), helpers };
}
