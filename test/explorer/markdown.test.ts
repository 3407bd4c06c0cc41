import { describe, expect, it } from "vitest";
import { findingMarkdown, modulesMarkdown } from "../../extension/src/explorer-markdown.ts";
import { finding, module } from "./tree.ts";

describe("what is copied", () => {
  it("of a finding has its place, its words, its code and its proof", () => {
    const one = finding("blocking-chain", {
      evidence: { status: "confirmed", label: "Confirmed by the profile", text: "It takes 12 % of the time." },
    });
    const copied = findingMarkdown(module("app/a.py", [one]), one, {
      code: ["async def main():", "    load()"],
      chain: [{ message: "load calls time.sleep", place: "app/b.py:9" }],
    });
    expect(copied).toBe(
      [
        "**warning** `blocking-chain` `app/a.py:5`",
        "",
        "what blocking-chain says. What to do.",
        "",
        "Confirmed by the profile: It takes 12 % of the time.",
        "",
        "```python",
        "async def main():",
        "    load()",
        "```",
        "",
        "1. load calls time.sleep (`app/b.py:9`)",
        "",
      ].join("\n"),
    );
  });

  it("of a group is a list to tick off", () => {
    const copied = modulesMarkdown("Pilot", [module("a.py", [finding("hot-loop")]), module("b.py", [])]);
    expect(copied).toBe(
      [
        "### Pilot",
        "",
        "- [ ] `a.py`, 3 person-days (2–5)",
        "  - **warning** `hot-loop` `a.py:5`: what hot-loop says.",
        "- [ ] `b.py`, 3 person-days (2–5)",
        "",
      ].join("\n"),
    );
  });

  it("cannot be ended by the code that it holds", () => {
    const one = finding("hot-loop");
    const copied = findingMarkdown(module("od``d\n.py", [one]), one, { code: ['x = "````"'], chain: [] });
    expect(copied).toContain("``` od``d .py:5 ```");
    expect(copied).toContain('`````python\nx = "````"\n`````\n');
  });
});
