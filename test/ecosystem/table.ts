/** Tables as text: a head line, one row a line, columns parted by tabs; easy to read in a diff. */

export type Row<Column extends string> = { readonly [column in Column]: string };

/** Throws where the head or a row does not have the columns: such a file was edited wrongly, and guessing would lose data. */
export function parseTable<const Column extends string>(text: string, columns: readonly Column[]): Row<Column>[] {
  const [head, ...lines] = text.split("\n").filter((line) => line !== "");
  if (head !== columns.join("\t")) throw new Error(`The head must be: ${columns.join(", ")}.`);
  return lines.map((line, index) => {
    const cells = line.split("\t");
    if (cells.length !== columns.length)
      throw new Error(`Row ${index + 1} has ${cells.length} columns instead of ${columns.length}: ${line}`);
    return Object.fromEntries(columns.map((column, at) => [column, cells[at]])) as Row<Column>;
  });
}

export function printTable<const Column extends string>(
  rows: readonly Row<Column>[],
  columns: readonly Column[],
): string {
  const lines = rows.map((row) => columns.map((column) => row[column].replace(/\s+/g, " ")).join("\t"));
  return `${[columns.join("\t"), ...lines].join("\n")}\n`;
}
