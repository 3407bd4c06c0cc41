import { it } from "vitest";
import { expectSession } from "./editor-session.ts";

it("Neovim shows a finding, tells about it and fixes it", async () => {
  const script = new URL("session.lua", import.meta.url).pathname;
  await expectSession("nvim", ["--headless", "-u", "NONE", "-n", "-c", `luafile ${script}`]);
});
