import type { Range } from "../../text/range.ts";
import type { Module } from "../ir/nodes.ts";
import type { GoWeb, LineLink, PortNote, PortSymbols, SketchFile } from "../sketch.ts";
import type { GoFormatter } from "./format.ts";
import { runtimeImport } from "./imports.ts";
import { lowerModule } from "./lower/module.ts";
import { goManifest } from "./manifest.ts";
import { commentLines, printFile } from "./print.ts";
import type { RuntimeEntry } from "./runtime.generated.ts";

export { createGoFormatter, type GoFormatter } from "./format.ts";

/** The version of the language that ports are written in. */
export const GO_VERSION = "1.26";

/** What the Go back end works with beside the module; both are made by the host, because they load WebAssembly. */
export interface GoTools {
  readonly format: GoFormatter;
  /** The places that Go's grammar rejects in a text. */
  readonly errors: (text: string) => readonly Range[];
}

export interface GoPort {
  readonly primary: string;
  readonly files: readonly SketchFile[];
  readonly notes: readonly PortNote[];
  readonly links: readonly LineLink[];
  readonly problems: readonly string[];
  readonly symbols: PortSymbols;
  /** Names of the runtime entries that the port uses. */
  readonly helpers: readonly string[];
}

/** Writes a typed module as a Go package: the module's file, what it needs of the runtime, and `go.mod`. */
export function portToGo(
  module: Module,
  source: string,
  fileName: string,
  tools: GoTools,
  web: GoWeb = "net/http",
): GoPort {
  const lowered = lowerModule(module, source, fileName, web);
  const primary = `${fileStem(module.name)}.go`;
  const printed = printFile(lowered.primary);
  const problems: string[] = [];
  const finished = (path: string, text: string): SketchFile => {
    const formatted = tools.format(text);
    if (!formatted.ok) problems.push(`${path}: ${formatted.error}`);
    const result = formatted.ok ? formatted.text : text;
    for (const range of tools.errors(result))
      problems.push(`${path}: line ${lineAt(result, range.start) + 1} does not parse as Go`);
    return { path, text: result };
  };
  const files = [finished(primary, printed.text)];
  if (lowered.runtime.length > 0) {
    files.push(finished("pyrt.go", runtimeText(lowered.primary.package, lowered.runtime)));
  }
  const imports = lowered.runtime.flatMap((entry) => entry.imports.map((each) => runtimeImport(each).path));
  files.push(...goManifest(lowered.name, GO_VERSION, [...new Set([...printed.imports, ...imports])]));
  const python = lineStarts(source);
  return {
    primary,
    files,
    notes: lowered.notes,
    links: linksOf(printed.links, printed.text.split("\n").length, python),
    problems,
    symbols: lowered.symbols,
    helpers: lowered.runtime.map((entry) => entry.name),
  };
}

function fileStem(name: string): string {
  const stem = name
    .split(".")
    .at(-1)!
    .replace(/[^A-Za-z0-9_]/g, "_")
    .replace(/^_+/, "");
  // Go gives these endings a meaning of their own.
  return /_(test|linux|windows|darwin|js|wasm|amd64|arm64)$/.test(stem) || stem === "pyrt" || stem === ""
    ? `${stem}_port`
    : stem;
}

/** The runtime entries in use as one file. */
function runtimeText(packageName: string, entries: readonly RuntimeEntry[]): string {
  const all = [...new Set(entries.flatMap((entry) => entry.imports))].map(runtimeImport);
  const written = (isStandard: boolean): string[] =>
    all
      .filter(({ path }) => !path.split("/")[0].includes(".") === isStandard)
      .sort((a, b) => (a.path < b.path ? -1 : 1))
      .map(({ name, path }) => `\t${name === undefined ? "" : `${name} `}"${path}"`);
  const [standard, others] = [written(true), written(false)];
  const imports = [...standard, ...(standard.length > 0 && others.length > 0 ? [""] : []), ...others];
  const head = [
    ...commentLines("This file keeps Python's meaning where Go's own differs. It holds only what the port uses."),
    "",
    `package ${packageName}`,
    "",
  ];
  const block = imports.length === 0 ? [] : ["import (", ...imports, ")", ""];
  return [...head, ...block, ...entries.flatMap((entry) => [entry.source, ""])].join("\n");
}

function lineStarts(text: string): number[] {
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  return starts;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length - 1;
}

function linksOf(
  links: readonly { readonly line: number; readonly source: Range }[],
  total: number,
  python: readonly number[],
): LineLink[] {
  const lineOf = (offset: number): number => {
    let low = 0;
    let high = python.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (python[middle] <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
  const ordered = [...links].sort((a, b) => a.line - b.line);
  return ordered.map((link, i) => ({
    target: [link.line, Math.max(ordered[i + 1]?.line ?? total, link.line + 1)],
    python: [lineOf(link.source.start), lineOf(Math.max(link.source.end - 1, link.source.start)) + 1],
  }));
}
