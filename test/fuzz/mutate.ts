import type { Random } from "./random-python.ts";

/** What breaks readers: halves of pairs, marks that are no letters, what other tools treat as special. */
const SPLINTERS = [
  "\0",
  "\uFEFF",
  "\u202E",
  "\uD834",
  "\uDD1E",
  "𝄞",
  "\r",
  "\f",
  "\u2028",
  "\t",
  "        ",
  '"""',
  "'''",
  'f"{',
  "}",
  "\\\n",
  "(((((((((",
  "]])}",
  "async ",
  "await ",
  "yield from ",
  "lambda *a, b=",
  "match x:\n case ",
  "@",
  ":=",
  "**",
  "# portwright: ignore[",
  "# noqa: ASYNC",
  "global x, x\n",
  "from . import *\n",
  "import time as requests\n",
  "print >>f, 'two'\n",
  "</script><script>alert(1)</script>",
  "9".repeat(400),
  "a.".repeat(60),
];

/** A text that is like another but for some bytes: what a bad disk, a merge or half a download leaves. */
export function mutateCharacters(text: string, random: Random): string {
  let mutant = text;
  for (let round = 1 + random(6); round > 0; round--) {
    const at = random(mutant.length + 1);
    const length = random(4) === 0 ? random(400) : random(6);
    const [before, cut, after] = [mutant.slice(0, at), mutant.slice(at, at + length), mutant.slice(at + length)];
    switch (random(6)) {
      case 0:
        mutant = before + after;
        break;
      case 1:
        mutant = before + cut + cut + after;
        break;
      case 2:
        mutant = before + String.fromCharCode(random(random(3) === 0 ? 0x10000 : 128)) + after;
        break;
      case 3:
        mutant = before + [...cut].reverse().join("") + after;
        break;
      case 4:
        mutant = random(8) === 0 ? before : mutant;
        break;
      default:
        mutant = before + SPLINTERS[random(SPLINTERS.length)] + cut + after;
    }
  }
  return mutant;
}

const TOKEN = /\s+|[\p{L}_][\p{L}\p{N}_]*|\d[\w.]*|"[^"\n]*"|'[^'\n]*'|[^\s\w]/gu;

/** A text whose tokens are dropped, doubled, swapped or taken from elsewhere in it: code that is being typed or was merged badly. */
export function mutateTokens(text: string, random: Random): string {
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.length === 0) return SPLINTERS[random(SPLINTERS.length)];
  for (let round = 1 + random(8); round > 0; round--) {
    const at = random(tokens.length);
    const other = random(tokens.length);
    switch (random(5)) {
      case 0:
        tokens[at] = "";
        break;
      case 1:
        tokens[at] += tokens[at];
        break;
      case 2:
        [tokens[at], tokens[other]] = [tokens[other], tokens[at]];
        break;
      case 3:
        tokens[at] = tokens[other];
        break;
      default:
        tokens[at] += SPLINTERS[random(SPLINTERS.length)];
    }
  }
  return tokens.join("");
}

/** Lines that move, disappear, come twice or change their depth. */
export function mutateLines(text: string, random: Random): string {
  const lines = text.split("\n");
  for (let round = 1 + random(5); round > 0; round--) {
    const at = random(lines.length);
    switch (random(4)) {
      case 0:
        lines.splice(at, 1 + random(3));
        break;
      case 1:
        lines.splice(at, 0, lines[random(lines.length)] ?? "");
        break;
      case 2:
        lines[at] = `${" ".repeat(random(12))}${(lines[at] ?? "").trimStart()}`;
        break;
      default:
        lines.splice(random(lines.length + 1), 0, ...lines.slice(at, at + random(12)));
    }
  }
  return lines.join("\n");
}

export const MUTATIONS = [mutateCharacters, mutateTokens, mutateLines] as const;
