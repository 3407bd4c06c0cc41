import type { Configuration } from "../../server/src/engine/api.ts";
import { createWorkspace } from "../../server/src/engine/workspace.ts";
import { LineIndex } from "../../server/src/text/line-index.ts";
import { pythonParser } from "../syntax/parsers.ts";
import { type Example, markersOf } from "./literate.ts";

export const DEFAULT_INTERPRETER = "3.13";

const parser = pythonParser();

export const UNCONFIGURED: Configuration = {
  interpreter: DEFAULT_INTERPRETER,
  severity: {},
  blocking: [],
  safe: [],
  showPossible: false,
  exclude: [],
};

/** A workspace over some files, as a configuration with nothing but an interpreter has it. */
export function workspaceOf(files: readonly { path: string; text: string }[], interpreter = DEFAULT_INTERPRETER) {
  const workspace = createWorkspace(parser);
  workspace.configure({ ...UNCONFIGURED, interpreter });
  for (const { path, text } of files) workspace.setFile(path, text);
  return workspace;
}

/** What the rules say of an example and what it says they should, both as sorted lines "file:line rule". */
export function judged(
  example: Example,
  interpreter: string,
): { found: readonly string[]; expected: readonly string[] } {
  const snapshot = workspaceOf(example.files, interpreter).snapshot();
  const found = example.files.flatMap(({ path, text }) => {
    const index = new LineIndex(text);
    return snapshot.findings(path).map((finding) => `${path}:${index.lineAt(finding.range.start) + 1} ${finding.rule}`);
  });
  const markers = markersOf(example.files);
  const isDefault = interpreter === DEFAULT_INTERPRETER;
  const holding = markers.filter((marker) =>
    isDefault ? marker.interpreter === undefined : marker.interpreter === interpreter,
  );
  const places = (kind: "expect" | "ok") =>
    holding.filter((marker) => marker.kind === kind).map(({ path, line, rule }) => `${path}:${line} ${rule}`);
  if (isDefault) return { found: [...new Set(found)].sort(), expected: [...new Set(places("expect"))].sort() };
  // Another interpreter is asked about the places that name it only.
  const asked = new Set([...places("expect"), ...places("ok")]);
  return {
    found: [...new Set(found.filter((place) => asked.has(place)))].sort(),
    expected: [...new Set(places("expect"))].sort(),
  };
}
