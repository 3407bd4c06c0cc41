import { count, list } from "../../report/counting.ts";
import type { Grammar } from "./index.ts";

interface Failure {
  readonly path: string;
  readonly why: string;
}

/** What the command line says of wrong options, paths and files. Sentences follow "portwright: ", so they begin small. */
export const ENGLISH = {
  unwritable: (v: Failure) => `'${v.path}' cannot be written. ${v.why}`,
  unreadable: (v: Failure) => `'${v.path}' cannot be read. ${v.why}`,
  problem: (v: { path: string; problem: string }) => `'${v.path}': ${v.problem}`,
  "path.missing": (v: { path: string }) => `there is no file or folder '${v.path}'.`,
  "path.other": (v: { path: string }) => `'${v.path}' is neither a file nor a folder that can be read.`,
  "file.missing": (v: { path: string }) => `there is no file '${v.path}'.`,
  "file.none": (v: { path: string }) => `'${v.path}' is not a file.`,
  "file.notebook": (v: { path: string }) =>
    `'${v.path}' is a notebook: it is audited, but ports are made of modules. Move what is to be ported into a .py file.`,
  "python.none": (v: { path: string }) => `'${v.path}' is not a Python file.`,
  "python.none-here": (v: { path: string }) => `'${v.path}' is not a Python file of the workspace.`,
  configuration: (v: { mistakes: number }) =>
    `the configuration has ${count(v.mistakes, "mistake")}; nothing was done.`,
  "rule.unknown": (v: { name: string; nearest: string | undefined }) =>
    `there is no rule '${v.name}'.${meant(v.nearest) ?? " `portwright explain` lists them."}`,
  "rule.unknown-here": (v: { name: string; nearest: string | undefined }) =>
    `there is no rule '${v.name}'.${meant(v.nearest) ?? " `portwright explain` lists the rules; FILE:LINE explains a place."}`,
  "audit.empty": () =>
    "no Python files were found: nothing was audited. `include`, `exclude` and .gitignore decide what is.",
  "audit.written": (v: { findings: number; files: number; path: string }) =>
    `${count(v.findings, "finding")} in ${count(v.files, "file")}: see ${v.path}`,
  "audit.unreadable": (v: { name: string; why: string }) => `the audit '${v.name}' cannot be read. ${v.why}`,
  "audit.unusable": (v: { name: string; why: string }) => `'${v.name}' cannot be used. ${v.why}`,
  "baseline.unusable": (v: Failure) => `the baseline '${v.path}' ${v.why}`,
  ratchet: () => "--ratchet needs a baseline: name one with --baseline or in the configuration.",
  "profile.gil": () => "--gil-profile needs the profile that it is compared with: --profile FILE.",
  "profile.unreadable": (v: { name: string; why: string }) => `the profile '${v.name}' cannot be read. ${v.why}`,
  "profile.unusable": (v: { name: string; why: string }) => `'${v.name}' cannot be used as a profile. ${v.why}`,
  "git.missing": () => "--changed needs git, which is not installed here.",
  "git.none": (v: { name: string }) => `--changed needs a git repository, and ${v.name} is in none.`,
  "git.revision": (v: { revision: string }) => `git knows no revision '${v.revision}'.`,
  "git.failed": (v: { why: string }) => `git failed: ${v.why}.`,
  "parity.none": (v: { path: string }) =>
    `'${v.path}' holds no evidence of a comparison: \`portwright verify --port\` keeps it there.`,
  "shard.out": () => "--shard needs --out: the file that the share's facts are written to.",
  "share.none": (v: { name: string }) => `'${v.name}' holds no facts: \`portwright audit --shard\` writes such files.`,
  "share.version": (v: { name: string }) =>
    `'${v.name}' was written by another version of Portwright: all shares and the merge need the same one.`,
  "share.spoilt": (v: { name: string }) => `'${v.name}' is cut off or spoilt: write it again.`,
  "shares.number": (v: { first: number; other: number }) =>
    `the shares are of ${v.first} and of ${v.other}: all must be of the same number.`,
  "shares.different": () => "the shares are of different workspaces, or were written with different settings.",
  "shares.twice": (v: { index: number; of: number }) => `share ${v.index}/${v.of} is there twice.`,
  "shares.missing": (v: { missing: readonly number[]; of: number }) =>
    `${count(v.missing.length, "share")} of ${v.of} ${v.missing.length === 1 ? "is" : "are"} missing: ${v.missing.join(", ")}.`,
  "port.nothing": (v: { name: string; path: string }) => `there is nothing called '${v.name}' to port in '${v.path}'.`,
  "port.empty": (v: { path: string }) => `'${v.path}' has no Python file to port.`,
  "port.where": () => "where to? --out names the port folder, and --print shows the port.",
  "port.web": (v: { web: string; to: string; known: readonly string[] }) =>
    `--web ${v.web} is not for --to ${v.to}, which has ${list([...v.known])}.`,
  "port.unreadable": (v: { path: string }) => `'${v.path}' cannot be ported.`,
  "port.changed": (v: { folder: string; names: readonly string[] }) =>
    `nothing was written: ${v.folder} holds ${v.names.length === 1 ? "a file that is" : "files that are"} not as Portwright wrote ${v.names.length === 1 ? "it" : "them"}: ${list([...v.names])}. --force writes over your changes; another --out keeps them.`,
  "verify.nothing": (v: { name: string; path: string }) =>
    `there is nothing called '${v.name}' to verify in '${v.path}'.`,
  "verify.no-port": (v: { folder: string; file: string }) =>
    `${v.folder} holds no ${v.file}: write the port there first, with \`portwright port\`.`,
  "init.there": (v: { path: string }) => `${v.path} is there already. --force writes over it.`,
  "init.hidden": () => "pyproject.toml has a table [tool.portwright] already, which a portwright.toml would hide.",
  "init.looked": (v: { files: number; places: number }) =>
    `Portwright looked at ${count(v.files, "file")} and found ${count(v.places, "place")} worth a look.`,
  "init.interpreter": (v: { version: string; from: string | undefined }) =>
    `It judges for Python ${v.version}${v.from === "requires-python" ? ", the oldest that requires-python allows" : v.from === ".python-version" ? ", which .python-version pins" : ""}.`,
  "init.how": () => "What is commented out is what holds anyway. All settings: docs/configuration.md of Portwright.",
  "init.findings": (v: { findings: number }) => `${count(v.findings, "finding")} here`,
  "init.baseline": () => "portwright audit --write-baseline portwright-baseline.json writes one.",
  "init.written": (v: { path: string }) => `Written: ${v.path}`,
  defect: () => "This is a defect of Portwright. Please report it with the command that led to it.",
};

function meant(nearest: string | undefined): string | undefined {
  return nearest === undefined ? undefined : ` Did you mean '${nearest}'?`;
}

/** The library's own words, without the label that it puts in front. */
export const ENGLISH_GRAMMAR: Grammar = [[/^error: /, () => ""]];
