/**
 * The values that a sentence speaks of, sorted: it is made with a mark in the place of each value, and the marks that appear are told.
 * A value that only chooses between words leaves no mark in any language.
 */
export function placeholders(sentence: (values: never) => string): string[] {
  const values = new Proxy(
    {},
    {
      get: (_, name) => (LISTS.has(String(name)) ? [`⟦${String(name)}⟧`, `⟦${String(name)}⟧`] : new Mark(String(name))),
    },
  );
  const told = String(sentence(values as never));
  return [...new Set([...told.matchAll(/⟦(\w+)⟧/g)].map(([, name]) => name))].sort();
}

/** Values that are lists of texts, by name. */
const LISTS: ReadonlySet<string> = new Set(["rules", "parts", "names"]);

/** Stands for a text or a number, and shows its name. */
class Mark {
  readonly #name: string;

  constructor(name: string) {
    this.#name = name;
  }

  toString(): string {
    return `⟦${this.#name}⟧`;
  }
}
