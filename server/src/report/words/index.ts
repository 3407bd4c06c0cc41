import type { Locale } from "../../text/locale.ts";
import { ENGLISH } from "./en.ts";
import { SIMPLIFIED_CHINESE } from "./zh-cn.ts";

/** Every text of the report in one language. */
export type ReportWords = typeof ENGLISH;

/** An audit that names no language was written before there were others. */
export function reportWords(locale: Locale | undefined): ReportWords {
  return WORDS[locale ?? "en"];
}

const WORDS: Readonly<Record<Locale, ReportWords>> = { en: ENGLISH, "zh-cn": SIMPLIFIED_CHINESE };
