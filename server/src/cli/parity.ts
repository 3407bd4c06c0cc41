import type { Audit, AuditPort } from "../advice/audit.ts";
import { EVIDENCE, holdsIn, isProof, readEvidence } from "../engine/parity-evidence.ts";
import { MAX_SOURCE_BYTES, readSource } from "../engine/read-source.ts";
import { countsOf } from "../port/parity/index.ts";
import { visibleLine } from "../report/visible.ts";
import { say } from "./messages/index.ts";
import { type Session, UsageError } from "./session.ts";
import { absolute, shown } from "./workspace.ts";

/** The audit with what is known of ports: each path is a port folder, or the evidence in one. */
export async function withParity(session: Session, audit: Audit, paths: readonly string[]): Promise<Audit> {
  if (paths.length === 0) return audit;
  const ports: AuditPort[] = [];
  for (const path of paths) ports.push(await portOf(session, path));
  return { ...audit, parity: ports };
}

async function portOf(session: Session, path: string): Promise<AuditPort> {
  const given = absolute(session, path);
  const folder = given.endsWith(`/${EVIDENCE}`) ? given.slice(0, -EVIDENCE.length - 1) : given;
  const evidence = await readEvidence(session.host, folder, MAX_SOURCE_BYTES);
  if (evidence === undefined) throw new UsageError(say("parity.none", { path: visibleLine(path) }));
  const { original, target, items } = evidence;
  const source = absolute(session, original.path);
  const { text } = await readSource(session.host, { file: shown(session, source), path: source });
  const proves = isProof(evidence);
  const holds = text !== undefined && (await holdsIn(session.host, folder, evidence, text, MAX_SOURCE_BYTES));
  const { verified, differs, notRun, cases } = countsOf(items);
  return {
    source: original.path,
    target,
    folder: shown(session, folder),
    state: holds && proves ? "verified" : holds ? "differs" : "outdated",
    verified,
    differs,
    notRun,
    cases,
    differences: items.flatMap(({ name, result }) => {
      if (result.kind !== "differs") return [];
      const { input, python, port } = result.difference;
      return [{ name, input, python, port }];
    }),
  };
}
