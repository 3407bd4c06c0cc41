import { type PortRoomTools, portModule } from "../port/index.ts";
import { joinPackage } from "../port/package/join.ts";
import type { JoinedPackage } from "../port/sketch.ts";
import type { PythonParser } from "../syntax/parser.ts";
import type { PortFile, PortFunction } from "./api.ts";

/** What porting needs that has to be loaded; the host makes it. */
export interface PortTools extends PortRoomTools {
  readonly parser: PythonParser;
}

/** Ports through tools that are loaded when the first port is asked for: they weigh megabytes, and most sessions port nothing. */
export function createPort(load: () => Promise<PortTools>): PortFunction {
  return async (file, source, name, target, web) => {
    const tools = await load();
    const joined = typeof source === "string" ? undefined : join(tools.parser, file, source);
    const text = typeof source === "string" ? source : (joined?.source ?? "");
    const parsed = tools.parser.parse(text);
    try {
      const request = { file, source: text, target, web, ...(name === undefined ? {} : { names: [name] }) };
      const sketch = await portModule(request, parsed.tree, tools);
      return joined === undefined ? sketch : { ...sketch, joined };
    } finally {
      parsed.dispose();
    }
  };
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
