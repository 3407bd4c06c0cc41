import { describe, expect, it } from "vitest";
import { noteIn, sketchIn } from "../../server/src/port/notes.ts";
import { sketch } from "../cli/check.ts";

describe("a note of a port in Chinese", () => {
  it.each([
    ["socket.socket is not ported; the port panics here", "socket.socket 没有移植；移植结果运行到此处会 panic"],
    [
      "the method append of a value of unknown type is not ported; the port panics here",
      "类型未知的值的方法 append 没有移植；移植结果运行到此处会 panic",
    ],
    [
      "the built-in memoryview has no TypeScript port yet; the port fails where it gets there",
      "内置函数 memoryview 还没有 TypeScript 移植；移植结果运行到此处会失败",
    ],
    [
      "the name Warning, which nothing in the module binds is not ported yet; the port fails where it gets there",
      "名称 Warning（模块中没有绑定它）尚未移植；移植结果运行到此处会失败",
    ],
    [
      "the type of the receiver of lower is not known; the method is looked up when the program runs",
      "lower 的接收者的类型未知；该方法在程序运行时查找",
    ],
    ["what main.py does not reach is left out: a.py, b.py", "略去了 main.py 没有用到的文件：a.py, b.py"],
    ["this integer does not fit 64 bits", "这个整数超出 64 位"],
    ["a class that is only known when the program runs", "程序运行时才知道的类"],
  ])("%s", (english, chinese) => {
    expect(noteIn("en", english)).toBe(english);
    expect(noteIn("zh-cn", english)).toBe(chinese);
  });

  it("keeps the name of a construct, and a sentence, that nobody has translated", () => {
    expect(noteIn("zh-cn", "some odd thing is not ported; the port panics here")).toBe(
      "some odd thing没有移植；移植结果运行到此处会 panic",
    );
    expect(noteIn("zh-cn", "nobody has translated: this sentence")).toBe("nobody has translated: this sentence");
  });

  it("is told wherever a sketch has it, and the code stays as it is", () => {
    const english = sketch("a.py", "f", "go");
    const chinese = sketchIn("zh-cn", english);
    expect(chinese.files).toEqual(english.files);
    expect(chinese.notes.map(({ code, range }) => [code, range])).toEqual(
      english.notes.map(({ code, range }) => [code, range]),
    );
    expect(sketchIn("en", english)).toBe(english);
  });
});
