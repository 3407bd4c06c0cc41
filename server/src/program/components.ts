/**
 * Strongly connected components of a directed graph by Tarjan's algorithm, without recursion. Components come in reverse
 * topological order: those that a component has edges to come before it.
 */
export function stronglyConnected(
  count: number,
  successors: (node: number) => readonly number[],
): readonly (readonly number[])[] {
  const index = new Int32Array(count).fill(-1);
  const low = new Int32Array(count);
  const onStack = new Uint8Array(count);
  const stack: number[] = [];
  const components: number[][] = [];
  let next = 0;
  for (let root = 0; root < count; root++) {
    if (index[root] !== -1) continue;
    const work: { node: number; edges: readonly number[]; at: number }[] = [
      { node: root, edges: successors(root), at: 0 },
    ];
    index[root] = low[root] = next++;
    stack.push(root);
    onStack[root] = 1;
    while (work.length > 0) {
      const frame = work[work.length - 1];
      if (frame.at < frame.edges.length) {
        const to = frame.edges[frame.at++];
        if (index[to] === -1) {
          index[to] = low[to] = next++;
          stack.push(to);
          onStack[to] = 1;
          work.push({ node: to, edges: successors(to), at: 0 });
        } else if (onStack[to] === 1) low[frame.node] = Math.min(low[frame.node], index[to]);
        continue;
      }
      work.pop();
      const above = work[work.length - 1];
      if (above !== undefined) low[above.node] = Math.min(low[above.node], low[frame.node]);
      if (low[frame.node] !== index[frame.node]) continue;
      const component: number[] = [];
      for (;;) {
        const node = stack.pop()!;
        onStack[node] = 0;
        component.push(node);
        if (node === frame.node) break;
      }
      components.push(component);
    }
  }
  return components;
}
