import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/toolchain.mjs";

// What a reader can click in the documents of the repository: each leads to a file that is committed, and to a heading in it.
const documents = execFileSync("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard", "*.md"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\0")
  .filter((file) => /^([\w-]+\.md|docs\/.*|extension\/.*)$/.test(file) && existsSync(join(root, file)));

/** The notices quote licences, which are not ours to link. */
const own = documents.filter((file) => file !== "THIRD-PARTY-NOTICES.md");

interface Link {
  readonly from: string;
  readonly line: number;
  /** Empty for a heading of the same document. */
  readonly path: string;
  readonly heading: string | undefined;
  readonly isImage: boolean;
}

const links = own.flatMap(linksOf).filter(({ path }) => !/^\w+:/.test(path));

describe("the documents", () => {
  it("are there", () => {
    expect(own).toEqual(expect.arrayContaining(["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]));
    expect(links.length).toBeGreaterThan(50);
  });

  it("link to files that exist", () => {
    expect(described(links.filter((link) => !existsSync(targetOf(link))))).toEqual([]);
  });

  it("link to headings that exist", () => {
    const missing = links.filter((link) => {
      if (link.heading === undefined || !existsSync(targetOf(link))) return false;
      return !headingsOf(readFileSync(targetOf(link), "utf8")).includes(link.heading);
    });
    expect(described(missing)).toEqual([]);
  });

  it("stay in the repository with every link", () => {
    const outside = links.filter((link) => relative(root, targetOf(link)).startsWith(".."));
    expect(described(outside)).toEqual([]);
  });

  it("are all reached from the README", () => {
    const reached = new Set(["README.md"]);
    for (const file of reached) {
      for (const link of links)
        if (link.from === file) reached.add(relative(root, targetOf(link)).replaceAll("\\", "/"));
    }
    const guide = own.filter((file) => !file.startsWith("extension/"));
    expect(guide.filter((file) => !reached.has(file))).toEqual([]);
  });

  it("show pictures that load quickly", () => {
    const pictures = links.filter((link) => link.isImage && existsSync(targetOf(link)));
    expect(described(pictures.filter((link) => statSync(targetOf(link)).size > 250_000))).toEqual([]);
  });
});

function linksOf(file: string): Link[] {
  return withoutCode(readFileSync(join(root, file), "utf8"))
    .split("\n")
    .flatMap((text, index) =>
      [...text.matchAll(/(!?)\[[^\]]*\]\(([^)\s#]*)(?:#([^)\s]*))?\)/g)].map(([, mark, path, heading]) => ({
        from: file,
        line: index + 1,
        path,
        heading,
        isImage: mark === "!",
      })),
    );
}

/** Blanks out code, whose brackets are no links, and keeps the lines' numbers. */
function withoutCode(markdown: string): string {
  return markdown
    .replaceAll(/^```[\s\S]*?^```$/gm, (block) => block.replaceAll(/[^\n]/g, " "))
    .replaceAll(/`[^`\n]*`/g, (code) => code.replaceAll(/[[\]()]/g, " "));
}

function targetOf({ from, path }: Link): string {
  if (path === "") return join(root, from);
  // The extension's own page is shipped at the root of its package, beside docs/.
  return join(root, from === "extension/README.md" ? "." : dirname(from), path);
}

/** The anchors that a host of Markdown gives to headings: lower case, punctuation left out, hyphens for blanks. */
function headingsOf(markdown: string): readonly string[] {
  return [...withoutCode(markdown).matchAll(/^#{1,6} (.+)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(" ", "-"),
  );
}

function described(found: readonly Link[]): readonly string[] {
  return found.map(
    ({ from, line, path, heading }) => `${from}:${line}: ${path}${heading === undefined ? "" : `#${heading}`}`,
  );
}
