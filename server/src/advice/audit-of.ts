import { gradeOf } from "../program/cost.ts";
import { EMPTY_ENV } from "../program/entities.ts";
import type { ModuleId } from "../program/modules.ts";
import type { Program } from "../program/program.ts";
import { type Finding, SEVERITIES, type Severity } from "../rules/finding.ts";
import { compareText } from "../text/compare.ts";
import { LineIndex } from "../text/line-index.ts";
import { type CellStart, cellOfLine, cellStarts, isNotebook } from "../text/notebook.ts";
import type { Range } from "../text/range.ts";
import type { Advisor } from "./advisor.ts";
import { type Assessment, assess } from "./assess.ts";
import {
  AUDIT_VERSION,
  type Audit,
  type AuditFile,
  type AuditFinding,
  type AuditFunction,
  type AuditPosition,
  type AuditProblem,
} from "./audit.ts";
import { Evidence, type ProfileInput, severityWith } from "./evidence/evidence.ts";
import { findingFingerprints } from "./fingerprint.ts";
import type { AdviceWords } from "./messages/index.ts";

export interface AuditInput {
  readonly program: Program;
  readonly toolVersion: string;
  readonly workspace: string;
  readonly interpreter: string;
  readonly advisor: Advisor;
  readonly text: (file: string) => string;
  readonly findings: (module: ModuleId) => readonly Finding[];
  readonly problems: readonly AuditProblem[];
  readonly profiles: readonly ProfileInput[];
  readonly onProgress?: (done: number, total: number) => void;
}

/** The audit of a whole workspace: one document, the same bytes for the same input. */
export function auditOf(input: AuditInput): Audit {
  const { program } = input;
  const sources = new Sources(input.text);
  const files: AuditFile[] = [];
  const findings: AuditFinding[] = [];
  const order = program.modules.files
    .map((_, module) => module)
    .sort((a, b) => compareText(program.file(a), program.file(b)));
  const evidence =
    input.profiles.length === 0 ? undefined : new Evidence(program, input.text, input.profiles, input.advisor.words);
  order.forEach((module, done) => {
    findings.push(...findingsOf(input.findings(module), sources, evidence));
    input.onProgress?.(done + 1, order.length);
  });
  const measured = (module: ModuleId) => evidence?.ofModule(module);
  const assessment = assess({ program, advisor: input.advisor, findings: input.findings, measured });
  for (const module of order) files.push(fileOf(input, module, assessment, evidence, sources));
  const bySeverity = Object.fromEntries(SEVERITIES.map((severity) => [severity, 0])) as Record<Severity, number>;
  const byRule: Record<string, number> = {};
  for (const finding of findings) {
    bySeverity[finding.severity]++;
    byRule[finding.rule] = (byRule[finding.rule] ?? 0) + 1;
  }
  return {
    version: AUDIT_VERSION,
    tool: { name: "portwright", version: input.toolVersion },
    workspace: input.workspace,
    interpreter: input.interpreter,
    locale: input.advisor.settings.locale,
    totals: {
      files: files.length,
      lines: files.reduce((sum, file) => sum + file.lines, 0),
      codeLines: files.reduce((sum, file) => sum + file.codeLines, 0),
      functions: program.modules.files.reduce((sum, _, module) => sum + program.facts(module).functions.length - 1, 0),
      findings: findings.length,
      bySeverity,
      byRule: Object.fromEntries(Object.entries(byRule).sort(([a], [b]) => compareText(a, b))),
    },
    files,
    plan: assessment.plan,
    comparison: undefined,
    parity: undefined,
    evidence: evidence?.summary(order.flatMap((module) => input.findings(module))),
    findings,
    problems: [...input.problems, ...foreignProfiles(evidence, input.advisor.words)].sort(
      (a, b) => compareText(a.file, b.file) || compareText(a.code, b.code),
    ),
  };
}

/** What is no evidence for this program is told, not passed over. */
function foreignProfiles(evidence: Evidence | undefined, words: AdviceWords): AuditProblem[] {
  return (evidence?.foreign ?? []).map((file) => ({ file, code: "profile", message: words["evidence.foreign"]() }));
}

/** Line indexes of the files that findings and their chains stand in, made once each. */
class Sources {
  readonly #text: (file: string) => string;
  readonly #indexes = new Map<string, { text: string; index: LineIndex; cells: readonly CellStart[] }>();

  constructor(text: (file: string) => string) {
    this.#text = text;
  }

  #of(file: string): { text: string; index: LineIndex; cells: readonly CellStart[] } {
    let known = this.#indexes.get(file);
    if (known === undefined) {
      const text = this.#text(file);
      known = { text, index: new LineIndex(text), cells: isNotebook(file) ? cellStarts(text) : [] };
      this.#indexes.set(file, known);
    }
    return known;
  }

  /** The place in the file's text. */
  position(file: string, offset: number): AuditPosition {
    const { line, character } = this.#of(file).index.positionAt(offset);
    return { line: line + 1, column: character + 1 };
  }

  /** The place as a reader finds it: in a notebook, the cell and the line of that. */
  placed(file: string, offset: number): AuditPosition {
    const position = this.position(file, offset);
    const cell = this.#cell(file, position.line - 1);
    if (cell === undefined) return position;
    return { cell: cell.number, line: Math.max(1, position.line - cell.firstLine), column: position.column };
  }

  #cell(file: string, line: number): CellStart | undefined {
    return isNotebook(file) ? cellOfLine(this.#of(file).cells, line) : undefined;
  }

  /** The line of the text with one before and one after, where there are any; in a notebook, in the same cell. */
  around(file: string, line: number): { readonly firstLine: number; readonly lines: string[] } {
    const cell = this.#cell(file, line);
    const isOfCell = (one: number) =>
      this.#cell(file, one) === cell && !this.#of(file).cells.some(({ firstLine }) => firstLine === one + 1);
    const own = [line - 1, line, line + 1].filter(isOfCell);
    const shown = own.flatMap((one) => this.line(file, one) ?? []);
    const first = own.find((one) => this.line(file, one) !== undefined) ?? line;
    return { firstLine: Math.max(1, first + 1 - (cell?.firstLine ?? 0)), lines: shown };
  }

  /** Text of a zero-based line, without its line break; undefined past the end. */
  line(file: string, line: number): string | undefined {
    const { text, index } = this.#of(file);
    if (line < 0 || line >= index.lineCount) return undefined;
    return text.slice(index.lineStart(line), index.lineEnd(line, text));
  }
}

/** Lines longer than this are cut in excerpts. */
const MAX_EXCERPT = 240;

function findingsOf(findings: readonly Finding[], sources: Sources, evidence: Evidence | undefined): AuditFinding[] {
  const lineOf = ({ file, range }: Finding) => sources.line(file, sources.position(file, range.start).line - 1) ?? "";
  const fingerprints = findingFingerprints(findings, lineOf);
  return findings.map((finding, index) => {
    const { range, chain, data: _, ...rest } = finding;
    const around = sources.around(finding.file, sources.position(finding.file, range.start).line - 1);
    const judged = evidence?.judge(finding);
    return {
      ...rest,
      severity: severityWith(rest.severity, judged),
      start: sources.placed(finding.file, range.start),
      end: sources.placed(finding.file, range.end),
      chain: chain.map((hop) => ({
        file: hop.file,
        ...positions(sources, hop.file, hop.range),
        message: hop.message,
        text: clip((sources.line(hop.file, sources.position(hop.file, hop.range.start).line - 1) ?? "").trim()),
      })),
      excerpt: { firstLine: around.firstLine, lines: around.lines.map((line) => clip(line)) },
      fingerprint: fingerprints[index],
      evidence: judged,
    };
  });
}

function positions(sources: Sources, file: string, range: Range): { start: AuditPosition; end: AuditPosition } {
  return { start: sources.placed(file, range.start), end: sources.placed(file, range.end) };
}

function clip(line: string): string {
  return line.length > MAX_EXCERPT ? `${line.slice(0, MAX_EXCERPT)}…` : line;
}

function fileOf(
  input: AuditInput,
  module: ModuleId,
  assessment: Assessment,
  evidence: Evidence | undefined,
  sources: Sources,
): AuditFile {
  const { program } = input;
  const facts = program.facts(module);
  const findings = input.findings(module);
  const basis = assessment.bases[module];
  const { imports, packages } = input.advisor.traitsOf(module);
  const byFunction = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = byFunction.get(finding.symbol);
    if (known === undefined) byFunction.set(finding.symbol, [finding]);
    else known.push(finding);
  }
  const functions: AuditFunction[] = [];
  for (const fn of facts.functions.slice(1)) {
    const own = byFunction.get(fn.qualifiedName);
    if (own === undefined) continue;
    byFunction.delete(fn.qualifiedName);
    const file = program.file(module);
    const first = sources.position(file, fn.nameStart).line;
    const node = program.nodesOf(module).find((one) => one.fn === fn.id && one.env === EMPTY_ENV)!;
    functions.push({
      name: fn.qualifiedName,
      line: first,
      lines: sources.position(file, fn.end).line - first + 1,
      contexts: [...program.contexts.of(node.id).keys()].sort(),
      effects: effectsOf(program, node.id),
      advice: input.advisor.ofFunctions(module, [fn.id], own, evidence?.of(module, fn.id)?.total),
    });
  }
  return {
    file: program.file(module),
    module: program.modules.names[module],
    lines: facts.lines,
    codeLines: facts.codeLines,
    syntaxErrors: facts.errors.length,
    imports,
    packages,
    isTest: basis.isTest,
    coupling: basis.coupling,
    cover: basis.cover,
    advice: assessment.advice[module],
    plan: assessment.modules[module],
    functions,
  };
}

function effectsOf(program: Program, node: number): string[] {
  const effects = program.effects.nodes[node];
  const result: string[] = [];
  if (effects.blocks !== undefined) result.push(`blocks:${effects.blocks.kind}`);
  const grade = gradeOf(effects.cost.operations);
  if (grade !== "light") result.push(`cpu:${grade}`);
  if (effects.holdsGil !== undefined) result.push("holds-gil");
  if (program.functionOf(program.graph.nodes[node]).suspensions > 0) result.push("suspends");
  return result;
}
