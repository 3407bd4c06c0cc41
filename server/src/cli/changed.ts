import type { Audit } from "../advice/audit.ts";
import { baselineOf, withoutBaseline } from "../engine/baseline.ts";
import { decodePython } from "../engine/decode.ts";
import { visible } from "../report/visible.ts";
import type { Said } from "../text/said.ts";
import { say } from "./messages/index.ts";
import { type Session, UsageError } from "./session.ts";
import { auditOfSnapshot, type OpenWorkspace } from "./workspace.ts";

/**
 * The findings that the code had not at a git revision. The revision is audited, too, from its own texts: a chain that a change in
 * one file opens up in another is new there, and a finding whose line merely moved is not.
 */
export async function onlyChanged(
  session: Session,
  open: OpenWorkspace,
  audit: Audit,
  revision: string,
): Promise<Audit> {
  const { workspace, snapshot, problems } = await open.linked();
  const inGit = (words: readonly string[], failure = say("git.none", { name: open.name })) =>
    lines(session, open.root, words, failure);
  const [top, prefix] = [
    await inGit(["rev-parse", "--show-toplevel"]),
    await inGit(["rev-parse", "--show-prefix"]),
  ].map((line) => line.trim());
  const words = ["rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`];
  const commit = (await inGit(words, say("git.revision", { revision: visible(revision) }))).trim();
  const listing = await inGit(["diff", "--no-ext-diff", "--name-status", "--no-renames", "-z", commit, "--", "."]);
  const parts = listing.split("\0");
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [status, path] = [parts[at], parts[at + 1]];
    if (!path.startsWith(prefix)) continue;
    const file = path.slice(prefix.length);
    if (status === "A") workspace.removeFile(file);
    else if (snapshot.files.includes(file) || (status === "D" && /\.(pyw?|ipynb)$/.test(file)))
      workspace.setFile(file, await textAt(session, top, commit, path));
  }
  // Files that git does not know yet were not there at the revision.
  const untracked = await inGit(["ls-files", "--others", "--exclude-standard", "-z", "--", "."]);
  for (const file of untracked.split("\0")) if (file !== "") workspace.removeFile(file);
  const before = auditOfSnapshot(session, {
    name: open.name,
    snapshot: workspace.snapshot(),
    problems,
    profiles: [],
  });
  return withoutBaseline(audit, baselineOf(before));
}

async function textAt(session: Session, top: string, commit: string, path: string): Promise<string> {
  return (
    decodePython(await git(session, top, ["show", "--no-ext-diff", "--no-textconv", `${commit}:${path}`])).text ?? ""
  );
}

async function lines(session: Session, folder: string, words: readonly string[], failure: Said): Promise<string> {
  return new TextDecoder().decode(await git(session, folder, words, failure));
}

async function git(session: Session, folder: string, words: readonly string[], failure?: Said): Promise<Uint8Array> {
  const outcome = await session.git(words, folder);
  switch (outcome.kind) {
    case "output":
      return outcome.bytes;
    case "missing":
      throw new UsageError(say("git.missing"));
    case "failed":
      throw new UsageError(failure ?? say("git.failed", { why: outcome.message }));
  }
}
