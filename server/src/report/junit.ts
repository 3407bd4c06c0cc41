import Builder from "fast-xml-builder";
import type { Audit, AuditFinding } from "../advice/audit.ts";
import { lineOf, placeOf } from "./places.ts";
import { groupBy } from "./summary.ts";
import { visible } from "./visible.ts";

/** The findings as JUnit XML, which every CI service shows: a suite a file, a failing test a finding, a passing one for a file without. */
export function renderJunit(audit: Audit): string {
  const byFile = groupBy(audit.findings, (finding) => finding.file);
  const suites = audit.files.map(({ file }) => {
    const findings = byFile.get(file) ?? [];
    const cases =
      findings.length === 0 ? [{ "@_name": "no findings", "@_classname": text(file) }] : findings.map(testCase);
    return {
      "@_name": text(file),
      "@_tests": cases.length,
      "@_failures": findings.length,
      "@_errors": 0,
      testcase: cases,
    };
  });
  const broken = audit.problems.map((problem) => ({
    "@_name": text(problem.code),
    "@_classname": text(problem.file),
    error: { "@_message": text(problem.message) },
  }));
  if (broken.length > 0)
    suites.push({
      "@_name": "files that need a look",
      "@_tests": broken.length,
      "@_failures": 0,
      "@_errors": broken.length,
      testcase: broken,
    });
  const builder = new Builder({ ignoreAttributes: false, format: true, suppressEmptyNode: true });
  const tests = suites.reduce((sum, suite) => sum + suite["@_tests"], 0);
  return builder.build({
    "?xml": { "@_version": "1.0", "@_encoding": "UTF-8" },
    testsuites: {
      "@_name": "portwright",
      "@_tests": tests,
      "@_failures": audit.findings.length,
      "@_errors": broken.length,
      testsuite: suites,
    },
  });
}

type TestCase = Record<string, unknown>;

function testCase(finding: AuditFinding): TestCase {
  const { file, start, rule, severity, confidence, message, help, chain, symbol } = finding;
  const lines = [
    `${placeOf(file, start)} ${severity}[${rule}] ${message}`,
    ...chain.map((hop, index) => `  ${index + 1}. ${hop.message} (${lineOf(hop.file, hop.start)})`),
    ...(finding.evidence === undefined ? [] : [`evidence: ${finding.evidence.text}`]),
    ...(help === "" ? [] : [`help: ${help}`]),
  ];
  return {
    "@_name": text(
      `${rule} at ${start.cell === undefined ? "" : `cell ${start.cell}, `}line ${start.line}${symbol === "" ? "" : ` in ${symbol}`}`,
    ),
    "@_classname": text(file),
    failure: { "@_type": text(rule), "@_message": text(`${message} (${confidence})`), "#text": text(lines.join("\n")) },
  };
}

/** Text that XML 1.0 can hold: control characters and lone surrogates are shown, not kept. */
function text(value: string): string {
  return visible(value).toWellFormed();
}
