import { describe, expect, it } from "vitest";
import { run } from "./check.ts";

const FILES = { "a.py": "import time\n\n\nasync def main():\n    time.sleep(1)\n" };

describe("what a person gets wrong is told in Chinese where they asked for it", () => {
  it.each([
    ["audit nowhere.py", "没有文件或文件夹“nowhere.py”。"],
    ["audit --rule blocking-cal", "没有规则“blocking-cal”。您是想写“blocking-call”吗？"],
    ["audit --rule x", "没有规则“x”。`portwright explain` 会列出所有规则。"],
    ["audit --ratchet", "--ratchet 需要基线：请用 --baseline 或在配置中指定一个。"],
    ["audit --gil-profile g.txt", "--gil-profile 需要与之比较的性能剖析：--profile FILE。"],
    ["audit --shard 1/2", "--shard 需要 --out：写入该份事实的文件。"],
    ["audit --baseline none.json", "基线“none.json”无法使用："],
    ["explain nothing-like-it", "没有规则“nothing-like-it”。"],
    ["explain b.py:3", "没有文件或文件夹“b.py”。"],
    ["port b.py --to go --print", "没有文件“b.py”。"],
    ["port a.py --to go", "写到哪里？--out 指定移植文件夹，--print 显示移植结果。"],
    ["port a.py --to go --print --web hono", "--web hono 不适用于 --to go，后者可用的是 net/http、gin、echo。"],
    ["verify b.py --to go", "没有文件“b.py”。"],
    ["graph a.txt", "没有文件或文件夹“a.txt”。"],
    ["merge none.facts", "无法读取“none.facts”。"],
    ["report none.json", "无法读取审计结果“none.json”。"],
  ])("%s", async (line, said) => {
    const { code, output, errors } = await run(FILES, `${line} --locale zh-cn`);
    expect(errors).toContain(`portwright: ${said}`);
    expect({ code, output }).toEqual({ code: 2, output: "" });
  });

  it.each([
    ["audit --colour", "未知的选项“--colour”"],
    ["audit --formt json", "未知的选项“--formt”\n（您是想写 --format 吗？）"],
    ["audti", "未知的命令“audti”\n（您是想写 audit 吗？）"],
    ["port --to go --print", "缺少必需的参数“place”"],
    ["port a.py --out x", "没有指定必需的选项“--to <target>”"],
    ["audit --locale=zh-cn --format", "选项“--format <format>”缺少参数"],
    ["audit --format prose", "选项“--format <format>”的参数“prose”无效。可用的是 pretty, "],
    ["port a.py --to go --print --out x", "选项“--print”不能与选项“-o, --out <folder>”同时使用"],
    ["explain one two", "“explain”的参数过多。应有 1 个，实有 2 个"],
    ["audit --jobs many", "选项“--jobs <number>”的参数“many”无效。应为 1 到 256 之间的数字。"],
    ["audit --shard 5/4", "选项“--shard <share>”的参数“5/4”无效。应为份额，例如 1/4。"],
    ["port a.py::b::c --to go", "参数“place”的值“a.py::b::c”无效。应为 FILE 或 FILE::NAME。"],
    ["verify a.py --to go --cases x", "的参数“x”无效。应为整数。"],
    ["verify a.py --to go --timeout x", "的参数“x”无效。应为数字。"],
  ])("in the grammar of %s", async (line, said) => {
    const { code, errors } = await run(FILES, line.includes("--locale") ? line : `${line} --locale=zh-cn`);
    expect(errors).toContain(said);
    expect(errors).not.toMatch(/error:|Expected|Did you mean/);
    expect(code).toBe(2);
  });

  it("and stays English where nobody asked", async () => {
    expect(await run(FILES, "audit nowhere.py")).toMatchObject({
      code: 2,
      errors: "portwright: there is no file or folder 'nowhere.py'.\n",
    });
    expect((await run(FILES, "audit --formt json")).errors).toMatch(/^portwright: unknown option '--formt'\n\(Did you/);
  });
});

it("what an audit writes to a file is told in the audit's language", async () => {
  expect((await run(FILES, "audit --out r.html --locale zh-cn")).errors).toContain("1 个文件中有 1 个发现：见 r.html");
});

it("the configuration that init writes explains itself in Chinese, and can be read", async () => {
  const { code, output, host } = await run(FILES, "init --locale zh-cn");
  expect(code).toBe(0);
  expect(output).toMatch(
    /^Portwright 查看了 1 个文件，发现 1 处值得一看。\n按 Python [\d.]+ 判断。\n已写入：portwright\.toml\n$/,
  );
  const bytes = await host.readFile("/w/portwright.toml", 100_000);
  const text = new TextDecoder().decode(bytes as Uint8Array);
  expect(text).toContain("# 被注释掉的就是默认生效的设置。");
  expect(text).toContain('# blocking-call = "off"               # 此处有 1 个发现');
  for (const line of text.split("\n")) if (line.startsWith("# ")) expect(line).not.toMatch(/^# [，。；：]/);
  // No description is left in English: each comment that is a sentence has Chinese in it.
  expect(
    text.split("\n").filter((line) => /^# [A-Z][a-z]+ [a-z]+ /.test(line) && !/[\u4e00-\u9fff]/.test(line)),
  ).toEqual([]);
  const again = await run(FILES, "init --locale zh-cn", { host });
  expect(again).toMatchObject({ code: 2, errors: expect.stringContaining("已存在。--force 会覆盖它。") });
  expect((await run(FILES, "audit", { host })).code).toBe(0);
});
