import type { Locale } from "./locale.ts";

/**
 * A message as data: which sentence it is, and what it speaks of. What finds something says it this way, and whoever shows it tells it
 * in the reader's language. Values may be messages themselves, and lists of them.
 */
export interface Said {
  readonly key: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The sentences of one language by key; each is made from named values. */
type Sentences = Readonly<Record<string, (values: never) => string | readonly string[]>>;

/** Another language's sentences for the same keys and values: one that is missing does not compile. */
export type Translated<English extends Sentences> = {
  readonly [Key in keyof English]: (...values: Parameters<English[Key]>) => ReturnType<English[Key]>;
};

type Sayable<Value> = Value extends string
  ? Value | Said
  : Value extends readonly string[]
    ? readonly (string | Said)[]
    : Value;

type Values<Sentence extends (values: never) => unknown> = {
  readonly [Name in keyof Parameters<Sentence>[0]]: Sayable<Parameters<Sentence>[0][Name]>;
};

export interface Catalogue<English extends Sentences> {
  /** A message of the catalogue. */
  readonly say: <Key extends keyof English & string>(
    key: Key,
    ...values: Parameters<English[Key]> extends [] ? [] : [values: Values<English[Key]>]
  ) => Said;
  /** The message in a language. */
  readonly tell: (locale: Locale, said: Said) => string;
}

/** The sentences of all languages. Those other than English are declared as `Translated`, which holds them complete. */
type Tables<English> = Readonly<Record<Locale, Readonly<Record<string, (values: never) => string>>>> & {
  readonly en: English;
};

export function catalogueOf<English extends Sentences>(tables: Tables<English>): Catalogue<English> {
  const tell = (locale: Locale, { key, values }: Said): string => {
    const told = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, valueIn(locale, value)]));
    return tables[locale][key](told as never);
  };
  const valueIn = (locale: Locale, value: unknown): unknown => {
    if (Array.isArray(value)) return value.map((one) => valueIn(locale, one));
    return isSaid(value) ? tell(locale, value) : value;
  };
  return { say: (key, ...[values]) => ({ key, values: values ?? {} }), tell };
}

function isSaid(value: unknown): value is Said {
  return typeof value === "object" && value !== null && "key" in value && "values" in value;
}
