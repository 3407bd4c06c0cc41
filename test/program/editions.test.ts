import { describe, expect, it } from "vitest";
import { createWorkspace } from "../../server/src/engine/workspace.ts";
import { KNOWLEDGE } from "../../server/src/knowledge/index.ts";
import { Program } from "../../server/src/program/program.ts";
import { extractFacts } from "../../server/src/semantics/extract.ts";
import { pythonParser } from "../syntax/parsers.ts";

const parser = pythonParser();

type Files = Readonly<Record<string, string>>;

const CLIENT = `import time
import requests


class Client:
    def __init__(self, address):
        self.address = address

    def ask(self, path):
        return requests.get(self.address + path)

    def rest(self):
        pass


def pause(seconds=1):
    time.sleep(seconds)
`;
const SERVICE = `import threading
from client import Client, pause

total = 0


def count():
    global total
    total += 1


def start():
    for _ in range(4):
        threading.Thread(target=count).start()


class Local(Client):
    def rest(self):
        return [one for one in range(3)]


async def handle(client: Client):
    client.rest()
    return 1
`;
const APP = `import asyncio
from service import handle, Local
from client import pause


async def main():
    await handle(Local("http://x"))


def nap():
    return 1


async def sleepy():
    nap()


asyncio.run(main())
`;
const FILES: Files = { "app.py": APP, "client.py": CLIENT, "service.py": SERVICE };

function workspaceOf(files: Files) {
  const workspace = createWorkspace(parser);
  for (const [file, text] of Object.entries(files)) workspace.setFile(file, text);
  return workspace;
}

/** Replaces a part of one file. */
function edited(file: string, from: string, to: string): Files {
  const text = FILES[file].replace(from, to);
  expect(text).not.toBe(FILES[file]);
  return { ...FILES, [file]: text };
}

/** What is provisionally said of a file after an edit, and what a fresh workspace says. */
function check(files: Files, file: string, open: readonly string[] = []) {
  const workspace = workspaceOf(FILES);
  for (const name of Object.keys(FILES)) workspace.snapshot().findings(name);
  for (const [name, text] of Object.entries(files)) workspace.setFile(name, text);
  const snapshot = workspace.provisional(open);
  const said = snapshot.findings(file);
  expect(snapshot.isProvisional).toBe(true);
  return { workspace, snapshot, said, fresh: workspaceOf(files).snapshot().findings(file) };
}

describe("what is said of an edited file before the whole is linked again", () => {
  it.each<[string, string, string, string]>([
    ["a wait in a coroutine", "service.py", "    client.rest()\n", "    pause(2)\n"],
    ["a call of a method of another file", "service.py", "    client.rest()\n", "    client.ask('/')\n"],
    [
      "a wait through a new function",
      "service.py",
      "    client.rest()\n",
      "    more()\n\n\ndef more():\n    pause()\n",
    ],
    ["a wait in a function that another coroutine calls", "app.py", "    return 1\n", "    pause()\n"],
    ["an override that waits", "service.py", "return [one for one in range(3)]", "return self.ask('/')"],
    ["a lambda before other functions", "app.py", "async def main", "key = lambda one: one\n\n\nasync def main"],
    [
      "a function that goes",
      "service.py",
      "class Local(Client):\n    def rest(self):\n        return [one for one in range(3)]\n",
      "Local = Client\n",
    ],
    ["a statement before a race", "service.py", "total = 0\n", "total = 0\nother = len('x')\n"],
    [
      "a write that is guarded now",
      "service.py",
      "    total += 1\n",
      "    with threading.Lock():\n        total += 1\n",
    ],
    ["a broken line", "app.py", "    await handle(", "    await handle(("],
    ["a coroutine that is none any more", "service.py", "async def handle", "def handle"],
  ])("%s: what a fresh workspace says", (_, file, from, to) => {
    const { said, fresh } = check(edited(file, from, to), file);
    expect(said).toEqual(fresh);
  });

  it("moves the places of what was found before in other files through the edited one", () => {
    const wait = "async def slow():\n    pause()\n";
    const workspace = workspaceOf({ ...FILES, "user.py": `from client import pause\n\n\n${wait}` });
    const [before] = workspace.snapshot().findings("user.py");
    expect(before.chain.map(({ file }) => file)).toContain("client.py");
    const text = CLIENT.replace("class Client", "limit = 3\n\n\nclass Client");
    workspace.setFile("client.py", text);
    const [now] = workspace.provisional([]).findings("user.py");
    for (const hop of now.chain.filter(({ file }) => file === "client.py"))
      expect(text.slice(hop.range.start, hop.range.end)).toContain("sleep");
  });

  it("is linked again for an open file that imports the edited one", () => {
    const files = edited(
      "client.py",
      "    def rest(self):\n        pass",
      "    def rest(self):\n        time.sleep(2)",
    );
    const changed = { ...files, "client.py": files["client.py"].replace("time.sleep(seconds)", "return seconds") };
    const { said, fresh } = check(changed, "service.py", ["service.py"]);
    expect(said).toEqual(fresh);
  });

  it("is no other where the edit changes nothing but the layout: then what was linked is moved", () => {
    const workspace = workspaceOf(FILES);
    workspace.snapshot().findings("app.py");
    workspace.setFile("service.py", SERVICE.replace("total = 0\n", "# a remark\ntotal = 0\n"));
    expect(workspace.provisional([]).findings("service.py")).toHaveLength(1);
    expect(workspace.provisional([]).isProvisional).toBe(false);
  });

  it("is that of the first text where the edit is taken back", () => {
    const { workspace } = check(edited("service.py", "    client.rest()\n", "    pause(2)\n"), "service.py");
    workspace.setFile("service.py", SERVICE);
    expect(workspace.provisional([]).findings("service.py")).toEqual(
      workspaceOf(FILES).snapshot().findings("service.py"),
    );
  });

  it("gives way to what linking in steps finds, for all files", () => {
    const files = edited("client.py", "time.sleep(seconds)", "return seconds");
    const { workspace } = check(files, "app.py");
    const steps = workspace.snapshot().linking();
    let count = 0;
    while (steps.next().done !== true) count++;
    expect(count).toBeGreaterThan(3);
    expect(workspace.snapshot().isLinked).toBe(true);
    const later = workspace.provisional([]);
    for (const file of Object.keys(files))
      expect(later.findings(file)).toEqual(workspaceOf(files).snapshot().findings(file));
    expect(later.isProvisional).toBe(false);
  });

  it("is never what an audit is made of", () => {
    const files = edited("client.py", "time.sleep(seconds)", "return seconds");
    const { snapshot } = check(files, "client.py");
    const audit = snapshot.audit({ workspace: "w", problems: [] });
    expect(audit).toEqual(workspaceOf(files).snapshot().audit({ workspace: "w", problems: [] }));
    expect(snapshot.isProvisional).toBe(false);
  });

  it("needs the edited file's functions to be linked, and no others", () => {
    const inputs = Object.entries(FILES).map(([file, text]) => ({
      file,
      facts: extractFacts(parser.parse(text).tree),
    }));
    const program = new Program(inputs, KNOWLEDGE, { blocking: new Set(), safe: new Set(), minor: 13 });
    const text = SERVICE.replace("    client.rest()\n", "    pause(2)\n    client.rest()\n");
    const facts = extractFacts(parser.parse(text).tree);
    const original = program.modules.byFile("service.py")!;
    program.edit([{ original, facts, moved: (place) => place }]);
    const added = program.graph.nodes.slice(program.linkedNodes);
    expect(added.map((node) => program.functionOf(node).qualifiedName)).toEqual(
      facts.functions.map((fn) => fn.qualifiedName),
    );
    expect(new Set(added.map((node) => node.module))).toEqual(new Set([program.modules.byFile("service.py")]));
  });

  it("is linked as a whole where files come or the configuration changes", () => {
    const workspace = workspaceOf(FILES);
    workspace.snapshot().findings("app.py");
    workspace.setFile("new.py", "x = 1\n");
    expect(workspace.provisional([]).isQuick).toBe(false);
    workspace.removeFile("new.py");
    expect(workspace.provisional([]).isQuick).toBe(true);
    expect(workspace.provisional([]).findings("app.py")).toEqual(workspaceOf(FILES).snapshot().findings("app.py"));
  });
});
