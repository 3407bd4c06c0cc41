import pico from "picocolors";
import { type Paint, PLAIN } from "../report/index.ts";
import type { Stream } from "./session.ts";

/** The styles of a stream: none where it is a pipe or the user wants none. */
export function paintOf(stream: Stream): Paint {
  return stream.hasColours ? pico.createColors(true) : PLAIN;
}
