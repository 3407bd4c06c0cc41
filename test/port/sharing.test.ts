import { expect, it } from "vitest";
import { buildModule } from "../../server/src/port/ir/build/index.ts";
import { inferModule } from "../../server/src/port/ir/infer/index.ts";
import { sharingOf } from "../../server/src/port/ir/sharing/index.ts";
import { pythonParser } from "../syntax/parsers.ts";

const parser = pythonParser();

/** The operations that must be atomic, as the Python text that they stand for. */
function check(source: string, ...expected: readonly string[]): void {
  const module = buildModule(parser.parse(source).tree, "sample");
  inferModule(module);
  const found = [...sharingOf(module).operations]
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
    .map((each) => source.slice(each.range.start, each.range.end));
  expect(found).toEqual(expected);
}

const START =
  "threads = [threading.Thread(target=work, args=(out,)) for _ in range(3)]\nfor t in threads:\n    t.start()\n";
const JOIN = "for t in threads:\n    t.join()\n";
const HEAD = "import threading\nfrom concurrent.futures import ThreadPoolExecutor\n";

it("finds the append of several threads to one list; what comes after the join is alone again", () => {
  check(
    `${HEAD}def work(out: list[int]) -> None:\n    out.append(1)\n\nout: list[int] = []\n${START}${JOIN}print(len(out))\n`,
    "out.append(1)",
  );
});

it("finds what the starting code does while the threads run", () => {
  check(
    `${HEAD}def work(out: list[int]) -> None:\n    out.append(1)\n\nout: list[int] = []\n${START}print(len(out))\n${JOIN}`,
    "out.append(1)",
    "len(out)",
  );
});

it("leaves alone what one run makes for itself, until it is handed on", () => {
  check(
    `${HEAD}def work(out: list[list[int]]) -> None:\n    mine: list[int] = []\n    for n in range(9):\n        mine.append(n)\n    out.append(mine)\n\nout: list[list[int]] = []\n${START}${JOIN}`,
    "out.append(mine)",
  );
  check(
    `${HEAD}def work(out: list[list[int]]) -> None:\n    mine: list[int] = []\n    out.append(mine)\n    mine.append(1)\n\nout: list[list[int]] = []\n${START}${JOIN}`,
    "out.append(mine)",
    "mine.append(1)",
  );
});

it("leaves alone what every thread only reads, and what every thread does under one lock", () => {
  check(`${HEAD}def work(out: list[int]) -> None:\n    print(sum(out), out[0])\n\nout = [1, 2]\n${START}${JOIN}`);
  check(
    `${HEAD}lock = threading.Lock()\ntotal = 0\ndef work(out: list[int]) -> None:\n    global total\n    with lock:\n        out.append(1)\n        total += 1\n\nout: list[int] = []\n${START}${JOIN}`,
  );
});

it("wants the same lock everywhere", () => {
  check(
    `${HEAD}lock = threading.Lock()\ndef work(out: list[int]) -> None:\n    with lock:\n        out.append(1)\n    out.pop()\n\nout: list[int] = []\n${START}${JOIN}`,
    "out.append(1)",
    "out.pop()",
  );
});

it("takes the lock of every caller for the lock of a function", () => {
  check(
    `${HEAD}lock = threading.Lock()\ndef put(out: list[int]) -> None:\n    out.append(1)\n\ndef work(out: list[int]) -> None:\n    with lock:\n        put(out)\n\nout: list[int] = []\n${START}${JOIN}`,
  );
});

it("hands each run of a pool an element of its own", () => {
  check(
    `${HEAD}def work(part: list[int]) -> int:\n    part.sort()\n    return part[0]\n\nparts = [[3, 1], [2]]\nwith ThreadPoolExecutor() as pool:\n    print(list(pool.map(work, parts)))\nprint(parts)\n`,
  );
});

it("finds the fields of an object that several threads change", () => {
  check(
    `${HEAD}class Account:\n    def __init__(self) -> None:\n        self.balance = 0\n    def pay(self, n: int) -> None:\n        self.balance += n\n\naccount = Account()\nwith ThreadPoolExecutor() as pool:\n    for n in range(3):\n        pool.submit(account.pay, n)\nprint(account.balance)\n`,
    "self.balance",
  );
});

it("finds nothing in a module without threads", () => {
  check("table: dict[str, int] = {}\ndef put(key: str) -> None:\n    table[key] = 1\n\nput('a')\n");
});
