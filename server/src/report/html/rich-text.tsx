import type { JSX } from "preact";

/**
 * The Markdown that rules and messages are written in, as elements: paragraphs, lists, fenced code, and inside them code, strong
 * text and links. Everything else is shown as it stands; nothing is ever taken for HTML.
 */
export function RichText({ markdown }: { readonly markdown: string }): JSX.Element {
  return <>{blocksOf(markdown).map(block)}</>;
}

/** The same for one line: no blocks. */
export function Inline({ text }: { readonly text: string }): JSX.Element {
  return <>{text.split(INLINE).map(inlinePart)}</>;
}

type Block =
  | { readonly kind: "paragraph"; readonly text: string }
  | { readonly kind: "list"; readonly items: readonly string[] }
  | { readonly kind: "code"; readonly text: string };

function block(part: Block): JSX.Element {
  switch (part.kind) {
    case "paragraph":
      return (
        <p>
          <Inline text={part.text} />
        </p>
      );
    case "list":
      return (
        <ul>
          {part.items.map((item) => (
            <li key={item}>
              <Inline text={item} />
            </li>
          ))}
        </ul>
      );
    case "code":
      return <pre class="code">{part.text}</pre>;
  }
}

function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  const lines = markdown.split("\n");
  for (let at = 0; at < lines.length; ) {
    const fence = /^\s*(`{3,})/.exec(lines[at]);
    if (fence !== null) {
      const close = lines.findIndex((line, index) => index > at && line.trim().startsWith(fence[1]));
      const end = close < 0 ? lines.length : close;
      blocks.push({ kind: "code", text: lines.slice(at + 1, end).join("\n") });
      at = end + 1;
    } else if (lines[at].trim() === "") at++;
    else {
      const start = at;
      while (at < lines.length && lines[at].trim() !== "" && !/^\s*`{3,}/.test(lines[at])) at++;
      const own = lines.slice(start, at);
      const firstItem = own.findIndex((line) => /^\s*[-*] /.test(line));
      const text = own.slice(0, firstItem < 0 ? own.length : firstItem).join(" ");
      if (text !== "") blocks.push({ kind: "paragraph", text });
      if (firstItem >= 0) blocks.push({ kind: "list", items: itemsOf(own.slice(firstItem)) });
    }
  }
  return blocks;
}

function itemsOf(lines: readonly string[]): string[] {
  const items: string[] = [];
  for (const line of lines) {
    const item = /^\s*[-*] (.*)$/.exec(line);
    if (item !== null) items.push(item[1]);
    else items[items.length - 1] += ` ${line.trim()}`;
  }
  return items;
}

const INLINE = /(`[^`]+`|\*\*[^*]+\*\*|\[[^\]]+\]\(https?:[^)\s]+\))/;

function inlinePart(part: string): JSX.Element | string {
  if (/^`[^`]+`$/.test(part)) return <code>{part.slice(1, -1)}</code>;
  if (/^\*\*[^*]+\*\*$/.test(part)) return <strong>{part.slice(2, -2)}</strong>;
  const link = /^\[([^\]]+)\]\((https?:[^)\s]+)\)$/.exec(part);
  if (link !== null) {
    return (
      <a href={link[2]} rel="noreferrer">
        {link[1]}
      </a>
    );
  }
  return part;
}
