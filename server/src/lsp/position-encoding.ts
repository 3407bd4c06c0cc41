import type { Position } from "vscode-languageserver";
import { LineIndex } from "../text/line-index.ts";

/** The unit in which the two sides count columns. The engine counts UTF-16 units. */
export type PositionEncoding = "utf-16" | "utf-8" | "utf-32";

/**
 * The encoding that client and server use. UTF-16 is free here and every client must have it, so it wins wherever the client
 * offers it or says nothing.
 */
export function negotiateEncoding(offered: readonly string[] | undefined): PositionEncoding {
  if (offered === undefined || offered.length === 0 || offered.includes("utf-16")) return "utf-16";
  return offered.find((encoding) => encoding === "utf-8" || encoding === "utf-32") ?? "utf-16";
}

/** A text with its lines, which maps between the engine's offsets and the client's positions. */
export class PositionedText {
  readonly text: string;
  readonly #lines: LineIndex;
  readonly #encoding: PositionEncoding;

  constructor(text: string, encoding: PositionEncoding) {
    this.text = text;
    this.#lines = new LineIndex(text);
    this.#encoding = encoding;
  }

  get lineCount(): number {
    return this.#lines.lineCount;
  }

  /** The text of the line that holds the offset, without its line break. */
  lineAt(offset: number): string {
    const line = this.#lines.lineAt(offset);
    return this.text.slice(this.#lines.lineStart(line), this.#lines.lineEnd(line, this.text));
  }

  positionAt(offset: number): Position {
    const position = this.#lines.positionAt(offset);
    if (this.#encoding === "utf-16") return position;
    const start = this.#lines.lineStart(position.line);
    return {
      line: position.line,
      character: unitsOf(this.text.slice(start, start + position.character), this.#encoding),
    };
  }

  /** Positions beyond a line's end or beyond the text are clamped, as the protocol asks; nonsense becomes zero. */
  offsetAt(position: Position): number {
    const line = wholeNumber(position?.line);
    const character = wholeNumber(position?.character);
    if (line >= this.#lines.lineCount) return this.text.length;
    const start = this.#lines.lineStart(line);
    const end = this.#lines.lineEnd(line, this.text);
    if (this.#encoding === "utf-16") return Math.min(start + character, end);
    let offset = start;
    let units = 0;
    while (offset < end && units < character) {
      const point = this.text.codePointAt(offset)!;
      units += unitsOfPoint(point, this.#encoding);
      offset += point > 0xffff ? 2 : 1;
    }
    return offset;
  }
}

function wholeNumber(value: unknown): number {
  return typeof value === "number" && value > 0 ? Math.floor(Math.min(value, Number.MAX_SAFE_INTEGER)) : 0;
}

function unitsOf(text: string, encoding: PositionEncoding): number {
  let units = 0;
  for (const character of text) units += unitsOfPoint(character.codePointAt(0)!, encoding);
  return units;
}

function unitsOfPoint(point: number, encoding: PositionEncoding): number {
  switch (encoding) {
    case "utf-32":
      return 1;
    case "utf-16":
      return point > 0xffff ? 2 : 1;
    case "utf-8":
      return point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
}
