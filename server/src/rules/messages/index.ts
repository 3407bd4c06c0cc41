import { catalogueOf } from "../../text/said.ts";
import { ENGLISH } from "./en.ts";
import { SIMPLIFIED_CHINESE } from "./zh-cn.ts";

/** What rules say, as data until somebody shows it. */
export const { say, tell } = catalogueOf<typeof ENGLISH>({ en: ENGLISH, "zh-cn": SIMPLIFIED_CHINESE });
