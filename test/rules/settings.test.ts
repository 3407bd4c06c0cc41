import { describe, expect, it } from "vitest";
import type { Configuration } from "../../server/src/engine/api.ts";
import { workspaceOf } from "./check.ts";

const DEFAULTS: Configuration = {
  interpreter: "3.13",
  severity: {},
  blocking: [],
  safe: [],
  showPossible: false,
  exclude: [],
};

/** Rules and severities of a file's findings under some settings, as "line rule severity". */
function reported(text: string, settings: Partial<Configuration> = {}): readonly string[] {
  const workspace = workspaceOf([{ path: "app.py", text }]);
  workspace.configure({ ...DEFAULTS, ...settings });
  const lineOf = (offset: number) => text.slice(0, offset).split("\n").length;
  return workspace
    .snapshot()
    .findings("app.py")
    .map((finding) => `${lineOf(finding.range.start)} ${finding.rule} ${finding.severity}`);
}

const SLEEPS = `import time


async def poll():
    time.sleep(1)
`;

describe("severity", () => {
  it("is the rule's own by default", () => expect(reported(SLEEPS)).toEqual(["5 blocking-call warning"]));

  it("is what the settings say", () =>
    expect(reported(SLEEPS, { severity: { "blocking-call": "error" } })).toEqual(["5 blocking-call error"]));

  it("switches a rule off", () => expect(reported(SLEEPS, { severity: { "blocking-call": "off" } })).toEqual([]));
});

const LEGACY = `def call_backend():
    ...


def helper():
    return call_backend()


async def handler():
    call_backend()
    return helper()
`;

describe("functions that a project knows better", () => {
  it("block where they are called, and through chains", () =>
    expect(reported(LEGACY, { blocking: ["app.call_backend"] })).toEqual([
      "10 blocking-chain warning",
      "11 blocking-chain warning",
    ]));

  it("are safe where the settings say so, whatever they call", () => {
    const text = `${SLEEPS}\n\ndef nap():\n    time.sleep(1)\n\n\nasync def rest():\n    nap()\n`;
    expect(reported(text)).toEqual(["5 blocking-call warning", "13 blocking-chain warning"]);
    expect(reported(text, { safe: ["app.nap"] })).toEqual(["5 blocking-call warning"]);
    expect(reported(text, { safe: ["time.sleep"] })).toEqual([]);
  });

  it("may be a library's", () => {
    const text = "import vendor\n\n\nasync def handler():\n    vendor.fetch()\n";
    expect(reported(text)).toEqual([]);
    expect(reported(text, { blocking: ["vendor.fetch"] })).toEqual(["5 blocking-call warning"]);
  });
});

describe("suppressions", () => {
  const sleeping = (comment: string, head = "") =>
    `${head}import time\n\n\nasync def poll():\n    time.sleep(1)${comment}\n`;

  it.each([
    ["of the rule", "  # portwright: ignore[blocking-call]"],
    ["of the rule, with a reason", "  # portwright: ignore[blocking-call]  measured: 3 ms"],
    ["of all rules", "  # portwright: ignore"],
    ["by another tool's code", "  # noqa: E501,ASYNC251"],
  ])("%s are honoured", (_, comment) => expect(reported(sleeping(comment))).toEqual([]));

  it("of several rules are honoured, and what they silence nothing of is told", () =>
    expect(reported(sleeping("  # portwright: ignore[hot-loop, blocking-call]"))).toEqual([
      "5 unused-suppression warning",
    ]));

  it("of another rule are not, and are told", () =>
    expect(reported(sleeping("  # portwright: ignore[hot-loop]"))).toEqual([
      "5 blocking-call warning",
      "5 unused-suppression warning",
    ]));

  it("of a rule that is switched off may have something to silence", () =>
    expect(
      reported(sleeping("  # portwright: ignore[blocking-call]"), { severity: { "blocking-call": "off" } }),
    ).toEqual([]));

  it.each([
    ["by a code that means something else", "  # noqa: E501"],
    ["in a text", '; print("# portwright: ignore[blocking-call]")'],
  ])("%s are not", (_, comment) => expect(reported(sleeping(comment))).toEqual(["5 blocking-call warning"]));

  it("of a whole file are honoured", () => {
    expect(reported(sleeping("", "# portwright: ignore-file[blocking-call]\n"))).toEqual([]);
    expect(reported(sleeping("", "# portwright: ignore-file[hot-loop]\n"))).toEqual([
      "1 unused-suppression warning",
      "6 blocking-call warning",
    ]);
  });

  it("at the end of a statement of several lines speak for all of it", () => {
    const text =
      "import subprocess\n\n\nasync def poll():\n    subprocess.run(\n        ['ls'],\n    )  # portwright: ignore[blocking-call]\n    return 1\n";
    expect(reported(text)).toEqual([]);
  });
});

describe("the interpreter", () => {
  const pool = `from concurrent.futures import ThreadPoolExecutor


def work(rows):
    total = 0
    for row in rows:  # portwright: ignore[hot-loop]
        for cell in row:
            total += cell * cell
    return total


def main(tables):
    with ThreadPoolExecutor() as pool:
        return list(pool.map(work, tables))
`;

  it.each([
    ["3.8", 1],
    ["3.14", 1],
    ["3.13t", 0],
    ["3.14t", 0],
  ])("%s has %i thread pools that share a GIL here", (interpreter, count) =>
    expect(reported(pool, { interpreter })).toHaveLength(count),
  );
});

describe("report-tests", () => {
  const findings = (path: string, settings: Partial<Configuration>) => {
    const workspace = workspaceOf([{ path, text: SLEEPS }]);
    workspace.configure({ ...DEFAULTS, ...settings });
    return workspace
      .snapshot()
      .findings(path)
      .map((finding) => `${finding.rule} ${finding.confidence}`);
  };

  it("is off by default: what waits in a test is only possible, and hidden", () => {
    expect(findings("tests/test_poll.py", {})).toEqual([]);
    expect(findings("tests/test_poll.py", { showPossible: true })).toEqual(["blocking-call possible"]);
  });

  it("reports tests like any other code where it is on", () =>
    expect(findings("tests/test_poll.py", { reportTests: true })).toEqual(["blocking-call definite"]));

  it("changes nothing elsewhere", () =>
    expect(findings("app.py", { reportTests: true })).toEqual(findings("app.py", {})));
});
