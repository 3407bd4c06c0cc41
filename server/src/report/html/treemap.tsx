import { type HierarchyRectangularNode, hierarchy, treemap, treemapSquarify } from "d3-hierarchy";
import type { JSX } from "preact";
import type { Verdict } from "../../advice/verdict.ts";
import { groupBy, type ModuleSummary } from "../summary.ts";
import { visibleLine } from "../visible.ts";
import type { ReportWords } from "../words/index.ts";
import { moduleAnchor } from "./anchors.ts";
import { useWords } from "./words.ts";

/** The shape that the layout assumes; the drawing itself stretches to the page. */
const LAYOUT_WIDTH = 1120;
const LAYOUT_HEIGHT = 440;
/** Modules with less than this share of the area are drawn as one cell a folder: they could be neither seen nor hit. */
const SMALLEST_SHARE = 1 / 1500;

interface Leaf {
  readonly kind: "module" | "rest";
  readonly name: string;
  readonly size: number;
  readonly verdict: Verdict;
  readonly title: string;
  readonly link: string | undefined;
}

interface Folder {
  readonly kind: "folder";
  readonly name: string;
  readonly children: readonly (Folder | Leaf)[];
}

/** The code base as areas: size is lines of code, colour is the verdict, a click leads to the module's findings. */
export function Treemap({ modules }: { readonly modules: readonly ModuleSummary[] }): JSX.Element {
  const words = useWords();
  const tree = foldersOf(
    modules.filter((module) => module.file.codeLines > 0),
    words,
  );
  const root = hierarchy<Folder | Leaf>(tree, (node) => (node.kind === "folder" ? [...node.children] : undefined));
  root.sum((node) => (node.kind === "folder" ? 0 : node.size));
  root.sort((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.data.name < b.data.name ? -1 : 1));
  const laidOut = treemap<Folder | Leaf>()
    .size([LAYOUT_WIDTH, LAYOUT_HEIGHT])
    .tile(treemapSquarify.ratio(1.3))
    .paddingOuter((node) => (node.depth === 0 ? 0 : 2))
    .paddingTop((node) => (hasHeader(node) ? HEADER_HEIGHT : node.depth === 0 ? 0 : 2))
    .paddingInner(1.5)(root);
  return (
    // The hot list says the same in words, so the drawing is left out for screen readers and for the Tab key.
    <svg class="treemap" aria-hidden="true" width="100%" height={LAYOUT_HEIGHT} focusable="false">
      {laidOut.descendants().map((node) => (
        <Area node={node} />
      ))}
    </svg>
  );
}

type Node = HierarchyRectangularNode<Folder | Leaf>;

const HEADER_HEIGHT = 19;

/** Folders two levels deep bear their names where there is room; the layout asks this as it goes down. */
function hasHeader(node: Node): boolean {
  return node.depth > 0 && node.depth < 3 && node.x1 - node.x0 > 64 && node.y1 - node.y0 > 60;
}

function Area({ node }: { readonly node: Node }): JSX.Element | null {
  if (node.data.kind === "folder") return hasHeader(node) ? <FolderArea node={node} name={node.data.name} /> : null;
  const cell = <Cell node={node} leaf={node.data} />;
  if (node.data.link === undefined) return cell;
  return (
    <a href={node.data.link} tabIndex={-1}>
      {cell}
    </a>
  );
}

function FolderArea({ node, name }: { readonly node: Node; readonly name: string }): JSX.Element {
  return (
    <svg class="folder" {...placed(node)}>
      <title>{visibleLine(name)}</title>
      <rect width="100%" height="100%" rx="4" />
      <text class={labelClass(node)} x="6" y="14">
        {fitted(name, node)}
      </text>
    </svg>
  );
}

function Cell({ node, leaf }: { readonly node: Node; readonly leaf: Leaf }): JSX.Element {
  const words = useWords();
  const width = node.x1 - node.x0;
  const height = node.y1 - node.y0;
  const labelled = width > 40 && height > 20;
  return (
    <svg class={`cell verdict-${leaf.verdict}`} {...placed(node)}>
      <title>{leaf.title}</title>
      <rect width="100%" height="100%" rx="3" />
      {labelled && (
        <text class={labelClass(node)} x="7" y="16">
          {fitted(leaf.name.replace(/\.pyw?$/, ""), node)}
        </text>
      )}
      {labelled && width > 70 && height > 38 && leaf.kind === "module" && (
        <text x="7" y="31" class="cell-detail">
          {words.lines(leaf.size)}
        </text>
      )}
    </svg>
  );
}

/** A nested drawing clips its label, and percentages let it stretch while the letters keep their size. */
function placed({ x0, x1, y0, y1 }: Node): { x: string; y: string; width: string; height: string } {
  return {
    x: share(x0, LAYOUT_WIDTH),
    y: share(y0, LAYOUT_HEIGHT),
    width: share(x1 - x0, LAYOUT_WIDTH),
    height: share(y1 - y0, LAYOUT_HEIGHT),
  };
}

const LETTER_WIDTH = 6.8;

/** As many letters as the area's width takes in the full layout. */
function fitted(name: string, { x0, x1 }: Node): string {
  const shown = visibleLine(name);
  const letters = Math.floor((x1 - x0 - 12) / LETTER_WIDTH);
  return shown.length <= letters ? shown : `${shown.slice(0, Math.max(1, letters - 1))}…`;
}

/** On a narrow page only the widest areas have room for their names. */
function labelClass({ x0, x1 }: Node): string {
  return x1 - x0 > 180 ? "label" : "label narrow-label";
}

function share(part: number, whole: number): string {
  return `${Number(((100 * part) / whole).toFixed(3))}%`;
}

function foldersOf(modules: readonly ModuleSummary[], words: ReportWords): Folder {
  const total = modules.reduce((sum, module) => sum + module.file.codeLines, 0);
  return folder("", modules, 0, { smallest: total * SMALLEST_SHARE, words });
}

interface Drawing {
  /** Lines of code below which a module is drawn with others. */
  readonly smallest: number;
  readonly words: ReportWords;
}

function folder(name: string, modules: readonly ModuleSummary[], depth: number, drawing: Drawing): Folder {
  const { smallest, words } = drawing;
  const children: (Folder | Leaf)[] = [];
  const small: ModuleSummary[] = [];
  const inner = new Map<string, ModuleSummary[]>();
  for (const module of modules) {
    const parts = module.file.file.split("/");
    if (parts.length > depth + 1) inner.set(parts[depth], [...(inner.get(parts[depth]) ?? []), module]);
    else if (module.file.codeLines < smallest) small.push(module);
    else children.push(moduleLeaf(module, words));
  }
  for (const [part, own] of inner) {
    const size = own.reduce((sum, module) => sum + module.file.codeLines, 0);
    if (size < smallest) small.push(...own);
    else children.push(folder(part, own, depth + 1, drawing));
  }
  // One cell a verdict, so that what calls for a change is seen even in small modules.
  const byVerdict = groupBy(small, (module) => module.file.advice.verdict);
  for (const [verdict, own] of byVerdict)
    children.push(own.length === 1 ? moduleLeaf(own[0], words) : restLeaf(name, verdict, own, words));
  // A folder that holds one folder and nothing else is drawn as one: `src/package`.
  const only = children.length === 1 ? children[0] : undefined;
  if (only?.kind === "folder") return { ...only, name: name === "" ? only.name : `${name}/${only.name}` };
  return { kind: "folder", name, children };
}

function moduleLeaf({ file, findings }: ModuleSummary, words: ReportWords): Leaf {
  const parts = file.file.split("/");
  const stem = parts[parts.length - 1];
  const verdict = file.advice.verdict;
  return {
    kind: "module",
    name: stem === "__init__.py" && parts.length > 1 ? `${parts[parts.length - 2]}/${stem}` : stem,
    size: file.codeLines,
    verdict,
    title: visibleLine(words.area(file.file, words.verdicts[verdict].name, file.codeLines, findings.length)),
    link: findings.length === 0 ? undefined : `#${moduleAnchor(file.file)}`,
  };
}

function restLeaf(name: string, verdict: Verdict, own: readonly ModuleSummary[], words: ReportWords): Leaf {
  const size = own.reduce((sum, module) => sum + module.file.codeLines, 0);
  const title = visibleLine(words.smallModules(own.length, name, words.verdicts[verdict].name, size));
  return { kind: "rest", name: words.small(own.length), size, verdict, title, link: undefined };
}
