import { basename } from "node:path";
import type { AuditProblem } from "../advice/audit.ts";
import type { Configuration, FactsFailure } from "../engine/api.ts";
import { isFailure } from "../host/host.ts";
import { visible } from "../report/visible.ts";
import type { ModuleFacts } from "../semantics/facts.ts";
import { decodeFacts, encodeFacts } from "../semantics/facts-codec.ts";
import { compareText } from "../text/compare.ts";
import { say } from "./messages/index.ts";
import { type Session, UsageError } from "./session.ts";
import { absolute, shown } from "./workspace.ts";

/** One of so many parts of a workspace, counted from 1. */
export interface Share {
  readonly index: number;
  readonly of: number;
}

export interface SharedFile {
  readonly file: string;
  readonly text: string;
  readonly facts: ModuleFacts | FactsFailure;
}

/** What one share says; everything that the audit of the whole needs of it, the files' texts for its excerpts included. */
export interface SharedFacts {
  readonly share: Share;
  /** The workspace's name. */
  readonly name: string;
  readonly configuration: Configuration;
  /** Of finding the files, which every share has, and of reading its own. */
  readonly problems: readonly AuditProblem[];
  readonly files: readonly SharedFile[];
}

/** The first line of a share's file. The lines behind it are pairs: a file's name and text, and its facts. The last line says how many there were. */
interface ShareHead extends Omit<SharedFacts, "files"> {
  readonly portwright: "facts";
  readonly extractor: string;
}

interface ShareEnd {
  readonly files: number;
}

/** Writes a share to a file that `readShare` of the same Portwright reads. */
export async function writeShare(session: Session, out: string, { files, ...rest }: SharedFacts): Promise<void> {
  const path = absolute(session, out);
  const head: ShareHead = { portwright: "facts", extractor: session.extractor, ...rest };
  const failure = await session.host.writeChunks(path, chunks(head, files));
  if (failure !== undefined)
    throw new UsageError(say("unwritable", { path: shown(session, path), why: failure.message }));
}

function* chunks(head: ShareHead, files: readonly SharedFile[]): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  const line = (value: unknown) => encoder.encode(`${JSON.stringify(value)}\n`);
  yield line(head);
  for (const { file, text, facts } of [...files].sort((a, b) => compareText(a.file, b.file))) {
    if ("failed" in facts) {
      yield line([file, text, facts.failed]);
      continue;
    }
    const encoded = encodeFacts(facts);
    yield line([file, text, encoded.length]);
    yield encoded;
  }
  yield line({ files: files.length } satisfies ShareEnd);
}

const MAX_SHARE_BYTES = 4_000_000_000;
const NEWLINE = 10;

/** Throws a UsageError for what is no share, or none of this version of Portwright. */
async function readShare(session: Session, written: string): Promise<SharedFacts> {
  const path = absolute(session, written);
  const name = visible(basename(path));
  const bytes = await session.host.readFile(path, MAX_SHARE_BYTES);
  if (isFailure(bytes)) throw new UsageError(say("unreadable", { path: name, why: bytes.message }));
  let at = 0;
  const line = () => {
    const end = bytes.indexOf(NEWLINE, at);
    const found = bytes.subarray(at, end < 0 ? bytes.length : end);
    at = end < 0 ? bytes.length : end + 1;
    return found;
  };
  const head = headOf(line());
  if (head === undefined) throw new UsageError(say("share.none", { name }));
  if (head.extractor !== session.extractor) throw new UsageError(say("share.version", { name }));
  const files: SharedFile[] = [];
  try {
    while (at < bytes.length) {
      const said = parsed(line()) as SharedLine | ShareEnd;
      if ("files" in said) {
        if (said.files === files.length) return { ...head, files };
        break;
      }
      const [file, text, facts] = said;
      if (typeof facts === "string") files.push({ file, text, facts: { failed: facts } });
      else {
        files.push({ file, text, facts: decodeFacts(bytes.subarray(at, at + facts)) });
        at += facts;
      }
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new UsageError(say("share.spoilt", { name }));
}

/** A file, and the number of bytes of its facts, which follow the line; or why it has none. */
type SharedLine = readonly [file: string, text: string, facts: number | string];

function headOf(line: Uint8Array | undefined): ShareHead | undefined {
  try {
    const head = line === undefined ? undefined : (parsed(line) as Partial<ShareHead> | null);
    return head?.portwright === "facts" ? (head as ShareHead) : undefined;
  } catch {
    return undefined;
  }
}

function parsed(line: Uint8Array): unknown {
  return JSON.parse(new TextDecoder().decode(line));
}

/** Reads all shares of one workspace. Throws a UsageError where one is missing, is there twice or is of something else. */
export async function readShares(session: Session, written: readonly string[]): Promise<SharedFacts> {
  const shares: SharedFacts[] = [];
  for (const one of written) shares.push(await readShare(session, one));
  shares.sort((a, b) => a.share.index - b.share.index);
  const [first] = shares;
  for (const [at, { share, name, configuration }] of shares.entries()) {
    if (share.of !== first.share.of)
      throw new UsageError(say("shares.number", { first: first.share.of, other: share.of }));
    if (name !== first.name || JSON.stringify(configuration) !== JSON.stringify(first.configuration))
      throw new UsageError(say("shares.different"));
    if (at > 0 && shares[at - 1].share.index === share.index)
      throw new UsageError(say("shares.twice", { index: share.index, of: share.of }));
  }
  const missing = Array.from({ length: first.share.of }, (_, at) => at + 1).filter(
    (index) => !shares.some(({ share }) => share.index === index),
  );
  if (missing.length > 0) throw new UsageError(say("shares.missing", { missing, of: first.share.of }));
  const problems = new Map(shares.flatMap((share) => share.problems).map((one) => [JSON.stringify(one), one]));
  return { ...first, problems: [...problems.values()], files: shares.flatMap(({ files }) => files) };
}
