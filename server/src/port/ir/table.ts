/** A table that is looked up by names from Python: it has no entries but its own, whatever the name. */
export function table<Value extends string = string>(
  entries: Readonly<Record<string, Value>>,
): Readonly<Record<string, Value>> {
  return Object.assign(Object.create(null) as Record<string, Value>, entries);
}

/** As `table`, with a table under each name. */
export function tables(
  entries: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Readonly<Record<string, Readonly<Record<string, string>>>> {
  const made = Object.create(null) as Record<string, Readonly<Record<string, string>>>;
  for (const [name, inner] of Object.entries(entries)) made[name] = table(inner);
  return made;
}
