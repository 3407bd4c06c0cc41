import { basename, dirname, relative, resolve, sep } from "node:path";
import type { Audit, AuditProblem } from "../advice/audit.ts";
import type { ProfileInput } from "../advice/evidence/evidence.ts";
import type { Configuration, Snapshot, Workspace } from "../engine/api.ts";
import { describeProblem, type LoadedConfiguration, loadConfiguration } from "../engine/configuration.ts";
import { type DiscoveredFile, discover } from "../engine/discovery.ts";
import { type IndexedText, indexTexts } from "../engine/indexing.ts";
import { readBytes, sourceOf } from "../engine/read-source.ts";
import type { Cache } from "../host/host.ts";
import { visible } from "../report/visible.ts";
import { say } from "./messages/index.ts";
import { Progress } from "./progress.ts";
import { type Session, UsageError } from "./session.ts";
import type { Share, SharedFacts, SharedFile } from "./share.ts";

/** A workspace that was read from the disk, ready to be asked. */
export interface OpenWorkspace {
  /** Absolute. */
  readonly root: string;
  readonly name: string;
  readonly loaded: LoadedConfiguration;
  /** Reads what the files say into a workspace, the first time that it is asked for: an answer that is known needs none. */
  linked(): Promise<LinkedWorkspace>;
  readonly cache: Cache | undefined;
  /** Names the files, what they say and the configuration, where there is a cache. */
  readonly key: string | undefined;
  /** The facts of each file and no more, for somebody else to link. */
  shared(share: Share): Promise<SharedFacts>;
  /** Whether all of the root was read, rather than files and folders below it. */
  readonly isWhole: boolean;
}

/** A workspace whose files are analysed one by one; what they mean together is worked out when it is asked for. */
export interface LinkedWorkspace {
  readonly workspace: Workspace;
  readonly snapshot: Snapshot;
  readonly problems: readonly AuditProblem[];
}

/** How quickly, and at whose cost. */
export interface SpeedOptions {
  /** Threads that analyse files. */
  readonly jobs?: number;
  readonly cache: boolean;
  readonly cacheDir?: string;
}

export interface OpenOptions {
  /** Reads this part of the files alone. */
  readonly share?: Share;
  readonly speed?: SpeedOptions;
  /** As the user wrote them. */
  readonly paths: readonly string[];
  /** Changes what the configuration says; rules are known by then. */
  readonly adjust: (configuration: Configuration) => Configuration;
  /** Reads the whole project around the paths rather than the paths alone. */
  readonly wholeProject?: boolean;
  /** Where no project file says otherwise, the root is outside of the packages that the paths are in, so that their imports lead somewhere. */
  readonly outsidePackages?: boolean;
}

/** Finds, reads and links what the paths name. Throws a UsageError for paths that are not there and for a wrong configuration. */
export async function openWorkspace(session: Session, options: OpenOptions): Promise<OpenWorkspace> {
  const { host } = session;
  const paths = options.paths.map((path) => absolute(session, path));
  const found = await findRoot(session, paths, options.paths);
  const root = options.outsidePackages === true ? await outsidePackages(session, found) : found;
  const loaded = await loadConfiguration(host, root, { ruleNames: session.rules.map((rule) => rule.name) });
  reportConfiguration(session, root, loaded);
  const progress = new Progress(session);
  try {
    progress.show("Finding files");
    const { include, exclude } = loaded.settings;
    const discovery = await discover(host, {
      root,
      paths: options.wholeProject ? [root, ...paths] : paths,
      include,
      exclude,
    });
    const cache = options.speed?.cache === false ? undefined : session.openCache(options.speed?.cacheDir);
    const own = options.share === undefined ? discovery.files : ofShare(discovery.files, options.share);
    const files = await readFiles(session, own, cache, progress);
    const name = basename(root) || root;
    const configuration = options.adjust(loaded.configuration);
    const input = { root, configuration, files, problems: discovery.problems, cache, speed: options.speed };
    let linked: Promise<LinkedWorkspace> | undefined;
    return {
      root,
      name,
      loaded,
      cache,
      key:
        cache === undefined
          ? undefined
          : cache.digest(JSON.stringify([name, configuration, discovery.problems, files.map(identityOf)])),
      linked: () => {
        linked ??= link(session, input);
        return linked;
      },
      async shared(share) {
        const { texts, problems } = textsOf(input);
        const shared: SharedFile[] = [];
        await index(session, input, { setFacts: (file, text, facts) => shared.push({ file, text, facts }) }, texts);
        return { share, name, configuration, problems, files: shared };
      },
      isWhole: options.wholeProject === true || paths.includes(root),
    };
  } finally {
    progress.clear();
  }
}

interface ReadFile {
  readonly file: string;
  readonly bytes: Uint8Array | undefined;
  /** Of the bytes, where there is a cache. */
  readonly digest: string | undefined;
  readonly problem: AuditProblem | undefined;
}

/** So many files are read at a time. */
const READ_AT_ONCE = 32;

async function readFiles(
  session: Session,
  found: readonly DiscoveredFile[],
  cache: Cache | undefined,
  progress: Progress,
): Promise<readonly ReadFile[]> {
  const files: ReadFile[] = [];
  for (let from = 0; from < found.length; from += READ_AT_ONCE) {
    progress.step("Reading", from, found.length);
    const some = found.slice(from, from + READ_AT_ONCE);
    const read = await Promise.all(some.map((one) => readBytes(session.host, one)));
    for (const [index, bytes] of read.entries()) {
      const { file } = some[index];
      files.push(
        bytes instanceof Uint8Array
          ? { file, bytes, digest: cache?.digest(bytes), problem: undefined }
          : { file, bytes: undefined, digest: undefined, problem: bytes },
      );
    }
  }
  return files;
}

function identityOf({ file, digest, problem }: ReadFile): unknown {
  return [file, digest ?? problem];
}

interface LinkInput {
  readonly root: string;
  readonly configuration: Configuration;
  readonly files: readonly ReadFile[];
  readonly problems: readonly AuditProblem[];
  readonly cache: Cache | undefined;
  readonly speed: SpeedOptions | undefined;
}

async function link(session: Session, input: LinkInput): Promise<LinkedWorkspace> {
  const workspace = await session.createWorkspace();
  workspace.configure(input.configuration);
  const { texts, problems } = textsOf(input);
  for (const { file, text } of texts) workspace.setFile(file, text);
  await index(session, input, workspace, texts);
  return { workspace, snapshot: workspace.snapshot(), problems };
}

function textsOf(input: LinkInput): { texts: readonly IndexedText[]; problems: readonly AuditProblem[] } {
  const problems: AuditProblem[] = [...input.problems];
  const texts: IndexedText[] = [];
  for (const { file, bytes, digest, problem: unread } of input.files) {
    if (bytes === undefined) {
      if (unread !== undefined) problems.push(unread);
      continue;
    }
    const { text, problem } = sourceOf(file, bytes);
    if (problem !== undefined) problems.push(problem);
    if (text !== undefined) texts.push({ file, text, digest });
  }
  return { texts, problems };
}

async function index(
  session: Session,
  { root, cache, speed }: LinkInput,
  target: Pick<Workspace, "setFacts">,
  texts: readonly IndexedText[],
): Promise<void> {
  const progress = new Progress(session);
  const facts = cache?.facts(root);
  try {
    await indexTexts(target, texts, {
      extraction: (characters) => session.extraction(characters, speed?.jobs),
      cache: facts,
      onProgress: (done, total) => progress.step("Analysing", done, total),
    });
    await facts?.save();
    progress.show("Linking");
  } finally {
    progress.clear();
  }
}

/** Every n-th file, so that a folder of large files does not fall to one share alone. */
function ofShare<T>(files: readonly T[], { index, of }: Share): readonly T[] {
  return files.filter((_, at) => at % of === index - 1);
}

/** Audits an open workspace, with progress on a terminal. What an earlier run found out about the same files is not worked out again. */
export async function auditOf(
  session: Session,
  open: OpenWorkspace,
  profiles: readonly ProfileInput[] = [],
): Promise<Audit> {
  const { cache, key } = open;
  const isKnowable = cache !== undefined && key !== undefined && profiles.length === 0;
  const known = isKnowable ? await cache.result(key) : undefined;
  if (known !== undefined) return JSON.parse(new TextDecoder().decode(known)) as Audit;
  const { snapshot, problems } = await open.linked();
  const audit = auditOfSnapshot(session, { name: open.name, snapshot, problems, profiles });
  // What failed may not fail again.
  if (isKnowable && !audit.problems.some(({ code }) => code === "internal"))
    await cache.keepResult(key, JSON.stringify(audit));
  if (cache?.notice !== undefined) session.errors.write(`portwright: ${visible(cache.notice)}\n`);
  return audit;
}

export interface SnapshotToAudit {
  readonly name: string;
  readonly snapshot: Snapshot;
  readonly problems: readonly AuditProblem[];
  readonly profiles: readonly ProfileInput[];
}

/** Audits what a snapshot holds. */
export function auditOfSnapshot(session: Session, { name, snapshot, problems, profiles }: SnapshotToAudit): Audit {
  const progress = new Progress(session);
  try {
    return snapshot.audit({
      workspace: name,
      problems,
      profiles,
      onProgress: (done, total) => progress.step("Analysing", done, total),
    });
  } finally {
    progress.clear();
  }
}

/** An absolute path with forward slashes. */
export function absolute(session: Session, path: string): string {
  const resolved = resolve(session.workingDirectory, path);
  return sep === "\\" ? resolved.replaceAll("\\", "/") : resolved;
}

/** A path as the user would write it: relative to the working directory where that is shorter. */
export function shown(session: Session, path: string): string {
  const short = relative(session.workingDirectory, path) || ".";
  return visible(short.length < path.length && !short.startsWith("../../..") ? short : path);
}

/** A folder with one of these is a project: configuration is looked for there, and imports start there. */
const PROJECT_FILES = ["portwright.toml", "pyproject.toml", "setup.py", "setup.cfg"];

/**
 * The workspace's root: the nearest folder, at or above everything that was named, that holds a project file; never above the
 * working directory where that is above the paths. Without one, the folder that was named, or the nearest one around all paths.
 */
async function findRoot(session: Session, paths: readonly string[], written: readonly string[]): Promise<string> {
  const folders: string[] = [];
  for (const [index, path] of paths.entries()) {
    const kind = await session.host.kindOf(path);
    if (kind === "missing") throw new UsageError(say("path.missing", { path: visible(written[index]) }));
    if (kind === "other") throw new UsageError(say("path.other", { path: visible(written[index]) }));
    folders.push(kind === "directory" ? path : parent(path));
  }
  const common = folders.reduce(commonFolder);
  const top = isWithin(common, session.workingDirectory) ? session.workingDirectory : undefined;
  for (let folder = common; ; folder = parent(folder)) {
    for (const file of PROJECT_FILES) {
      if ((await session.host.kindOf(`${folder === "/" ? "" : folder}/${file}`)) === "file") return folder;
    }
    if (folder === top || parent(folder) === folder) return common;
  }
}

async function outsidePackages({ host }: Session, folder: string): Promise<string> {
  for (let at = folder; ; at = parent(at)) {
    if (parent(at) === at || (await host.kindOf(`${at}/__init__.py`)) !== "file") return at;
  }
}

function commonFolder(a: string, b: string): string {
  let folder = a;
  while (!isWithin(b, folder)) folder = parent(folder);
  return folder;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

function parent(path: string): string {
  return dirname(path);
}

/** Says what is wrong with the configuration, in full, before anything else is done. */
function reportConfiguration(session: Session, root: string, { problems }: LoadedConfiguration): void {
  for (const problem of problems) {
    const file = shown(session, `${root === "/" ? "" : root}/${problem.file}`);
    session.errors.write(`${problem.severity}: ${visible(describeProblem({ ...problem, file }))}\n`);
  }
  const errors = problems.filter((problem) => problem.severity === "error").length;
  if (errors > 0) throw new UsageError(say("configuration", { mistakes: errors }));
}
