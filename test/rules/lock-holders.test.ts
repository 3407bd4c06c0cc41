import { expect, it } from "vitest";
import { workspaceOf } from "./check.ts";

const STORE = `import threading
import time


class Store:
    def __init__(self) -> None:
        self.guard = threading.Lock()
        self.journal = threading.Lock()
        self.rows = {}

    def put(self, key: str, value: str) -> None:
        with self.guard:
            self.rows[key] = value

    def write(self) -> None:
        with self.journal:
            time.sleep(1)

    async def get(self, key: str) -> str:
        with self.guard:
            return self.rows[key]

    async def clear(self) -> None:
        with self.journal:
            self.rows.clear()
`;

it("tells a lock that is held for moments as information, and shows the place that holds one for long", () => {
  const findings = workspaceOf([{ path: "store.py", text: STORE }])
    .snapshot()
    .findings("store.py")
    .filter((finding) => finding.rule === "lock-in-coroutine");
  const textOf = (range: { start: number; end: number }) => STORE.slice(range.start, range.end);
  expect(
    findings.map(({ range, severity, confidence, chain }) => ({
      at: textOf(range),
      severity,
      confidence,
      holds: chain.map((hop) => textOf(hop.range).split("\n")[0]),
    })),
  ).toEqual([
    { at: "self.guard", severity: "info", confidence: "probable", holds: [] },
    { at: "self.journal", severity: "warning", confidence: "definite", holds: ["self.journal:"] },
  ]);
});
