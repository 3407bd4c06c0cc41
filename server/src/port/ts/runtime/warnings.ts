import { IndexError } from "./errors.ts";
import { str } from "./show.ts";

/** A warning that was issued. */
export class WarningMessage {
  readonly message: string;
  readonly category: string;

  constructor(message: string, category: string) {
    this.message = message;
    this.category = category;
  }
}

/** The warnings that a recorder has kept. */
export class WarningList {
  readonly messages: WarningMessage[] = [];

  count(): number {
    return this.messages.length;
  }

  at(index: number): WarningMessage {
    const found = this.messages.at(index);
    if (found === undefined) throw new IndexError("list index out of range");
    return found;
  }

  all(): WarningMessage[] {
    return this.messages;
  }
}

const warningState: { action: string; readonly shown: Set<string>; recorders: WarningRecorder[] } = {
  action: "default",
  shown: new Set(),
  recorders: [],
};

/** Writes a warning to the error output, the same one once only. */
export function issueWarning(message: unknown, category = "UserWarning"): void {
  const text = str(message);
  const key = `${category}: ${text}`;
  const { action, shown, recorders } = warningState;
  if (action === "ignore") return;
  if (action === "error") throw new Error(text);
  if (action !== "always" && shown.has(key)) return;
  shown.add(key);
  const recorder = recorders[recorders.length - 1];
  if (recorder?.isRecording === true) recorder.kept.messages.push(new WarningMessage(text, category));
  else process.stderr.write(`${key}\n`);
}

export function filterWarnings(action: string, category = "Warning"): void {
  if (category === "Warning" || action !== "ignore") warningState.action = action;
}

export function resetWarnings(): void {
  warningState.action = "default";
}

/** Keeps what is said about warnings to a block, and the warnings where it records them. */
export class WarningRecorder {
  readonly isRecording: boolean;
  readonly kept = new WarningList();
  readonly #action: string;

  constructor(isRecording: boolean) {
    this.isRecording = isRecording;
    this.#action = warningState.action;
  }

  enter(): WarningList {
    warningState.recorders.push(this);
    warningState.shown.clear();
    return this.kept;
  }

  close(): void {
    warningState.recorders = warningState.recorders.filter((each) => each !== this);
    warningState.action = this.#action;
  }
}

export function newWarningRecorder(isRecording = false): WarningRecorder {
  return new WarningRecorder(isRecording);
}
