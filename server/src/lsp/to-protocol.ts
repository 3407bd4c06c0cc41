import {
  type CodeDescription,
  type Diagnostic,
  type DiagnosticRelatedInformation,
  DiagnosticSeverity,
  type Range as ProtocolRange,
  type TextDocumentEdit,
  type TextEdit,
  type WorkspaceEdit,
} from "vscode-languageserver";
import type { WeighedFinding } from "../advice/evidence/evidence.ts";
import type { FileEdit } from "../engine/api.ts";
import type { ConfigurationProblem } from "../engine/configuration.ts";
import type { Location, Severity } from "../rules/finding.ts";
import type { TextEdit as EngineEdit } from "../text/edits.ts";
import type { Range } from "../text/range.ts";
import type { Client } from "./capabilities.ts";
import { editsByDocument, placeToProtocol } from "./cells.ts";
import type { Folder } from "./folder.ts";
import type { PositionedText } from "./position-encoding.ts";

export const SOURCE = "portwright";

export function rangeToProtocol(text: PositionedText, range: Range): ProtocolRange {
  return { start: text.positionAt(range.start), end: text.positionAt(range.end) };
}

export function severityToProtocol(severity: Severity): DiagnosticSeverity {
  switch (severity) {
    case "error":
      return DiagnosticSeverity.Error;
    case "warning":
      return DiagnosticSeverity.Warning;
    case "info":
      return DiagnosticSeverity.Information;
    case "hint":
      return DiagnosticSeverity.Hint;
  }
}

/** A finding as the editor shows it: the hops of its chain become related information where the client can show that. */
export function findingToProtocol(folder: Folder, client: Client, finding: WeighedFinding): Diagnostic | undefined {
  const place = placeToProtocol(folder, finding.file, finding.range);
  if (place === undefined) return undefined;
  const hops = client.relatedInformation
    ? finding.chain.flatMap((hop) => relatedToProtocol(folder, hop, hop.message))
    : [];
  const page = client.codeDescription ? documentationOf(client, finding.rule) : undefined;
  return {
    range: place.range,
    severity: severityToProtocol(finding.severity),
    code: finding.rule,
    ...(page === undefined ? {} : { codeDescription: page }),
    source: SOURCE,
    message: messageOf(finding),
    ...(hops.length === 0 ? {} : { relatedInformation: hops }),
    ...(client.diagnosticData ? { data: { confidence: finding.confidence, symbol: finding.symbol } } : {}),
  };
}

/** What is wrong, what to do, and what a profile says of it; that it says nothing is told by a hover alone. */
function messageOf({ message, help, evidence }: WeighedFinding): string {
  const measured = evidence === undefined || evidence.status === "not-seen" ? "" : evidence.text;
  return [message, help, measured].filter((part) => part !== "").join(" ");
}

export function configurationProblemToProtocol(text: PositionedText, problem: ConfigurationProblem): Diagnostic {
  return {
    range: rangeToProtocol(text, problem.range ?? { start: 0, end: 0 }),
    severity: problem.severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
    code: "configuration",
    source: SOURCE,
    message: problem.message,
  };
}

function relatedToProtocol(folder: Folder, place: Location, message: string): DiagnosticRelatedInformation[] {
  const location = placeToProtocol(folder, place.file, place.range);
  return location === undefined ? [] : [{ location, message }];
}

/** The page of a rule, where the client said where the pages are. */
export function documentationOf(client: Client, rule: string): CodeDescription | undefined {
  return client.documentation === undefined ? undefined : { href: `${client.documentation}/${rule}.md` };
}

export function editsToProtocol(text: PositionedText, edits: readonly EngineEdit[]): TextEdit[] {
  return edits.map((edit) => ({ range: rangeToProtocol(text, edit.range), newText: edit.newText }));
}

/** Edits of several files, bound to the versions of the open documents where the client understands that. */
export function workspaceEdit(folder: Folder, client: Client, files: readonly FileEdit[]): WorkspaceEdit {
  const changes = files.flatMap(({ file, edits }) => editsByDocument(folder, file, edits));
  if (!client.documentChanges) return { changes: Object.fromEntries(changes.map(({ uri, edits }) => [uri, edits])) };
  return {
    documentChanges: changes.map(
      ({ uri, version, edits }): TextDocumentEdit => ({ textDocument: { uri, version }, edits }),
    ),
  };
}

/** Turns the engine's links to places (`FILE#L12`) into addresses that a client can open; other links stay as they are. */
export function linkPlaces(folder: Folder, markdown: string): string {
  return markdown.replace(/\]\(([^()\s#]+)#L(\d+)\)/g, (link, encoded: string, line: string) => {
    const file = decodePath(encoded);
    const text = folder.text(file);
    if (text === undefined) return link;
    const at = text.offsetAt({ line: Number(line) - 1, character: 0 });
    const place = placeToProtocol(folder, file, { start: at, end: at });
    return place === undefined
      ? link
      : `](${escapeLink(place.uri.replace(/#.*$/, ""))}#L${place.range.start.line + 1})`;
  });
}

function decodePath(encoded: string): string {
  try {
    return decodeURI(encoded);
  } catch {
    return encoded;
  }
}

function escapeLink(uri: string): string {
  return uri.replace(/\(/g, "%28").replace(/\)/g, "%29");
}
