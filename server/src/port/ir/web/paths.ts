import type { PathConverter, PathPart, WebFramework } from "./service.ts";

/** Path parameters of each framework: `{name:path}`, `<int:name>`. */
const PARAMETER: Readonly<Record<WebFramework, RegExp>> = {
  fastapi: /\{(\w+)(?::(\w+))?\}/,
  flask: /<(?:(\w+)(?:\([^)]*\))?:)?(\w+)>/,
  django: /<(?:(\w+):)?(\w+)>/,
};

const CONVERTERS: ReadonlySet<string> = new Set(["str", "int", "float", "path", "uuid", "slug"]);

/** Splits a path of a framework into text and parameters. */
export function pathParts(framework: WebFramework, path: string): PathPart[] {
  const parts: PathPart[] = [];
  let rest = path;
  for (let match = PARAMETER[framework].exec(rest); match !== null; match = PARAMETER[framework].exec(rest)) {
    if (match.index > 0) parts.push({ kind: "text", text: rest.slice(0, match.index) });
    const [name, converter] = framework === "fastapi" ? [match[1], match[2]] : [match[2], match[1]];
    parts.push({ kind: "parameter", name, converter: converterOf(converter) });
    rest = rest.slice(match.index + match[0].length);
  }
  if (rest !== "" || parts.length === 0) parts.push({ kind: "text", text: rest });
  return parts;
}

function converterOf(text: string | undefined): PathConverter {
  const name = text === "string" ? "str" : text;
  return name !== undefined && CONVERTERS.has(name) ? (name as PathConverter) : "str";
}

/** A path with its parameters as a target writes them. */
export function writePath(parts: readonly PathPart[], parameter: (name: string, rest: boolean) => string): string {
  return parts
    .map((part) => (part.kind === "text" ? part.text : parameter(part.name, part.converter === "path")))
    .join("");
}
