import type { LineLink, SketchFile } from "../sketch.ts";

/** What the Go compiler refuses in a file of a port; zero-based line, zero-based column in bytes. */
export interface GoFault {
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
}

/** Builds the files and gives what the compiler refuses; undefined where there is no compiler, or it could not be asked. */
export type GoCompiler = (files: readonly SketchFile[]) => Promise<readonly GoFault[] | undefined>;

/** A declaration that became a stub because the compiler refused it; the line is that of the port before any line went. */
export interface GoStub {
  readonly line: number;
  readonly message: string;
}

export interface GoMended {
  readonly files: readonly SketchFile[];
  readonly links: readonly LineLink[];
  readonly stubs: readonly GoStub[];
  /** What is still refused. */
  readonly problems: readonly string[];
}

/** A stub can leave an import, or another declaration, without what it stands on. */
const MAX_ROUNDS = 16;

/** How much of a declaration is left: its head with a body that panics, or nothing but a comment. */
type Left = "head" | "nothing";

interface Declaration {
  readonly kind: "function" | "variable" | "other";
  /** First line, first line after the head, and the last line. */
  readonly start: number;
  readonly body: number;
  readonly end: number;
}

/**
 * Makes a port that the Go compiler refuses build: a value of no known type gets an assertion where the compiler asks for one; a function
 * that is refused for another reason panics, and says why; the text that was refused stays as a comment, so that no line moves. What
 * leans on an import that nothing uses any more loses that import.
 */
export async function mendGo(
  files: readonly SketchFile[],
  primary: string,
  links: readonly LineLink[],
  fileName: string,
  compile: GoCompiler,
): Promise<GoMended> {
  const before = files.find(({ path }) => path === primary);
  let lines = before?.text.split("\n") ?? [];
  let kept = links;
  const left = new Map<number, Left>();
  const stubs: GoStub[] = [];
  let faults: readonly GoFault[] = [];
  const current = (): SketchFile[] =>
    files.map((file) => (file.path === primary ? { ...file, text: lines.join("\n") } : file));
  // Imports go last, so that until then a line keeps its number.
  for (let round = 0; round < MAX_ROUNDS; round++) {
    faults = (await compile(current())) ?? [];
    if (faults.length === 0) break;
    const own = faults.filter(({ path }) => path === primary);
    const unused = own.filter(({ message }) => /imported( as \w+)? and not used$/.test(message));
    const rest = own.filter((fault) => !unused.includes(fault));
    if (rest.length === 0) {
      if (unused.length === 0) break;
      const gone = new Set(unused.map(({ line }) => line));
      lines = lines.filter((_, index) => !gone.has(index));
      kept = withoutLines(kept, gone);
      break;
    }
    const declarations = declarationsOf(lines);
    const asserted = new Set<number>();
    // From the right, since an assertion moves what follows it in its line.
    const ordered = [...rest].sort((a, b) => b.line - a.line || b.column - a.column);
    const refused = new Map<number, { declaration: Declaration; message: string; inHead: boolean }>();
    for (const fault of ordered) {
      const declaration = declarations.find(({ start, end }) => fault.line >= start && fault.line <= end);
      if (declaration === undefined) continue;
      const text = asserted.has(fault.line) ? undefined : cure(lines[fault.line], fault);
      if (text !== undefined && round < MAX_ROUNDS / 2) {
        lines[fault.line] = text;
        asserted.add(fault.line);
        continue;
      }
      if (asserted.has(fault.line) && round < MAX_ROUNDS / 2) continue;
      const inHead = declaration.kind === "other" || (declaration.kind === "function" && fault.line < declaration.body);
      refused.set(declaration.start, { declaration, message: fault.message, inHead });
    }
    if (refused.size === 0 && asserted.size === 0) break;
    for (const { declaration, message, inHead } of refused.values()) {
      // A program without its `main` does not build.
      const isMain = /^func main\(\)/.test(lines[declaration.start]);
      if (isMain && left.has(declaration.start)) continue;
      const next: Left = !isMain && (inHead || left.has(declaration.start)) ? "nothing" : "head";
      left.set(declaration.start, next);
      stubs.push({ line: declaration.start, message });
      const python = pythonLine(links, declaration.start);
      stubOut(lines, declaration, next, `${fileName}${python === undefined ? "" : `:${python + 1}`}: ${message}`);
    }
  }
  faults = (await compile(current())) ?? [];
  return {
    files: current(),
    links: kept,
    stubs,
    problems: faults.map(({ path, line, message }) => `${path}:${line + 1}: ${message}`),
  };
}

/** The declarations of a formatted file: they begin at the first column, and end before the next blank line at that level. */
function declarationsOf(lines: readonly string[]): Declaration[] {
  const found: Declaration[] = [];
  for (let start = 0; start < lines.length; start++) {
    const word = /^(func|var|type|const)\b/.exec(lines[start])?.[1];
    if (word === undefined) continue;
    let end = start;
    // What is opened at the first line is closed at the first column; a raw string may hold lines that look like anything.
    if (/[{(`[,+]$/.test(lines[start]) || oddBackquotes(lines[start])) {
      let inRaw = oddBackquotes(lines[start]);
      for (end = start + 1; end < lines.length - 1; end++) {
        if (/^func [(\w]/.test(lines[end])) {
          end--;
          break;
        }
        const wasRaw = inRaw;
        if (oddBackquotes(lines[end])) inRaw = !inRaw;
        if (inRaw) continue;
        const closes = wasRaw ? word !== "func" : /^[})\]]/.test(lines[end]);
        if (closes && !/[{([,+]$/.test(lines[end])) break;
      }
    }
    let body = start + 1;
    if (word === "func") while (body <= end && !lines[body - 1].endsWith("{")) body++;
    found.push({
      kind: word === "func" ? "function" : word === "var" && !lines[start].startsWith("var (") ? "variable" : "other",
      start,
      body,
      end,
    });
    start = end;
  }
  return found;
}

function oddBackquotes(line: string): boolean {
  return (line.replace(/"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|\/\/[^`]*$/g, "").split("`").length - 1) % 2 === 1;
}

/** The line with what the compiler asks for; undefined where it asks for nothing that one line can give. */
function cure(line: string, fault: GoFault): string | undefined {
  const unused = /^declared and not used: (\w+)$/.exec(fault.message)?.[1];
  if (unused === undefined) return assertion(line, fault);
  // After the statement, or first in the block that it opens.
  if (/[^=!<>]\{$/.test(line) && /^\s*(for|if|switch|\} else if)\b/.test(line)) return `${line} _ = ${unused}`;
  return /[\w)\]}"`]$/.test(line) && !oddBackquotes(line) ? `${line}; _ = ${unused}` : undefined;
}

/**
 * `E.(T)` where the compiler says that a value of type `any` is used as a `T`; undefined where the message or the text is another. The
 * assertion panics when the value is of another type, so that nothing wrong passes on.
 */
function assertion(line: string, { column, message }: GoFault): string | undefined {
  const said =
    /^cannot use (.+) \(\w+ of (?:interface )?type any\) as (\S+) value in .*: need type assertion$/.exec(message) ??
    /^cannot convert (.+) \(\w+ of (?:interface )?type any\) to type (\S+): need type assertion$/.exec(message);
  if (said === null) return undefined;
  const [, expression, type] = said;
  const at = indexOfByte(line, column);
  // The compiler points at an operator or an opening bracket where the expression has one.
  const from = line.startsWith(expression, at) ? at : line.lastIndexOf(expression, at);
  if (from < 0 || from + expression.length < at || /[^\w.[\]"()]/.test(expression)) return undefined;
  const end = from + expression.length;
  return `${line.slice(0, end)}.(${type})${line.slice(end)}`;
}

/** The index in UTF-16 units of a column in bytes. */
function indexOfByte(line: string, column: number): number {
  let bytes = 0;
  let index = 0;
  for (const character of line) {
    if (bytes >= column) break;
    bytes += new TextEncoder().encode(character).length;
    index += character.length;
  }
  return index;
}

/** Replaces a declaration in place; the text that was refused becomes a comment. */
function stubOut(lines: string[], { kind, start, body, end }: Declaration, left: Left, message: string): void {
  const comment = (from: number): void => {
    for (let index = from; index <= end; index++) lines[index] = `// ${lines[index]}`;
  };
  const panic = `panic(${JSON.stringify(`${message}: this does not build and is not ported`)})`;
  if (left === "nothing") {
    lines[start] = `// Not ported, since it does not build (${message}): ${lines[start]}`;
    comment(start + 1);
    return;
  }
  if (kind === "variable") {
    const [, head, type] = /^(var \w+)(?: ([^=]+))? = /.exec(lines[start]) ?? [undefined, undefined, undefined];
    if (head === undefined) {
      comment(start);
      return;
    }
    const written = type === undefined || type.trim() === "" ? "any" : type;
    lines[start] = `${head} ${written} // Not ported, since it does not build (${message}): ${lines[start]}`;
    comment(start + 1);
    return;
  }
  if (start === end) {
    const open = lines[start].indexOf(" { ");
    lines[start] = `${lines[start].slice(0, open)} { ${panic} } // ${lines[start].slice(open + 1)}`;
    return;
  }
  lines[body] = `\t${panic} // ${lines[body].trim()}`;
  for (let index = body + 1; index < end; index++) lines[index] = `\t// ${lines[index]}`;
}

function pythonLine(links: readonly LineLink[], line: number): number | undefined {
  return links.findLast(({ target: [start, end] }) => start <= line && line < end)?.python[0];
}

function withoutLines(links: readonly LineLink[], gone: ReadonlySet<number>): LineLink[] {
  const moved = (line: number): number => line - [...gone].filter((each) => each < line).length;
  return links.map(({ target: [start, end], python }) => ({ target: [moved(start), moved(end)], python }));
}
