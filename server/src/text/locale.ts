/** The languages that Portwright speaks. */
export const LOCALES = ["en", "zh-cn"] as const;
export type Locale = (typeof LOCALES)[number];

/** The language for a tag as editors send it (`zh-cn`, `zh-Hans-SG`, `en-GB`); English for all that is not spoken. */
export function localeOf(tag: string | undefined): Locale {
  const parts = (tag ?? "").toLowerCase().split(/[-_]/);
  if (parts[0] !== "zh") return "en";
  // Traditional characters are another script, which nobody has written.
  return parts.some((part) => ["tw", "hk", "mo", "hant"].includes(part)) ? "en" : "zh-cn";
}
