import type { JSX } from "preact";
import type { AuditFinding } from "../../advice/audit.ts";
import { clip, visible } from "../visible.ts";

const EXCERPT_WIDTH = 240;

/** The finding's excerpt with line numbers, the place itself marked. */
export function Excerpt({ finding }: { readonly finding: AuditFinding }): JSX.Element | null {
  const { excerpt, start, end } = finding;
  if (excerpt.lines.length === 0) return null;
  return (
    <pre class="code">
      {excerpt.lines.map((line, index) => {
        const number = excerpt.firstLine + index;
        const isPlace = number === start.line;
        const last = end.line === start.line ? end.column - 1 : line.length;
        const shown = clip(line, isPlace ? start.column - 1 : 0, isPlace ? last : 0, EXCERPT_WIDTH);
        return (
          <span class={isPlace ? "line place" : "line"} key={number}>
            <span class="line-number" data-line={number} />
            {isPlace && shown.end > shown.start ? (
              <>
                <Python source={shown.text.slice(0, shown.start)} />
                <mark>
                  <Python source={shown.text.slice(shown.start, shown.end)} />
                </mark>
                <Python source={shown.text.slice(shown.end)} />
              </>
            ) : (
              <Python source={shown.text} />
            )}
            {"\n"}
          </span>
        );
      })}
    </pre>
  );
}

const TOKEN =
  /(?<comment>#.*$)|(?<string>\b[rbfuRBFU]{0,2}(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))|(?<keyword>\b(?:and|as|assert|async|await|break|class|continue|def|del|elif|else|except|False|finally|for|from|global|if|import|in|is|lambda|None|nonlocal|not|or|pass|raise|return|True|try|while|with|yield)\b)|(?<number>\b\d[\w.]*)/g;

/** A line of Python with its words coloured, as far as one line alone tells. */
function Python({ source }: { readonly source: string }): JSX.Element {
  const parts: (JSX.Element | string)[] = [];
  let last = 0;
  for (const match of source.matchAll(TOKEN)) {
    const kind = Object.entries(match.groups ?? {}).find(([, text]) => text !== undefined)?.[0];
    if (match[0] === "" || kind === undefined) continue;
    parts.push(visible(source.slice(last, match.index)));
    parts.push(<span class={`py-${kind}`}>{visible(match[0])}</span>);
    last = match.index + match[0].length;
  }
  parts.push(visible(source.slice(last)));
  return <>{parts}</>;
}
