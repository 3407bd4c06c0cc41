import type { Extraction, FactsCache } from "../host/host.ts";
import type { ModuleFacts } from "../semantics/facts.ts";
import { decodeFacts } from "../semantics/facts-codec.ts";
import type { Workspace } from "./api.ts";

/** A text that a workspace has, and whose facts are wanted. */
export interface IndexedText {
  readonly file: string;
  readonly text: string;
  /** Of the file's bytes, where there is a cache. */
  readonly digest: string | undefined;
}

export interface Indexing {
  /** Where so many characters are best extracted; it is closed at the end. */
  readonly extraction: (characters: number) => Extraction;
  readonly cache: FactsCache | undefined;
  /** Called after each file; what it throws or rejects with ends the work. */
  readonly onProgress: (done: number, total: number) => void | Promise<void>;
}

/**
 * Gives a workspace the facts of texts: from the cache where they are known, else extracted, several at a time. A text that cannot be
 * analysed becomes a problem of its file. In which order facts come makes no difference to any answer.
 */
export async function indexTexts(
  workspace: Pick<Workspace, "setFacts">,
  texts: readonly IndexedText[],
  { extraction: extractionFor, cache, onProgress }: Indexing,
): Promise<void> {
  const missing: IndexedText[] = [];
  let done = 0;
  for (const one of texts) {
    const facts = known(cache, one.digest);
    if (facts === undefined) {
      missing.push(one);
      continue;
    }
    workspace.setFacts(one.file, one.text, facts);
    await onProgress(++done, texts.length);
  }
  if (missing.length === 0) return;
  const extraction = extractionFor(missing.reduce((sum, { text }) => sum + text.length, 0));
  const pending = missing[Symbol.iterator]();
  let isEnded = false;
  const take = async () => {
    try {
      for (let next = pending.next(); next.done !== true && !isEnded; next = pending.next()) {
        const { file, text } = next.value;
        workspace.setFacts(file, text, await extracted(extraction, cache, next.value));
        await onProgress(++done, texts.length);
      }
    } catch (error) {
      isEnded = true;
      throw error;
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(extraction.width, missing.length) }, take));
  } finally {
    await extraction.close();
  }
}

function known(cache: FactsCache | undefined, digest: string | undefined): ModuleFacts | undefined {
  const encoded = digest === undefined ? undefined : cache?.find(digest);
  if (encoded === undefined) return undefined;
  try {
    return decodeFacts(encoded);
  } catch {
    // Written by somebody else, or spoilt in a way that the cache's checks do not see: as good as absent.
    return undefined;
  }
}

async function extracted(extraction: Extraction, cache: FactsCache | undefined, { text, digest }: IndexedText) {
  try {
    const { facts, encoded } = await extraction.extract(text);
    if (cache !== undefined && digest !== undefined) cache.add(digest, encoded());
    return facts;
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) };
  }
}
