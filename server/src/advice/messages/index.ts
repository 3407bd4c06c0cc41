import type { Locale } from "../../text/locale.ts";
import type { Translated } from "../../text/said.ts";
import { ENGLISH } from "./en.ts";
import { SIMPLIFIED_CHINESE } from "./zh-cn.ts";

/** The sentences of advice in one language. */
export type AdviceWords = Translated<typeof ENGLISH>;

export function adviceWords(locale: Locale): AdviceWords {
  return WORDS[locale];
}

const WORDS: Readonly<Record<Locale, AdviceWords>> = { en: ENGLISH, "zh-cn": SIMPLIFIED_CHINESE };
