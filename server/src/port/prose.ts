/**
 * Documentation of Python as plain text: roles and literals of reStructuredText become what is in backquotes in both targets, and fields of
 * parameters a structure that each target writes in its own way.
 */
export interface Prose {
  /** Lines without fields; no blank lines at either end. */
  readonly lines: readonly string[];
  readonly parameters: readonly { readonly name: string; readonly lines: readonly string[] }[];
  readonly returns: readonly string[] | undefined;
  readonly raises: readonly { readonly name: string; readonly lines: readonly string[] }[];
}

const FIELD =
  /^:(param|parameter|arg|argument|return|returns|raise|raises|type|rtype)(?:\s+(?:[\w.[\], |]+\s)?\*{0,2}([\w.]+))?\s*:\s*(.*)$/;

export function readProse(text: string): Prose {
  const lines: string[] = [];
  const parameters: { name: string; lines: string[] }[] = [];
  const raises: { name: string; lines: string[] }[] = [];
  let returns: string[] | undefined;
  // Lines that belong to a field are indented more than it; those of a type say what the signature says.
  let field: string[] | undefined;
  for (const raw of withHeadings(text.split("\n"))) {
    const line = plainLine(raw);
    const match = FIELD.exec(line);
    if (match !== null) {
      const [, kind, name = "", rest] = match;
      field = rest === "" ? [] : [rest];
      if (/^(param|arg)/.test(kind)) parameters.push({ name, lines: field });
      else if (kind.startsWith("raise")) raises.push({ name, lines: field });
      else if (kind.startsWith("return")) returns = field;
      continue;
    }
    if (field !== undefined && /^\s+\S/.test(line)) {
      field.push(line.trim());
      continue;
    }
    if (line.trim() !== "") field = undefined;
    if (field === undefined) lines.push(line);
  }
  while (lines[0]?.trim() === "") lines.shift();
  while (lines.at(-1)?.trim() === "") lines.pop();
  return { lines, parameters: parameters.filter((each) => each.lines.length > 0), returns, raises };
}

/** A line in which roles and literals are in single backquotes, and a paragraph before a block ends with one colon. */
function plainLine(line: string): string {
  return line
    .replace(/:(?:py:)?[a-z]+:`([^`<]*?)\s*(?:<[^`]*>)?`/g, (_, target: string) => {
      const name = target.startsWith("~") ? target.slice(1).split(".").at(-1) : target;
      return `\`${name}\``;
    })
    .replace(/``([^`]+)``/g, "`$1`")
    .replace(/(\S)::$/, "$1:");
}

/** Underlined titles lose their lines; they stay paragraphs of their own. */
function withHeadings(lines: readonly string[]): string[] {
  const isRule = (at: number): boolean => {
    const rule = lines[at]?.trim() ?? "";
    const title = lines[at - 1]?.trim() ?? "";
    return /^([=~\-*^#])\1{2,}$/.test(rule) && title !== "" && /^\w/.test(title) && rule.length >= title.length - 1;
  };
  return lines.filter((_, index) => !(isRule(index) && (index < 2 || lines[index - 2].trim() === "")));
}
