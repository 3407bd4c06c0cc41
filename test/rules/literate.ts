/** Literate examples: Markdown whose fenced Python blocks are workspaces, with markers where rules must speak or be silent. */

export interface ExampleFile {
  readonly path: string;
  readonly text: string;
}

/** One workspace: an unnamed block, or the blocks of a section that follow a line such as "`app/main.py`:". */
export interface Example {
  /** The headings above it. */
  readonly title: string;
  /** One-based line of its first block in the Markdown file. */
  readonly line: number;
  readonly files: readonly ExampleFile[];
}

/** `# expect: rule` or `# ok: rule` on a line, under the default interpreter or under the one in brackets. */
export interface Marker {
  readonly kind: "expect" | "ok";
  readonly interpreter: string | undefined;
  readonly rule: string;
  readonly path: string;
  /** One-based. */
  readonly line: number;
}

export function examplesOf(markdown: string): readonly Example[] {
  const examples: { title: string; line: number; files: ExampleFile[]; named: boolean }[] = [];
  const lines = markdown.split("\n");
  let title = "";
  let path: string | undefined;
  for (let at = 0; at < lines.length; at++) {
    const heading = /^#{1,3} (.*)$/.exec(lines[at]);
    if (heading !== null) title = heading[1];
    path = /^`([\w/]+\.pyi?)`:$/.exec(lines[at])?.[1] ?? path;
    if (!/^```python\b/.test(lines[at])) continue;
    const opened = at;
    while (at + 1 < lines.length && lines[at + 1] !== "```") at++;
    const file = { path: path ?? "example.py", text: `${lines.slice(opened + 1, at + 1).join("\n")}\n` };
    const last = examples.at(-1);
    if (path !== undefined && last?.named === true && last.title === title) last.files.push(file);
    else examples.push({ title, line: opened + 1, files: [file], named: path !== undefined });
    path = undefined;
    at++;
  }
  return examples;
}

const MARKER = /#\s*(expect|ok)(?:\[([^\]]+)\])?:\s*([\w-]+(?:\s*,\s*[\w-]+)*)/g;

export function markersOf(files: readonly ExampleFile[]): readonly Marker[] {
  return files.flatMap(({ path, text }) =>
    text.split("\n").flatMap((line, index) =>
      [...line.matchAll(MARKER)].flatMap(([, kind, interpreter, rules]) =>
        rules.split(",").map((rule) => ({
          kind: kind === "expect" ? ("expect" as const) : ("ok" as const),
          interpreter,
          rule: rule.trim(),
          path,
          line: index + 1,
        })),
      ),
    ),
  );
}

/** The text as a reader of the documentation sees it. */
export function withoutMarkers(text: string): string {
  return text.replace(/[ \t]*#\s*(?:expect|ok)(?:\[[^\]]+\])?:[^#\n]*/g, "");
}
