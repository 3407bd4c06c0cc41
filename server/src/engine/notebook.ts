import { type CodeCell, moduleOfCells } from "../text/notebook.ts";

/** The module that a notebook's code makes up, or why there is none. A notebook in another language has no code. */
export type NotebookSource = { readonly text: string } | { readonly failed: string };

/** Reads a notebook as Jupyter keeps it, of format 4 or 3. Never throws: what is wrong with it is a sentence. */
export function readNotebook(json: string): NotebookSource {
  let notebook: unknown;
  try {
    notebook = JSON.parse(json.replace(/^\ufeff/, ""));
  } catch (error) {
    return { failed: `It is no notebook: it is not valid JSON (${error instanceof Error ? error.message : error}).` };
  }
  const cells = cellsOf(notebook);
  if (cells === undefined) return { failed: "It is no notebook: there is no list of cells in it." };
  const isPython = /python/i.test(languageOf(notebook) ?? "python");
  const code: CodeCell[] = [];
  for (const [index, cell] of cells.entries()) {
    if (property(cell, "cell_type") !== "code") continue;
    const source = textOf(property(cell, "source", "input"));
    if (source === undefined) return { failed: `It is no notebook: cell ${index + 1} has no text.` };
    if (isPython) code.push({ number: index + 1, source });
  }
  return { text: moduleOfCells(code) };
}

/** What the kernel speaks, where the notebook says it; a kernel's own name may be anything. */
function languageOf(notebook: unknown): string | undefined {
  const metadata = property(notebook, "metadata");
  const told =
    property(property(metadata, "language_info"), "name") ?? property(property(metadata, "kernelspec"), "language");
  return typeof told === "string" ? told : undefined;
}

function cellsOf(notebook: unknown): readonly unknown[] | undefined {
  const cells = property(notebook, "cells");
  if (Array.isArray(cells)) return cells;
  const sheets = property(notebook, "worksheets");
  if (!Array.isArray(sheets)) return undefined;
  return sheets.flatMap((sheet) => property(sheet, "cells") ?? []);
}

/** Text is kept whole or line by line, each with its line break. */
function textOf(source: unknown): string | undefined {
  if (typeof source === "string") return source;
  return Array.isArray(source) && source.every((line) => typeof line === "string") ? source.join("") : undefined;
}

/** The first of these properties that is there. */
function property(value: unknown, ...names: readonly string[]): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  const name = names.find((one) => Object.hasOwn(value, one));
  return name === undefined ? undefined : (value as Record<string, unknown>)[name];
}
