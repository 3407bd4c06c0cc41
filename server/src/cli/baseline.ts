import type { Audit } from "../advice/audit.ts";
import {
  type Baseline,
  type BaselineEntry,
  baselineText,
  loadBaseline,
  ratcheted,
  resolvedEntries,
} from "../engine/baseline.ts";
import { count } from "../report/counting.ts";
import { say } from "./messages/index.ts";
import { type Session, UsageError } from "./session.ts";
import { absolute, shown } from "./workspace.ts";

export async function readBaseline(session: Session, path: string): Promise<Baseline> {
  const file = absolute(session, path);
  const baseline = await loadBaseline(session.host, file);
  if ("message" in baseline)
    throw new UsageError(say("baseline.unusable", { path: shown(session, file), why: baseline.message }));
  return baseline;
}

export async function writeBaseline(session: Session, path: string, baseline: Baseline): Promise<void> {
  const file = absolute(session, path);
  const failure = await session.host.writeFile(file, baselineText(baseline));
  if (failure !== undefined)
    throw new UsageError(say("unwritable", { path: shown(session, file), why: failure.message }));
}

export interface RatchetOptions {
  readonly path: string;
  /** Whether the audit would have found an entry. */
  readonly covers: (entry: BaselineEntry) => boolean;
  /** Take out what is resolved, rather than say that there is something. */
  readonly write: boolean;
}

/** What a team has resolved leaves the baseline, so that it cannot come back unnoticed. */
export async function ratchet(
  session: Session,
  baseline: Baseline,
  audit: Audit,
  { path, covers, write }: RatchetOptions,
): Promise<void> {
  const resolved = resolvedEntries(baseline, audit, covers);
  if (resolved.length === 0) return;
  const [name, findings] = [shown(session, absolute(session, path)), count(resolved.length, "finding")];
  if (write) await writeBaseline(session, path, ratcheted(baseline, resolved));
  session.errors.write(
    write
      ? `Gone from the code, and taken out of ${name}: ${findings}.\n`
      : `Gone from the code: ${findings} of ${name}. --ratchet takes them out, so that they cannot come back unnoticed.\n`,
  );
}
