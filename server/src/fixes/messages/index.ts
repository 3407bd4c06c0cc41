import { catalogueOf } from "../../text/said.ts";
import { ENGLISH } from "./en.ts";
import { SIMPLIFIED_CHINESE } from "./zh-cn.ts";

/** What fixes are called, as data until somebody shows it. */
export const { say, tell } = catalogueOf<typeof ENGLISH>({ en: ENGLISH, "zh-cn": SIMPLIFIED_CHINESE });
