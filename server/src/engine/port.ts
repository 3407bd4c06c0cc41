import { type PortRoomTools, portModule } from "../port/index.ts";
import { joinPackage } from "../port/package/join.ts";
import type { JoinedPackage, PortNote } from "../port/sketch.ts";
import type { PythonParser } from "../syntax/parser.ts";
import { LineIndex } from "../text/line-index.ts";
import type { PortFile, PortFunction } from "./api.ts";

/** What porting needs that has to be loaded; the host makes it. */
export interface PortTools extends PortRoomTools {
  readonly parser: PythonParser;
}

/** Ports through tools that are loaded when the first port is asked for: they weigh megabytes, and most sessions port nothing. */
export function createPort(load: () => Promise<PortTools>): PortFunction {
  return async (file, source, name, target, web, integers) => {
    const tools = await load();
    const joined = typeof source === "string" ? undefined : join(tools.parser, file, source);
    const text = typeof source === "string" ? source : (joined?.source ?? "");
    const parsed = tools.parser.parse(text);
    try {
      const request = { file, source: text, target, web, integers, ...(name === undefined ? {} : { names: [name] }) };
      const sketch = await portModule(request, parsed.tree, tools);
      return joined === undefined ? sketch : { ...sketch, joined, notes: [...leftOut(joined), ...sketch.notes] };
    } finally {
      parsed.dispose();
    }
  };
}

/** What is no part of a port is told, at the module where the program starts. */
function leftOut({ source, places, leftOut: files }: JoinedPackage): PortNote[] {
  const entry = places.at(-1);
  if (entry === undefined || files.length === 0) return [];
  const start = new LineIndex(source).lineStart(entry.line);
  const message = `what ${entry.path} does not reach is left out: ${files.join(", ")}`;
  return [{ severity: "warning", code: "left-out", message, range: { start, end: start } }];
}

function join(parser: PythonParser, file: string, sources: readonly PortFile[]): JoinedPackage {
  const parsed = sources.map((each) => ({ ...each, result: parser.parse(each.source) }));
  try {
    const files = parsed.map(({ path, source, result }) => ({ path, source, tree: result.tree }));
    return joinPackage(file.replace(/^.*\//, "").replace(/\.py$/, ""), files);
  } finally {
    for (const { result } of parsed) result.dispose();
  }
}
