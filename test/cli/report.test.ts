import { describe, expect, it } from "vitest";
import type { Audit } from "../../server/src/advice/audit.ts";
import type { GitOutcome } from "../../server/src/host/host.ts";
import { run } from "./check.ts";

const BLOCKING = "import time\n\n\nasync def main():\n    time.sleep(1)\n";
const TWICE = "import time\n\n\nasync def main():\n    time.sleep(1)\n    time.sleep(2)\n";
const CALM = "import asyncio\n\n\nasync def main():\n    await asyncio.sleep(1)\n";

describe("a saved audit", () => {
  it("renders as the audit itself does, in every format", async () => {
    const { host } = await run({ "a.py": BLOCKING }, "audit --format json --out audit.json");
    for (const format of ["pretty", "json", "sarif", "markdown", "html", "csv", "junit"]) {
      const direct = await run({}, `audit --format ${format}`, { host });
      const saved = await run({}, `report audit.json --format ${format}`, { host });
      expect(saved).toMatchObject({ code: 0, output: direct.output });
    }
  });

  it.each([
    ["no.json", undefined, /cannot be read/],
    ["a.json", "portwright", /It is not JSON/],
    ["a.json", '{"version": 7}', /audit of version 7, and this Portwright reads version 1/],
    ["a.json", '{"version": 1, "files": 3}', /It is not an audit: at '/],
    ["a.json", "[]", /It is not an audit/],
  ])("%s with %s is refused, and said why", async (name, text, message) => {
    const files = text === undefined ? {} : { [name]: text };
    expect(await run(files, `report ${name}`)).toMatchObject({ code: 2, errors: expect.stringMatching(message) });
  });
});

describe("a comparison", () => {
  it("tells what came, what went, and how much of the plan is done", async () => {
    const { host } = await run({ "a.py": BLOCKING, "b.py": CALM }, "audit --format json --out old.json");
    host.entries.set("/w/a.py", CALM);
    host.entries.set("/w/b.py", TWICE);
    const { comparison } = JSON.parse(
      (await run({}, "audit --format json --compare old.json", { host })).output,
    ) as Audit;
    expect(comparison).toMatchObject({
      kept: 0,
      added: [
        { file: "b.py", line: 5 },
        { file: "b.py", line: 6 },
      ],
      resolved: [{ file: "a.py", rule: "blocking-call" }],
      verdicts: [
        { file: "a.py", before: "make-async", after: "stay" },
        { file: "b.py", before: "stay", after: "make-async" },
      ],
      migrated: { modules: 1, ofModules: 1 },
    });
    expect((await run({}, "audit --compare old.json", { host })).output).toMatch(
      /1 finding went and 2 findings came; 0 stayed\. Of its plan 1 of 1 module are done: 100 %/,
    );
    expect((await run({}, "audit --format markdown --compare old.json", { host })).output).toMatch(
      /## Since the earlier audit/,
    );
    expect((await run({}, "audit --format sarif --compare old.json", { host })).output).toMatch(
      /"baselineState": "new"/,
    );
    expect((await run({}, "audit --format html --compare old.json", { host })).output).toMatch(/id="compared"/);
  });

  it("finds nothing where lines moved", async () => {
    const { host } = await run({ "a.py": BLOCKING }, "audit --format json --out old.json");
    host.entries.set("/w/a.py", `# a line in front\n\n${BLOCKING}`);
    const audit = JSON.parse((await run({}, "audit --format json --compare old.json", { host })).output) as Audit;
    expect(audit.comparison).toMatchObject({ kept: 1, added: [], resolved: [] });
  });
});

describe("findings since a git revision", () => {
  const answers = (old: Readonly<Record<string, string>>, status: string, untracked = "") => {
    const git = async (words: readonly string[]): Promise<GitOutcome> => {
      const text = (): string | undefined => {
        const [command, ...rest] = words;
        const last = rest.at(-1) ?? "";
        switch (command) {
          case "rev-parse":
            return rest[0] === "--show-toplevel"
              ? "/w\n"
              : rest[0] === "--show-prefix"
                ? "\n"
                : last === "HEAD^{commit}"
                  ? "c0ffee\n"
                  : undefined;
          case "diff":
            return status;
          case "ls-files":
            return untracked;
          case "show":
            return old[last.replace("c0ffee:", "")];
        }
        return undefined;
      };
      const output = text();
      return output === undefined
        ? { kind: "failed", message: "fatal" }
        : { kind: "output", bytes: new TextEncoder().encode(output) };
    };
    return { session: { git } };
  };

  it("are those that it had not, also in files that did not change", async () => {
    const caller = "from helper import wait\n\n\nasync def main():\n    wait()\n";
    const files = {
      "app.py": caller,
      "helper.py": "import time\n\n\ndef wait():\n    time.sleep(1)\n",
      "old.py": BLOCKING,
    };
    const old = { "helper.py": "def wait():\n    pass\n" };
    const found = await run(files, "audit --changed HEAD --format csv", answers(old, "M\0helper.py\0"));
    expect(
      found.output
        .split("\r\n")
        .slice(1, -1)
        .map((line) => line.split(",")[0]),
    ).toEqual(["app.py"]);
  });

  it("are all of a new file, known to git or not", async () => {
    const files = { "new.py": BLOCKING, "draft.py": BLOCKING, "old.py": BLOCKING };
    const found = await run(files, "audit --changed HEAD --format csv", answers({}, "A\0new.py\0", "draft.py\0"));
    expect(found.output.match(/^\w+\.py/gm)).toEqual(["draft.py", "new.py"]);
  });

  it("need git, a repository and a revision, which is said", async () => {
    const files = { "a.py": CALM };
    const errors = async (words: string, circumstances = {}) => (await run(files, words, circumstances)).errors;
    expect(await errors("audit --changed HEAD")).toMatch(/needs git, which is not installed/);
    expect(await errors("audit --changed nowhere", answers({}, ""))).toMatch(/git knows no revision 'nowhere'/);
    const outside = {
      session: { git: async (): Promise<GitOutcome> => ({ kind: "failed", message: "not a git repository" }) },
    };
    expect(await errors("audit --changed HEAD", outside)).toMatch(/needs a git repository, and w is in none/);
  });
});

describe("JUnit", () => {
  it("has a failing test for each finding and a passing one for each clean file, whatever the names hold", async () => {
    const files = { "a.py": BLOCKING, "b.py": CALM, 'x"<&>.py': BLOCKING };
    const { output } = await run(files, "audit --format junit");
    expect(output).toMatch(/<testsuites name="portwright" tests="3" failures="2" errors="0">/);
    expect(output).toMatch(/<testsuite name="b.py" tests="1" failures="0" errors="0">/);
    expect(output).toMatch(/classname="x&quot;&lt;&amp;&gt;.py"/);
    expect(output).toMatch(/<failure type="blocking-call" message="[^"]+">/);
  });
});

describe("a first configuration", () => {
  it("is written after a look, says what it saw, and is a right one", async () => {
    const files = {
      "app/main.py": BLOCKING,
      "app/vendor/lib.py": BLOCKING,
      "pyproject.toml": '[project]\nrequires-python = ">=3.11"\n',
    };
    const first = await run(files, "init");
    expect(first).toMatchObject({ code: 0, output: expect.stringMatching(/found 2 places/) });
    const text = String(first.host.entries.get("/w/portwright.toml"));
    expect(text).toMatch(/^# Portwright looked at 2 files/);
    expect(text).toMatch(/exclude = \["app\/vendor\/\*\*"\]/);
    expect(text).toMatch(/# interpreter = "3\.11"/);
    const after = await run({}, "audit --format csv", { host: first.host });
    expect(after).toMatchObject({ errors: "" });
    expect(after.output).not.toMatch(/vendor/);
    expect(await run({}, "init", { host: first.host })).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/is there already/),
    });
    expect((await run({}, "init --force", { host: first.host })).code).toBe(0);
  });

  it("does not hide settings that are there", async () => {
    const files = { "a.py": CALM, "pyproject.toml": "[tool.portwright]\nexclude = []\n" };
    expect(await run(files, "init")).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/\[tool\.portwright\] already/),
    });
  });
});
