import type { Audit, AuditFile, AuditFinding, AuditProblem } from "../../server/src/advice/audit.ts";
import type { ModuleBasis } from "../../server/src/advice/basis.ts";
import { effortOf, riskOf, totalEffort } from "../../server/src/advice/effort.ts";
import { decide } from "../../server/src/advice/matrix.ts";
import type { Plan } from "../../server/src/advice/plan.ts";
import type { ModulePlan } from "../../server/src/advice/plan-of.ts";
import { DEFAULT_TEAM } from "../../server/src/advice/team.ts";
import type { Verdict } from "../../server/src/advice/verdict.ts";
import type { RuleMeta } from "../../server/src/rules/catalogue-types.ts";
import type { Severity } from "../../server/src/rules/finding.ts";

/** Rules in the shape of the real ones, so that the renderers are tested whatever the catalogue says. */
export const RULES: readonly RuleMeta[] = [
  rule("blocking-call", "event-loop × blocks: a call that stops every other task.", "warning"),
  rule("blocking-chain", "event-loop × blocks, through functions that are not async.", "warning"),
  rule("gil-bound-pool", "thread × cpu: a thread pool whose work holds the GIL.", "warning"),
  rule("hot-loop", "any × cpu heavy: an interpreted loop nest.", "info"),
  rule("nested-event-loop", "event-loop started inside a coroutine.", "error"),
];

function rule(name: string, summary: string, defaultSeverity: Severity): RuleMeta {
  return {
    name,
    summary,
    defaultSeverity,
    what: `Reports a place where \`${name}\` holds.\n\n- in coroutines\n- in what they call`,
    why: "While it runs, **nothing else** does.",
    insteadUse: "```python\nawait asyncio.sleep(1)\n```",
    fixSafety: "Safe.",
    references: ["https://docs.python.org/3/library/asyncio-dev.html"],
  };
}

export interface FindingOptions {
  readonly file?: string;
  readonly rule?: string;
  readonly severity?: Severity;
  readonly confidence?: AuditFinding["confidence"];
  readonly line?: number;
  readonly column?: number;
  readonly length?: number;
  readonly message?: string;
  readonly help?: string;
  readonly symbol?: string;
  readonly lines?: readonly string[];
  readonly chain?: AuditFinding["chain"];
  readonly fingerprint?: string;
}

export function finding(options: FindingOptions = {}): AuditFinding {
  const {
    file = "app/views.py",
    line = 12,
    column = 5,
    length = 13,
    lines = ["async def show(request):", "    time.sleep(1)", "    return None"],
  } = options;
  const rule = options.rule ?? "blocking-call";
  return {
    file,
    rule,
    severity: options.severity ?? "warning",
    confidence: options.confidence ?? "definite",
    message: options.message ?? "`time.sleep` blocks the event loop (sleep): no other task runs until it returns.",
    help: options.help ?? "Use `await asyncio.sleep(1)`.",
    symbol: options.symbol ?? "show",
    context: "event-loop",
    start: { line, column },
    end: { line, column: column + length },
    chain: options.chain ?? [],
    excerpt: { firstLine: Math.max(1, line - 1), lines },
    fingerprint: options.fingerprint ?? `${rule}-${file}-${line}`,
    evidence: undefined,
  };
}

export function file(path: string, verdict: Verdict = "stay", codeLines = 120): AuditFile {
  return {
    file: path,
    module: path.replace(/\.py$/, "").replaceAll("/", "."),
    lines: Math.round(codeLines * 1.4),
    codeLines,
    syntaxErrors: 0,
    imports: [],
    packages: [],
    isTest: false,
    coupling: { afferent: 1, efferent: 2, instability: 0.67, circle: [] },
    cover: { functions: 4, reached: 3 },
    plan: verdict === "stay" ? undefined : modulePlan(path, verdict, codeLines),
    advice: {
      verdict,
      reasons: [REASONS[verdict]],
      wouldChange: verdict === "stay" ? [] : ["A profile that shows these places cold would change this."],
    },
    functions: [],
  };
}

function modulePlan(path: string, verdict: Verdict, codeLines: number): ModulePlan {
  const basis: ModuleBasis = {
    module: path,
    file: path,
    codeLines,
    scopeLines: codeLines,
    scope: ["score_all"],
    isTest: false,
    findings: [{ rule: "hot-loop", symbol: "score_all", confidence: "definite" }],
    dependencies: [],
    coupling: { afferent: 1, efferent: 2, instability: 0.67, circle: [] },
    cover: { functions: 4, reached: 3 },
    concurrency: ["pool"],
    serves: "no",
    isScript: false,
    isAsync: false,
    measured: undefined,
  };
  return {
    matrix: decide(basis, DEFAULT_TEAM),
    effort: effortOf(basis, verdict),
    risk: riskOf(basis, verdict),
    wave: 1,
  };
}

const REASONS: Readonly<Record<Verdict, string>> = {
  stay: "Nothing here blocks or computes enough to matter.",
  "make-async": "Request handlers wait for `requests` and the database, one client at a time.",
  parallelise: "Threads share one GIL over interpreted loops; processes would not.",
  "port-go": "The loop nest in `score_all` is interpreted arithmetic over the whole table.",
  "port-ts": "It shapes JSON for the browser and little else.",
  seam: "It lives on numpy and pandas, whose native code has no equivalent elsewhere.",
};

export interface AuditParts {
  readonly files?: readonly AuditFile[];
  readonly findings?: readonly AuditFinding[];
  readonly problems?: readonly AuditProblem[];
  readonly workspace?: string;
}

export function audit({ files = [], findings = [], problems = [], workspace = "shop" }: AuditParts = {}): Audit {
  const bySeverity = { error: 0, warning: 0, info: 0, hint: 0 };
  const byRule: Record<string, number> = {};
  for (const one of findings) {
    bySeverity[one.severity]++;
    byRule[one.rule] = (byRule[one.rule] ?? 0) + 1;
  }
  return {
    version: 1,
    tool: { name: "portwright", version: "0.1.0" },
    workspace,
    interpreter: "3.13",
    locale: "en",
    totals: {
      files: files.length,
      lines: files.reduce((sum, one) => sum + one.lines, 0),
      codeLines: files.reduce((sum, one) => sum + one.codeLines, 0),
      functions: files.length * 7,
      findings: findings.length,
      bySeverity,
      byRule,
    },
    files,
    plan: planFor(files),
    evidence: undefined,
    comparison: undefined,
    parity: undefined,
    findings,
    problems,
  };
}

function planFor(files: readonly AuditFile[]): Plan {
  const planned = files.filter((one) => one.plan !== undefined);
  const effort = totalEffort(planned.map((one) => one.plan!.effort));
  return {
    team: DEFAULT_TEAM,
    matrix: planned[0]?.plan?.matrix,
    readiness: [
      {
        package: "requests",
        distribution: "requests",
        go: { name: "stdlib", fit: "similar", note: "net/http" },
        npm: { name: "stdlib", fit: "similar", note: "fetch" },
        modules: 2,
      },
      { package: "inhouse", distribution: undefined, go: undefined, npm: undefined, modules: 1 },
    ],
    waves:
      planned.length === 0
        ? []
        : [
            {
              number: 1,
              phase: "pilot",
              modules: planned.map((one) => one.module),
              effort,
              gates: ["Parity is shown."],
            },
          ],
    boundaries: [],
    circles: [],
    effort,
  };
}

/** A small audit with a bit of everything. */
export function sampleAudit(): Audit {
  return audit({
    files: [
      file("app/__init__.py", "stay", 3),
      file("app/jobs.py", "parallelise", 240),
      file("app/score.py", "port-go", 410),
      file("app/views.py", "make-async", 320),
    ],
    findings: [
      finding({
        file: "app/jobs.py",
        rule: "gil-bound-pool",
        line: 40,
        column: 9,
        length: 20,
        symbol: "Job.run",
        message: "This pool's threads take turns on the GIL.",
        lines: ["", "        pool.submit(work, x)", ""],
      }),
      finding({
        file: "app/score.py",
        rule: "hot-loop",
        severity: "info",
        confidence: "probable",
        line: 7,
        column: 5,
        length: 17,
        symbol: "score_all",
        message: "This loop nest is interpreted.",
        help: "",
        lines: ["def score_all(rows):", "    for row in rows:", "        for other in rows:"],
      }),
      finding({
        rule: "blocking-chain",
        chain: [
          {
            file: "app/views.py",
            start: { line: 30, column: 5 },
            end: { line: 30, column: 16 },
            message: "calls `load_rows`",
            text: "rows = load_rows(user)",
          },
          {
            file: "app/store.py",
            start: { line: 8, column: 12 },
            end: { line: 8, column: 30 },
            message: "`requests.get` blocks (network)",
            text: "return requests.get(URL).json()",
          },
        ],
      }),
      finding({
        rule: "nested-event-loop",
        severity: "error",
        line: 52,
        message: "`asyncio.run` starts a loop inside a running one.",
      }),
    ],
    problems: [
      {
        file: "app/old.py",
        code: "too-large",
        message: "The file was not analysed. It has 1000 MB; files over 20 MB are not read.",
      },
      { file: "app/views.py", code: "encoding", message: "Line 3 holds the byte 0xe9, which is not UTF-8." },
    ],
  });
}
