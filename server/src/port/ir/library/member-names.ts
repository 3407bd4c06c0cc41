/** Members of `sqlite3` of which there is one kind that gives tuples and one that gives rows with names. */
const NAMED = new Map([
  ["sqlite3.connect", "sqlite3.connectNamed"],
  ["sqlite3.Connection", "sqlite3.NamedConnection"],
  ["sqlite3.Cursor", "sqlite3.NamedCursor"],
]);

/**
 * What members of libraries are called in the stubs, where the module decides that: the rows of a database have names in a module that
 * says so, and are tuples in others.
 */
export function memberNames(source: string): (name: string) => string {
  const hasNamedRows = /\.row_factory\s*=\s*(?:\w+\.)*Row\b/.test(source);
  return (name) => (hasNamedRows ? NAMED.get(name) : undefined) ?? name;
}
