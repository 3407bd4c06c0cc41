import type {
  Location,
  Log,
  Notification,
  PhysicalLocation,
  ReportingConfiguration,
  ReportingDescriptor,
  Result,
} from "sarif";
import type { Audit, AuditFinding, AuditPosition, AuditProblem } from "../advice/audit.ts";
import type { RuleMeta } from "../rules/catalogue-types.ts";
import type { Severity } from "../rules/finding.ts";

/** The audit as SARIF 2.1.0, for code scanning services. Addresses are relative to the audited folder. */
export function renderSarif(audit: Audit, rules: readonly RuleMeta[]): string {
  const known = new Map(rules.map((rule, index) => [rule.name, index]));
  const unknown = [...new Set(audit.findings.map((finding) => finding.rule))].filter((name) => !known.has(name)).sort();
  for (const name of unknown) known.set(name, known.size);
  const added = audit.comparison && new Set(audit.comparison.added.map(({ fingerprint }) => fingerprint));
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: {
          driver: {
            name: "Portwright",
            semanticVersion: audit.tool.version,
            rules: [...rules.map(descriptor), ...unknown.map((id): ReportingDescriptor => ({ id }))],
          },
        },
        columnKind: "utf16CodeUnits",
        invocations: [
          {
            executionSuccessful: !audit.problems.some((problem) => problem.code === "internal"),
            toolExecutionNotifications: audit.problems.map(notification),
          },
        ],
        results: audit.findings.map((finding) => result(finding, known.get(finding.rule) ?? -1, added)),
        properties: { interpreter: audit.interpreter, files: audit.totals.files, lines: audit.totals.lines },
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

function descriptor(rule: RuleMeta): ReportingDescriptor {
  const markdown = [
    rule.what,
    "**Why it matters**",
    rule.why,
    "**Instead**",
    rule.insteadUse,
    "**Fix safety**",
    rule.fixSafety,
  ]
    .filter((part) => part !== "")
    .join("\n\n");
  return {
    id: rule.name,
    shortDescription: { text: rule.summary },
    fullDescription: { text: firstParagraph(rule.what) || rule.summary },
    help: { text: markdown, markdown },
    defaultConfiguration: { level: LEVELS[rule.defaultSeverity] },
    properties: { tags: ["performance", "concurrency", "python"] },
  };
}

const LEVELS: Readonly<Record<Severity, ReportingConfiguration.level>> = {
  error: "error",
  warning: "warning",
  info: "note",
  hint: "note",
};

function result(finding: AuditFinding, ruleIndex: number, added: ReadonlySet<string> | undefined): Result {
  return {
    ruleId: finding.rule,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: `${finding.message} ${finding.help}`.trim() },
    locations: [
      {
        physicalLocation: {
          ...place(finding.file, finding.start, finding.end),
          ...contextRegion(finding),
        },
        ...logicalLocations(finding),
      },
    ],
    ...(finding.chain.length === 0
      ? {}
      : {
          relatedLocations: finding.chain.map((hop, index) => ({
            id: index + 1,
            physicalLocation: place(hop.file, hop.start, hop.end),
            message: { text: hop.message },
          })),
        }),
    ...(added === undefined ? {} : { baselineState: added.has(finding.fingerprint) ? "new" : "unchanged" }),
    partialFingerprints: { "portwright/v1": finding.fingerprint },
    properties: {
      confidence: finding.confidence,
      ...(finding.context === undefined ? {} : { context: finding.context }),
      ...(finding.symbol === "" ? {} : { symbol: finding.symbol }),
    },
  };
}

/** Within what the place lies; in a notebook the cell and its line, too, since the file's own lines are those of its JSON. */
function logicalLocations({ symbol, start }: AuditFinding): Pick<Location, "logicalLocations"> {
  const logical = [
    ...(symbol === "" ? [] : [{ fullyQualifiedName: symbol, kind: "function" }]),
    ...(start.cell === undefined
      ? []
      : [
          {
            name: `cell ${start.cell}`,
            fullyQualifiedName: `cell ${start.cell}:${start.line}:${start.column}`,
            kind: "module",
          },
        ]),
  ];
  return logical.length === 0 ? {} : { logicalLocations: logical };
}

/** The excerpt, where it holds the whole place: SARIF wants a context region to be a superset of the region. */
function contextRegion({ excerpt, end }: AuditFinding): Pick<PhysicalLocation, "contextRegion"> {
  if (end.cell !== undefined) return {};
  const endLine = excerpt.firstLine + excerpt.lines.length - 1;
  if (endLine <= end.line || excerpt.firstLine < 1) return {};
  return { contextRegion: { startLine: excerpt.firstLine, endLine, snippet: { text: excerpt.lines.join("\n") } } };
}

function place(file: string, start: AuditPosition, end: AuditPosition): PhysicalLocation {
  const artifactLocation = { uri: uri(file), uriBaseId: "%SRCROOT%" };
  if (start.cell !== undefined) return { artifactLocation };
  return {
    artifactLocation,
    region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
  };
}

function notification(problem: AuditProblem): Notification {
  return {
    descriptor: { id: problem.code },
    level: problem.code === "encoding" ? "note" : problem.code === "internal" ? "error" : "warning",
    message: { text: problem.message },
    locations: [{ physicalLocation: { artifactLocation: { uri: uri(problem.file), uriBaseId: "%SRCROOT%" } } }],
  };
}

/** A relative reference of RFC 3986: a first segment with a colon would read as a scheme. */
function uri(file: string): string {
  const segments = file
    .toWellFormed()
    .split("/")
    .map((segment) => encodeURIComponent(segment));
  return segments.join("/");
}

function firstParagraph(markdown: string): string {
  return markdown
    .split(/\n\s*\n/)[0]
    .replace(/\s+/g, " ")
    .trim();
}
