import type { ModuleId } from "../program/modules.ts";
import type { Program } from "../program/program.ts";
import { isTestFile } from "../program/test-files.ts";
import type { Locale } from "../text/locale.ts";
import type { Range } from "../text/range.ts";
import type { RuleSettings } from "./define.ts";
import { CONFIDENCES, type Confidence, type Finding, SEVERITIES, type Severity } from "./finding.ts";
import { RULES } from "./index.ts";
import { tell } from "./messages/index.ts";
import { isSuppressed } from "./suppress.ts";

export interface CheckSettings extends RuleSettings {
  /** Rule name → severity or `off`; rules that are not named keep their default. */
  readonly severity: Readonly<Record<string, string>>;
  readonly showPossible: boolean;
  /** The language of messages; English where it is left out. */
  readonly locale?: Locale;
  /** Findings in test code keep their confidence, whatever the rule. */
  readonly reportTests?: boolean;
}

/** A rule that failed on a file: told as a problem of its own, while all other rules speak. */
export interface RuleFailure {
  readonly rule: string;
  readonly file: string;
  readonly message: string;
}

export interface CheckResult {
  readonly findings: readonly Finding[];
  readonly failures: readonly RuleFailure[];
}

const RULE_NAMES: ReadonlySet<string> = new Set(RULES.map((rule) => rule.name));

/** Runs all rules on a module: one finding a rule and place, suppressed ones left out, sorted by place. */
export function checkModule(program: Program, module: ModuleId, settings: CheckSettings): CheckResult {
  const file = program.file(module);
  const { locale = "en" } = settings;
  const findings = new Map<string, Finding>();
  const failures: RuleFailure[] = [];
  const silent = new Set<string>();
  const isQuiet = settings.reportTests !== true && isTestFile(file);
  const isDead = deadCodeOf(program, module);
  for (const rule of RULES) {
    const severity = severityOf(settings, rule.name, rule.meta.defaultSeverity);
    if (severity === "off") {
      silent.add(rule.name);
      continue;
    }
    const before = { findings: [...findings.values()], silent, rules: RULE_NAMES };
    try {
      for (const match of rule.run(program, module, settings, before)) {
        if (isDead(match.range)) continue;
        const key = `${rule.name}:${match.range.start}:${match.range.end}`;
        const known = findings.get(key);
        // Nobody waits for the event loop of a test, and its loops are as long as their author likes.
        const confidence = isQuiet && rule.meta.evenInTests !== true ? "possible" : match.confidence;
        if (known !== undefined && !surer(confidence, known.confidence)) continue;
        findings.set(key, {
          rule: rule.name,
          severity: settings.severity[rule.name] === undefined ? (match.severity ?? severity) : severity,
          confidence,
          message: tell(locale, match.message),
          help: tell(locale, match.help),
          file,
          range: match.range,
          symbol: program.facts(module).functions[match.fn].qualifiedName,
          context: match.context,
          chain: match.chain.map((hop) => ({ ...hop, message: tell(locale, hop.message) })),
          data: match.data ?? {},
        });
      }
    } catch (error) {
      silent.add(rule.name);
      failures.push({ rule: rule.name, file, message: error instanceof Error ? error.message : String(error) });
    }
  }
  const suppressions = program.facts(module).suppressions;
  const shown = (finding: Finding) => settings.showPossible || finding.confidence !== "possible";
  const kept = [...findings.values()].filter(
    (finding) => shown(finding) && !suppressions.some((one) => isSuppressed(finding, one)),
  );
  return { findings: kept.sort(byPlace), failures };
}

/** Tells what stands in a call under a condition that never holds (`if "dev" in VERSION`, where the text is written down), or in a method that a later one of its name replaces. */
function deadCodeOf(program: Program, module: ModuleId): (range: Range) => boolean {
  const { calls, functions } = program.facts(module);
  const dead = [
    ...calls.filter((call) => program.effects.isUnreachable(module, call)),
    ...functions.filter((fn) => fn.isReplaced),
  ];
  return (range) => dead.some((call) => call.start <= range.start && range.end <= call.end);
}

function surer(a: Confidence, b: Confidence): boolean {
  return CONFIDENCES.indexOf(a) < CONFIDENCES.indexOf(b);
}

function severityOf(settings: CheckSettings, rule: string, byDefault: Severity): Severity | "off" {
  const set = settings.severity[rule];
  if (set === "off") return "off";
  return SEVERITIES.find((severity) => severity === set) ?? byDefault;
}

export function byPlace(a: Finding, b: Finding): number {
  return a.range.start - b.range.start || a.range.end - b.range.end || (a.rule < b.rule ? -1 : a.rule > b.rule ? 1 : 0);
}
