import type { AuditPosition } from "../advice/audit.ts";

/** `app.py:3`, or `analysis.ipynb:cell 4:3` in a notebook. */
export function lineOf(file: string, { cell, line }: AuditPosition): string {
  return cell === undefined ? `${file}:${line}` : `${file}:cell ${cell}:${line}`;
}

/** The same with the column. */
export function placeOf(file: string, position: AuditPosition): string {
  return `${lineOf(file, position)}:${position.column}`;
}
