import { describe, expect, it } from "vitest";
import type { Finding } from "../../server/src/rules/finding.ts";
import { ENGLISH } from "../../server/src/rules/messages/en.ts";
import { SIMPLIFIED_CHINESE } from "../../server/src/rules/messages/zh-cn.ts";
import { localeOf } from "../../server/src/text/locale.ts";
import { placeholders } from "../text/placeholders.ts";
import { UNCONFIGURED, workspaceOf } from "./check.ts";
import { examples } from "./examples.ts";

const keys = Object.keys(ENGLISH) as (keyof typeof ENGLISH)[];

describe("the messages of the rules in Chinese", () => {
  it.each(keys)("%s speaks of the same things as in English", (key) => {
    expect(placeholders(SIMPLIFIED_CHINESE[key])).toEqual(placeholders(ENGLISH[key]));
  });

  it("are told instead of the English ones, in every sentence", () => {
    const english: string[] = [];
    const seen = new Set<string>();
    for (const { files } of examples()) {
      const [en, zh] = (["en", "zh-cn"] as const).map((locale) => findingsOf(files, locale));
      expect(zh.map(place)).toEqual(en.map(place));
      zh.forEach((finding, index) => {
        seen.add(finding.rule);
        const texts = [finding.message, finding.help, ...finding.chain.map(({ message }) => message)];
        const originals = [en[index].message, en[index].help, ...en[index].chain.map(({ message }) => message)];
        texts.forEach((text, at) => {
          // What a hop says can be as short as two names and a verb.
          if (!/\p{Script=Han}/u.test(text) || text === originals[at]) english.push(text);
          if (/[a-z]{3,} (the|is|and|to|of|a) /.test(text.replace(/`[^`]*`/g, ""))) english.push(text);
        });
      });
    }
    expect(english).toEqual([]);
    expect(seen.size).toBe(30);
  });
});

describe("the language", () => {
  it.each([
    ["zh-cn", "zh-cn"],
    ["zh-CN", "zh-cn"],
    ["zh_Hans_SG", "zh-cn"],
    ["zh", "zh-cn"],
    ["zh-TW", "en"],
    ["zh-Hant", "en"],
    ["de-AT", "en"],
    [undefined, "en"],
  ])("of %s is %s", (tag, locale) => {
    expect(localeOf(tag)).toBe(locale);
  });
});

function findingsOf(files: readonly { path: string; text: string }[], locale: "en" | "zh-cn"): readonly Finding[] {
  const workspace = workspaceOf(files);
  workspace.configure({ ...UNCONFIGURED, locale });
  const snapshot = workspace.snapshot();
  return files.flatMap(({ path }) => snapshot.findings(path));
}

function place({ rule, file, range, chain }: Finding): unknown {
  return { rule, file, range, hops: chain.map((hop) => [hop.file, hop.range]) };
}
