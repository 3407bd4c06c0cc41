import { describe, it } from "vitest";
import { repeatable } from "../syntax/random.ts";
import { realPythonFiles } from "../syntax/standard-library.ts";
import { FUZZ_TARGETS } from "./targets.ts";

// The seeds are fixed, so that a failure here is one of this change; `npm run fuzz` goes on from other seeds for as long as it is let.
describe.each(FUZZ_TARGETS)("$name", (target) => {
  const corpus = realPythonFiles(40).map(({ text }) => text.slice(0, 30_000));
  const shares = 4;
  it.each(Array.from({ length: shares }, (_, share) => share))("share %i", { timeout: 240_000 }, async (share) => {
    for (let seed = share; seed < target.inputs; seed += shares) {
      const input = target.make(repeatable(seed), corpus);
      await input.check().catch((cause: unknown) => {
        throw new Error(`seed ${seed}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
      });
    }
  });
});
