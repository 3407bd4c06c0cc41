import { HtmlValidate } from "html-validate";
import { describe, expect, it } from "vitest";
import { render, renderHtml } from "../../server/src/report/index.ts";
import { repository, SCENARIOS } from "../advice/repositories.ts";
import { run } from "../cli/check.ts";
import { RULES, sampleAudit } from "./fixture.ts";

const validator = new HtmlValidate({
  root: true,
  extends: ["html-validate:standard"],
  rules: {
    // The page is made without spaces that nobody sees, and its drawings bear their sizes as attributes.
    "long-title": "off",
    "no-trailing-whitespace": "off",
    "void-style": "off",
  },
});

async function complaints(html: string): Promise<string[]> {
  const { results } = await validator.validateString(html);
  return results.flatMap(({ messages }) =>
    messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} (${selector})`),
  );
}

describe("the report's HTML", () => {
  it("is valid as a file and in a webview", async () => {
    expect(await complaints(render("html", sampleAudit(), { rules: RULES }))).toEqual([]);
    const surface = { kind: "webview", nonce: "bm9uY2U=" } as const;
    expect(await complaints(renderHtml(sampleAudit(), RULES, surface))).toEqual([]);
  });

  it("would not be, were a part of it broken", async () => {
    const html = render("html", sampleAudit(), { rules: RULES });
    expect(await complaints(html.replace('<main id="main">', '<main id="overview"><p><div></p>'))).not.toEqual([]);
  });

  it.each(["en", "zh-cn"])("is valid for whole repositories, in %s", async (locale) => {
    const files = Object.fromEntries(SCENARIOS.flatMap((name) => Object.entries(repository(name))));
    const { output } = await run(files, `audit --format html --fail-on never --locale ${locale}`);
    expect(await complaints(output)).toEqual([]);
  });
});
