import { describe, expect, it } from "vitest";
import {
  choicesOf,
  type Filter,
  filtered,
  filterOf,
  type Group,
  type Grouping,
  groupsOf,
  isFiltering,
  modulesOf,
  NO_FILTER,
} from "../../extension/src/explorer-model.ts";
import type { ExplorerTree } from "../../server/src/lsp/protocol.ts";
import { finding, module, treeOf, wave } from "./tree.ts";

/** Groups as lines: a name, and the paths below it. */
function grouped(tree: ExplorerTree, grouping: Grouping): (readonly [string, ...string[]])[] {
  return groupsOf(tree, grouping).map((group) => [nameOf(group), ...group.modules.map(({ path }) => path)]);
}

function nameOf(group: Group): string {
  switch (group.kind) {
    case "verdict":
      return group.verdict;
    case "folder":
      return group.folder;
    case "wave":
      return `${group.wave.folder}${group.wave.number}`;
    case "unplanned":
      return "unplanned";
  }
}

describe("groups", () => {
  const tree = treeOf(
    [
      module("b/two.py", [finding("hot-loop")]),
      module("a.py", [finding("blocking-call")], "make-async"),
      module("b/one.py", [finding("hot-loop")]),
      module("tests/test_a.py", [finding("lost-task")], "stay"),
    ],
    [wave(1, ["a.py"]), wave(2, ["b/one.py", "b/two.py"]), wave(3, ["gone.py"]), wave(4, ["b/two.py"])],
  );

  it("by verdict are as the server has them", () => {
    expect(grouped(tree, "verdict")).toEqual([
      ["port-go", "b/two.py", "b/one.py"],
      ["make-async", "a.py"],
      ["stay", "tests/test_a.py"],
    ]);
  });

  it("by folder are in the order of paths", () => {
    expect(grouped(tree, "folder")).toEqual([
      ["", "a.py"],
      ["b", "b/one.py", "b/two.py"],
      ["tests", "tests/test_a.py"],
    ]);
  });

  it("by wave keep the plan's order, leave empty waves out, and end with what is in none", () => {
    expect(grouped(tree, "wave")).toEqual([
      ["1", "a.py"],
      ["2", "b/one.py", "b/two.py"],
      ["4", "b/two.py"],
      ["unplanned", "tests/test_a.py"],
    ]);
  });

  it("of several folders do not run together", () => {
    const two = treeOf(
      [module("x/a.py", [finding("hot-loop")]), module("y/a.py", [finding("hot-loop")])],
      [wave(1, ["x/a.py"], { folder: "x" }), wave(1, ["y/a.py"], { folder: "y" })],
    );
    expect(grouped(two, "wave")).toEqual([
      ["x1", "x/a.py"],
      ["y1", "y/a.py"],
    ]);
  });
});

describe("the filter", () => {
  const tree = treeOf([
    module("app/db.py", [
      finding("blocking-call", { severity: "warning", confidence: "definite", symbol: "load" }),
      finding("hot-loop", { severity: "info", confidence: "probable", message: "Loops over every Row." }),
    ]),
    module("app/quiet.py", [], "seam"),
    module("web.py", [finding("hot-loop", { severity: "info", confidence: "definite" })], "parallelise"),
  ]);

  /** What is left: each module with its rules. */
  const left = (filter: Partial<Filter>) =>
    modulesOf(filtered(tree, { ...NO_FILTER, ...filter })).map(({ path, findings }) => [
      path,
      ...findings.map(({ rule }) => rule),
    ]);

  it("lets everything through that it does not speak of", () => {
    expect(isFiltering(NO_FILTER)).toBe(false);
    expect(filtered(tree, NO_FILTER)).toBe(tree);
  });

  it.each<[string, Partial<Filter>, string[][]]>([
    ["a severity", { severities: ["warning"] }, [["app/db.py", "blocking-call"]]],
    [
      "one of two rules",
      { rules: ["blocking-call", "hot-loop"] },
      [
        ["app/db.py", "blocking-call", "hot-loop"],
        ["web.py", "hot-loop"],
      ],
    ],
    ["a rule and a confidence, both", { rules: ["hot-loop"], confidences: ["definite"] }, [["web.py", "hot-loop"]]],
    ["text of a message, in any case", { text: "every row" }, [["app/db.py", "hot-loop"]]],
    ["text of a function", { text: "LOAD" }, [["app/db.py", "blocking-call"]]],
    ["text of a path, with all that is in it", { text: "app/d" }, [["app/db.py", "blocking-call", "hot-loop"]]],
    ["text of a path, also without findings", { text: "quiet" }, [["app/quiet.py"]]],
    ["text of a path, and a severity", { text: "app/", severities: ["info"] }, [["app/db.py", "hot-loop"]]],
    ["nothing that there is", { text: "nowhere" }, []],
  ])("by %s", (_, filter, expected) => {
    expect(left(filter)).toEqual(expected);
  });

  it("offers what there is with its counts, and what it names although it is gone", () => {
    expect(choicesOf(tree, { ...NO_FILTER, rules: ["lost-task"], severities: ["error"] })).toEqual({
      severities: [
        { value: "error", findings: 0 },
        { value: "warning", findings: 1 },
        { value: "info", findings: 2 },
      ],
      confidences: [
        { value: "definite", findings: 2 },
        { value: "probable", findings: 1 },
      ],
      rules: [
        { value: "hot-loop", findings: 2 },
        { value: "blocking-call", findings: 1 },
        { value: "lost-task", findings: 0 },
      ],
    });
  });

  it("takes what was kept as far as it is of use", () => {
    expect(filterOf(undefined)).toBeUndefined();
    expect(filterOf({ severities: ["info", "loud"], rules: [1, "x"], text: 5, confidences: "no" })).toEqual({
      severities: ["info"],
      confidences: [],
      rules: ["x"],
      text: "",
    });
  });
});
