import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runGit } from "../../server/src/host/node/git.ts";
import { createNodeHost } from "../../server/src/host/node/node-host.ts";
import { type Outcome, run } from "./check.ts";

const WAITS = "import time\n\n\nasync def main():\n    time.sleep(1)\n";
const WAITS_TWICE =
  "import time\n\n\nasync def main():\n    time.sleep(1)\n\n\nasync def other():\n    time.sleep(2)\n";
const CALLER = "from pkg.helper import wait\n\n\nasync def serve():\n    wait()\n";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portwright-changed-"));
  git("init", "--quiet", "--initial-branch", "main");
  write("old.py", WAITS);
  write("gone.py", WAITS);
  write("caller.py", CALLER);
  write("pkg/__init__.py", "");
  write("pkg/helper.py", "def wait():\n    pass\n");
  commit("first");
  git("tag", "v1");
  write("old.py", WAITS_TWICE);
  write("pkg/helper.py", "import time\n\n\ndef wait():\n    time.sleep(1)\n");
  git("mv", "gone.py", "moved.py");
  commit("second");
  write("draft.py", WAITS);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function git(...words: string[]): void {
  const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false"];
  execFileSync("git", [...identity, ...words], { cwd: folder, stdio: "pipe" });
}

function write(file: string, text: string): void {
  const path = join(folder, file);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function commit(message: string): void {
  git("add", "--all");
  git("commit", "--quiet", "--message", message);
}

function audit(words: string, workingDirectory = folder): Promise<Outcome> {
  return run({}, `audit --format csv --fail-on never ${words}`, {
    session: { host: createNodeHost(), workingDirectory, git: runGit },
  });
}

/** `file:line` of each finding. */
function places({ output }: Outcome): string[] {
  const rows = output.split("\r\n").slice(1, -1);
  return rows.map((row) => row.split(",").slice(0, 2).join(":"));
}

describe("the findings since a revision of a real repository", () => {
  it("are those that the revision had not: in changed, new and untracked files, and where a callee changed", async () => {
    const found = await audit("--changed v1");
    expect(found.errors).toBe("");
    expect(places(found)).toEqual(["caller.py:5", "draft.py:5", "moved.py:5", "old.py:9"]);
  });

  it("are only the untracked ones since the last commit", async () => {
    expect(places(await audit("--changed HEAD"))).toEqual(["draft.py:5"]);
  });

  it("are told for a folder below the repository's root, too", async () => {
    const below = await audit("--changed v1 .", join(folder, "pkg"));
    expect(below.errors).toBe("");
    expect(places(below)).toEqual([]);
  });

  it.each(["nowhere", "--help", "v1:old.py", "main..v1"])("are refused for %s, which is no revision", async (name) => {
    expect(await audit(`--changed=${name}`)).toMatchObject({
      code: 2,
      output: "",
      errors: expect.stringContaining(`git knows no revision '${name}'`),
    });
  });

  it("are refused outside of every repository", async () => {
    const outside = mkdtempSync(join(tmpdir(), "portwright-outside-"));
    try {
      writeFileSync(join(outside, "a.py"), WAITS);
      expect(await audit("--changed HEAD", outside)).toMatchObject({
        code: 2,
        errors: expect.stringMatching(/needs a git repository, and .* is in none/),
      });
    } finally {
      rmSync(outside, { recursive: true, force: true });
    }
  });
});
