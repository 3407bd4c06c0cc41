import { readAustin, readPySpyRaw } from "./collapsed-stacks.ts";
import { readPyinstrument, readScalene, readSpeedscope } from "./json-profiles.ts";
import type { Profile, ProfileRefusal } from "./profile.ts";
import { readPstats } from "./pstats.ts";

/** Reads a profile of whichever profiler wrote it. Never throws. */
export function readProfile(bytes: Uint8Array): Profile | ProfileRefusal {
  if (bytes.length === 0) return { message: "It is empty." };
  if (bytes[0] === 0x4d && bytes[1] === 0x4f && bytes[2] === 0x4a)
    return { message: "It is in austin's binary format: convert it with `mojo2austin` first." };
  const profile = readText(bytes) ?? readPstats(bytes);
  if (profile === undefined)
    return {
      message:
        "It is not a profile that Portwright reads: speedscope or raw of py-spy, pstats of cProfile, JSON of Scalene or pyinstrument, text of austin.",
    };
  if (profile.samples.length === 0) return { message: `It is a profile (${profile.format}) without a single sample.` };
  return profile;
}

function readText(bytes: Uint8Array): Profile | undefined {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
  const first = text.trimStart()[0];
  if (first !== "{") return readAustin(text) ?? readPySpyRaw(text);
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  return readSpeedscope(data) ?? readPyinstrument(data) ?? readScalene(data);
}
