import type { Audit } from "../advice/audit.ts";
import { compareAudits } from "../advice/compare.ts";
import { isFailure } from "../host/host.ts";
import { readAudit } from "../report/index.ts";
import { type DeliveryOptions, deliver } from "./deliver.ts";
import { say } from "./messages/index.ts";
import { withParity } from "./parity.ts";
import { EXIT, type ExitCode, type Session, UsageError } from "./session.ts";
import { absolute, shown } from "./workspace.ts";

export interface ReportCommandOptions extends DeliveryOptions {
  readonly compare?: string;
  readonly parity: readonly string[];
}

/** `portwright report AUDIT.json` */
export async function report(session: Session, file: string, options: ReportCommandOptions): Promise<ExitCode> {
  const saved = await savedAudit(session, file);
  const audit = options.compare === undefined ? saved : await comparedWith(session, saved, options.compare);
  await deliver(session, await withParity(session, audit, options.parity), options);
  return EXIT.clean;
}

/** The audit with what became better or worse since one that was saved earlier. */
export async function comparedWith(session: Session, audit: Audit, earlier: string): Promise<Audit> {
  return { ...audit, comparison: compareAudits(await savedAudit(session, earlier), audit) };
}

const MAX_AUDIT_BYTES = 1_000_000_000;

async function savedAudit(session: Session, file: string): Promise<Audit> {
  const path = absolute(session, file);
  const name = shown(session, path);
  const bytes = await session.host.readFile(path, MAX_AUDIT_BYTES);
  if (isFailure(bytes)) throw new UsageError(say("audit.unreadable", { name, why: bytes.message }));
  const audit = readAudit(bytes);
  if ("message" in audit) throw new UsageError(say("audit.unusable", { name, why: audit.message }));
  return audit;
}
