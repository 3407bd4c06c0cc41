import type { Audit } from "../advice/audit.ts";
import { type Baseline, baselineOf, loadBaseline } from "../engine/baseline.ts";
import { type Session, UsageError } from "./session.ts";
import { absolute, shown } from "./workspace.ts";

export async function readBaseline(session: Session, path: string): Promise<Baseline> {
  const file = absolute(session, path);
  const baseline = await loadBaseline(session.host, file);
  if ("message" in baseline) throw new UsageError(`the baseline '${shown(session, file)}' ${baseline.message}`);
  return baseline;
}

export async function writeBaseline(session: Session, path: string, audit: Audit): Promise<void> {
  const file = absolute(session, path);
  const failure = await session.host.writeFile(file, baselineOf(audit));
  if (failure !== undefined)
    throw new UsageError(`the baseline '${shown(session, file)}' cannot be written. ${failure.message}`);
}
