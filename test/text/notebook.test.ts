import { describe, expect, it } from "vitest";
import { cellOfLine, cellStarts, moduleOfCells, pythonOf } from "../../server/src/text/notebook.ts";

/** Lines keep their number and their length, whatever becomes of them: places in the cell are places in the Python. */
function check(cell: string, python: string): void {
  const given = pythonOf(cell);
  expect(given.split("\n").map((line) => line.trimEnd())).toEqual(python.split("\n"));
  expect(given.split("\n").map(({ length }) => length)).toEqual(cell.split("\n").map(({ length }) => length));
}

describe("a notebook's cell as Python", () => {
  it("is what it is where it holds Python alone", () => {
    check("x = 5 % 3\nassert x != 2\n", "x = 5 % 3\nassert x != 2\n");
    check("async for row in rows():\n    await row", "async for row in rows():\n    await row");
  });

  it("has an empty statement for each magic, shell line and question", () => {
    check("%matplotlib inline\n!pip install x\n?print\nprint?\nos.path??", "pass\npass\npass\npass\npass");
    check("if gpu:\n    !nvidia-smi\nelse:\n    %cd x", "if gpu:\n    pass\nelse:\n    pass");
    check("!ls", "0");
  });

  it("has None for what a magic or the shell gives", () => {
    check("files = !ls -l\nn, m = %sx wc", "files = None\nn, m = None");
  });

  it("leaves a percent sign that is an operator or text", () => {
    check("text = '''\n%d of\n!x\n'''", "text = '''\n%d of\n!x\n'''");
    check("y = (a\n     % b)\nz = a \\\n  % b", "y = (a\n     % b)\nz = a \\\n  % b");
    check("s = '[('\n%time f()", "s = '[('\npass");
    check("x = 1  # (\n!ls -l", "x = 1  # (\npass");
  });

  it("takes a shell line that goes on below for one", () => {
    check("!pip install a \\\n    b c\nx = 1", "pass\n#\nx = 1");
  });

  it("keeps the body of cell magics that run Python, and nothing of the others", () => {
    check("%%time\nx = 1", "#\nx = 1");
    check("\n%%capture out\nx = 1", "\n#\nx = 1");
    check("%%bash\nfor i in 1 2; do\n  echo 'hi\ndone", "#\n#\n#\n#");
  });
});

describe("the module of a notebook", () => {
  const text = moduleOfCells([
    { number: 1, source: "import time" },
    { number: 4, source: "def f():\n    pass\n" },
    { number: 5, source: "" },
  ]);

  it("tells which cell each line belongs to", () => {
    const starts = cellStarts(text);
    expect(starts).toEqual([
      { number: 1, firstLine: 1 },
      { number: 4, firstLine: 3 },
      { number: 5, firstLine: 7 },
    ]);
    const lines = text.split("\n");
    expect(lines[3]).toBe("def f():");
    expect(cellOfLine(starts, 0)).toBeUndefined();
    expect(cellOfLine(starts, 1)?.number).toBe(1);
    expect(cellOfLine(starts, 4)?.number).toBe(4);
    expect(cellOfLine(starts, 99)?.number).toBe(5);
  });

  it("takes no comment of a user for the beginning of a cell", () => {
    expect(cellStarts("# %% cell 3\n# %% cell 4 \n")).toEqual([]);
  });
});
