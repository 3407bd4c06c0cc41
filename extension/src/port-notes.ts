import * as vscode from "vscode";
import type { PortResult } from "../../server/src/lsp/protocol.ts";
import type { PortNote } from "../../server/src/port/sketch.ts";

/** Shows, at the Python that they speak of, where a port departs from it or could not follow. */
export function showNotes(
  collection: vscode.DiagnosticCollection,
  source: vscode.Uri,
  document: vscode.TextDocument,
  result: PortResult,
): void {
  const seen = new Set<string>();
  const diagnostics: vscode.Diagnostic[] = [];
  for (const note of [...result.notes, ...result.items.flatMap((item) => item.notes)]) {
    const key = `${note.code}:${note.range.start}:${note.range.end}:${note.message}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const range = new vscode.Range(document.positionAt(note.range.start), document.positionAt(note.range.end));
    const diagnostic = new vscode.Diagnostic(range, note.message, severityOf(note));
    diagnostic.source = result.target === "go" ? "portwright (Go)" : "portwright (TypeScript)";
    diagnostic.code = note.code;
    diagnostics.push(diagnostic);
  }
  collection.set(source, diagnostics);
}

function severityOf({ severity }: PortNote): vscode.DiagnosticSeverity {
  switch (severity) {
    case "error":
      return vscode.DiagnosticSeverity.Warning;
    case "warning":
      return vscode.DiagnosticSeverity.Information;
    case "info":
      return vscode.DiagnosticSeverity.Hint;
  }
}
