import { describe, expect, test } from "vitest";
import { KNOWLEDGE, TABLES } from "../../server/src/knowledge/index.ts";
import { BLOCK_KINDS } from "../../server/src/knowledge/schema.ts";
import { groupBy } from "../../server/src/report/summary.ts";

const callables = TABLES.flatMap((table) => table.callables ?? []);
const classes = TABLES.flatMap((table) => table.classes ?? []);
const handovers = TABLES.flatMap((table) => table.handovers ?? []);
const registrations = TABLES.flatMap((table) => table.registrations ?? []);
const aliasRows = TABLES.flatMap((table) => table.aliases ?? []);
const DOTTED = /^[A-Za-z_][\w]*(\.[A-Za-z_]\w*)*(\.\*)?$/;

function repeated(paths: readonly string[]): string[] {
  const seen = new Set<string>();
  return paths.filter((path) => seen.has(path) || !seen.add(path));
}

/** Rows whose own path an alias turns into another one can never be found. */
function unreachable(paths: readonly string[]): string[] {
  return paths.filter((path) => KNOWLEDGE.canonical(path) !== path);
}

describe("the library tables", () => {
  test("hold at least 1,500 callables", () => {
    const effects = groupBy(callables, (row) => row.effect);
    console.info(
      `knowledge: ${callables.length} callables (${[...effects]
        .map(([effect, rows]) => `${effect} ${rows.length}`)
        .join(
          ", ",
        )}), ${classes.length} classes, ${handovers.length} hand-overs, ${registrations.length} registrations, ` +
        `${aliasRows.length} aliases, ${[...KNOWLEDGE.packages].length} packages`,
    );
    expect(callables.length).toBeGreaterThanOrEqual(1500);
  });

  test("name every callable, class, hand-over and alias once", () => {
    expect(repeated(callables.map((row) => row.path))).toEqual([]);
    expect(repeated(classes.map((row) => row.path))).toEqual([]);
    expect(repeated(handovers.map((row) => `${row.path}(${JSON.stringify(row.function)})`))).toEqual([]);
    expect(repeated(aliasRows.map((row) => row.path))).toEqual([]);
  });

  test("are keyed by canonical, dotted paths", () => {
    const paths = [...callables, ...classes, ...handovers, ...registrations].map((row) => row.path);
    expect(paths.filter((path) => !DOTTED.test(path))).toEqual([]);
    expect(unreachable(paths)).toEqual([]);
    expect(aliasRows.filter((row) => KNOWLEDGE.canonical(row.path) === row.path)).toEqual([]);
  });

  test("refer to classes and callables by canonical paths", () => {
    const referred = [
      ...callables.flatMap((row) => [row.returns, row.yields]),
      ...classes.flatMap((row) => [
        ...(row.bases ?? []),
        ...Object.values(row.attributes ?? {}),
        row.enter,
        row.asyncEnter,
        row.iterates,
        row.subscripts,
        row.anyAttribute,
        row.operator,
      ]),
      ...registrations.map((row) => row.becomes),
    ].filter((path) => path !== undefined);
    expect(unreachable(referred)).toEqual([]);
  });

  test("give a kind exactly where a call blocks, and a size exactly where it matters", () => {
    expect(callables.filter((row) => (row.effect === "blocks") !== (row.kind !== undefined))).toEqual([]);
    expect(callables.filter((row) => row.kind !== undefined && !BLOCK_KINDS.includes(row.kind))).toEqual([]);
    const sized = callables.filter((row) => row.sizedBy !== undefined);
    expect(sized.filter((row) => row.effect !== "holds-gil" && row.effect !== "cpu")).toEqual([]);
  });

  test("carry their provenance", () => {
    const rows = [...callables, ...handovers, ...registrations];
    expect(rows.filter((row) => row.source.length < 5 || row.source.includes("://"))).toEqual([]);
  });

  test("name twins that suspend", () => {
    const wrong = callables.filter(
      (row) => row.twin !== undefined && KNOWLEDGE.callable(KNOWLEDGE.canonical(row.twin))?.effect !== "suspends",
    );
    expect(wrong.map((row) => `${row.path} → ${row.twin}`)).toEqual([]);
  });

  test("point class rows at callables that exist", () => {
    const wrong = classes
      .flatMap((row) => [row.onEnter, row.onExit, row.onIterate, row.onCall])
      .filter((path) => path !== undefined && KNOWLEDGE.callable(path) === undefined);
    expect(wrong).toEqual([]);
  });

  test("give no hand-over or handler without the place of its function", () => {
    const placeless = handovers.filter((row) => row.function.index === undefined && row.function.keyword === undefined);
    expect(placeless).toEqual([]);
  });

  test("order versions", () => {
    const version = (text: string) => Number(text.split(".")[0]) * 100 + Number(text.split(".")[1]);
    const wrong = callables.filter((row) => row.since && row.until && version(row.since) > version(row.until));
    expect(wrong).toEqual([]);
  });
});
