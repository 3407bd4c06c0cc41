import { execFileSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { discover } from "../../server/src/engine/discovery.ts";
import { readSource } from "../../server/src/engine/read-source.ts";
import { createNodeHost } from "../../server/src/host/node/node-host.ts";
import { loadPythonParser } from "../../server/src/host/node/parser.ts";
import { loadPortTools } from "../../server/src/host/node/tools.ts";

let root = "";
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "portwright-host-"));
});
afterEach(async () => rm(root, { recursive: true, force: true }));

describe.each(["others", "nothing"] as const)("a real file system, with %s to do meanwhile", (meanwhile) => {
  const host = createNodeHost(meanwhile);

  it("gives files, follows links, and leaves loops alone", async () => {
    await mkdir(join(root, "pkg"));
    await writeFile(join(root, "pkg", "a.py"), "x = 1\n");
    await symlink(root, join(root, "pkg", "loop"));
    await symlink("self.py", join(root, "self.py"));
    await symlink("nowhere", join(root, "broken.py"));
    const found = await discover(host, { root, paths: [root], include: ["*.py"], exclude: [] });
    expect(found.files.map(({ file }) => file)).toEqual(["pkg/a.py"]);
    expect(found.problems.map(({ file, code }) => [file, code])).toEqual([
      ["broken.py", "unreadable"],
      ["pkg/loop", "symlink-loop"],
      ["self.py", "symlink-loop"],
    ]);
  });

  it("a file of 1 GB is skipped, and said", async () => {
    const path = join(root, "huge.py");
    await writeFile(path, "");
    await truncate(path, 1_000_000_000);
    const { text, problem } = await readSource(host, { file: "huge.py", path });
    expect(text).toBeUndefined();
    expect(problem).toEqual({
      file: "huge.py",
      code: "too-large",
      message: "The file was not analysed. It has 1000 MB; files over 20 MB are not read.",
    });
  });

  it("what is not a file is not read", async () => {
    expect(await host.readFile(root, 10)).toMatchObject({ code: "unreadable" });
    expect(await host.readFile(join(root, "none"), 10)).toMatchObject({ code: "missing" });
    execFileSync("mkfifo", [join(root, "pipe.py")]);
    expect(await host.readFile(join(root, "pipe.py"), 10)).toMatchObject({ code: "unreadable" });
    await writeFile(join(root, "a.py"), "x = 1\n");
    expect(await host.readFile(join(root, "a.py"), 10)).toEqual(Buffer.from("x = 1\n"));
    expect(await host.readFile(join(root, "a.py"), 5)).toMatchObject({ code: "too-large" });
    expect(await host.readDirectory(join(root, "none"))).toMatchObject({ code: "missing" });
    expect(await host.kindOf(join(root, "none"))).toBe("missing");
    expect(await host.kindOf("/dev/null")).toBe("other");
  });

  it("writes whole files, folders made on the way, and no trace beside them", async () => {
    const path = join(root, "deep", "er", "out.txt");
    expect(await host.writeFile(path, "one")).toBeUndefined();
    expect(await host.writeFile(path, "two")).toBeUndefined();
    expect(await readFile(path, "utf8")).toBe("two");
    expect((await host.readDirectory(join(root, "deep", "er"))) as unknown).toEqual([
      { name: "out.txt", kind: "file" },
    ]);
    expect(await host.writeFile(root, "x")).toMatchObject({ code: "unwritable" });
    expect(await host.writeFile(join(path, "below"), "x")).toMatchObject({ code: "unwritable" });
  });
});

describe("the parser", () => {
  it("loads from the file that ships", async () => {
    expect((await loadPythonParser()).tree("async def f():\n    time.sleep(1)\n").count).toBeGreaterThan(5);
  });
});

describe("the tools for ports", () => {
  it("load once, format Go, and tell where a target's text is wrong", async () => {
    const tools = await loadPortTools();
    expect(await loadPortTools()).toBe(tools);
    expect(tools.go.format("package a\nfunc  f( ) {}\n")).toEqual({ ok: true, text: "package a\n\nfunc f() {}\n" });
    expect(tools.go.errors("package a\n\nfunc f() {}\n")).toEqual([]);
    expect(tools.go.errors("package a\n\nfunc f( {}\n")).not.toEqual([]);
    expect(await tools.checkTypeScript?.([{ path: "a.ts", text: "export const x: number = 1;\n" }])).toEqual([]);
    const wrong = await tools.checkTypeScript?.([{ path: "a.ts", text: 'export const x: number = "1";\n' }]);
    expect(wrong?.join()).toContain("a.ts:1");
  });
});
