import { type Edge, Graph, layout } from "@dagrejs/dagre";
import type { JSX } from "preact";
import type { Audit, AuditFile } from "../../advice/audit.ts";
import { visibleLine } from "../visible.ts";
import { moduleAnchor } from "./anchors.ts";
import { Scroller } from "./scroller.tsx";
import { useWords } from "./words.ts";

/** More modules than this are a hairball that tells nobody anything: the first in the plan's order are drawn. */
const MOST = 40;
const LETTER_WIDTH = 6.9;
const BOX_HEIGHT = 30;

/** Modules of the plan with their wave, and who imports whom among them and their closest neighbours. */
export function ModuleGraph({ audit }: { readonly audit: Audit }): JSX.Element | null {
  const words = useWords();
  const planned = [...new Set(audit.plan.waves.flatMap((wave) => wave.modules))];
  const byName = new Map(audit.files.map((file) => [file.module, file]));
  const shown = planned.slice(0, MOST).flatMap((name) => byName.get(name) ?? []);
  const edges = shown.flatMap((from) =>
    from.imports.flatMap((to) => (shown.some((one) => one.module === to) ? [[from.module, to] as const] : [])),
  );
  if (edges.length === 0) return null;
  const linked = shown.filter((file) => edges.some((edge) => edge.includes(file.module)));
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 12, ranksep: 60, marginx: 4, marginy: 4 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const file of linked)
    graph.setNode(file.module, { width: labelOf(file).length * LETTER_WIDTH + 24, height: BOX_HEIGHT });
  for (const [from, to] of edges) graph.setEdge(from, to);
  layout(graph);
  const { width = 0, height = 0 } = graph.graph();
  return (
    <figure class="module-graph">
      <figcaption class="muted">{words.graphExplained(linked.length, planned.length)}</figcaption>
      <Scroller label={words.graph}>
        {/* The waves and the effort table say the same in words. */}
        <svg
          width={Math.ceil(width)}
          height={Math.ceil(height)}
          viewBox={`0 0 ${Math.ceil(width)} ${Math.ceil(height)}`}
          aria-hidden="true"
        >
          {graph.edges().map(({ v, w }: Edge) => (
            <path class="link" d={curve(graph.edge(v, w).points ?? [])} key={`${v} ${w}`} />
          ))}
          {linked.map((file) => {
            const { x = 0, y = 0, width: across = 0 } = graph.node(file.module);
            return (
              <a href={`#${moduleAnchor(file.file)}`} tabIndex={-1} key={file.module}>
                <g
                  class={`cell verdict-${file.advice.verdict}`}
                  transform={`translate(${round(x - across / 2)} ${round(y - BOX_HEIGHT / 2)})`}
                >
                  <title>{visibleLine(words.titled(file.module, words.verdicts[file.advice.verdict].name))}</title>
                  <rect width={round(across)} height={BOX_HEIGHT} rx="5" />
                  <text x={round(across / 2)} y="19" text-anchor="middle">
                    {labelOf(file)}
                  </text>
                </g>
              </a>
            );
          })}
        </svg>
      </Scroller>
    </figure>
  );
}

function labelOf({ module, plan }: AuditFile): string {
  const name = visibleLine(module);
  const short = name.length > 34 ? `…${name.slice(-33)}` : name;
  return plan?.wave === undefined ? short : `${plan.wave} · ${short}`;
}

function curve(points: readonly { readonly x: number; readonly y: number }[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? "M" : "L"}${round(x)} ${round(y)}`).join(" ");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
