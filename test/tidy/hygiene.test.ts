import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/toolchain.mjs";

const tracked = execFileSync("git", ["ls-files", "-z"], {
  cwd: root,
  encoding: "utf8",
  maxBuffer: 64 * 1024 * 1024,
})
  .split("\0")
  .filter((file) => file !== "" && existsSync(join(root, file)));

const binary = /\.(wasm|png|ico|gz|zip|vsix)$/;
const texts = tracked
  .filter((file) => !binary.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), "utf8") }));
const packageManifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

describe("tests", () => {
  it("are never skipped, narrowed or left to do", () => {
    // Put together from pieces, so that this file does not find itself.
    const calls = ["skip", "only", "todo", "fixme"].join("|");
    const narrowed = new RegExp(
      `\\b(?:it|test|describe|suite|bench)\\s*(?:\\.\\w+)*\\.(?:${calls})\\b|\\b(?:x|f)(?:it|describe)\\(`,
    );
    expect(places(/^test\/.*\.(ts|mjs)$/, narrowed)).toEqual([]);
  });

  it("wait for conditions, not for time", () => {
    expect(places(/^test\/.*\.(ts|mjs)$/, new RegExp(["waitFor", "Timeout\\("].join("")))).toEqual([]);
  });
});

describe("files", () => {
  it("name no path of the machine that they were written on", () => {
    const folders = ["work/main", "work/shared", "work/\\.library", "root/", "home/[a-z]+/\\.[a-z]"].join("|");
    expect(places(/^(?!test\/(fixtures|truth|port\/cases)\/)/, new RegExp(`(?<![\\w.~}*)-])/(?:${folders})`))).toEqual(
      [],
    );
  });

  it("name no host of a package registry", () => {
    const hosts = ["registry\\.npmjs", "files\\.pythonhosted", "static\\.crates", "proxy\\.golang"].join("|");
    expect(places(/./, new RegExp(`(?:${hosts})\\.\\w+`))).toEqual([]);
  });

  it("are not called after nothing in particular", () => {
    const vague = new Set(["util", "utils", "helper", "helpers", "misc", "common", "manager"]);
    const named = tracked.filter(
      (file) => /^(server|extension|scripts)\//.test(file) && vague.has(basename(file).replace(/\..*$/, "")),
    );
    expect(named).toEqual([]);
  });
});

describe("the documentation", () => {
  const documents = texts.filter(
    ({ file }) => /^(README|CONTRIBUTING|ARCHITECTURE|docs\/.*)\.md$/.test(file) || /^docs\/.*\.md$/.test(file),
  );

  it("names only npm scripts that exist", () => {
    const unknown = documents.flatMap(({ file, text }) =>
      [...text.matchAll(/npm run ([\w:-]+)/g)]
        .filter(([, name]) => !(name in packageManifest.scripts))
        .map(([, name]) => `${file}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });
});

describe("npm scripts", () => {
  it("start files that exist", () => {
    const started = Object.entries<string>(packageManifest.scripts).flatMap(([name, command]) =>
      [...command.matchAll(/\bnode (\S+)/g)]
        .filter(([, file]) => !existsSync(join(root, file)))
        .map(([, file]) => `${name}: ${file}`),
    );
    expect(started).toEqual([]);
  });
});

/** Where a pattern stands in files of a name. */
function places(files: RegExp, pattern: RegExp): readonly string[] {
  return texts
    .filter(({ file }) => files.test(file))
    .flatMap(({ file, text }) =>
      pattern.test(text)
        ? text
            .split("\n")
            .flatMap((line, index) =>
              pattern.test(line) ? [`${file}:${index + 1}: ${line.trim().slice(0, 100)}`] : [],
            )
        : [],
    );
}
