import { basename, dirname, relative, resolve, sep } from "node:path";
import type { Audit, AuditProblem } from "../advice/audit.ts";
import type { ProfileInput } from "../advice/evidence/evidence.ts";
import type { Configuration, Snapshot, Workspace } from "../engine/api.ts";
import { describeProblem, type LoadedConfiguration, loadConfiguration } from "../engine/configuration.ts";
import { discover } from "../engine/discovery.ts";
import { readSource } from "../engine/read-source.ts";
import { count } from "../report/labels.ts";
import { visible } from "../report/visible.ts";
import { Progress } from "./progress.ts";
import { type Session, UsageError } from "./session.ts";

/** A workspace that was read from the disk, ready to be asked. */
export interface OpenWorkspace {
  /** Absolute. */
  readonly root: string;
  readonly name: string;
  readonly workspace: Workspace;
  readonly snapshot: Snapshot;
  readonly loaded: LoadedConfiguration;
  readonly problems: readonly AuditProblem[];
  /** Whether all of the root was read, rather than files and folders below it. */
  readonly isWhole: boolean;
}

export interface OpenOptions {
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
    const problems: AuditProblem[] = [...discovery.problems];
    const workspace = await session.createWorkspace();
    workspace.configure(options.adjust(loaded.configuration));
    for (const [index, file] of discovery.files.entries()) {
      progress.step("Reading", index, discovery.files.length);
      const { text, problem } = await readSource(host, file);
      if (problem !== undefined) problems.push(problem);
      if (text !== undefined) workspace.setFile(file.file, text);
    }
    const snapshot = prepared(workspace, problems, progress);
    progress.show("Linking");
    const isWhole = options.wholeProject === true || paths.includes(root);
    return { root, name: basename(root) || root, workspace, snapshot, loaded, problems, isWhole };
  } finally {
    progress.clear();
  }
}

/** A snapshot whose files are analysed one by one; a file that the analysis fails on becomes a problem and is left out. */
function prepared(workspace: Workspace, problems: AuditProblem[], progress: Progress): Snapshot {
  const snapshot = workspace.snapshot();
  let failed = false;
  for (const [index, file] of snapshot.files.entries()) {
    progress.step("Analysing", index, snapshot.files.length);
    try {
      snapshot.prepare(file);
    } catch (error) {
      failed = true;
      workspace.removeFile(file);
      const message = `The file was not analysed, because Portwright failed on it: ${error instanceof Error ? error.message : String(error)}.`;
      problems.push({ file, code: "internal", message });
    }
  }
  return failed ? workspace.snapshot() : snapshot;
}

/** Audits an open workspace, with progress on a terminal. */
export function auditOf(
  session: Session,
  { name, snapshot, problems }: OpenWorkspace,
  profiles: readonly ProfileInput[] = [],
): Audit {
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
    if (kind === "missing") throw new UsageError(`there is no file or folder '${visible(written[index])}'.`);
    if (kind === "other")
      throw new UsageError(`'${visible(written[index])}' is neither a file nor a folder that can be read.`);
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
  if (errors > 0) throw new UsageError(`the configuration has ${count(errors, "mistake")}; nothing was done.`);
}
