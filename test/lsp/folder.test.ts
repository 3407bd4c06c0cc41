import { describe, expect, it } from "vitest";
import { CancellationTokenSource } from "vscode-languageserver";
import { createWorkspace } from "../../server/src/engine/workspace.ts";
import type { OpenDocument } from "../../server/src/lsp/documents.ts";
import { Folder } from "../../server/src/lsp/folder.ts";
import { PositionedText } from "../../server/src/lsp/position-encoding.ts";
import { readEditorSettings } from "../../server/src/lsp/settings.ts";
import { pythonParser } from "../syntax/parsers.ts";

const HELPER = "import time\n\n\ndef wait():\n    time.sleep(1)\n";
const CALLER = "from helper import wait\n\n\nasync def main():\n    wait()\n";
const HARMLESS = HELPER.replace("time.sleep(1)", "return 1");

const { token } = new CancellationTokenSource();

/** A clock on which each look at it costs so much time, in milliseconds. */
function clock(cost: number): () => number {
  let time = 0;
  return () => {
    time += cost;
    return time;
  };
}

function document(text: string): OpenDocument {
  const content = new PositionedText(text, "utf-16");
  return { uri: "untitled:helper.py", languageId: "python", version: 1, content };
}

/** A folder with both files, linked once. */
async function folderOf(now: () => number): Promise<Folder> {
  const parser = pythonParser();
  const folder = new Folder({
    uri: "portwright-loose:/",
    root: undefined,
    name: "",
    encoding: "utf-16",
    workspace: createWorkspace(parser),
    interim: createWorkspace(parser),
    project: {
      configuration: { interpreter: "3.13", severity: {}, blocking: [], safe: [], showPossible: false, exclude: [] },
      patterns: { include: [], exclude: [] },
      targets: [],
      web: { go: "net/http", ts: "hono" },
      integers: "auto",
      baseline: new Map(),
      baselineFile: "",
      problems: [],
      settingProblems: [],
    },
    settings: readEditorSettings({}).settings,
  });
  folder.setClosedFile("helper.py", HELPER);
  folder.setClosedFile("caller.py", CALLER);
  await folder.settled(now, token);
  return folder;
}

const rulesIn = (folder: Folder, file: string) => folder.findings(file).map(({ rule }) => rule);

describe("a folder in which linking everything takes long", () => {
  it("answers for an edited file provisionally, and for others when all of it is linked", async () => {
    const now = clock(60);
    const folder = await folderOf(now);
    expect(rulesIn(folder, "caller.py")).toEqual(["blocking-chain"]);
    folder.openDocument("helper.py", document(HARMLESS));
    await folder.settled(now, token);
    expect(rulesIn(folder, "helper.py")).toEqual([]);
    expect(folder.isBehind).toBe(true);
    expect(rulesIn(folder, "caller.py")).toEqual(["blocking-chain"]);
    const { generation } = folder;
    await folder.linked(now, token);
    expect(folder.isBehind).toBe(false);
    expect(folder.generation).toBeGreaterThan(generation);
    expect(rulesIn(folder, "caller.py")).toEqual([]);
  });

  it("has an open file follow the edit of one that it imports at once", async () => {
    const now = clock(60);
    const folder = await folderOf(now);
    folder.openDocument("caller.py", { ...document(CALLER), uri: "untitled:caller.py" });
    folder.openDocument("helper.py", document(HARMLESS));
    await folder.settled(now, token);
    expect(rulesIn(folder, "caller.py")).toEqual([]);
    expect(folder.isBehind).toBe(true);
  });

  it("links to the end what was begun before an edit, and the edit beside it", async () => {
    const now = clock(60);
    const folder = await folderOf(now);
    folder.openDocument("helper.py", document(HARMLESS));
    const linked = folder.linked(now, token);
    folder.openDocument("caller.py", { ...document(CALLER.replace("wait()", "pass")), uri: "untitled:caller.py" });
    folder.openDocument("helper.py", document(HELPER));
    expect(rulesIn(folder, "caller.py")).toEqual([]);
    await linked;
    expect(folder.isBehind).toBe(false);
    expect(rulesIn(folder, "caller.py")).toEqual([]);
    expect(rulesIn(folder, "helper.py")).toEqual([]);
  });

  it("does not keep waiting who cancels", async () => {
    const now = clock(60);
    const folder = await folderOf(now);
    folder.openDocument("helper.py", document(HARMLESS));
    const source = new CancellationTokenSource();
    const linked = folder.linked(now, source.token);
    source.cancel();
    await expect(linked).rejects.toThrow();
    await folder.linked(now, token);
    expect(folder.isBehind).toBe(false);
  });
});

describe("a folder in which linking everything takes no time", () => {
  it("answers for all files at once, and never provisionally", async () => {
    const now = clock(0);
    const folder = await folderOf(now);
    folder.openDocument("helper.py", document(HARMLESS));
    await folder.settled(now, token);
    expect(rulesIn(folder, "caller.py")).toEqual([]);
    expect(folder.snapshot().isProvisional).toBe(false);
  });
});
