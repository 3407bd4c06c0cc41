/** A zero-based line and a zero-based UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** Maps between UTF-16 offsets and positions. Lines end at `\n`, `\r\n` or a lone `\r`, as Python and LSP see them. */
export class LineIndex {
  readonly #starts: Uint32Array;
  readonly #length: number;

  constructor(text: string) {
    const starts: number[] = [0];
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code === 10) starts.push(i + 1);
      else if (code === 13 && text.charCodeAt(i + 1) !== 10) starts.push(i + 1);
    }
    this.#starts = Uint32Array.from(starts);
    this.#length = text.length;
  }

  get lineCount(): number {
    return this.#starts.length;
  }

  /** The zero-based line that holds the offset; offsets beyond the end are on the last line. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle] <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.#length));
    const line = this.lineAt(clamped);
    return { line, character: clamped - this.#starts[line] };
  }

  /** The offset of a position; a line or column beyond the text is clamped to the nearest place in it. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    if (position.line >= this.#starts.length) return this.#length;
    const start = this.#starts[position.line];
    const next = position.line + 1 < this.#starts.length ? this.#starts[position.line + 1] : this.#length;
    return Math.min(start + Math.max(0, position.character), next);
  }

  lineStart(line: number): number {
    return this.#starts[Math.max(0, Math.min(line, this.#starts.length - 1))];
  }

  /** The offset just past the line's last character, its line break left out when `text` is the indexed text. */
  lineEnd(line: number, text: string): number {
    let end = line + 1 < this.#starts.length ? this.#starts[line + 1] : this.#length;
    while (end > this.lineStart(line) && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
    return end;
  }
}
