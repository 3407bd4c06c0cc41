import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/toolchain.mjs";
import { merged, type Profile } from "../../server/src/advice/evidence/profile.ts";
import { readProfile } from "../../server/src/advice/evidence/read-profile.ts";

const folder = join(root, "test/advice/profiles");

function read(file: string): Profile {
  const profile = readProfile(readFileSync(join(folder, file)));
  if ("message" in profile) throw new Error(profile.message);
  return profile;
}

/** Share of the busy time that stacks with a function in them take. */
function shareOf(profile: Profile, name: string, line: readonly [number, number]): number {
  const busy = profile.samples.filter((sample) => !sample.waits);
  const is = (index: number) => {
    const frame = profile.frames[index];
    return (
      frame.file.endsWith("orders.py") &&
      (frame.name === name || frame.name === "") &&
      frame.line >= line[0] &&
      frame.line <= line[1]
    );
  };
  const sum = (samples: Profile["samples"]) => samples.reduce((total, { weight }) => total + weight, 0);
  return sum(busy.filter(({ stack }) => stack.some(is))) / sum(busy);
}

describe("a profile", () => {
  it.each([
    ["py-spy.speedscope.json", "speedscope"],
    ["py-spy-gil.speedscope.json", "speedscope"],
    ["py-spy.txt", "py-spy raw"],
    ["py-spy-gil.txt", "py-spy raw"],
    ["austin.txt", "austin"],
    ["orders.pstats", "pstats"],
    ["pyinstrument.json", "pyinstrument"],
    ["scalene.json", "scalene"],
  ])("of %s is read as %s, and shows what computes", (file, format) => {
    const profile = read(file);
    expect(profile.format).toBe(format);
    expect(shareOf(profile, "distance", [9, 18])).toBeGreaterThan(0.4);
    expect(shareOf(profile, "encode", [26, 28])).toBeLessThan(0.3);
  });

  it("tells waiting from running", () => {
    for (const file of ["orders.pstats", "pyinstrument.json"]) {
      const profile = read(file);
      const waits = profile.samples.filter((sample) => sample.waits);
      expect(waits.reduce((sum, { weight }) => sum + weight, 0)).toBeCloseTo(0.3, 1);
    }
  });

  it.each([
    ["nothing", "", /empty/],
    ["text", "a list of 12\nthings to do\n", /not a profile/],
    ["JSON of something else", '{"name": "x", "version": 1}', /not a profile/],
    ["broken JSON", '{"shared": {"frames": [', /not a profile/],
    ["a profile of nothing", '{"shared":{"frames":[]},"profiles":[]}', /without a single sample/],
    ["binary of austin", "MOJ\u0001\u0002", /mojo2austin/],
  ])("is not %s, which is said", (_, text, message) => {
    const refused = readProfile(new TextEncoder().encode(text));
    expect(refused).toMatchObject({ message: expect.stringMatching(message) });
  });

  it("that is cut off or damaged anywhere is refused or read, and never throws", () => {
    for (const file of ["orders.pstats", "py-spy.txt", "pyinstrument.json"]) {
      const bytes = readFileSync(join(folder, file));
      for (let cut = 0; cut < bytes.length; cut += Math.ceil(bytes.length / 60)) {
        expect(readProfile(bytes.subarray(0, cut))).toBeDefined();
        const damaged = Uint8Array.from(bytes);
        damaged[cut] ^= 0xff;
        expect(readProfile(damaged)).toBeDefined();
      }
    }
  });
});

it("merges equal stacks, and keeps running apart from waiting", () => {
  const frames = [{ name: "f", file: "a.py", line: 1, lineOf: "execution" as const }];
  const sample = (stack: readonly number[], weight: number, waits = false) => ({ stack, weight, waits });
  const samples = [sample([0], 1), sample([0], 2, true), sample([0, 0], 4), sample([0], 8), sample([0], 16, true)];
  expect(merged({ format: "austin", unit: "samples", frames, samples })).toEqual({
    format: "austin",
    unit: "samples",
    frames,
    samples: [sample([0], 9), sample([0], 18, true), sample([0, 0], 4)],
  });
});
