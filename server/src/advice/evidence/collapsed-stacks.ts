import { type Frame, FrameTable, isWait, type Profile, type Sample } from "./profile.ts";

/** `name (file:line)` as py-spy writes a frame; threads and processes come without a place. */
const PY_SPY_FRAME = /^(.*) \((.*?)(?::(\d+))?\)$/;

/** `file:function:line` as austin writes a frame; a Windows path has a colon of its own. */
const AUSTIN_FRAME = /^((?:[A-Za-z]:)?[^:]*):(.+):(\d+)$/;

/** Collapsed stacks with a count: `py-spy record --format raw`. Undefined where no line is one. */
export function readPySpyRaw(text: string): Profile | undefined {
  return readLines(text, "py-spy raw", "samples", 1, (part) => {
    const match = PY_SPY_FRAME.exec(part);
    if (match === null) return undefined;
    return { name: match[1], file: match[2], line: Number(match[3] ?? 0), lineOf: "execution" };
  });
}

/** Collapsed stacks with microseconds: `austin`. Undefined where no line is one. */
export function readAustin(text: string): Profile | undefined {
  if (!/^(# austin:|P\d+;T)/m.test(text)) return undefined;
  return readLines(text, "austin", "seconds", 1e-6, (part) => {
    const match = AUSTIN_FRAME.exec(part);
    if (match === null) return undefined;
    return { file: match[1], name: match[2], line: Number(match[3]), lineOf: "execution" };
  });
}

function readLines(
  text: string,
  format: Profile["format"],
  unit: Profile["unit"],
  factor: number,
  frameOf: (part: string) => Frame | undefined,
): Profile | undefined {
  const table = new FrameTable();
  const samples: Sample[] = [];
  let understood = 0;
  let lines = 0;
  for (const line of text.split(/\r?\n/)) {
    if (line === "" || line.startsWith("#")) continue;
    lines++;
    const cut = line.lastIndexOf(" ");
    const weight = Number(line.slice(cut + 1).split(",")[0]);
    if (cut < 0 || !Number.isFinite(weight)) continue;
    const stack: number[] = [];
    for (const part of line.slice(0, cut).split(";")) {
      const frame = frameOf(part);
      if (frame !== undefined) stack.push(table.id(frame));
    }
    understood++;
    const innermost = stack.at(-1);
    if (innermost !== undefined && weight > 0)
      samples.push({ stack, weight: weight * factor, waits: isWait(table.frames[innermost]) });
  }
  // A line or two that were cut off do no harm; text that happens to hold a number is no profile.
  return samples.length > 0 && understood * 10 >= lines * 9
    ? { format, unit, frames: table.frames, samples }
    : undefined;
}
