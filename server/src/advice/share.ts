/** A share from 0 to 1 as a percentage with one decimal: `12.5 %`. */
export function percentOf(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}

/** The first three of some names, and how many more there are. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3);
  return names.length > shown.length ? `${shown.join(", ")} and ${names.length - shown.length} more` : shown.join(", ");
}
