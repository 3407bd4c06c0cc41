import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { root } from "../../scripts/toolchain.mjs";
import { ENGLISH as ADVICE } from "../../server/src/advice/messages/en.ts";
import { SIMPLIFIED_CHINESE as ADVICE_ZH } from "../../server/src/advice/messages/zh-cn.ts";
import { ENGLISH as FIXES } from "../../server/src/fixes/messages/en.ts";
import { SIMPLIFIED_CHINESE as FIXES_ZH } from "../../server/src/fixes/messages/zh-cn.ts";
import { RULES } from "../../server/src/rules/index.ts";
import { SIMPLIFIED_CHINESE as SUMMARIES } from "../../server/src/rules/messages/summaries.ts";
import { repository, SCENARIOS } from "../advice/repositories.ts";
import { run } from "../cli/check.ts";
import { placeholders } from "../text/placeholders.ts";

/** Every scenario as one repository, so that a report has all its parts. */
const everything = Object.fromEntries(
  SCENARIOS.flatMap((name) =>
    Object.entries(repository(name))
      .filter(([file]) => file.endsWith(".py"))
      .map(([file, text]) => [file, text]),
  ),
);
const profiles = join(root, "test/advice/profiles");
const files = {
  ...everything,
  "app/orders.py": readFileSync(join(profiles, "orders.py"), "utf8"),
  "app/broken.py": "def broken(:\n",
  "profile.json": readFileSync(join(profiles, "py-spy.speedscope.json"), "utf8"),
};

describe("a report in Chinese", () => {
  let earlier: Awaited<ReturnType<typeof run>>;
  beforeAll(async () => {
    earlier = await run(
      files,
      "audit --format json --out old.json --profile profile.json --locale zh-cn --fail-on never",
    );
    earlier.host.entries.set("/w/shop/new.py", "import time\n\n\nasync def main():\n    time.sleep(1)\n");
    earlier.host.entries.delete("/w/checkout/services.py");
  });

  it.each(["html", "markdown", "pretty"])("has no English sentence: %s", async (format) => {
    const words = `audit --format ${format} --locale zh-cn --compare old.json --profile profile.json --fail-on never`;
    const { output, errors } = await run({}, words, { host: earlier.host });
    expect(errors).toBe("");
    expect(output).toMatch(/\p{Script=Han}/u);
    expect(englishIn(shownText(output, format))).toEqual([]);
  });

  it("says which language it is in", async () => {
    const { output } = await run({}, "audit --format html --locale zh-cn --fail-on never", { host: earlier.host });
    expect(output).toMatch(/<html lang="zh-CN">/);
    const json = await run({}, "audit --format json --locale zh-cn --fail-on never", { host: earlier.host });
    expect(JSON.parse(json.output)).toMatchObject({ locale: "zh-cn" });
    earlier.host.entries.set("/w/zh.json", json.output);
    expect((await run({}, "report zh.json --format html", { host: earlier.host })).output).toBe(output);
  });
});

describe("translations", () => {
  it.each(Object.keys(ADVICE) as (keyof typeof ADVICE)[])("speak of the same: advice, %s", (key) => {
    expect(placeholders(ADVICE_ZH[key])).toEqual(placeholders(ADVICE[key]));
  });

  it.each(Object.keys(FIXES) as (keyof typeof FIXES)[])("speak of the same: fix, %s", (key) => {
    expect(placeholders(FIXES_ZH[key])).toEqual(placeholders(FIXES[key]));
  });

  it("summarise every rule", () => {
    expect(Object.keys(SUMMARIES).sort()).toEqual(RULES.map(({ name }) => name).sort());
  });
});

/** What a reader reads: without markup, code, names of files and modules, and what is marked as English. */
function shownText(output: string, format: string): string {
  switch (format) {
    case "html":
      return output
        .replace(/<(script|style|code|pre|svg)\b.*?<\/\1>/gs, " ")
        .replace(/<div lang="en">.*?<\/div>/gs, " ")
        .replace(/<[^>]*class="[^"]*(path|hop-place|hop-message)[^"]*"[^>]*>.*?<\/(span|a|h3)>/gs, " ")
        .replace(/<[^>]+>/g, "\n");
    case "markdown":
      return output.replace(/```.*?```/gs, "\n").replace(/`[^`]*`/g, " ");
    default:
      // Lines of code stand in frames, and indented below the hops of a chain.
      return output.replace(/^(.*│.*| {4,}[^\p{Script=Han}]*)$/gmu, "").replace(/`[^`]*`/g, " ");
  }
}

/** Runs of words that only an English sentence has; the Chinese ones hold names of things at most. */
function englishIn(text: string): string[] {
  return text
    .split("\n")
    .filter((line) => /\b(the|is|are|of|and|to|with|from|this|that|it|no|not|in|at|by|for)\b [a-z]+/i.test(line))
    .map((line) => line.trim());
}
