/** A half-open range of UTF-16 offsets into one document. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export function range(start: number, end: number): Range {
  return { start, end };
}

export function contains(outer: Range, inner: Range): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** True when the two ranges share an offset, or touch where one of them is empty. */
export function intersects(a: Range, b: Range): boolean {
  if (a.start === a.end || b.start === b.end) return a.start <= b.end && b.start <= a.end;
  return a.start < b.end && b.start < a.end;
}

export function compareRanges(a: Range, b: Range): number {
  return a.start - b.start || a.end - b.end;
}
