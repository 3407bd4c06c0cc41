import type { Locale } from "../../text/locale.ts";
import { catalogueOf } from "../../text/said.ts";
import { ENGLISH, ENGLISH_GRAMMAR } from "./en.ts";
import { CHINESE_GRAMMAR, SIMPLIFIED_CHINESE } from "./zh-cn.ts";

/** What the command line says to a person, as data until somebody shows it. */
export const { say, tell } = catalogueOf<typeof ENGLISH>({ en: ENGLISH, "zh-cn": SIMPLIFIED_CHINESE });

/**
 * What the library that reads command lines says of a wrong one, in a language. It says it in English alone; a sentence that is not
 * known stays as it is.
 */
export function tellGrammar(locale: Locale, text: string): string {
  for (const [sentence, said] of GRAMMARS[locale]) {
    const match = sentence.exec(text);
    if (match !== null) return text.replace(match[0], said(...match.slice(1)));
  }
  return text;
}

/** Sentences of the library, and what is said instead from their parts. */
export type Grammar = readonly (readonly [sentence: RegExp, said: (...parts: string[]) => string])[];

const GRAMMARS: Readonly<Record<Locale, Grammar>> = { en: ENGLISH_GRAMMAR, "zh-cn": CHINESE_GRAMMAR };
