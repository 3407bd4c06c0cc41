/**
 * Notebooks as one module: the code cells one after the other, each below a line that says which it is. That line is part of the text, so that
 * places in it can be told by cell wherever the text goes. Lines and columns within a cell are those that its user sees.
 */

const NOTEBOOK = /\.ipynb$/i;

export function isNotebook(file: string): boolean {
  return NOTEBOOK.test(file);
}

export interface CodeCell {
  /** One-based, counting cells of every kind. */
  readonly number: number;
  readonly source: string;
}

/** A character for private use, which no program's comment ends with by chance. */
const MARK = "\u{e000}";

/** The module that the cells make up. */
export function moduleOfCells(cells: readonly CodeCell[]): string {
  return cells.map(({ number, source }) => `# %% cell ${number}${MARK}\n${pythonOf(source)}\n`).join("");
}

/** Where a cell begins: what comes before is another's. */
export interface CellStart {
  readonly number: number;
  /** Zero-based line of the module that holds the cell's first line. */
  readonly firstLine: number;
}

/** The cells of a module that `moduleOfCells` made, in order. */
export function cellStarts(text: string): readonly CellStart[] {
  const starts: CellStart[] = [];
  for (const [line, content] of text.split("\n").entries()) {
    if (!content.endsWith(MARK)) continue;
    const number = /^# %% cell (\d+).$/u.exec(content)?.[1];
    if (number !== undefined) starts.push({ number: Number(number), firstLine: line + 1 });
  }
  return starts;
}

/** The cell that holds a zero-based line of the module. */
export function cellOfLine<Cell extends { readonly firstLine: number }>(
  cells: readonly Cell[],
  line: number,
): Cell | undefined {
  let low = 0;
  let high = cells.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cells[middle].firstLine <= line) low = middle + 1;
    else high = middle;
  }
  return cells[low - 1];
}

/** Cell magics whose body is Python and runs in the notebook's own kernel. */
const PYTHON_BODY = /^%%(time|timeit|capture|prun|memit|mprun|lprun|debug|skip|python|python3|pypy)\b/;

/**
 * A cell as Python reads it: what only IPython understands becomes something empty of the same length. Magics and shell lines stand for a
 * statement, so that a block that holds nothing else stays one.
 */
export function pythonOf(source: string): string {
  const lines = source.replace(/\r\n?/g, "\n").split("\n");
  const first = lines.findIndex((line) => line.trim() !== "");
  const cellMagic = first >= 0 && lines[first].startsWith("%%");
  if (cellMagic && !PYTHON_BODY.test(lines[first])) return lines.map(asComment).join("\n");
  const result: string[] = [];
  let quote: Quote;
  let depth = 0;
  for (const [index, line] of lines.entries()) {
    const continues = quote !== undefined || depth > 0 || (index > 0 && /\\$/.test(lines[index - 1]));
    const isShellBelow = index > 0 && /\\$/.test(lines[index - 1]) && result[index - 1] !== lines[index - 1];
    const python = isShellBelow
      ? asComment(line)
      : continues
        ? line
        : index === first && cellMagic
          ? asComment(line)
          : pythonOfLine(line);
    result.push(python);
    if (python === line) ({ quote, depth } = readLine(line, quote, depth));
  }
  return result.join("\n");
}

const ESCAPED = /^(\s*)([%!?]|,(?=\w)|;(?=\w))/;
const HELP = /^\s*[%\w.]+\?{1,2}\s*$/;
const ASSIGNED = /^(\s*[\w.,\s[\]'"]+=\s*)([!%])(?=\S)/;

function pythonOfLine(line: string): string {
  const indent = /^\s*/.exec(line)?.[0].length ?? 0;
  if (ESCAPED.test(line) || HELP.test(line)) return line.slice(0, indent) + statement(line.length - indent);
  const assigned = ASSIGNED.exec(line)?.[1].length;
  return assigned === undefined ? line : line.slice(0, assigned) + statement(line.length - assigned, "None");
}

function statement(length: number, word = "pass"): string {
  return (length >= word.length ? word : "0").padEnd(length);
}

/** A magic is no comment of Python's, but one of its length says as little. */
function asComment(line: string): string {
  return line === "" ? "" : `#${line.slice(1).replace(/./gu, (character) => " ".repeat(character.length))}`;
}

type Quote = "'''" | '"""' | undefined;

/** What is still open at the end of a line: a long text, brackets. Enough to know that a `%` in the next line is an operator. */
function readLine(line: string, open: Quote, brackets: number): { readonly quote: Quote; readonly depth: number } {
  let quote = open;
  let depth = brackets;
  for (let at = 0; at < line.length; at++) {
    const character = line[at];
    if (quote !== undefined) {
      if (character === "\\") at++;
      else if (line.startsWith(quote, at)) {
        at += 2;
        quote = undefined;
      }
    } else if (character === "#") break;
    else if (line.startsWith("'''", at) || line.startsWith('"""', at)) {
      quote = line.slice(at, at + 3) as Quote;
      at += 2;
    } else if (character === "'" || character === '"') {
      for (at++; at < line.length && line[at] !== character; at++) if (line[at] === "\\") at++;
    } else if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth = Math.max(0, depth - 1);
  }
  return { quote, depth };
}
