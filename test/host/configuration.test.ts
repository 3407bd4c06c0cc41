import { describe, expect, it } from "vitest";
import { DEFAULT_TEAM } from "../../server/src/advice/team.ts";
import {
  type ConfigurationSources,
  describeProblem,
  loadConfiguration,
  readConfiguration,
} from "../../server/src/engine/configuration.ts";
import { oldestInterpreter, pinnedInterpreter } from "../../server/src/engine/python-version.ts";
import { tomlPlaces } from "../../server/src/engine/toml-positions.ts";
import { memoryHost } from "./memory-host.ts";

const ruleNames = ["blocking-call", "hot-loop"];

function read(sources: Partial<ConfigurationSources> & { readonly toml?: string; readonly project?: string }) {
  const { toml, project, ...rest } = sources;
  return readConfiguration({
    ruleNames,
    ...(toml === undefined ? {} : { portwrightToml: { file: "portwright.toml", text: toml } }),
    ...(project === undefined ? {} : { pyproject: { file: "pyproject.toml", text: project } }),
    ...rest,
  });
}

/** Each problem as `line:column: message` begins; the settings that were wrong stay at their defaults. */
function problems(toml: string): string[] {
  return read({ toml }).problems.map((problem) => describeProblem(problem).replace("portwright.toml:", ""));
}

describe("a right configuration", () => {
  it("is what it says", () => {
    const { configuration, settings, problems } = read({
      toml: 'interpreter = "3.14t"\ninclude = ["src"]\nexclude = ["**/gen/**"]\nblocking = ["app.db.run"]\nshow-possible = true\ntargets = ["go"]\n[severity]\nhot-loop = "off"\n[skills]\ngo = 4.5\n[weights]\nskill = 5\n',
    });
    expect(problems).toEqual([]);
    expect(configuration).toEqual({
      interpreter: "3.14t",
      severity: { "hot-loop": "off" },
      blocking: ["app.db.run"],
      safe: [],
      showPossible: true,
      reportTests: false,
      exclude: ["**/gen/**"],
      team: {
        ...DEFAULT_TEAM,
        skills: { ...DEFAULT_TEAM.skills, go: 4.5 },
        weights: { ...DEFAULT_TEAM.weights, skill: 5 },
      },
    });
    expect(settings).toMatchObject({ include: ["src"], targets: ["go"] });
  });

  it("can stand in pyproject.toml; the editor's settings come first, rule by rule", () => {
    const { configuration, problems } = read({
      project: '[tool.portwright]\nsafe = ["a.b"]\nseverity = { hot-loop = "error", blocking-call = "info" }\n',
      editor: { "portwright.severity": { "hot-loop": "hint" }, "portwright.showPossible": true, "portwright.other": 1 },
    });
    expect(problems).toEqual([]);
    expect(configuration).toMatchObject({
      safe: ["a.b"],
      severity: { "hot-loop": "hint", "blocking-call": "info" },
      showPossible: true,
    });
  });

  it("nothing at all is right, too", () => {
    expect(read({})).toMatchObject({
      problems: [],
      interpreterFrom: "default",
      configuration: { interpreter: "3.13" },
    });
    expect(read({ project: "[project]\nname = 'x'\n" }).problems).toEqual([]);
  });
});

describe("a wrong configuration is said at its place, and the rest of it holds", () => {
  it("an unknown key, with the one that was meant", () => {
    expect(problems("exclud = []\n")).toEqual(["1:1: There is no setting 'exclud'. Did you mean 'exclude'?"]);
    expect(problems("\nshowPossible = true")).toEqual([
      "2:1: There is no setting 'showPossible'. Did you mean 'show-possible'?",
    ]);
    expect(problems("zzzzzz = 1")[0]).toMatch(/The settings are: baseline, blocking/);
  });

  it("a value of the wrong kind", () => {
    expect(problems('include = "src"')).toEqual([
      '1:11: \'include\' is "src", but must be a list, such as ["a", "b"].',
    ]);
    expect(problems("show-possible = 1979-05-27")[0]).toMatch(/must be true or false/);
    expect(problems("interpreter = 3.13")[0]).toMatch(/^1:15: 'interpreter' is 3\.13, but must be one of "auto"/);
  });

  it("a wrong element, while the others stay", () => {
    const { configuration, problems } = read({
      toml: 'blocking = ["a.b", "not valid!", 3]\n[severity]\nhot-loop = "warn"\nhotloop = "off"\nblocking-call = "off"\n',
    });
    expect(configuration.blocking).toEqual(["a.b"]);
    expect(configuration.severity).toEqual({ "blocking-call": "off" });
    expect(problems.map((problem) => [problem.line, problem.column, problem.key])).toEqual([
      [1, 20, "blocking.1"],
      [1, 34, "blocking.2"],
      [3, 12, "severity.hot-loop"],
      [4, 1, "severity.hotloop"],
    ]);
    expect(problems[2].message).toMatch(/Did you mean 'warning'/);
    expect(problems[3].message).toMatch(/There is no rule 'hotloop'. Did you mean 'hot-loop'/);
  });

  it("a name in a table that knows others, and a mark that is out of range", () => {
    const { problems, configuration } = read({ toml: "[skills]\ngo = 9\ntypscript = 3\npython = 5\n" });
    expect(problems.map(({ line, message }) => [line, message])).toEqual([
      [2, "'skills.go' is 9: expected a number from 0 to 5."],
      [3, "'skills' has no 'typscript'. Did you mean 'typescript'? It knows 'python', 'go', 'typescript'."],
    ]);
    expect(configuration.team?.skills).toEqual({ ...DEFAULT_TEAM.skills, python: 5 });
  });

  it("text that is not TOML, a table that is none, two files at once", () => {
    expect(problems("a = [1,")[0]).toMatch(/^1:\d+: This is not valid TOML/);
    expect(read({ project: "[tool]\nportwright = 3\n" }).problems).toMatchObject([
      { line: 2, key: "tool.portwright", severity: "error" },
    ]);
    const both = read({ toml: "show-possible = true", project: "[tool.portwright]\nbaseline = 'x'" });
    expect(both.problems).toMatchObject([{ file: "pyproject.toml", severity: "warning" }]);
    expect(both.settings).toMatchObject({ showPossible: true, baseline: "" });
  });

  it("a wrong setting of the editor, which has no place", () => {
    expect(read({ editor: { "portwright.include": [] } }).problems).toMatchObject([
      { file: "settings", key: "portwright.include", line: 0 },
    ]);
  });

  it("a file that cannot be read", async () => {
    const host = memoryHost({ "/w/portwright.toml": { unreadable: true, kind: "file" } });
    expect((await loadConfiguration(host, "/w", { ruleNames })).problems).toMatchObject([
      { file: "portwright.toml", severity: "error" },
    ]);
  });

  it("never throws, whatever the text", () => {
    const pieces = [
      "[",
      "]",
      "=",
      '"',
      "'",
      "\n",
      "a",
      ".",
      "{",
      "}",
      ",",
      "#",
      "severity",
      "1",
      '"""',
      "\\",
      "\u0000",
      "é",
    ];
    let seed = 1;
    for (let round = 0; round < 3000; round++) {
      let text = "";
      for (let length = 0; length < 14; length++) {
        seed = (seed * 48271) % 2147483647;
        text += pieces[seed % pieces.length];
      }
      read({ toml: text });
      tomlPlaces(text);
    }
  });
});

describe("the interpreter", () => {
  it("is the pinned one, else the oldest that the project supports, else the default", () => {
    const pythonVersion = { file: ".python-version", text: "3.12.4\n" };
    const project = '[project]\nrequires-python = ">=3.9"\n';
    expect(read({ pythonVersion, project })).toMatchObject({
      configuration: { interpreter: "3.12" },
      interpreterFrom: ".python-version",
    });
    expect(read({ project })).toMatchObject({
      configuration: { interpreter: "3.9" },
      interpreterFrom: "pyproject.toml",
    });
    expect(read({ project: '[tool.poetry.dependencies]\npython = "^3.11"\n' }).configuration.interpreter).toBe("3.11");
    expect(read({ project: '[project]\nrequires-python = ">=9"\n' })).toMatchObject({
      problems: [{ line: 2, severity: "warning" }],
      configuration: { interpreter: "3.13" },
    });
  });

  it.each([
    [">=3.10,<4", "3.10"],
    ["~=3.11", "3.11"],
    ["~=3.11.2", "3.11"],
    ["==3.12.*", "3.12"],
    [">3.9,!=3.10.*", "3.11"],
    ["<3.12", "3.8"],
    [">=2.7", "3.8"],
    ["*", undefined],
    ["three", undefined],
  ])("of %s is %s", (specifier, version) => expect(oldestInterpreter(specifier)).toBe(version));

  it.each([
    ["3.13.1", "3.13"],
    ["3.14t", "3.14t"],
    ["# ours\npypy3.10\ncpython-3.11.2\n", "3.11"],
    ["3.6.1", "3.8"],
    ["3.29", "3.14"],
    ["my-env", undefined],
    ["", undefined],
  ])("that %j pins is %s", (text, version) => expect(pinnedInterpreter(text)).toBe(version));
});

describe("places in TOML", () => {
  it("are found in tables, dotted keys, lists and inline tables", () => {
    const text =
      '# "x" = 1\n[tool . "port wright"] # c\na.b = """\n[no]\n"""\nlist = [ # c\n  \'one\', { k = 2 },\n]\n[[rows]]\nx = 1\n[[rows]]\nx = 2\n[rows.inner]\ny = 3';
    const at = tomlPlaces(text);
    const value = (...path: (string | number)[]) => {
      const place = at(path);
      return place && text.slice(place.value.start, place.value.end);
    };
    expect(value("tool", "port wright", "list", 0)).toBe("'one'");
    expect(value("tool", "port wright", "list", 1, "k")).toBe("2");
    expect(value("tool", "port wright", "a", "b")).toBe('"""\n[no]\n"""');
    expect(value("rows", 1, "x")).toBe("2");
    expect(value("rows", 1, "inner", "y")).toBe("3");
    expect(at(["no"])).toBeUndefined();
  });
});
