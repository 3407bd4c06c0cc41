import { z } from "zod";
import { type Frame, FrameTable, isWait, type Profile, type Sample } from "./profile.ts";

const SPEEDSCOPE = z.object({
  shared: z.object({
    frames: z.array(z.object({ name: z.string(), file: z.string().nullish(), line: z.number().nullish() })),
  }),
  profiles: z.array(
    z.discriminatedUnion("type", [
      z.object({
        type: z.literal("sampled"),
        unit: z.string(),
        samples: z.array(z.array(z.int().nonnegative())),
        weights: z.array(z.number()),
      }),
      z.object({
        type: z.literal("evented"),
        unit: z.string(),
        events: z.array(z.object({ type: z.enum(["O", "C"]), frame: z.int().nonnegative(), at: z.number() })),
      }),
    ]),
  ),
});

/** Seconds of one unit of speedscope's; 0 for counts. */
const SECONDS: Readonly<Record<string, number>> = {
  seconds: 1,
  milliseconds: 1e-3,
  microseconds: 1e-6,
  nanoseconds: 1e-9,
};

/** The format of speedscope.app, which py-spy writes: one profile a thread. */
export function readSpeedscope(data: unknown): Profile | undefined {
  const parsed = SPEEDSCOPE.safeParse(data);
  if (!parsed.success) return undefined;
  const frames = parsed.data.shared.frames.map(
    ({ name, file, line }): Frame => ({ name, file: file ?? "", line: line ?? 0, lineOf: "execution" }),
  );
  const samples: Sample[] = [];
  const add = (stack: readonly number[], weight: number): void => {
    const known = stack.filter((frame) => frame < frames.length);
    if (known.length === 0 || !(weight > 0)) return;
    samples.push({ stack: known, weight, waits: isWait(frames[known[known.length - 1]]) });
  };
  let timed = false;
  for (const profile of parsed.data.profiles) {
    const factor = SECONDS[profile.unit];
    timed ||= factor !== undefined;
    if (profile.type === "sampled") {
      profile.samples.forEach((stack, index) => void add(stack, (profile.weights[index] ?? 0) * (factor ?? 1)));
      continue;
    }
    const open: number[] = [];
    let last = 0;
    for (const { type, frame, at } of profile.events) {
      if (open.length > 0) add([...open], (at - last) * (factor ?? 1));
      last = at;
      if (type === "O") open.push(frame);
      else open.pop();
    }
  }
  return { format: "speedscope", unit: timed ? "seconds" : "samples", frames, samples };
}

interface PyinstrumentFrame {
  readonly function: string;
  readonly file_path?: string | null | undefined;
  readonly line_no?: number | null | undefined;
  readonly time: number;
  readonly children: readonly PyinstrumentFrame[];
}

const PYINSTRUMENT_FRAME: z.ZodType<PyinstrumentFrame> = z.object({
  function: z.string(),
  file_path: z.string().nullish(),
  line_no: z.number().nullish(),
  time: z.number(),
  get children() {
    return z.array(PYINSTRUMENT_FRAME);
  },
});
const PYINSTRUMENT = z.object({ root_frame: PYINSTRUMENT_FRAME });

/** The tree of calls that pyinstrument writes: a frame's own time is what its children leave. */
export function readPyinstrument(data: unknown): Profile | undefined {
  const parsed = PYINSTRUMENT.safeParse(data);
  if (!parsed.success) return undefined;
  const table = new FrameTable();
  const samples: Sample[] = [];
  const work: { frame: PyinstrumentFrame; stack: readonly number[] }[] = [{ frame: parsed.data.root_frame, stack: [] }];
  for (let next = work.pop(); next !== undefined; next = work.pop()) {
    const { frame } = next;
    const own: Frame = {
      name: frame.function,
      file: frame.file_path ?? "",
      line: frame.line_no ?? 0,
      lineOf: "definition",
    };
    const stack = [...next.stack, table.id(own)];
    const rest = frame.time - frame.children.reduce((sum, child) => sum + child.time, 0);
    if (rest > 0) samples.push({ stack, weight: rest, waits: isWait(own) });
    for (const child of frame.children) work.push({ frame: child, stack });
  }
  return { format: "pyinstrument", unit: "seconds", frames: table.frames, samples };
}

const share = z.number().catch(0).default(0);
const SCALENE = z.object({
  elapsed_time_sec: z.number(),
  files: z.record(
    z.string(),
    z.object({
      lines: z.array(
        z.object({ lineno: z.number(), n_cpu_percent_python: share, n_cpu_percent_c: share, n_sys_percent: share }),
      ),
    }),
  ),
});

/** Scalene's shares per line: of the time in Python, in native code, and waiting for the system. */
export function readScalene(data: unknown): Profile | undefined {
  const parsed = SCALENE.safeParse(data);
  if (!parsed.success) return undefined;
  const table = new FrameTable();
  const samples: Sample[] = [];
  for (const [file, { lines }] of Object.entries(parsed.data.files)) {
    for (const { lineno, n_cpu_percent_python, n_cpu_percent_c, n_sys_percent } of lines) {
      const stack = [table.id({ name: "", file, line: lineno, lineOf: "execution" })];
      const busy = n_cpu_percent_python + n_cpu_percent_c;
      if (busy > 0) samples.push({ stack, weight: busy, waits: false });
      if (n_sys_percent > 0) samples.push({ stack, weight: n_sys_percent, waits: true });
    }
  }
  return { format: "scalene", unit: "percent", frames: table.frames, samples };
}
