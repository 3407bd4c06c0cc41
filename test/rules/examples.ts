import { readdirSync, readFileSync } from "node:fs";
import { type Example, examplesOf } from "./literate.ts";

const folder = new URL("./", import.meta.url);

/** The examples of all rules. */
export function examples(): readonly Example[] {
  return readdirSync(folder)
    .filter((file) => file.endsWith(".md"))
    .flatMap((page) => examplesOf(readFileSync(new URL(page, folder), "utf8")));
}
