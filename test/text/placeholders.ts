/**
 * The values that a sentence speaks of, sorted: it is made with a mark in the place of each value, and the marks that appear are told.
 * A value that only chooses between words leaves no mark in any language.
 */
export function placeholders(sentence: (values: never) => string | readonly string[]): string[] {
  const told = String(sentence(marks() as never));
  return [...new Set([...told.matchAll(/⟦(\w+)⟧/g)].map(([, name]) => name))].sort();
}

/** Every value that is asked for shows its own name. */
function marks(): object {
  return new Proxy({}, { get: (_, name) => markOf(String(name)) });
}

function markOf(name: string): unknown {
  if (["rules", "parts", "names", "packages"].includes(name)) return [`⟦${name}⟧`, `⟦${name}⟧`];
  // Lists of things that have several values themselves.
  if (["terms", "fits"].includes(name)) return [marks()];
  return `⟦${name}⟧`;
}
