import { it } from "vitest";
import { expectSession } from "./editor-session.ts";

it("Emacs shows a finding, tells about it and fixes it", async () => {
  await expectSession("emacs", ["--batch", "-q", "-l", new URL("session.el", import.meta.url).pathname]);
});
