import { describe, expect, it } from "vitest";
import { decodePython } from "../../server/src/engine/decode.ts";

const bytes = (text: string) => Uint8Array.from([...text].map((character) => character.charCodeAt(0)));

function check(source: string | Uint8Array, text: string | undefined, problem?: RegExp): void {
  const decoded = decodePython(typeof source === "string" ? bytes(source) : source);
  expect(decoded.text).toBe(text);
  if (problem === undefined) expect(decoded.problem).toBeUndefined();
  else expect(decoded.problem?.message).toMatch(problem);
}

describe("what the interpreter reads is read the same", () => {
  it("UTF-8, with and without its mark", () => {
    check("x = '\xc3\xa9'\n", "x = 'é'\n");
    check("\xef\xbb\xbfx = '\xc3\xa9'\n", "x = 'é'\n");
    check("", "");
  });

  it("a coding comment in the first or the second line", () => {
    check("# -*- coding: latin-1 -*-\nx = '\xe9\x80'\n", "# -*- coding: latin-1 -*-\nx = 'é\x80'\n");
    check(
      "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n'\x80'\n",
      "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\n'€'\n",
    );
    check("# coding: ISO_8859_15\n'\xa4'", "# coding: ISO_8859_15\n'€'");
    check("# coding: utf-8-unix\n'\xc3\xa9'", "# coding: utf-8-unix\n'é'");
    check("# coding=shift_jis\n'\x82\xa0'", "# coding=shift_jis\n'あ'");
    check("# coding: gbk\n'\xc4\xe3'", "# coding: gbk\n'你'");
  });

  it("a coding comment after code or too late is none", () => {
    check("x = 1\n# coding: latin-1\n'\xc3\xa9'", "x = 1\n# coding: latin-1\n'é'");
    check("#\n#\n# coding: latin-1\n'\xc3\xa9'", "#\n#\n# coding: latin-1\n'é'");
  });
});

describe("what the interpreter refuses is read as well as can be, and said", () => {
  it("bytes that are not UTF-8", () => {
    check("a = 1\nx = '\xe9'\n", "a = 1\nx = 'é'\n", /Line 2 holds the byte 0xe9/);
    check("x = '\xed\xa0\x80'", "x = 'í\xa0\x80'", /0xed/);
  });

  it("an unknown encoding", () => {
    check(
      "# coding: klingon\nx = '\xc3\xa9'\n",
      "# coding: klingon\nx = 'é'\n",
      /Line 1 declares the encoding 'klingon', which is not known/,
    );
  });

  it("bytes that the declared encoding does not have", () => {
    check("# coding: ascii\nx = '\xc3\xa9'\n", "# coding: ascii\nx = 'é'\n", /'ascii', yet line 2/);
    check("# coding: euc-jp\n'\xff'", "# coding: euc-jp\n'\ufffd'", /does not allow/);
    check("\xef\xbb\xbf# coding: latin-1\n'\xc3\xa9'", "# coding: latin-1\n'é'", /mark of UTF-8/);
  });

  it("UTF-16", () => {
    check("\xff\xfex\x00=\x001\x00", "x=1", /UTF-16LE, which Python refuses/);
  });

  it("a NUL in text becomes a space, so that offsets stay", () => {
    check(`${"x = 1\n".repeat(9)}y = '\0'\n`, `${"x = 1\n".repeat(9)}y = ' '\n`, /Line 10 holds a NUL/);
  });

  it("binary data is not analysed", () => {
    check(
      Uint8Array.from({ length: 4096 }, (_, index) => index % 7),
      undefined,
      /binary data/,
    );
    check("\0".repeat(100), undefined, /binary data/);
  });
});
