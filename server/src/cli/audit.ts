import type { Audit } from "../advice/audit.ts";
import { type BaselineEntry, baselineOf, withoutBaseline } from "../engine/baseline.ts";
import { nearestWord } from "../engine/suggestion.ts";
import { count } from "../report/counting.ts";
import type { Format } from "../report/index.ts";
import { SEVERITIES } from "../rules/finding.ts";
import type { Locale } from "../text/locale.ts";
import { ratchet, readBaseline, writeBaseline } from "./baseline.ts";
import { onlyChanged } from "./changed.ts";
import { deliver } from "./deliver.ts";
import { say } from "./messages/index.ts";
import { withParity } from "./parity.ts";
import { readProfiles } from "./profiles.ts";
import { comparedWith } from "./report.ts";
import { EXIT, type ExitCode, type Session, UsageError } from "./session.ts";
import { type Share, writeShare } from "./share.ts";
import { auditOf, type OpenWorkspace, openWorkspace, type SpeedOptions } from "./workspace.ts";

export const FAIL_LEVELS = ["error", "warning", "info", "never"] as const;

export interface AuditCommandOptions extends SpeedOptions {
  readonly format?: Format;
  readonly out?: string;
  readonly failOn: (typeof FAIL_LEVELS)[number];
  readonly rule: readonly string[];
  readonly ignore: readonly string[];
  readonly interpreter?: string;
  readonly possible: boolean;
  readonly baseline?: string;
  readonly writeBaseline?: string;
  readonly ratchet: boolean;
  readonly profile: readonly string[];
  readonly gilProfile?: string;
  readonly compare?: string;
  readonly parity: readonly string[];
  readonly changed?: string;
  readonly locale: Locale;
  readonly shard?: Share;
  readonly quiet: boolean;
}

/** `portwright audit PATH…` */
export async function audit(
  session: Session,
  paths: readonly string[],
  options: AuditCommandOptions,
): Promise<ExitCode> {
  const ruleNames = session.rules.map((rule) => rule.name);
  for (const name of [...options.rule, ...options.ignore]) {
    if (ruleNames.includes(name)) continue;
    throw new UsageError(say("rule.unknown", { name, nearest: nearestWord(name, ruleNames) }));
  }
  const open = await openWorkspace(session, {
    speed: options,
    share: options.shard,
    paths: paths.length === 0 ? ["."] : paths,
    adjust: (configuration) => ({
      ...configuration,
      interpreter: options.interpreter ?? configuration.interpreter,
      showPossible: configuration.showPossible || options.possible,
      severity: { ...configuration.severity, ...switchedOff(ruleNames, options) },
      locale: options.locale,
    }),
  });
  if (options.shard !== undefined) return writeOwnShare(session, open, options.shard, options.out);
  const path =
    options.baseline ?? (open.loaded.settings.baseline ? `${open.root}/${open.loaded.settings.baseline}` : undefined);
  if (path === undefined && options.ratchet) throw new UsageError(say("ratchet"));
  const known = path === undefined ? undefined : await readBaseline(session, path);
  const profiles = await readProfiles(session, options.profile, options.gilProfile);
  const whole = await auditOf(session, open, profiles);
  if (options.writeBaseline !== undefined) await writeBaseline(session, options.writeBaseline, baselineOf(whole));
  if (path !== undefined && known !== undefined)
    await ratchet(session, known, whole, { path, covers: coverage(open, whole, options), write: options.ratchet });
  const compared = options.compare === undefined ? whole : await comparedWith(session, whole, options.compare);
  const recent = options.changed === undefined ? compared : await onlyChanged(session, open, compared, options.changed);
  const result = known === undefined ? recent : withoutBaseline(recent, known);
  await deliver(session, await withParity(session, result, options.parity), options);
  if (result.problems.some((problem) => problem.code === "internal")) return EXIT.internal;
  return failsOn(result, options.failOn) ? EXIT.findings : EXIT.clean;
}

/** Facts say nothing of findings: those are the merge's. */
async function writeOwnShare(
  session: Session,
  open: OpenWorkspace,
  share: Share,
  out: string | undefined,
): Promise<ExitCode> {
  if (out === undefined) throw new UsageError(say("shard.out"));
  const shared = await open.shared(share);
  await writeShare(session, out, shared);
  session.errors.write(
    `Share ${share.index} of ${share.of}: the facts of ${count(shared.files.length, "file")}. \`portwright merge\` audits all shares together.\n`,
  );
  return EXIT.clean;
}

/** Whether this audit would have found an entry of a baseline, were it still there. */
function coverage(open: OpenWorkspace, audit: Audit, options: AuditCommandOptions): (entry: BaselineEntry) => boolean {
  const audited = new Set(audit.files.map(({ file }) => file));
  const failed = new Set(audit.problems.map(({ file }) => file));
  return ({ file, rule }) =>
    (open.isWhole ? !failed.has(file) : audited.has(file)) &&
    (options.rule.length === 0 || options.rule.includes(rule)) &&
    !options.ignore.includes(rule);
}

function switchedOff(ruleNames: readonly string[], { rule, ignore }: AuditCommandOptions): Record<string, "off"> {
  const off = ruleNames.filter((name) => (rule.length > 0 && !rule.includes(name)) || ignore.includes(name));
  return Object.fromEntries(off.map((name) => [name, "off"]));
}

export function failsOn(audit: Audit, level: AuditCommandOptions["failOn"]): boolean {
  if (level === "never") return false;
  return SEVERITIES.slice(0, SEVERITIES.indexOf(level) + 1).some((severity) => audit.totals.bySeverity[severity] > 0);
}
