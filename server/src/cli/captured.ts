import type { ExitCode, Session, Stream } from "./session.ts";

/** What a command line came to, instead of being written to a terminal. */
export interface CommandOutcome {
  readonly code: ExitCode;
  readonly output: string;
  readonly errors: string;
}

/** Runs a command line and keeps what it writes. */
export async function runCaptured(
  run: (words: readonly string[], session: Session) => Promise<ExitCode>,
  words: readonly string[],
  session: Session,
): Promise<CommandOutcome> {
  const [output, errors] = [new KeptText(), new KeptText()];
  const code = await run(words, { ...session, output, errors });
  return { code, output: output.text, errors: errors.text };
}

class KeptText implements Stream {
  readonly isTerminal = false;
  readonly hasColours = false;
  readonly columns = 100;
  text = "";

  write(text: string): void {
    this.text += text;
  }
}
