import { describe, expect, it } from "vitest";
import { type DiscoveryOptions, discover } from "../../server/src/engine/discovery.ts";
import { readSource } from "../../server/src/engine/read-source.ts";
import { type MemoryEntry, memoryHost } from "./memory-host.ts";

interface Expected {
  readonly files: readonly string[];
  /** `file: code`. */
  readonly problems?: readonly string[];
}

async function check(
  files: Readonly<Record<string, MemoryEntry>>,
  expected: Expected,
  options: Partial<DiscoveryOptions> = {},
): Promise<void> {
  const host = memoryHost(Object.fromEntries(Object.entries(files).map(([name, entry]) => [`/w/${name}`, entry])));
  const found = await discover(host, {
    root: "/w",
    paths: ["/w"],
    include: ["**/*.py", "**/*.pyw"],
    exclude: [],
    ...options,
  });
  expect(found.files.map(({ file }) => file)).toEqual(expected.files);
  expect(found.problems.map(({ file, code }) => `${file}: ${code}`)).toEqual(expected.problems ?? []);
}

describe("the files of a workspace", () => {
  it("are its Python files, in an order that no machine changes", async () => {
    await check(
      { "b.py": "", "a/z.py": "", "a/B.pyw": "", "a/readme.md": "", "ä.py": "", "Z.py": "" },
      { files: ["Z.py", "a/B.pyw", "a/z.py", "b.py", "ä.py"] },
    );
  });

  it("are none in an empty folder", async () => {
    await check({ "readme.md": "" }, { files: [] });
  });

  it("leave out what nobody wrote there", async () => {
    await check(
      {
        "app.py": "",
        ".git/hooks/x.py": "",
        "node_modules/gyp/x.py": "",
        "__pycache__/x.py": "",
        ".venv/lib/x.py": "",
        "env/pyvenv.cfg": "",
        "env/lib/x.py": "",
        "lib/site-packages/x.py": "",
        "build/lib/x.py": "",
        "app.egg-info/x.py": "",
        ".tox/x.py": "",
      },
      { files: ["app.py"] },
    );
  });

  it("keep packages that merely bear such a name", async () => {
    await check(
      { "venv/__init__.py": "", "tool/build/__init__.py": "", "tool/build/run.py": "" },
      { files: ["tool/build/__init__.py", "tool/build/run.py", "venv/__init__.py"] },
    );
  });

  it("obey .gitignore, the innermost first", async () => {
    await check(
      {
        ".gitignore": "gen/\n*_pb2.py\n/top.py\n",
        "gen/x.py": "",
        "a_pb2.py": "",
        "top.py": "",
        "sub/top.py": "",
        "sub/.gitignore": "!b_pb2.py\n",
        "sub/b_pb2.py": "",
        "sub/c_pb2.py": "",
      },
      { files: ["sub/b_pb2.py", "sub/top.py"] },
    );
  });

  it("obey the .gitignore of the repository around the workspace", async () => {
    const host = memoryHost({ "/r/.git/HEAD": "", "/r/.gitignore": "old/\n", "/r/w/a.py": "", "/r/w/old/b.py": "" });
    const found = await discover(host, { root: "/r/w", paths: ["/r/w"], include: ["*.py"], exclude: [] });
    expect(found.files.map(({ file }) => file)).toEqual(["a.py"]);
  });

  it("are all there when an ignored folder is named outright", async () => {
    await check({ ".gitignore": "gen/\n", "gen/x.py": "" }, { files: ["gen/x.py"] }, { paths: ["/w/gen"] });
  });

  it("include a file that is named outright, whatever speaks against it", async () => {
    await check({ ".gitignore": "x\n", x: "", "y.py": "" }, { files: ["x"] }, { paths: ["/w/x"], exclude: ["x"] });
  });

  it("obey patterns: a name at any depth, a path from the root, a folder for all in it", async () => {
    const files = {
      "a.py": "",
      "tests/a.py": "",
      "sub/tests/b.py": "",
      "docs/conf.py": "",
      "sub/docs/conf.py": "",
      "s.pyi": "",
    };
    await check(files, { files: ["a.py", "sub/docs/conf.py"] }, { exclude: ["tests", "docs/*.py"] });
    await check(files, { files: ["s.pyi", "sub/docs/conf.py", "sub/tests/b.py"] }, { include: ["*.pyi", "sub/"] });
  });
});

describe("odd file systems", () => {
  it("a link back to a folder above is said and not followed", async () => {
    await check(
      { "pkg/a.py": "", "pkg/again": { link: "/w" }, "self.py": { link: "/w/self.py" } },
      { files: ["pkg/a.py"], problems: ["pkg/again: symlink-loop", "self.py: symlink-loop"] },
    );
  });

  it("a file is known by its real place, not by a link that comes first", async () => {
    await check(
      { "a-link": { link: "/w/real" }, "a.py": { link: "/w/real/m.py" }, "real/m.py": "" },
      { files: ["real/m.py"] },
    );
  });

  it("a link out of the workspace is followed", async () => {
    const host = memoryHost({
      "/w/vendored": { link: "/else/lib" },
      "/else/lib/m.py": "",
      "/else/lib/up": { link: "/else/lib" },
    });
    const found = await discover(host, { root: "/w", paths: ["/w"], include: ["*.py"], exclude: [] });
    expect(found.files).toEqual([{ file: "vendored/m.py", path: "/w/vendored/m.py" }]);
  });

  it("a broken link and an unreadable folder are problems, and the rest is found", async () => {
    await check(
      { "a.py": "", "gone.py": { link: "/nowhere" }, secret: { unreadable: true, kind: "directory" }, "z/b.py": "" },
      { files: ["a.py", "z/b.py"], problems: ["gone.py: unreadable", "secret/: unreadable"] },
    );
  });

  it("hundreds of levels of folders are no problem", async () => {
    const deep = `${"d/".repeat(300)}x.py`;
    await check({ [deep]: "" }, { files: [deep] });
  });

  it("a file that vanishes, one that may not be read and one that is too large are problems of those files", async () => {
    const host = memoryHost({
      "/w/a.py": "",
      "/w/b.py": { unreadable: true, kind: "file" },
      "/w/c.py": new Uint8Array(20_000_001),
    });
    const files = (await discover(host, { root: "/w", paths: ["/w"], include: ["*.py"], exclude: [] })).files;
    host.beforeRead = (path) => path === "/w/a.py" && host.entries.delete(path);
    const read = await Promise.all(files.map((file) => readSource(host, file)));
    expect(read.map(({ text, problem }) => [text, problem?.code])).toEqual([
      [undefined, "unreadable"],
      [undefined, "unreadable"],
      [undefined, "too-large"],
    ]);
  });
});
