import type { WriteStream } from "node:tty";
import type { Stream } from "./session.ts";

type Standard = NodeJS.WriteStream & { readonly fd: number };

/**
 * A standard stream of this process. Whoever reads it may stop reading at any time, as `head` does: what is written after that is
 * dropped in silence. Any other failure, such as a full disk, loses what somebody wanted to keep: `onLost` is told of it, once.
 */
export function streamOf(
  standard: Standard,
  environment: NodeJS.ProcessEnv,
  onLost: (error: Error) => void = () => undefined,
): Stream {
  let isOpen = true;
  standard.on("error", (error: NodeJS.ErrnoException) => {
    if (isOpen && !READER_IS_GONE.has(error.code ?? "")) onLost(error);
    isOpen = false;
  });
  const isTerminal = standard.isTTY === true;
  return {
    isTerminal,
    hasColours: wantsColours(isTerminal, environment),
    get columns() {
      return (standard as WriteStream).columns || 80;
    },
    write(text) {
      if (isOpen) standard.write(text);
    },
  };
}

const READER_IS_GONE: ReadonlySet<string> = new Set(["EPIPE", "ERR_STREAM_DESTROYED", "EOF"]);

/** NO_COLOR and FORCE_COLOR are the conventions of terminals; without them, a terminal that can is coloured and a pipe is not. */
function wantsColours(isTerminal: boolean, environment: NodeJS.ProcessEnv): boolean {
  const { NO_COLOR, FORCE_COLOR, TERM } = environment;
  if (NO_COLOR !== undefined && NO_COLOR !== "") return false;
  if (FORCE_COLOR !== undefined && FORCE_COLOR !== "") return FORCE_COLOR !== "0";
  return isTerminal && TERM !== "dumb";
}
