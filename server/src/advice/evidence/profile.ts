/** The profilers whose files are understood, by the name of the format. */
export const PROFILE_FORMATS = ["speedscope", "py-spy raw", "austin", "pstats", "scalene", "pyinstrument"] as const;
export type ProfileFormat = (typeof PROFILE_FORMATS)[number];

/** A place in a stack, as the profiler names it. */
export interface Frame {
  readonly name: string;
  /** As the profiler wrote it: absolute, relative to some folder, or no file at all. */
  readonly file: string;
  /** One-based; 0 where it is not known. */
  readonly line: number;
  /** Whether `line` is where the function is defined, or the line that ran. */
  readonly lineOf: "definition" | "execution";
}

/** A stack, or a part of one, that was seen for some time. */
export interface Sample {
  /** Indexes into the frames, the outermost first. */
  readonly stack: readonly number[];
  /** In the profile's unit. */
  readonly weight: number;
  /** The thread waited rather than ran, as far as the profiler tells. */
  readonly waits: boolean;
}

/** What every format is read into: weighted stacks. */
export interface Profile {
  readonly format: ProfileFormat;
  readonly unit: "seconds" | "samples" | "percent";
  readonly frames: readonly Frame[];
  readonly samples: readonly Sample[];
}

/** Why a file is no profile: a full sentence to be shown to the user. */
export interface ProfileRefusal {
  readonly message: string;
}

/** Collects frames, each once. */
export class FrameTable {
  readonly frames: Frame[] = [];
  readonly #ids = new Map<string, number>();

  id(frame: Frame): number {
    const key = `${frame.name}\0${frame.file}\0${frame.line}\0${frame.lineOf}`;
    let id = this.#ids.get(key);
    if (id === undefined) {
      id = this.frames.length;
      this.#ids.set(key, id);
      this.frames.push(frame);
    }
    return id;
  }
}

/** The same profile with each stack once: what looks at it after every change then looks at stacks, and not at moments. */
export function merged(profile: Profile): Profile {
  const byStack = new Map<string, { stack: readonly number[]; weight: number; waits: boolean }>();
  for (const { stack, weight, waits } of profile.samples) {
    const key = `${waits ? "w" : "r"}${stack.join(",")}`;
    const known = byStack.get(key);
    if (known === undefined) byStack.set(key, { stack, weight, waits });
    else known.weight += weight;
  }
  return { ...profile, samples: [...byStack.values()] };
}

/** Innermost functions in which a thread waits: profilers of wall time count them, but nothing runs there. */
const WAITS =
  /^(lock\.)?(acquire|wait|sleep|select|poll|epoll|kqueue|recv|recv_into|recvfrom|accept|connect|join|getaddrinfo)$/;

/** Whether the innermost frame of a stack is a wait in native code or in `threading` and `selectors`. */
export function isWait({ name, file }: Frame): boolean {
  const short = name.split(".").at(-1) ?? name;
  const native = file === "" || file === "~" || file.startsWith("<built-in");
  if (native) return WAITS.test(short) || WAITS.test(name);
  return (
    /(^|[\\/])(threading|selectors|socket|ssl|queue)\.py$/.test(file) &&
    /^(wait|_wait_for_tstate_lock|acquire|select|accept|readinto|recv|recv_into|get)$/.test(short)
  );
}
