import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import Ajv04 from "ajv-draft-04";
import addFormats from "ajv-formats";
import type { Log } from "sarif";
import { describe, expect, it } from "vitest";
import type { Audit } from "../../server/src/advice/audit.ts";
import { SCRIPT_DIGEST, STYLE_DIGEST } from "../../server/src/report/html/policy.ts";
import { REPORT_SCRIPT } from "../../server/src/report/html/script.ts";
import { REPORT_STYLE } from "../../server/src/report/html/style.ts";
import {
  AUDIT_SCHEMA,
  auditJsonSchema,
  FORMATS,
  type Format,
  render,
  renderHtml,
} from "../../server/src/report/index.ts";
import { audit, file, finding, RULES, sampleAudit } from "./fixture.ts";

const fixed = (name: string) => new URL(name, import.meta.url);
const text = (format: Format, of: Audit) => render(format, of, { rules: RULES });
const EMPTY = audit();

/** Names and code that would run, break out or deceive if a renderer took them for its own. */
const HOSTILE = `</script><script>alert(1)</script>"'><img src=x onerror=alert(1)>\u202eevil\u2066 \x1b[31m\`]]|=cmd()`;
const hostile = audit({
  workspace: HOSTILE,
  files: [
    {
      ...file(`${HOSTILE}.py`, "make-async"),
      advice: { verdict: "make-async", reasons: [HOSTILE], wouldChange: [HOSTILE] },
    },
  ],
  findings: [
    finding({
      file: `${HOSTILE}.py`,
      rule: HOSTILE,
      symbol: HOSTILE,
      message: HOSTILE,
      help: `=HYPERLINK("http://x")`,
      lines: ["", `x = "${HOSTILE}" ${"y".repeat(100_000)}`, "```\u202e"],
      chain: [
        {
          file: HOSTILE,
          start: { line: 1, column: 1 },
          end: { line: 1, column: 2 },
          message: HOSTILE,
          text: HOSTILE.repeat(100),
        },
      ],
      fingerprint: HOSTILE,
    }),
  ],
  problems: [{ file: HOSTILE, code: "unreadable", message: HOSTILE }],
});

describe.each(FORMATS)("%s", (format) => {
  it("gives the same bytes for the same audit", () => {
    expect(text(format, sampleAudit())).toBe(text(format, structuredClone(sampleAudit())));
  });

  it("renders an audit with nothing in it", () => {
    expect(text(format, EMPTY).endsWith("\n")).toBe(true);
  });

  it("holds every finding and every problem", () => {
    const rendered = text(format, sampleAudit());
    for (const one of sampleAudit().findings) expect(rendered).toContain(one.rule);
    if (format !== "csv") expect(rendered).toContain("app/old.py");
  });

  it("shows no control character and no direction mark as such", () => {
    const rendered = text(format, hostile);
    if (format === "json" || format === "sarif" || format === "csv") return;
    expect(rendered).not.toMatch(/[\0-\x08\x0e-\x1f\u202a-\u202e\u2066-\u2069]/);
  });
});

describe("the JSON document", () => {
  const validate = new Ajv2020({ strict: true }).compile(auditJsonSchema());

  it.each([
    ["sample", sampleAudit()],
    ["empty", EMPTY],
    ["hostile", hostile],
  ])("meets its schema: %s", (_, one) => {
    const document = JSON.parse(text("json", one));
    expect(validate(document), JSON.stringify(validate.errors)).toBe(true);
    expect(AUDIT_SCHEMA.parse(document)).toEqual(document);
  });

  it("the schema refuses what is none", () => {
    expect(validate({ ...sampleAudit(), version: 2 })).toBe(false);
    expect(validate({ ...sampleAudit(), findings: [{}] })).toBe(false);
  });

  it("the schema is published", async () => {
    await expect(`${JSON.stringify(auditJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      "../../docs/schema/audit.schema.json",
    );
  });
});

describe("SARIF", () => {
  const ajv = new Ajv04.default({ strict: false, unicodeRegExp: false });
  addFormats.default(ajv);
  const validate = ajv.compile(JSON.parse(readFileSync(fixed("sarif-2.1.0-rtm.5.json"), "utf8")));
  const run = (one: Audit) => (JSON.parse(text("sarif", one)) as Log).runs[0];

  it.each([
    ["sample", sampleAudit()],
    ["empty", EMPTY],
    ["hostile", hostile],
  ])("meets the published schema: %s", (_, one) => {
    expect(validate(JSON.parse(text("sarif", one))), JSON.stringify(validate.errors)).toBe(true);
  });

  it("says rule, place, confidence and chain", () => {
    const { results = [], tool } = run(sampleAudit());
    const chained = results.find(({ ruleId }) => ruleId === "blocking-chain");
    expect(chained).toMatchObject({
      level: "warning",
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: "app/views.py" },
            region: { startLine: 12, startColumn: 5, endLine: 12, endColumn: 18 },
          },
        },
      ],
      relatedLocations: [
        { id: 1, message: { text: "calls `load_rows`" }, physicalLocation: { region: { startLine: 30 } } },
        { id: 2, physicalLocation: { artifactLocation: { uri: "app/store.py" }, region: { startLine: 8 } } },
      ],
      properties: { confidence: "definite", symbol: "show", context: "event-loop" },
      partialFingerprints: { "portwright/v1": "blocking-chain-app/views.py-12" },
    });
    for (const { ruleId, ruleIndex = -1 } of results) expect(tool.driver.rules?.[ruleIndex]?.id).toBe(ruleId);
    expect(results.find(({ ruleId }) => ruleId === "hot-loop")?.level).toBe("note");
  });

  it("tells of files that were not analysed", () => {
    expect(run(sampleAudit()).invocations?.[0].toolExecutionNotifications).toHaveLength(2);
  });

  it("names files by valid relative addresses", () => {
    const uri = run(audit({ files: [file("a b/c#d:é.py")], findings: [finding({ file: "a b/c#d:é.py" })] }))
      .results?.[0].locations?.[0].physicalLocation?.artifactLocation?.uri;
    expect(uri).toBe("a%20b/c%23d%3A%C3%A9.py");
  });
});

describe("CSV", () => {
  it("is what RFC 4180 says, and runs nothing in a spreadsheet", () => {
    const csv = text(
      "csv",
      audit({ findings: [finding({ file: "a,b.py", message: 'say "hi"\nthere', help: "=1+1", symbol: "-x" })] }),
    );
    const [header, ...rest] = csv.split("\r\n");
    expect(header).toBe(
      "file,line,column,end line,end column,rule,severity,confidence,context,symbol,message,help,chain,fingerprint,cell",
    );
    expect(rest.join("\r\n")).toBe(
      `"a,b.py",12,5,12,18,blocking-call,warning,definite,event-loop,'-x,"say ""hi""\nthere",'=1+1,,"blocking-call-a,b.py-12",\r\n`,
    );
  });

  it("has one record a finding", () => {
    expect(text("csv", sampleAudit()).trimEnd().split("\r\n")).toHaveLength(5);
  });
});

describe("Markdown", () => {
  it("begins with the answer and keeps hostile text harmless", () => {
    expect(text("markdown", sampleAudit())).toMatchInlineSnapshot(`
      "# Migration report: shop

      **3 of 4 modules call for a change.** 4 places in 3 modules were found. Advice: make it async (1), run it in parallel (1) and port to Go (1); leave the other one.

      4 findings (1 error, 2 warnings, 1 info) in 4 files with 973 lines of code and 28 functions, judged for Python 3.13. 1 file could not be analysed: see [below](#files-that-need-a-look).

      ## What to do

      | Verdict | Modules | Lines of code | Share | Meaning |
      | --- | ---: | ---: | ---: | --- |
      | Leave it | 1 | 3 | < 1 % | Nothing here is worth the cost of a change. |
      | Make it async | 1 | 320 | 33 % | It waits for networks, disks or databases; waiting can be shared. |
      | Run it in parallel | 1 | 240 | 25 % | It computes; processes or interpreters can share the work, in Python. |
      | Port to Go | 1 | 410 | 42 % | It computes more than Python can speed up; a Go port is the way out. |

      \`\`\`mermaid
      pie title Modules by verdict
        "Leave it" : 1
        "Make it async" : 1
        "Run it in parallel" : 1
        "Port to Go" : 1
      \`\`\`

      ## In which order

      Everything together: 8 person-days (5.4–13).

      | Wave | Phase | Modules | Effort | Gates |
      | ---: | --- | --- | --- | --- |
      | 1 | Pilot | \`app.jobs\`, \`app.score\`, \`app.views\` | 8 person-days (5.4–13) | Parity is shown. |

      \`\`\`mermaid
      flowchart LR
        w1["1. Pilot: 3 modules"]
      \`\`\`

      ## Hot list

      Heat adds up a module's findings: error 8, warning 4, info 1 and hint 0.5, times 1 for definite, 0.75 for probable and 0.25 for possible.

      | Module | Verdict | Errors | Warnings | Info | Heat | Why |
      | --- | --- | ---: | ---: | ---: | ---: | --- |
      | \`app/views.py\` | Make it async | 1 | 1 | 0 | 12.0 | Request handlers wait for \`requests\` and the database, one client at a time. |
      | \`app/jobs.py\` | Run it in parallel | 0 | 1 | 0 | 4.0 | Threads share one GIL over interpreted loops; processes would not. |
      | \`app/score.py\` | Port to Go | 0 | 0 | 1 | 0.8 | The loop nest in \`score_all\` is interpreted arithmetic over the whole table. |

      ## Findings per rule

      | Rule | Findings | Modules | What it finds |
      | --- | ---: | ---: | --- |
      | \`blocking-chain\` | 1 | 1 | event-loop × blocks, through functions that are not async. |
      | \`gil-bound-pool\` | 1 | 1 | thread × cpu: a thread pool whose work holds the GIL. |
      | \`hot-loop\` | 1 | 1 | any × cpu heavy: an interpreted loop nest. |
      | \`nested-event-loop\` | 1 | 1 | event-loop started inside a coroutine. |

      ## Findings

      <details><summary><strong>app/views.py</strong>: 2 findings</summary>

      **warning** \`blocking-chain\` at \`app/views.py:12:5\` in \`show\` (definite)

      \`time.sleep\` blocks the event loop (sleep): no other task runs until it returns.

      \`\`\`python
      async def show(request):
          time.sleep(1)
          return None
      \`\`\`

      1. \`app/views.py:30\` calls \`load_rows\`
      2. \`app/store.py:8\` \`requests.get\` blocks (network)

      *What to do:* Use \`await asyncio.sleep(1)\`.

      **error** \`nested-event-loop\` at \`app/views.py:52:5\` in \`show\` (definite)

      \`asyncio.run\` starts a loop inside a running one.

      \`\`\`python
      async def show(request):
          time.sleep(1)
          return None
      \`\`\`

      *What to do:* Use \`await asyncio.sleep(1)\`.

      </details>

      <details><summary><strong>app/jobs.py</strong>: 1 finding</summary>

      **warning** \`gil-bound-pool\` at \`app/jobs.py:40:9\` in \`Job.run\` (definite)

      This pool's threads take turns on the GIL.

      \`\`\`python

              pool.submit(work, x)

      \`\`\`

      *What to do:* Use \`await asyncio.sleep(1)\`.

      </details>

      <details><summary><strong>app/score.py</strong>: 1 finding</summary>

      **info** \`hot-loop\` at \`app/score.py:7:5\` in \`score_all\` (probable)

      This loop nest is interpreted.

      \`\`\`python
      def score_all(rows):
          for row in rows:
              for other in rows:
      \`\`\`

      </details>

      ## Files that need a look

      | File | Problem | What happened |
      | --- | --- | --- |
      | \`app/old.py\` | too-large | The file was not analysed. It has 1000 MB; files over 20 MB are not read. |
      | \`app/views.py\` | encoding | Line 3 holds the byte 0xe9, which is not UTF-8. |
      "
    `);
    const rendered = text("markdown", hostile);
    const outsideFences = rendered.replace(/^(`{3,})[\s\S]*?^\1$/gm, "").replace(/(`+) ?[^`\n].*?\1/g, "");
    expect(outsideFences).not.toMatch(/<(script|img)/);
  });
});

describe("pretty", () => {
  it("shows the place, the proof and what to do", () => {
    expect(text("pretty", sampleAudit())).toMatchInlineSnapshot(`
      "app/jobs.py:40:9: warning[gil-bound-pool] This pool's threads take turns on the GIL.
       39 │
       40 │         pool.submit(work, x)
          │         ^^^^^^^^^^^^^^^^^^^^
       41 │
          = in Job.run, runs on the event loop
          help: Use \`await asyncio.sleep(1)\`.

      app/score.py:7:5: info[hot-loop] (probable) This loop nest is interpreted.
       6 │ def score_all(rows):
       7 │     for row in rows:
         │     ^^^^^^^^^^^^^^^^
       8 │         for other in rows:
         = in score_all, runs on the event loop

      app/views.py:12:5: warning[blocking-chain] \`time.sleep\` blocks the event loop (sleep): no other task runs until it returns.
       11 │ async def show(request):
       12 │     time.sleep(1)
          │     ^^^^^^^^^^^^^
       13 │     return None
          = in show, runs on the event loop
          1. calls \`load_rows\`  app/views.py:30:5
             rows = load_rows(user)
          2. \`requests.get\` blocks (network)  app/store.py:8:12
             return requests.get(URL).json()
          help: Use \`await asyncio.sleep(1)\`.

      app/views.py:52:5: error[nested-event-loop] \`asyncio.run\` starts a loop inside a running one.
       51 │ async def show(request):
       52 │     time.sleep(1)
          │     ^^^^^^^^^^^^^
       53 │     return None
          = in show, runs on the event loop
          help: Use \`await asyncio.sleep(1)\`.

      app/old.py: problem[too-large] The file was not analysed. It has 1000 MB; files over 20 MB are not read.
      app/views.py: problem[encoding] Line 3 holds the byte 0xe9, which is not UTF-8.

      Portwright audit of shop  Python 3.13
        4 files, 1,362 lines, 28 functions, 1 file not analysed

        blocking-chain     1  in 1 module
        gil-bound-pool     1  in 1 module
        hot-loop           1  in 1 module
        nested-event-loop  1  in 1 module

        Make it async       1 module, 320 lines of code
        Run it in parallel  1 module, 240 lines of code
        Port to Go          1 module, 410 lines of code

        4 findings: 1 error, 2 warnings, 1 info.
      "
    `);
  });

  it("keeps the marker below wide letters and tabs, and cuts endless lines", () => {
    const wide = finding({ line: 2, column: 8, length: 3, lines: ["", '\t"你好"+ f()', ""] });
    const lines = text("pretty", audit({ findings: [wide] }))
      .split("\n")
      .slice(2, 4);
    expect(lines).toEqual([' 2 │     "你好"+ f()', "   │             ^^^"]);
    expect(
      Math.max(
        ...text("pretty", hostile)
          .split("\n")
          .map((line) => line.length),
      ),
    ).toBeLessThan(2500);
  });

  it("uses the styles that it is given", () => {
    const mark = (name: string) => (shown: string) => `<${name}>${shown}</>`;
    const paint = Object.fromEntries(
      ["bold", "dim", "red", "yellow", "blue", "cyan", "green", "magenta"].map((name) => [name, mark(name)]),
    ) as never;
    expect(render("pretty", sampleAudit(), { rules: RULES, paint })).toContain(
      "<bold><red>error[nested-event-loop]</></>",
    );
  });
});

describe("HTML", () => {
  it("loads nothing, and lets only its own style and script work", () => {
    const digest = (source: string) => `sha256-${createHash("sha256").update(source).digest("base64")}`;
    expect(STYLE_DIGEST, "the digest of the style in policy.ts").toBe(digest(REPORT_STYLE));
    expect(SCRIPT_DIGEST, "the digest of the script in policy.ts").toBe(digest(REPORT_SCRIPT));
    const html = text("html", sampleAudit());
    expect(html).toContain("default-src 'none'");
    expect(html).not.toMatch(/\b(?:src|srcset|action|style)=|<(?:link|iframe|object|embed|base)\b|@import|url\(/);
    expect([...html.matchAll(/href="([^"]*)"/g)].filter(([, href]) => !href.startsWith("#"))).toEqual([]);
  });

  it("never takes a workspace's text for markup", () => {
    const html = text("html", hostile);
    expect(html.match(/<script/g)).toHaveLength(1);
    expect(html).not.toMatch(/<img/);
    expect(html).toContain("&lt;img");
    expect(html.length).toBeLessThan(120_000);
  });

  it("has one anchor for each finding, each module and each rule, and no link without one", () => {
    const twins = audit({
      files: [file("app/views.py")],
      findings: [finding({ fingerprint: "same" }), finding({ fingerprint: "same" })],
    });
    for (const one of [sampleAudit(), twins, hostile, EMPTY]) {
      const html = text("html", one);
      const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const [, href] of html.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(href);
    }
  });

  it("gives a webview a nonce and the editor's colours", () => {
    const html = renderHtml(sampleAudit(), RULES, { kind: "webview", nonce: "abc123" });
    expect(html).toContain("nonce-abc123");
    expect(html).toContain('<script nonce="abc123">');
    expect(html).toContain("--vscode-editor-background");
  });
});
