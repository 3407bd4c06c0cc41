import { afterEach, describe, expect, it } from "vitest";
import { CancellationTokenSource, type CodeLens, type Hover, type MarkupContent } from "vscode-languageserver/node";
import type { Audit } from "../../server/src/advice/audit.ts";
import { baselineOf, baselineText } from "../../server/src/engine/baseline.ts";
import type { ExplorerTree, FunctionVerdict, PortResult, VerifyResult } from "../../server/src/lsp/protocol.ts";
import { Session, type SessionOptions } from "./session.ts";

const HANDLER = "import time\n\n\nasync def main():\n    time.sleep(1)\n";
const CALM = "import asyncio\n\n\nasync def main():\n    await asyncio.sleep(1)\n";
const HELPER = "import time\n\n\ndef inner():\n    time.sleep(1)\n\n\ndef wait():\n    inner()\n";
const CALLER = "from helper import wait\n\n\nasync def main():\n    wait()\n";
const NUMBERS =
  "def total(limit: int) -> int:\n    result = 0\n    for n in range(limit):\n        result += n * n\n    return result\n";

let session: Session | undefined;

async function start(options: SessionOptions): Promise<Session> {
  session = await Session.start(options);
  return session;
}

afterEach(() => session?.dispose());

describe("a hover", () => {
  it("explains the finding with its chain, each hop a link to its place", async () => {
    const client = await start({ files: { "helper.py": HELPER, "caller.py": CALLER } });
    await client.scanned();
    const uri = await client.open("caller.py", CALLER);
    const hover = await client.connection.sendRequest<Hover>("textDocument/hover", {
      textDocument: { uri },
      position: { line: 4, character: 5 },
    });
    const { kind, value } = hover.contents as MarkupContent;
    expect(kind).toBe("markdown");
    expect(value).toContain("blocking-chain");
    expect(value).toContain(`(${client.uri("helper.py")}#L9)`);
    expect(value).toContain(`(${client.uri("helper.py")}#L5)`);
    expect(hover.range!.start).toEqual({ line: 4, character: 4 });
  });

  it("is silent where there is nothing to say", async () => {
    const client = await start({ files: {} });
    const uri = await client.open("a.py", HANDLER);
    const position = { line: 1, character: 0 };
    expect(await client.connection.sendRequest("textDocument/hover", { textDocument: { uri }, position })).toBeNull();
  });
});

describe("an editor in Chinese", () => {
  it("gets the notes of ports and refusals in its language, and code as it is", async () => {
    const source = "import socket\n\n\ndef connect() -> None:\n    socket.socket()\n";
    const client = await start({ files: { "a.py": source }, locale: "zh-cn" });
    await client.scanned();
    const port = (uri: string) =>
      client.connection.sendRequest<PortResult>("portwright/port", { uri, target: "go", name: "connect" });
    const { items, files, primary } = await port(client.uri("a.py"));
    expect(items[0].notes.map(({ message }) => message)).toEqual([
      "socket.socket 没有移植；移植结果运行到此处会 panic",
    ]);
    expect(files.find(({ path }) => path === primary)!.text).not.toMatch(/[\u4e00-\u9fff]/);
    await expect(port("file:///nowhere/else.py")).rejects.toThrow("不在已打开的文件夹中，因此无法移植。");
  });

  it("gets findings, hovers, actions and lenses in its language", async () => {
    const client = await start({ files: {}, locale: "zh-cn", initializationOptions: { commands: true } });
    const uri = await client.open("a.py", HANDLER);
    const textDocument = { uri };
    const hover = await client.connection.sendRequest<Hover>("textDocument/hover", {
      textDocument,
      position: { line: 4, character: 5 },
    });
    expect((hover.contents as MarkupContent).value).toMatch(
      /（?\(确定\): `time\.sleep` 休眠，会卡住运行此协程的事件循环。/,
    );
    const [lens] = await client.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument });
    expect(lens.command?.title).toBe("Portwright：改为异步 · 约 0.5 人日 · 1 个发现");
    const range = { start: { line: 4, character: 4 }, end: { line: 4, character: 8 } };
    const actions = await client.connection.sendRequest<{ title: string }[]>("textDocument/codeAction", {
      textDocument,
      range,
      context: { diagnostics: [] },
    });
    expect(actions.map(({ title }) => title)).toEqual(
      expect.arrayContaining([
        "替换为 await asyncio.sleep(…)",
        "在此处抑制 blocking-call，并写明理由",
        "把 main 移植到 Go…",
      ]),
    );
  });
});

describe("the code lens", () => {
  it("shows the verdict above the function, unless it is switched off", async () => {
    const client = await start({ files: {}, initializationOptions: { commands: true } });
    const uri = await client.open("a.py", HANDLER);
    const lenses = () => client.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
    const [lens] = await lenses();
    expect(lens.range.start.line).toBe(3);
    expect(lens.command).toMatchObject({
      command: "portwright.showAdvice",
      arguments: [{ uri, name: "main", advice: { verdict: "make-async" } }],
    });
    client.settings = { codeLens: { enabled: false } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await client.settlesOn([], async () => (await lenses()) ?? []);
  });
});

describe("the configuration", () => {
  it("of the editor is taken up while the server runs", async () => {
    const client = await start({ files: {} });
    const uri = await client.open("a.py", HANDLER);
    expect(await client.diagnostics(uri)).toMatchObject([{ severity: 2 }]);
    for (const [setting, expected] of [
      ["error", [1]],
      ["off", []],
      ["info", [3]],
    ] as const) {
      client.settings = { severity: { "blocking-call": setting } };
      await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
      await client.settlesOn([...expected], async () =>
        (await client.diagnostics(uri)).map(({ severity }) => severity as number),
      );
    }
  });

  it("of the project is read again when its file changes", async () => {
    const client = await start({ files: { "a.py": HANDLER } });
    await client.scanned();
    expect(await client.diagnostics(client.uri("a.py"))).toHaveLength(1);
    client.write({ "pyproject.toml": '[tool.portwright]\nexclude = ["a.py"]\n' });
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri("pyproject.toml"), type: 1 }],
    });
    await client.until("the file to be left out", () => client.status?.state === "ready" && client.status.files === 0);
    expect(await client.diagnostics(client.uri("a.py"))).toEqual([]);
  });

  it("that cannot be used is said, and the rest is used", async () => {
    const client = await start({
      files: { "a.py": HANDLER },
      settings: { workspace: { maximumFiles: "many" }, severity: { "blocking-call": "error", "no-such-rule": "off" } },
    });
    await client.scanned();
    expect(client.status!.notes.join("\n")).toMatch(/maximumFiles[\s\S]*no-such-rule/);
    expect(await client.diagnostics(client.uri("a.py"))).toMatchObject([{ severity: 1 }]);
  });
});

describe("the scan", () => {
  it("reports its progress, and stops at the limit with a note", async () => {
    const files = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`m${index}.py`, CALM]));
    const client = await start({ files, settings: { workspace: { maximumFiles: 5 } } });
    await client.scanned();
    expect(client.status).toMatchObject({ files: 5, notes: [expect.stringContaining("maximumFiles")] });
    const kinds = client.progress.map(({ value }) => value.kind);
    expect(kinds[0]).toBe("begin");
    expect(kinds.at(-1)).toBe("end");
    // An audit reads all the same.
    expect((await client.connection.sendRequest<Audit>("portwright/audit", {})).totals.files).toBe(12);
  });

  it("can be cancelled, and says so", async () => {
    const big = HANDLER.repeat(40);
    const files = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`m${index}.py`, big]));
    const client = await start({ files });
    await client.until("the beginning", () => client.progress.length > 0);
    const { token } = client.progress[0];
    await client.connection.sendNotification("window/workDoneProgress/cancel", { token });
    await client.until("the note", () => client.status?.notes.some((note) => note.includes("cancelled")) ?? false);
    expect(client.progress.findLast((progress) => progress.token === token)!.value.kind).toBe("end");
    // What is open is answered for all the same.
    expect(await client.diagnostics(await client.open("m0.py", HANDLER))).toHaveLength(1);
  });

  it("survives files that cannot be read", async () => {
    const client = await start({
      files: {
        "a.py": HANDLER,
        "binary.py": "\u0000\u0001\u0002\u0000\u0000\u0003\u0000".repeat(200),
        "broken.py": "def (:\n  x = = 1\n",
      },
    });
    await client.scanned();
    expect(client.status!.notes.join()).toContain("binary.py");
    expect(await client.diagnostics(client.uri("a.py"))).toHaveLength(1);
  });
});

describe("the audit", () => {
  const files = { "a.py": HANDLER, "calm.py": CALM, "helper.py": HELPER, "caller.py": CALLER };

  it("covers every file and reports its progress", async () => {
    const client = await start({ files });
    const audit = await client.connection.sendRequest<Audit>("portwright/audit", { workDoneToken: "audit" });
    expect(audit.workspace).toBe("project");
    expect(audit.files.map(({ file }) => file)).toEqual(Object.keys(files).sort());
    expect(audit.totals.byRule).toMatchObject({ "blocking-call": 1, "blocking-chain": 1 });
    const kinds = client.progress.filter(({ token }) => token === "audit").map(({ value }) => value.kind);
    expect(kinds[0]).toBe("begin");
    expect(kinds.at(-1)).toBe("end");
  });

  it("can be cancelled", async () => {
    const many = Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`m${index}.py`, HANDLER.repeat(20)]));
    const client = await start({ files: many });
    const source = new CancellationTokenSource();
    const running = client.connection.sendRequest("portwright/audit", { workDoneToken: "audit" }, source.token);
    await client.until("the beginning", () => client.progress.some(({ token }) => token === "audit"));
    source.cancel();
    await expect(running).rejects.toMatchObject({ code: -32800 });
    expect(client.progress.findLast(({ token }) => token === "audit")!.value.kind).toBe("end");
  });

  it("is written as a report, for a file and for a webview", async () => {
    const client = await start({ files });
    const report = await client.connection.sendRequest<string>("portwright/report", {});
    expect(report).toMatch(/^<!doctype html>/);
    expect(report).toContain("blocking-chain");
    const nonce = "c29tZSBub25jZSBvZiBvdXJz";
    const shown = await client.connection.sendRequest<string>("portwright/report", { nonce });
    expect(shown).toMatch(/Content-Security-Policy" content="default-src (&#39;|')none/);
    expect(shown).toContain(`<script nonce="${nonce}">`);
    const spoiled = client.connection.sendRequest("portwright/report", { nonce: '"><script>' });
    await expect(spoiled).rejects.toMatchObject({ code: -32602 });
  });

  it("says which folder it wants where several are open", async () => {
    const client = await start({ files, moreFolders: { second: { "b.py": HANDLER } } });
    await expect(client.connection.sendRequest("portwright/audit", {})).rejects.toMatchObject({ code: -32803 });
    const uri = client.uri("_folders/second");
    expect(
      (await client.connection.sendRequest<Audit>("portwright/audit", { uri })).files.map(({ file }) => file),
    ).toEqual(["b.py"]);
  });
});

describe("the explorer", () => {
  it("holds verdicts, modules and findings", async () => {
    const client = await start({ files: { "a.py": HANDLER, "calm.py": CALM } });
    await client.scanned();
    const tree = await client.connection.sendRequest<ExplorerTree>("portwright/explorer", {});
    expect(tree.complete).toBe(true);
    expect(tree.verdicts).toMatchObject([
      {
        verdict: "make-async",
        modules: [
          {
            path: "a.py",
            uri: client.uri("a.py"),
            findings: [{ rule: "blocking-call", range: { start: { line: 4, character: 4 } } }],
          },
        ],
      },
    ]);
  });
});

describe("the explorer of a workspace with marks that turn text around", () => {
  it("shows them as what they are", async () => {
    const client = await start({ files: { "a\u202e/b.py": HANDLER } });
    await client.scanned();
    const { verdicts } = await client.connection.sendRequest<ExplorerTree>("portwright/explorer", {});
    expect(verdicts[0].modules[0]).toMatchObject({ path: "a<U+202E>/b.py", uri: client.uri("a\u202e/b.py") });
  });
});

describe("the waves in the explorer", () => {
  const COMPUTE = (name: string) =>
    `def ${name}(rows: int, columns: int) -> int:\n    total = 0\n    for row in range(rows):\n        for column in range(columns):\n            total += row * column % 7\n    return total\n`;
  const files = {
    "a.py": HANDLER,
    "leaf.py": COMPUTE("count"),
    "tower.py": `import leaf\n\n\n${COMPUTE("pile")}\n\ndef both(size: int) -> int:\n    return pile(size, size) + leaf.count(size, size)\n`,
  };

  it("have their modules in order, their person-days and their gates", async () => {
    const client = await start({ files });
    await client.scanned();
    const { waves, verdicts } = await client.connection.sendRequest<ExplorerTree>("portwright/explorer", {});
    expect(waves.map(({ number, phase, title }) => [number, phase, title])).toEqual([
      [1, "mend", "Mend it in Python"],
      [2, "pilot", "Pilot"],
      [3, "canary", "Canary"],
      [4, "cutover", "Cutover"],
    ]);
    expect(waves[0].modules).toEqual([client.uri("a.py")]);
    const moved = [...waves[1].modules, ...waves[2].modules];
    expect([...moved].sort()).toEqual([client.uri("leaf.py"), client.uri("tower.py")]);
    expect(waves[3].modules).toEqual(moved);
    for (const { effort, gates, folder } of waves) {
      expect(effort.full).toMatch(/^[\d.]+ person-days? \([\d.]+–[\d.]+\)$/);
      expect(effort.full.startsWith(effort.brief)).toBe(true);
      expect(gates.length).toBeGreaterThan(0);
      expect(folder).toBe("");
    }
    const known = verdicts.flatMap(({ modules }) => modules);
    expect(known.find(({ path }) => path === "leaf.py")?.effort?.brief).toMatch(/^[\d.]+ person-days$/);
  });

  it("are told in the editor's language", async () => {
    const client = await start({ files, locale: "zh-cn" });
    await client.scanned();
    const { waves } = await client.connection.sendRequest<ExplorerTree>("portwright/explorer", {});
    expect(waves[1]).toMatchObject({ title: "试点", effort: { brief: expect.stringMatching(/^[\d.]+ 人日$/) } });
  });
});

describe("the verdicts of a document", () => {
  it("name each function with its place, whether or not lenses are shown", async () => {
    const client = await start({ files: {}, settings: { codeLens: { enabled: false } } });
    const uri = await client.open("a.py", HANDLER);
    const verdicts = await client.connection.sendRequest<FunctionVerdict[]>("portwright/verdicts", { uri });
    expect(verdicts).toMatchObject([
      {
        name: "main",
        range: { start: { line: 3, character: 10 }, end: { line: 3, character: 14 } },
        body: { start: { line: 3, character: 0 }, end: { line: 4 } },
        title: "Portwright: make it async · about 0.5 person-days · 1 finding",
        advice: { verdict: "make-async" },
        findings: 1,
      },
    ]);
    const elsewhere = { uri: "file:///nowhere/else.py" };
    expect(await client.connection.sendRequest("portwright/verdicts", elsewhere)).toEqual([]);
    await expect(client.connection.sendRequest("portwright/verdicts", {})).rejects.toMatchObject({ code: -32602 });
  });
});

describe("a port", () => {
  it("is of the named function, of what stands at the position, or of the module", async () => {
    const client = await start({ files: { "numbers.py": `${NUMBERS}\n\ndef other() -> int:\n    return 2\n` } });
    await client.scanned();
    const uri = client.uri("numbers.py");
    const port = (parameters: object) =>
      client.connection.sendRequest<PortResult>("portwright/port", { uri, ...parameters });
    const named = await port({ target: "go", name: "total" });
    expect(named).toMatchObject({ target: "go", name: "total", module: "numbers", version: null, problems: [] });
    const text = named.files.find(({ path }) => path === named.primary)!.text;
    expect(text).toMatch(/^package /m);
    expect(named.files.some(({ path }) => path === "go.mod")).toBe(true);
    expect(named.links.length).toBeGreaterThan(0);
    expect(await port({ target: "ts", position: { line: 3, character: 10 } })).toMatchObject({
      target: "ts",
      name: "total",
    });
    const whole = await port({ target: "ts" });
    expect(whole.name).toBeUndefined();
    expect(whole.items.map(({ name }) => name)).toEqual(["total", "other"]);
  });

  it("is declined with a reason where there is nothing to port", async () => {
    const client = await start({ files: { "numbers.py": NUMBERS } });
    const port = (parameters: object) => client.connection.sendRequest("portwright/port", parameters);
    await expect(port({ uri: client.uri("missing.py"), target: "go" })).rejects.toMatchObject({ code: -32803 });
    await expect(port({ uri: client.uri("numbers.py"), target: "rust" })).rejects.toMatchObject({ code: -32602 });
    await expect(port({ target: "go" })).rejects.toMatchObject({ code: -32602 });
  });
});

describe("a verification", () => {
  const verify = (client: Session, parameters: object) =>
    client.connection.sendRequest<VerifyResult>("portwright/verify", parameters);

  it("compares the port in the port folder, keeps the evidence there, and a lens tells it until something changes", async () => {
    const client = await start({ files: { "numbers.py": NUMBERS } });
    await client.scanned();
    const uri = client.uri("numbers.py");
    const without = await verify(client, { uri, target: "ts" });
    expect(without).toMatchObject({ failed: null, folder: null, verified: true });
    expect(without.items).toMatchObject([
      { name: "total", result: { kind: "verified" }, range: { start: { line: 0 } } },
    ]);
    const { files } = await client.connection.sendRequest<PortResult>("portwright/port", { uri, target: "ts" });
    client.write(Object.fromEntries(files.map(({ path, text }) => [`ports/ts/numbers/${path}`, text])));
    const kept = await verify(client, { uri, target: "ts", name: "total" });
    expect(kept).toMatchObject({ folder: client.uri("ports/ts/numbers"), verified: true });
    const lenses = async () => {
      const found = await client.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
      return found.map(({ command }) => command?.title ?? "").filter((title) => title.includes("verified"));
    };
    await client.open("numbers.py", NUMBERS);
    expect(await lenses()).toEqual([expect.stringMatching(/^Port to TypeScript verified: 1 item, \d+ cases$/)]);
    client.write({ [`ports/ts/numbers/${files[0].path}`]: `${files[0].text}\n// mine\n` });
    expect(await lenses()).toEqual([]);
  }, 90_000);

  it("is declined with a reason where there is nothing to compare", async () => {
    const client = await start({ files: { "numbers.py": NUMBERS } });
    await expect(verify(client, { uri: client.uri("missing.py"), target: "go" })).rejects.toMatchObject({
      code: -32803,
    });
    await expect(verify(client, { uri: client.uri("numbers.py"), target: "rust" })).rejects.toMatchObject({
      code: -32602,
    });
    const edited = await client.open("numbers.py", `${NUMBERS}\n# not saved\n`);
    await expect(verify(client, { uri: edited, target: "go" })).rejects.toMatchObject({
      code: -32803,
      message: "Save numbers.py first: it is run as it is on disk.",
    });
  });
});

describe("a baseline", () => {
  it("leaves out what it lists, in the editor as in the audit", async () => {
    const client = await start({ files: { "a.py": HANDLER } });
    await client.until("the finding", () => client.status?.findings === 1);
    const accepted = await client.connection.sendRequest<Audit>("portwright/audit", {});
    client.write({
      "accepted.json": baselineText(baselineOf(accepted)),
      "portwright.toml": 'baseline = "accepted.json"\n',
    });
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: client.uri("portwright.toml"), type: 1 }],
    });
    await client.until("no findings", () => client.status?.findings === 0);
    expect(await client.diagnostics(client.uri("a.py"))).toEqual([]);
    expect((await client.connection.sendRequest<Audit>("portwright/audit", {})).totals.findings).toBe(0);
    const uri = await client.open("a.py", `${HANDLER}    time.sleep(2)\n`);
    expect((await client.diagnostics(uri)).map(({ range }) => range.start.line)).toEqual([5]);
  });
});
