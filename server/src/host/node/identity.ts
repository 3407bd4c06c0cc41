import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** Names of the code, by its content: what was cached by other code is never taken for its own. */
export interface Identity {
  /** Of what decides the facts of a text. */
  readonly extractor: string;
  /** Of everything. */
  readonly engine: string;
}

/** Put in by the build. */
declare const PORTWRIGHT_IDENTITY: Identity | undefined;

/** The rooms that a text goes through on its way to facts. */
export const EXTRACTOR_ROOMS = ["text", "syntax", "semantics"] as const;

export function identity(): Identity {
  return typeof PORTWRIGHT_IDENTITY === "undefined" ? identityOfSources() : PORTWRIGHT_IDENTITY;
}

/** The identity that the sources around this file give; the build puts the same into the bundle. */
export function identityOfSources(): Identity {
  const sources = fileURLToPath(new URL("../../", import.meta.url));
  const grammars = fileURLToPath(new URL("../../../../grammars/", import.meta.url));
  const files = filesUnder(sources).filter((file) => /\.(ts|tsx|css|html|json)$/.test(file));
  const parser = readFileSync(join(grammars, "python-flat.wasm"));
  const nameOf = (chosen: readonly string[]) => {
    const hash = createHash("sha256").update(parser);
    for (const file of chosen) hash.update(`\0${file}\0`).update(readFileSync(join(sources, file)));
    return hash.digest("hex").slice(0, 32);
  };
  return {
    extractor: nameOf(files.filter((file) => EXTRACTOR_ROOMS.some((room) => file.startsWith(`${room}/`)))),
    engine: nameOf(files),
  };
}

/** With forward slashes, in the order of their code units. */
function filesUnder(folder: string): string[] {
  return (readdirSync(folder, { recursive: true }) as string[]).map((file) => file.replaceAll("\\", "/")).sort();
}
