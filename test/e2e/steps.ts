import { it, onTestFailed } from "vitest";
import type { EditorSession } from "./editor-session.ts";

/** Defines the tests of a session, each of which leaves a picture of the moment in which it failed. */
export function stepsOf(session: () => EditorSession): (name: string, run: () => Promise<void>) => void {
  return (name, run) => {
    it(name, async () => {
      onTestFailed(() => session().screenshot(`failed-${name.replaceAll(/\W+/g, "-")}`));
      await run();
    });
  };
}
