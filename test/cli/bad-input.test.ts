import { describe, expect, it } from "vitest";
import { run } from "./check.ts";

const WAITS = "import time\n\n\nasync def main():\n    time.sleep(1)\n";

describe("what a person gets wrong is named, and nothing is done", () => {
  it.each([
    ["[weights]\ngain = -1\n", /portwright\.toml:2:8.*'weights\.gain' is -1/],
    ["[weights]\nspeed = 3\n", /portwright\.toml:2:1.*speed/],
    ['[weights]\ngain = "much"\n', /portwright\.toml:2:8.*'weights\.gain' is "much"/],
    ["[skills]\ngo = 9\n", /portwright\.toml:2:6.*'skills\.go' is 9/],
    ["[operations]\nrust = 2\n", /portwright\.toml:2:1.*rust/],
    ["weights = 3\n", /portwright\.toml:1:11.*'weights' is 3/],
  ])("in the team's settings: %j", async (text, message) => {
    const { code, output, errors } = await run({ "a.py": WAITS, "portwright.toml": text }, "audit");
    expect(errors).toMatch(message);
    expect(errors).toMatch(/the configuration has 1 mistake; nothing was done/);
    expect({ code, output }).toEqual({ code: 2, output: "" });
  });

  it.each([
    ["", /It is empty/],
    ["{", /It is not a profile that Portwright reads/],
    ['{"profiles": "none"}', /It is not a profile that Portwright reads/],
    ["<script>alert(1)</script>\n", /It is not a profile that Portwright reads/],
    ["total 12\ndrwxr-xr-x 2 root root\n", /It is not a profile that Portwright reads/],
    [new Uint8Array([0x4d, 0x4f, 0x4a, 1, 2]), /mojo2austin/],
    [new Uint8Array([0xff, 0xfe, 0, 1, 2, 3]), /It is not a profile that Portwright reads/],
  ])("as a profile: %j", async (content, message) => {
    const { code, output, errors } = await run({ "a.py": WAITS, "p.dat": content }, "audit --profile p.dat");
    expect(errors).toMatch(/'p\.dat' cannot be used as a profile/);
    expect(errors).toMatch(message);
    expect({ code, output }).toEqual({ code: 2, output: "" });
  });

  it("as an audit to compare with", async () => {
    const files = { "a.py": WAITS, "old.json": '{"version": 0}', "other.json": '{"version": 1, "findings": []}' };
    expect(await run(files, "audit --compare old.json")).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/audit of version 0, and this Portwright reads version 1/),
    });
    expect(await run(files, "audit --compare other.json")).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/It is not an audit: at '/),
    });
  });

  it("as a language", async () => {
    expect(await run({ "a.py": WAITS }, "audit --locale de")).toMatchObject({
      code: 2,
      errors: expect.stringMatching(/'de' is invalid.*en, zh-cn/),
    });
  });
});

describe("hostile names and code", () => {
  const NAME = '"><script>alert(1)</script>\u202e`|$(x)';
  const CODE = `import time\n\n\nasync def ma\u0069n():\n    time.sleep(1)  # </code></pre><script>alert(2)</script> \u202e ${"x".repeat(5000)}\n`;
  const files = { [`app/${NAME}.py`]: CODE };

  it.each(["html", "markdown", "json", "sarif", "csv", "junit", "pretty"])(
    "are shown and never run: %s",
    async (format) => {
      const { code, output } = await run(files, `audit --fail-on never --format ${format}`);
      expect(code).toBe(0);
      expect(output).toContain("blocking-call");
      // Marks that turn the direction of text around would hide what stands there; where machines read, they are kept.
      if (!["json", "sarif", "csv"].includes(format)) expect(output).not.toContain("\u202e");
      if (["html", "markdown", "junit"].includes(format))
        expect(output.replace(/```.*?```|``.*?``/gs, "")).not.toMatch(/<script>alert/);
      if (["json", "sarif"].includes(format)) expect(() => JSON.parse(output)).not.toThrow();
      if (format !== "json" && format !== "sarif")
        expect(Math.max(...output.split("\n").map((line) => line.length))).toBeLessThan(400_000);
    },
  );
});
