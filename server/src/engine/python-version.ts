import { INTERPRETERS, type Interpreter } from "./configuration-schema.ts";

/** What is assumed of a workspace that does not say which Python it runs on. */
export const DEFAULT_INTERPRETER: Interpreter = "3.13";

/**
 * The interpreter that a `.python-version` file pins: its first line that names a CPython version (`3.12`, `3.13.1`, `3.14t`,
 * `cpython-3.12.4`). Undefined for names of environments and other implementations, which pyenv allows there. Versions beyond
 * the known ones count as the nearest known.
 */
export function pinnedInterpreter(text: string): Interpreter | undefined {
  for (const line of text.split(/\r\n|\r|\n/)) {
    const match = /^\s*(?:cpython-|python)?3\.(\d+)(?:\.\d+)?(?:(?:a|b|rc)\d+)?(t?)(?:-dev)?\s*(?:#.*)?$/.exec(line);
    if (match !== null) return nearest(Number(match[1]), match[2] === "t");
  }
  return undefined;
}

/**
 * The oldest known interpreter that a version specifier admits, since code must do well on the oldest that it supports. Takes
 * `requires-python` specifiers (`>=3.10,<4`, `~=3.11`, `==3.12.*`) and Poetry's caret and tilde. Undefined where a clause cannot
 * be read or no known version fits.
 */
export function oldestInterpreter(specifier: string): Interpreter | undefined {
  const clauses = specifier.split(",").map((clause) => clause.trim());
  const tests = clauses.filter((clause) => clause !== "").map(clauseTest);
  if (tests.length === 0) return undefined;
  return GIL_BUILDS.find((version) => {
    const minor = Number(version.slice(2));
    return tests.every((test) => test?.(minor) === true);
  });
}

const GIL_BUILDS = INTERPRETERS.filter((version) => !version.endsWith("t"));

/** A test of a minor version: true when some patch release of 3.minor meets the clause. Undefined for an unreadable clause. */
function clauseTest(clause: string): ((minor: number) => boolean) | undefined {
  const match =
    /^(>=|<=|==|!=|~=|===|>|<|\^|~)?\s*v?(\d+)(?:\.(\d+|\*))?(?:\.(\d+|\*))?(?:\.\*|(?:a|b|rc|\.dev)\d+)?$/.exec(
      clause,
    );
  if (match === null) return undefined;
  const [, operator = "==", majorText, minorText, patchText] = match;
  const major = Number(majorText);
  const anyMinor = minorText === undefined || minorText === "*";
  const minor = anyMinor ? 0 : Number(minorText);
  const patch = patchText === undefined || patchText === "*" ? undefined : Number(patchText);
  const ordered = (candidate: number) => (major === 3 ? candidate - minor : 3 - major);
  switch (operator) {
    case ">=":
      return (candidate) => ordered(candidate) >= 0;
    case ">":
      return (candidate) => ordered(candidate) > 0 || (ordered(candidate) === 0 && patch !== undefined);
    case "<=":
      return (candidate) => ordered(candidate) <= 0;
    case "<":
      return (candidate) => ordered(candidate) < 0 || (ordered(candidate) === 0 && patch !== undefined && patch > 0);
    case "==":
    case "===":
      return (candidate) => major === 3 && (anyMinor || candidate === minor);
    case "!=":
      return (candidate) =>
        major !== 3 || patchText === undefined
          ? !(major === 3 && (anyMinor || candidate === minor))
          : patchText !== "*" || candidate !== minor;
    case "~=":
      return (candidate) => major === 3 && (patch === undefined ? candidate >= minor : candidate === minor);
    case "^":
      return (candidate) => major === 3 && candidate >= minor;
    case "~":
      return (candidate) => major === 3 && (anyMinor || candidate === minor);
    default:
      return undefined;
  }
}

function nearest(minor: number, freeThreaded: boolean): Interpreter {
  const of = (version: string) => Number(version.slice(2).replace("t", ""));
  const builds = INTERPRETERS.filter((version) => version.endsWith("t") === freeThreaded);
  const fitting = builds.filter((version) => of(version) <= minor);
  return fitting[fitting.length - 1] ?? builds[0];
}
