import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { KNOWLEDGE } from "../../server/src/knowledge/index.ts";

/**
 * What a call did with the GIL: `passes` says that others got it during the call, and that the machine was too busy to tell whether
 * anything ran in parallel.
 */
type Class = "held" | "released" | "switched" | "passes" | "waits" | "unknown";

interface Measurements {
  readonly interpreter: string;
  readonly machine: { readonly cores: number; readonly load: number };
  readonly results: Readonly<Record<string, { readonly class: Class; readonly stall?: number }>>;
}

const folder = join(import.meta.dirname, "measured");

/**
 * Rows that say `holds-gil` and stall nobody for the whole call, since they are partly interpreted or call back: the GIL changes hands every
 * few milliseconds, and on two threads they are no faster.
 */
const SHARED: ReadonlyMap<string, string> = new Map([
  ["json.dump", "writes chunks from an interpreted generator"],
  ["json.JSONEncoder.iterencode", "an interpreted generator"],
  ["csv.DictReader", "interpreted around csv.reader"],
  ["csv.DictReader.__next__", "interpreted around csv.reader"],
  ["csv.DictWriter.writerows", "interpreted around csv.writer"],
  ["xmlrpc.client.loads", "calls interpreted handlers for each element"],
  ["xmlrpc.client.dumps", "interpreted"],
  ["xml.sax.parseString", "calls interpreted handlers for each element"],
  ["xml.etree.ElementTree.iterparse", "goes through an interpreted generator, piece by piece"],
  ["xml.etree.ElementTree.Element.iterfind", "an interpreted generator"],
  ["heapq.nlargest", "interpreted around single steps of the heap"],
  ["heapq.nsmallest", "interpreted around single steps of the heap"],
  ["math.comb", "divides huge integers, which is interpreted since 3.12"],
]);

for (const file of readdirSync(folder)) {
  const { interpreter, machine, results } = JSON.parse(readFileSync(join(folder, file), "utf8")) as Measurements;

  describe(`the tables and what was measured on ${interpreter}`, () => {
    it.each(Object.keys(results))("%s", (path) => {
      const measured = results[path].class;
      const effect = KNOWLEDGE.callable(path)?.effect;
      if (measured === "unknown") return expect(effect).toBeDefined();
      if (effect === "holds-gil") expect(measured === "held" || SHARED.has(path), measured).toBe(true);
      else expect(measured, `the tables say ${effect}`).not.toBe("held");
    });

    it("cover nearly all rows that speak of the GIL and say that they were measured", () => {
      const rows = [...KNOWLEDGE.rows].filter(
        ({ effect, provenance, source }) =>
          (effect === "holds-gil" || effect === "releases-gil") &&
          provenance === "measured" &&
          source.includes("CPython"),
      );
      const missing = rows.filter(({ path }) => results[path] === undefined).map(({ path }) => path);
      expect(missing).toEqual([]);
    });

    it("leave few calls open", () => {
      const open = Object.values(results).filter((result) => result.class === "unknown");
      expect(open.length / Object.keys(results).length).toBeLessThan(0.1);
    });

    it("say what machine they are from", () => {
      expect(machine.cores).toBeGreaterThan(0);
      expect(machine.load).toBeGreaterThanOrEqual(0);
    });
  });
}

describe("reasons for exceptions", () => {
  it("are given for rows that say holds-gil, and for no others", () => {
    for (const path of SHARED.keys()) expect(KNOWLEDGE.callable(path)?.effect, path).toBe("holds-gil");
  });
});
