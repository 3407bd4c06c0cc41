import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A request of a case, as its file has it: `#> POST /items x-token=a {"name": "tea"}`; `#>>` where it settles. */
export interface WebRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** What is asked about happens behind an earlier answer: it is asked until it has happened. */
  readonly settles: boolean;
}

export interface WebAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** What the original answered, run in its own framework by `npm run port:record`. */
export interface Recording {
  readonly versions: Readonly<Record<string, string>>;
  readonly answers: readonly WebAnswer[];
}

export interface WebCase {
  readonly name: string;
  readonly path: string;
  /** The module, the requests left out. */
  readonly source: string;
  /** For a package: its modules, by their paths in it. */
  readonly files: readonly { readonly path: string; readonly source: string }[] | undefined;
  readonly requests: readonly WebRequest[];
}

export const CASES = fileURLToPath(new URL("./cases/", import.meta.url));
export const RECORDED = fileURLToPath(new URL("./recorded/", import.meta.url));

export function webCases(): WebCase[] {
  return readdirSync(CASES)
    .filter((file) => file.endsWith(".py") || existsSync(`${CASES}${file}/requests.txt`))
    .sort()
    .map((file) =>
      file.endsWith(".py")
        ? readCase(`${CASES}${file}`, file.replace(/\.py$/, ""))
        : readPackage(`${CASES}${file}`, file),
    );
}

/** A folder of modules; `requests.txt` has the requests. */
function readPackage(path: string, name: string): WebCase {
  const files = readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".py"))
    .sort()
    .map((file) => ({ path: file, source: readFileSync(`${path}/${file}`, "utf8") }));
  const lines = readFileSync(`${path}/requests.txt`, "utf8").split("\n");
  const requests = lines.filter(isRequest).map(requestOf);
  return { name, path, source: "", files, requests };
}

const isRequest = (line: string): boolean => /^#>>? /.test(line);
const requestOf = (line: string): WebRequest => parseRequest(line.replace(/^#>>? /, ""), line.startsWith("#>>"));

function readCase(path: string, name: string): WebCase {
  const lines = readFileSync(path, "utf8").split("\n");
  return {
    name,
    path,
    source: `${lines
      .filter((line) => !isRequest(line))
      .join("\n")
      .trimEnd()}\n`,
    files: undefined,
    requests: lines.filter(isRequest).map(requestOf),
  };
}

/** `METHOD PATH [name=value …] [type/subtype:] [body]`; a body without a type is JSON. */
function parseRequest(line: string, settles: boolean): WebRequest {
  const match = /^(\S+) (\S+)((?: [\w-]+=\S+)*)(?: ([a-z]+\/[a-z-]+):)?(?: (.*))?$/.exec(line);
  if (match === null) throw new Error(`no request: ${line}`);
  const [, method, path, pairs, type, body] = match;
  const headers: Record<string, string> = {};
  for (const pair of pairs.trim().split(" ")) {
    const at = pair.indexOf("=");
    if (at > 0) headers[pair.slice(0, at)] = decodeURIComponent(pair.slice(at + 1));
  }
  if (body !== undefined) headers["content-type"] = type ?? "application/json";
  return { method, path, headers, body, settles };
}

export function recordingOf(name: string): Recording | undefined {
  const path = `${RECORDED}${name}.json`;
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Recording) : undefined;
}

/** Headers that an answer of a port must have as the original has them. */
const COMPARED = /^(content-type|location|allow|www-authenticate|set-cookie|x-[\w-]+)$/;

/** How an answer differs from the recorded one; undefined where it does not. */
export function answerDiffers(expected: WebAnswer, actual: WebAnswer): string | undefined {
  if (expected.status !== actual.status) return `status ${actual.status} instead of ${expected.status}: ${actual.body}`;
  const names = new Set(
    [...Object.keys(expected.headers), ...Object.keys(actual.headers)].filter((each) => COMPARED.test(each)),
  );
  for (const name of names) {
    if (name === "content-type" && expected.body === "") continue;
    const [want, got] = [expected.headers[name], actual.headers[name]].map((value) => normal(name, value));
    // Starlette names the methods of the first route that has the path; ports name those of all.
    if (name === "allow" && want !== undefined && want.split(", ").every((each) => got?.split(", ").includes(each)))
      continue;
    if (want !== got) return `header ${name}: ${JSON.stringify(got)} instead of ${JSON.stringify(want)}`;
  }
  return expected.body === actual.body
    ? undefined
    : `body ${JSON.stringify(actual.body)} instead of ${JSON.stringify(expected.body)}`;
}

/** Methods have no order, and frameworks differ in whether an address of their own host is whole. */
function normal(name: string, value: string | undefined): string | undefined {
  if (name === "allow") return value?.split(/,\s*/).sort().join(", ");
  // The moment at which a cookie ends is another one each time.
  if (name === "set-cookie") return value?.replace(/expires=[^;]*/gi, "expires");
  if (name === "location") return value?.replace(/^http:\/\/localhost(:\d+)?(?=\/)/, "");
  return value;
}
