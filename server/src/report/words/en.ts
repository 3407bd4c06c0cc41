import type { Effort, Risk } from "../../advice/effort.ts";
import type { EvidenceSummary } from "../../advice/evidence/evidence.ts";
import type { Candidate, Fit } from "../../advice/matrix.ts";
import type { Criterion } from "../../advice/team.ts";
import type { Verdict } from "../../advice/verdict.ts";
import type { Phase } from "../../advice/waves.ts";
import type { Confidence, Context, Severity } from "../../rules/finding.ts";
import { count, list } from "../counting.ts";
import { number, numberOf, percent } from "../numbers.ts";

type Range = Pick<Effort, "days" | "low" | "high">;

/** What readers see for the names that the engine uses. */
export interface VerdictLabel {
  /** An order to a team: "Make it async". */
  readonly name: string;
  /** The same within a sentence: "make it async". */
  readonly within: string;
  /** What it means, in one sentence for a reader who does not program. */
  readonly meaning: string;
}

/** Every text of the report in English. The renderers hold none of their own. */
export const ENGLISH = {
  /** The language of the document, as HTML and SARIF name it. */
  tag: "en",

  verdicts: {
    stay: { name: "Leave it", within: "leave it", meaning: "Nothing here is worth the cost of a change." },
    "make-async": {
      name: "Make it async",
      within: "make it async",
      meaning: "It waits for networks, disks or databases; waiting can be shared.",
    },
    parallelise: {
      name: "Run it in parallel",
      within: "run it in parallel",
      meaning: "It computes; processes or interpreters can share the work, in Python.",
    },
    "port-go": {
      name: "Port to Go",
      within: "port to Go",
      meaning: "It computes more than Python can speed up; a Go port is the way out.",
    },
    "port-ts": {
      name: "Port to TypeScript",
      within: "port to TypeScript",
      meaning: "It fits a TypeScript service better than it fits Python.",
    },
    seam: {
      name: "Put a seam in front",
      within: "put a seam in front",
      meaning: "Its Python libraries are worth keeping; call it as a service of its own.",
    },
  } satisfies Record<Verdict, VerdictLabel> as Record<Verdict, VerdictLabel>,
  candidates: { stay: "Stay in Python", go: "Go", typescript: "TypeScript" } as Record<Candidate, string>,
  criteria: {
    gain: "Expected gain",
    portability: "Portability of the code",
    readiness: "Readiness of its packages",
    coupling: "Coupling",
    cover: "Test cover",
    skill: "The team's skill",
    operations: "Operations",
  } as Record<Criterion, string>,
  risks: { low: "low", medium: "medium", high: "high" } as Record<Risk, string>,
  fits: {
    "drop-in": "drop-in",
    similar: "similar",
    partial: "partial",
    none: "none",
    unknown: "not known",
  } as Record<Fit, string>,
  phases: {
    mend: { name: "Mend it in Python", meaning: "Cheap, needs no new environment, and may be all that is needed." },
    pilot: { name: "Pilot", meaning: "One small hot spot with little risk: it proves the new environment end to end." },
    canary: { name: "Canary", meaning: "The port runs beside the original and answers a share of the calls." },
    cutover: { name: "Cutover", meaning: "The port answers everything; the original stays ready to take over." },
  } as Record<Phase, { readonly name: string; readonly meaning: string }>,
  severities: { error: "error", warning: "warning", info: "info", hint: "hint" } as Record<Severity, string>,
  /** `2 warnings` */
  severityCount: (severity: Severity, n: number): string =>
    count(n, severity, severity === "info" ? "info" : `${severity}s`),
  severityMany: (severity: Severity): string => (severity === "info" ? "info" : `${severity}s`),
  confidences: { definite: "definite", probable: "probable", possible: "possible" } as Record<Confidence, string>,
  confidenceMeanings: {
    definite: "Every step of the proof is certain.",
    probable: "One step had several targets, or rests on a default.",
    possible: "A guess by name; worth a look.",
  } as Record<Confidence, string>,
  contexts: {
    "event-loop": "on the event loop",
    thread: "on a thread",
    process: "in a worker process",
    interpreter: "in a subinterpreter",
    request: "in a request handler",
    import: "at import",
    main: "in the main program",
  } as Record<Context, string>,

  // Counted things, as parts of sentences.
  findings: (n: number): string => count(n, "finding"),
  modules: (n: number): string => count(n, "module"),
  files: (n: number): string => count(n, "file"),
  lines: (n: number): string => count(n, "line"),
  linesOfCode: (n: number): string => `${count(n, "line")} of code`,
  functions: (n: number): string => count(n, "function"),
  calls: (n: number): string => count(n, "call"),
  places: (n: number): string => count(n, "place"),
  days: (effort: Range): string => {
    const own = rounded(effort.days);
    return `${own} person-${own === "1" ? "day" : "days"} (${rounded(effort.low)}–${rounded(effort.high)})`;
  },
  list,
  names: (names: readonly string[]): string => names.join(", "),
  sentences: (parts: readonly string[]): string => parts.join(" "),
  andMore: (n: number): string => ` and ${number(n)} more`,
  andOthers: (n: number): string => ` and ${count(n, "other")}`,

  // The summary's sentences.
  noFiles: "There is no Python file here.",
  nothingAnalysed: "Nothing was analysed.",
  nothingHolds: "Nothing holds this code back.",
  canStay: (modules: number): string =>
    modules === 1 ? "The only module can stay as it is." : `All ${count(modules, "module")} can stay as they are.`,
  callForChange: (change: number, modules: number): string =>
    change === modules
      ? modules === 1
        ? "The only module calls for a change."
        : `All ${count(modules, "module")} call for a change.`
      : `${number(change)} of ${count(modules, "module")} ${change === 1 ? "calls" : "call"} for a change.`,
  found: (findings: number, modules: number): string =>
    `${count(findings, "place")} in ${count(modules, "module")} ${findings === 1 ? "was" : "were"} found`,
  foundOnly: (found: string): string => `${found}.`,
  advised: (
    found: string,
    verdicts: readonly { readonly verdict: Verdict; readonly modules: number }[],
    stay: number,
  ): string =>
    `${found}. Advice: ${list(verdicts.map(({ verdict, modules }) => `${ENGLISH.verdicts[verdict].within} (${number(modules)})`))}${stay > 0 ? `; leave the other ${stay === 1 ? "one" : number(stay)}` : ""}.`,
  heat: (
    severities: readonly (readonly [Severity, number])[],
    confidences: readonly (readonly [Confidence, number])[],
  ): string =>
    `Heat adds up a module's findings: ${list(severities.map(([severity, weight]) => `${severity} ${weight}`))}, times ${list(confidences.map(([confidence, weight]) => `${weight} for ${confidence}`))}.`,

  // What came and went since an earlier audit.
  nothingMoved: "Nothing was added and nothing resolved since the earlier audit.",
  moved: (resolved: number, added: number, kept: number): string =>
    `Since the earlier audit ${count(resolved, "finding")} went and ${count(added, "finding")} came; ${number(kept)} stayed.`,
  migrated: (done: number, planned: number, days: number, ofDays: number): string =>
    `Of its plan ${done} of ${count(planned, "module")} are done: ${percent(days, ofDays)} of the person-days.`,
  comparedPlace: (rule: string, place: string, symbol: string): string =>
    `${rule} at ${place}${symbol === "" ? "" : ` in ${symbol}`}`,
  // Ports and how they compared with their originals.
  portsTitle: "Ports",
  portTitle: (source: string, language: string): string => `${source} in ${language}`,
  portStates: {
    verified: { name: "Verified", meaning: "does what the original does on all inputs that were compared" },
    differs: { name: "Sketch", meaning: "differs from the original" },
    outdated: { name: "Sketch", meaning: "the original or the port has changed since they were compared" },
  },
  portCounts: (verified: number, differs: number, notRun: number, cases: number): string => {
    const parts = [`${verified} verified`, `${differs} ${differs === 1 ? "differs" : "differ"}`, `${notRun} not run`];
    return `${parts.filter((part) => !part.startsWith("0 ")).join(", ") || "nothing compared"}; ${count(cases, "case")}`;
  },
  portDifference: (name: string, input: string, python: string, port: string): string =>
    `${name}: ${input} gives ${python} in Python and ${port} in the port`,
  portColumns: ["Port", "State", "Functions"],
  notThere: "not there",
  since: "Since the earlier audit",
  added: "New",
  resolved: "Resolved",
  titled: (title: string, what: string): string => `${title}: ${what}`,
  verdictsChanged: (n: number): string => `${count(n, "verdict")} changed`,

  // The page around the report.
  skip: "Skip to the report",
  toOverview: "Portwright: to the overview",
  sections: "Sections",
  overview: "Overview",
  hotList: "Hot list",
  plan: "Plan",
  rules: "Rules",
  findingsSection: "Findings",
  problems: "Problems",
  theme: "Switch between light and dark",
  dark: "Dark",
  light: "Light",
  footer: (version: string, interpreter: string): string =>
    `Portwright ${version}. Judged for Python ${interpreter}. A finding is an effect met in a context where it hurts, with the proof; static analysis shows what can happen, a profile shows how often.`,

  // Overview.
  report: "Migration report",
  reportOf: (workspace: string): string => `Migration report: ${workspace}`,
  noFindings: "No findings",
  none: "none",
  modulesToChange: "Modules to change",
  shareOfModules: (share: string, modules: number): string => `${share} of ${count(modules, "module")}`,
  linesOfCodeTitle: "Lines of code",
  withBlanks: (lines: number): string => `${count(lines, "line")} with comments and blanks`,
  functionsFollowed: "Functions followed",
  everyFile: "every file was analysed",
  notAnalysed: (n: number): string => `${count(n, "file")} not analysed`,
  whatToDo: "What to do with the code",
  areas: "Each area is a module: its size is its lines of code, its colour is the advice.",
  clickArea: "Click one to see what was found in it.",
  legend: "Modules and lines of code by verdict",
  verdict: "Verdict",
  modulesTitle: "Modules",
  shareOfCode: "Share of the code",
  means: "What it means",
  ofTheCode: " of the code",
  whereToBegin: "Where to begin",
  area: (file: string, verdict: string, lines: number, findings: number): string =>
    `${file}: ${verdict}, ${count(lines, "line")} of code, ${findings === 0 ? "no findings" : count(findings, "finding")}`,
  smallModules: (n: number, folder: string, verdict: string, lines: number): string =>
    `${count(n, "small module")}${folder === "" ? "" : ` in ${folder}`}: ${verdict}, ${count(lines, "line")} of code`,
  small: (n: number): string => `${n} small`,

  // Tables.
  module: "Module",
  heatTitle: "Heat",
  findingsTitle: "Findings",
  perRule: "Findings per rule",
  inModules: (n: number): string => `in ${count(n, "module")}`,
  unknownRule: "This version does not know the rule.",
  byDefault: "by default:",
  why: "Why it matters",
  instead: "Instead",
  showFindings: (n: number): string => `Show ${n === 1 ? "this finding" : `these ${number(n)} findings`}`,
  showAll: (n: number): string => `Show all ${number(n)}`,
  needALook: "Files that need a look",
  file: "File",
  problem: "Problem",
  happened: "What happened",

  // Plan.
  order: "In which order",
  everything: (effort: Range): string => `Everything together: ${ENGLISH.days(effort)}.`,
  orderExplained:
    "First what is mended in Python, because it is cheap and may be enough; then one small hot spot as a pilot; then from the leaves of the import graph up; and in the end calls are switched over. No wave begins before the gates of the one before it hold.",
  moreModules: (n: number): string => count(n, "more module"),
  gates: "Gates",
  decision: "Stay, Go or TypeScript",
  decisionExplained:
    "The code base as a whole, each criterion from 0 to 5, times its weight. Weights and skills are the team's to set; single modules can come out otherwise.",
  scores: "Scores",
  criterion: "Criterion",
  weight: "Weight",
  mean: "Mean by weight",
  highest: " the highest",
  effortAndRisk: "Effort and risk",
  effortExplained: "Person-days, with the range and what each number is made of.",
  wave: "Wave",
  personDays: "Person-days",
  risk: "Risk",
  effort: "Effort",
  phase: "Phase",
  boundaries: "Service boundaries",
  boundariesExplained:
    "Modules that would move together, because nothing else uses them or they import each other, and what would cross the line: the contract between the two sides.",
  wouldMove: (n: number): string => `${count(n, "module")} would move`,
  shared: (names: string): string => `Others use ${names}, too: copy, split or call back.`,
  inbound: "Called from outside",
  outbound: "Calls what stays",
  crossing: (from: string, calls: number): string => `from ${from}, ${count(calls, "place")}`,
  smallerOnes: (n: number): string => `And ${count(n, "smaller one")}.`,
  readiness: "Packages, and what would stand in their place",
  package: "Package",
  importedBy: "Imported by",
  graph: "Graph of modules",
  graphExplained: (shown: number, planned: number): string =>
    `Who imports whom among ${shown < planned ? `${shown} of ` : "the "}${count(planned, "module")} of the plan; the number is the wave.`,

  // Measured.
  measured: "Measured",
  measuredAll: "Nearly all of the busy time is in functions that findings name.",
  measuredBound: (bound: number): string =>
    `At most ${bound} times as fast, were everything that findings name as computing to take no time.`,
  profileCover: (format: string, amount: string, share: string): string =>
    `${format}, ${amount}; code of the workspace is on the stack for ${share} of the busy time`,
  amount: (value: number, unit: EvidenceSummary["profiles"][number]["unit"]): string => {
    switch (unit) {
      case "seconds":
        return `${Math.round(value * 10) / 10} seconds over all threads`;
      case "samples":
        return `${number(Math.round(value))} samples`;
      case "percent":
        return "shares per line";
    }
  },
  function: "Function",
  ownTime: "Own time",
  totalTime: "With what it calls",
  holdingGil: "Holding the GIL",
  bound: "Bound",
  topLevel: "top level",

  // Findings.
  everyFinding: "Every finding",
  search: "Search findings",
  searchHint: "Search: file, function, message, code",
  rule: "Rule",
  all: "all",
  atLeast: "At least",
  anySeverity: "any severity",
  confidence: "Confidence",
  any: "any",
  andUp: (confidence: Confidence): string => (confidence === "definite" ? confidence : `${confidence} and up`),
  sortBy: "Order",
  groupBy: "Group",
  byModule: "by module",
  byRule: "by rule",
  hottest: "hottest modules",
  byPath: "by path",
  most: "most findings",
  clear: "Clear",
  nothingMatches: "No finding matches.",
  clearFilters: "Clear the filters",
  /** What the script says of a filtered list; `{shown}` and `{total}` stand for numbers. */
  shownOf: "{shown} of {total}",
  copy: "Copy as Markdown",
  copied: "Copied",
  syntaxErrors: (n: number): string => count(n, "syntax error"),
  line: (n: number): string => `line ${n}`,
  cell: (n: number): string => `cell ${n}`,
  within: "in",
  proof: "The proof, call by call",
  evidence: "Evidence:",
  help: "What to do:",
  chain: "Proof:",

  // Markdown and the terminal.
  foundIn: (
    findings: number,
    severities: readonly string[],
    files: number,
    codeLines: number,
    functions: number,
    interpreter: string,
  ): string =>
    `${findings === 0 ? "No findings" : `${count(findings, "finding")} (${severities.join(", ")})`} in ${count(files, "file")} with ${count(codeLines, "line")} of code and ${count(functions, "function")}, judged for Python ${interpreter}.`,
  couldNotAnalyse: (n: number): string =>
    `${count(n, "file")} could not be analysed: see [below](#files-that-need-a-look).`,
  whatToDoTitle: "What to do",
  share: "Share",
  meaning: "Meaning",
  pie: "Modules by verdict",
  cooler: (n: number): string => `The other ${count(n, "module")} with findings are cooler.`,
  errors: "Errors",
  warnings: "Warnings",
  info: "Info",
  whyTitle: "Why",
  finds: "What it finds",
  findingAt: (severity: Severity, rule: string, where: string, symbol: string, confidence: Confidence): string =>
    `**${severity}** ${rule} at ${where}${symbol === "" ? "" : ` in ${symbol}`} (${confidence})`,
  auditOf: (workspace: string): string => `Portwright audit of ${workspace}`,
  scope: (symbol: string, context: Context | undefined): string =>
    [symbol === "" ? "" : `in ${symbol}`, context === undefined ? "" : `runs ${ENGLISH.contexts[context]}`]
      .filter((part) => part !== "")
      .join(", "),
  evidencePlain: "evidence:",
  helpPlain: "help:",
  noPythonFiles: "No Python files were analysed.",
  noFindingsAnd: (headline: string): string => `No findings. ${headline}`,
  sum: (findings: string, parts: readonly string[]): string => `${findings}: ${parts.join(", ")}.`,
};

function rounded(days: number): string {
  return numberOf(days < 10 ? Math.round(days * 10) / 10 : Math.round(days));
}
