import { describe, expect, it } from "vitest";
import { RULES } from "../../server/src/rules/index.ts";
import { run } from "./check.ts";

const FILES = {
  "pyproject.toml": "",
  "app/store.py": "import time\n\ndef load():\n    time.sleep(1)\n",
  "app/views.py": "from app.store import load\n\nasync def show():\n    load()\n",
  "app/__init__.py": "",
};

describe("explain", () => {
  it("lists the rules", async () => {
    const { code, output } = await run({}, "explain");
    expect(code).toBe(0);
    for (const { name } of RULES) expect(output).toMatch(new RegExp(`^${name} `, "m"));
  });

  it("explains a rule", async () => {
    const { code, output } = await run({}, "explain blocking-call");
    expect(code).toBe(0);
    expect(output).toMatch(/^blocking-call {2}\(warning by default\)$/m);
    for (const title of ["What it does", "Why it matters", "Instead"])
      expect(output).toMatch(new RegExp(`^${title}$`, "m"));
  });

  it("explains a place, with a proof that crosses files", async () => {
    const { code, output } = await run(FILES, "explain app/views.py:4");
    expect(code).toBe(0);
    expect(output).toMatch(/app\/views.py:4:5: warning\[blocking-chain\]/);
    expect(output).toMatch(/1\. .*app\/store.py:4:5/);
  });

  it("says where else to look", async () => {
    expect(await run(FILES, "explain app/views.py:1")).toMatchObject({
      code: 0,
      output: "No finding stands at app/views.py:1. The file has some at line 4.\n",
    });
    expect(await run(FILES, "explain app/none.py:1")).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/no file or folder 'app\/none.py'/),
    });
    expect(await run({ "a.txt": "" }, "explain a.txt:1")).toMatchObject({ code: 0 });
  });
});
