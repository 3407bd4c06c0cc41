import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createOwnExtraction, createWorkerExtraction } from "../../server/src/host/node/extraction.ts";
import { encodeFacts } from "../../server/src/semantics/facts-codec.ts";
import { realPythonFiles } from "../syntax/standard-library.ts";

const decoder = new TextDecoder();
const dying = new URL("./workers/dying.ts", import.meta.url);

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "portwright-extraction-"));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe("extraction in workers", () => {
  it("gives the facts that extraction in this thread gives", { timeout: 120_000 }, async () => {
    const [own, workers] = [createOwnExtraction(), createWorkerExtraction(2)];
    const texts = [...realPythonFiles(40).map(({ text }) => text), "", "é = '\\ud800'\n", "def broken(:\n"];
    const [alone, together] = await Promise.all([
      Promise.all(texts.map((text) => own.extract(text))),
      Promise.all(texts.map((text) => workers.extract(text))),
    ]);
    for (const [index, { facts, encoded }] of together.entries()) {
      expect(decoder.decode(encoded())).toBe(decoder.decode(alone[index].encoded()));
      expect(decoder.decode(encodeFacts(facts))).toBe(decoder.decode(encoded()));
    }
    await workers.close();
  });

  it("starts a worker that ended again, and tries its text once more", { timeout: 60_000 }, async () => {
    const workers = createWorkerExtraction(2, dying);
    const texts = Array.from({ length: 12 }, (_, index) => `x${index} = ${index}\n`);
    texts[5] += `# end once ${join(folder, "mark")}\n`;
    const facts = await Promise.all(texts.map((text) => workers.extract(text)));
    expect(facts.map((one) => Object.keys(one.facts.functions[0].bindings))).toEqual(
      texts.map((_, index) => [`x${index}`]),
    );
    await workers.close();
  });

  it("gives a text up that ends its worker twice, and no other", { timeout: 60_000 }, async () => {
    const workers = createWorkerExtraction(2, dying);
    const texts = Array.from({ length: 12 }, (_, index) => (index % 5 === 2 ? "# end always\n" : `x = ${index}\n`));
    const ends = await Promise.allSettled(texts.map((text) => workers.extract(text)));
    expect(ends.map(({ status }) => status)).toEqual(
      texts.map((text) => (text.startsWith("#") ? "rejected" : "fulfilled")),
    );
    await workers.close();
  });

  it("that is closed gives up what waits", { timeout: 60_000 }, async () => {
    const workers = createWorkerExtraction(1);
    const ends = Promise.allSettled(Array.from({ length: 9 }, () => workers.extract("x = 1\n".repeat(20_000))));
    await workers.close();
    expect((await ends).map(({ status }) => status)).toContain("rejected");
  });
});
