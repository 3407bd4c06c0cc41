import { type PortRoomTools, portModule } from "../port/index.ts";
import type { PythonParser } from "../syntax/parser.ts";
import type { PortFunction } from "./api.ts";

/** What porting needs that has to be loaded; the host makes it. */
export interface PortTools extends PortRoomTools {
  readonly parser: PythonParser;
}

/** Ports through tools that are loaded when the first port is asked for: they weigh megabytes, and most sessions port nothing. */
export function createPort(load: () => Promise<PortTools>): PortFunction {
  return async (file, source, name, target, web) => {
    const tools = await load();
    const parsed = tools.parser.parse(source);
    try {
      const request = { file, source, target, web, ...(name === undefined ? {} : { names: [name] }) };
      return await portModule(request, parsed.tree, tools);
    } finally {
      parsed.dispose();
    }
  };
}
