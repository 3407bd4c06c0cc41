/** A call graph as text: names of functions, and of what each calls. */
export type CallGraphFormat = "json" | "dot";
export const CALL_GRAPH_FORMATS: readonly CallGraphFormat[] = ["json", "dot"];

export function renderCallGraph(graph: ReadonlyMap<string, readonly string[]>, format: CallGraphFormat): string {
  switch (format) {
    case "json":
      return `${JSON.stringify(Object.fromEntries(graph), null, 2)}\n`;
    case "dot":
      return dot(graph);
  }
}

/** The language of Graphviz. What is called and calls nothing itself outside the folder is drawn as any other node. */
function dot(graph: ReadonlyMap<string, readonly string[]>): string {
  const lines = ["digraph calls {", "  rankdir=LR;", "  node [shape=box];"];
  for (const name of graph.keys()) lines.push(`  ${quoted(name)};`);
  for (const [name, callees] of graph)
    for (const callee of callees) lines.push(`  ${quoted(name)} -> ${quoted(callee)};`);
  return `${[...lines, "}"].join("\n")}\n`;
}

/** Inside quotes only a quote needs escaping; a backslash would start an escape of a label, and is doubled. */
function quoted(name: string): string {
  return `"${name.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}
