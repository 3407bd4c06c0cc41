import { execFile } from "node:child_process";
import type { GitOutcome } from "../host.ts";

/** Settings of a repository that would have git run programs. */
const INERT = ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-c", "diff.external=", "--no-pager"];

const MAX_OUTPUT = 500_000_000;

/** Runs git in a folder, and waits for it. */
export function runGit(words: readonly string[], folder: string): Promise<GitOutcome> {
  const options = {
    cwd: folder,
    encoding: "buffer",
    maxBuffer: MAX_OUTPUT,
    env: { ...process.env, GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", LC_ALL: "C" },
  } as const;
  return new Promise((resolve) => {
    execFile("git", [...INERT, ...words], options, (error, output, errors) => {
      if (error === null) resolve({ kind: "output", bytes: output });
      else if (error.code === "ENOENT") resolve({ kind: "missing" });
      else resolve({ kind: "failed", message: firstLine(errors.toString("utf8")) || error.message });
    });
  });
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0];
}
