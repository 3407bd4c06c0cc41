import type { Audit, AuditFinding } from "../advice/audit.ts";
import { lineOf } from "./places.ts";

const COLUMNS: readonly (readonly [name: string, value: (finding: AuditFinding) => string | number])[] = [
  ["file", (finding) => finding.file],
  ["line", (finding) => finding.start.line],
  ["column", (finding) => finding.start.column],
  ["end line", (finding) => finding.end.line],
  ["end column", (finding) => finding.end.column],
  ["rule", (finding) => finding.rule],
  ["severity", (finding) => finding.severity],
  ["confidence", (finding) => finding.confidence],
  ["context", (finding) => finding.context ?? ""],
  ["symbol", (finding) => finding.symbol],
  ["message", (finding) => finding.message],
  ["help", (finding) => finding.help],
  ["chain", (finding) => finding.chain.map((hop) => `${lineOf(hop.file, hop.start)} ${hop.message}`).join(" > ")],
  ["fingerprint", (finding) => finding.fingerprint],
  ["cell", (finding) => finding.start.cell ?? ""],
];

/** The findings as RFC 4180: a header, one record a finding, lines that end in CRLF. */
export function renderCsv(audit: Audit): string {
  const rows = [
    COLUMNS.map(([name]) => name),
    ...audit.findings.map((finding) => COLUMNS.map(([, value]) => value(finding))),
  ];
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

/** A spreadsheet would run text that begins like a formula; an apostrophe in front makes it text. */
function cell(value: string | number): string {
  if (typeof value === "number") return String(value);
  const inert = /^\s*[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]|^\s|\s$/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert;
}
