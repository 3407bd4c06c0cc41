import { describe, expect, it } from "vitest";
import { MovedPlaces } from "../../server/src/program/moved-places.ts";
import { extractFacts } from "../../server/src/semantics/extract.ts";
import { decodeFacts, encodeFacts } from "../../server/src/semantics/facts-codec.ts";
import { pythonParser } from "../syntax/parsers.ts";

const SOURCE = `import time


def wait(seconds, *, quiet=False):
    """Waits."""
    for turn in range(seconds):
        time.sleep(1)  # portwright: ignore
    return [wait(one) for one in range(3) if not quiet]


class Clock(Base):
    def tick(self):
        self.turns = self.turns + 2 ** self.size
`;

const parser = pythonParser();
const factsOf = (text: string) => extractFacts(parser.tree(text));

/** Moves the facts of one text to another's places; undefined where the texts differ in more. */
function moved(before: string, after: string) {
  const facts = factsOf(before);
  const places = MovedPlaces.between(facts, factsOf(after));
  places?.apply();
  return places === undefined ? undefined : facts;
}

describe("facts of a text that only its layout changed", () => {
  it.each([
    ["a comment that grows", SOURCE.replace("def wait", "# Waits a while.\ndef wait")],
    ["an empty line", SOURCE.replace("class Clock", "\n\nclass Clock")],
    [
      "a comment that goes",
      SOURCE.replace("  # portwright: ignore", "  # portwright: ignore[all]").replace("[all]", ""),
    ],
    ["spaces in a line", SOURCE.replace("self.turns + 2", "self.turns   +    2")],
    ["a comment at the end", `${SOURCE}# the end\n`],
  ])("are those of the other text after %s", (_, after) => {
    expect(moved(SOURCE, after)).toEqual(factsOf(after));
  });

  it("need not be the same object twice: facts from a cache are compared with those just extracted", () => {
    const after = SOURCE.replace("class", "# A remark.\nclass");
    const cached = decodeFacts(encodeFacts(factsOf(SOURCE)));
    MovedPlaces.between(cached, factsOf(after))?.apply();
    expect(cached).toEqual(decodeFacts(encodeFacts(factsOf(after))));
  });

  it.each([
    ["another number", SOURCE.replace("sleep(1)", "sleep(2)")],
    ["another name", SOURCE.replace("def tick", "def tock")],
    ["another parameter", SOURCE.replace("*, quiet", "quiet")],
    ["a statement more", `${SOURCE}x = 1\n`],
    ["a statement less", SOURCE.replace("        time.sleep(1)  # portwright: ignore\n", "        pass\n")],
    ["two functions in another order", SOURCE.replace("import time", "def a(): pass\ndef b(): pass\nimport time")],
    ["remarks in two places at once", `# One.\n${SOURCE.replace("class", "# And another.\nclass")}`],
  ])("are not moved after %s", (_, after) => {
    expect(moved(SOURCE, after)).toBeUndefined();
  });
});
