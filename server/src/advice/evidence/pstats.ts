import { type MarshalValue, readMarshal } from "./marshal.ts";
import { type Frame, FrameTable, isWait, type Profile, type Sample } from "./profile.ts";

/**
 * Statistics of cProfile: `{(file, line, name): (primitive calls, calls, own time, time with callees, callers)}`, in seconds. They
 * hold no stacks, but who called whom: a function's own time becomes stacks of it and one caller each, by the share that each
 * caller has in it. Undefined where the bytes are something else.
 */
export function readPstats(bytes: Uint8Array): Profile | undefined {
  let data: MarshalValue;
  try {
    data = readMarshal(bytes);
  } catch {
    return undefined;
  }
  if (!(data instanceof Map) || data.size === 0) return undefined;
  const table = new FrameTable();
  const samples: Sample[] = [];
  for (const [key, value] of data) {
    const frame = frameOf(key);
    if (frame === undefined || !Array.isArray(value)) return undefined;
    const [, , own, , callers] = value;
    if (typeof own !== "number") return undefined;
    const id = table.id(frame);
    const waits = isWait(frame);
    const shares = callers instanceof Map ? [...callers].flatMap(([caller, times]) => callerShare(caller, times)) : [];
    const known = shares.reduce((sum, one) => sum + one.own, 0);
    for (const { caller, own: part } of shares)
      if (part > 0) samples.push({ stack: [table.id(caller), id], weight: part, waits });
    if (own - known > 1e-9) samples.push({ stack: [id], weight: own - known, waits });
  }
  return { format: "pstats", unit: "seconds", frames: table.frames, samples };
}

function callerShare(caller: MarshalValue, times: MarshalValue): { caller: Frame; own: number }[] {
  const frame = frameOf(caller);
  return frame !== undefined && Array.isArray(times) && typeof times[2] === "number"
    ? [{ caller: frame, own: times[2] }]
    : [];
}

function frameOf(key: MarshalValue): Frame | undefined {
  if (!Array.isArray(key)) return undefined;
  const [file, line, name] = key;
  if (typeof file !== "string" || typeof line !== "number" || typeof name !== "string") return undefined;
  // Built-ins are written `<method 'acquire' of '_thread.lock' objects>` and `<built-in method time.sleep>`.
  const builtin = /^<(?:method '(\w+)'|built-in method (?:.*\.)?(\w+))/.exec(name);
  return { file: file === "~" ? "" : file, line, name: builtin?.[1] ?? builtin?.[2] ?? name, lineOf: "definition" };
}
