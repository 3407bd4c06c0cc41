import { describe, expect, it } from "vitest";
import { docOf, packageDoc } from "../../server/src/port/go/lower/documentation.ts";

/** What a Go doc comment makes of the documentation of a Python function. */
function check(docstring: string, expected: string, name = "Load"): void {
  expect(docOf(name, docstring, [])).toBe(expected);
}

describe("doc comments of Go", () => {
  it("begin with the name and say what it does in the third person", () => {
    check("Return the plural.", "Load returns the plural.");
    check("Apply a rule, then copy it.", "Load applies a rule, then copies it.");
    check("Remove and return the pair.", "Load removes and returns the pair.");
    check("Find the first and last word.", "Load finds the first and last word.");
    check("Loads the file.", "Loads the file.", "Loads");
    check("Returns a list.", "Load returns a list.");
    check("Insert a value.", "Insert inserts a value.", "Insert");
  });

  it("report whether something holds", () => {
    check("Return True if it is empty, False otherwise.", "IsEmpty reports whether it is empty.", "IsEmpty");
    check("Return True if and only if x.", "Load reports whether x.");
    check("Return True for leap years, False for others.", "Load returns True for leap years, False for others.");
  });

  it("tell what a type is", () => {
    expect(docOf("Wrapper", "Object for wrapping text.", [], "type")).toBe("Wrapper is an object for wrapping text.");
    expect(docOf("Client", "HTTP client.", [], "type")).toBe("Client is an HTTP client.");
    expect(docOf("Options", "Implementation details.", [], "type")).toBe("Options: Implementation details.");
    expect(docOf("Delim", "The delimiter should be one.", [], "type")).toBe("Delim: The delimiter should be one.");
  });

  it("leave out a first line that is the signature", () => {
    check("load(path : string) -> [string]\n\nSplit the text.", "Load splits the text.");
    check("_load(chunks : [string],\n      width : int)\n\nHandle a word.", "Load handles a word.");
  });

  it("carry comments over, but for lines that part a file into sections", () => {
    expect(docOf("Load", "Return it.", ["Slow."])).toBe("Slow.\n\f\nLoad returns it.");
    expect(docOf("Load", undefined, ["=== Exceptions ==="])).toBeUndefined();
    expect(docOf("Load", undefined, ["Used by all."])).toBe("Load: Used by all.");
  });

  it("list what fields say of parameters, and drop what the signature says", () => {
    check(
      "Return it.\n\n:param path: where\n    it is\n:type path: str\n:return: The text.",
      "Load returns it.\n\n  - path: where\n    it is\n  - returns the text.",
    );
  });

  it("set sessions as blocks, and roles and literals in backquotes", () => {
    check("Return ``x`` of :func:`~a.b`.\n\n>>> load()\n1", "Load returns `x` of `b`.\n\n\t>>> load()\n\t1");
  });
});

describe("the comment of a Go package", () => {
  it.each([
    ["Text wrapping and filling.", "Package p provides text wrapping and filling."],
    ["This module provides tools.", "Package p provides tools."],
    ["Parse addresses.", "Package p parses addresses."],
    ["Decode String\n\nDecodes.", "Package p: Decode String\n\nDecodes."],
    ["A basic module.", "Package p: A basic module."],
    ["Tables\n======\n\nBy name.", "Package p: Tables\n\nBy name."],
  ])("%j", (docstring, expected) => {
    expect(packageDoc(docstring, "p")).toBe(expected);
  });

  it("of a program begins with no name", () => {
    expect(packageDoc("Counts words.", undefined)).toBe("Counts words.");
  });
});
