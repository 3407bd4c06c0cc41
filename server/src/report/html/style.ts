const DARK = `
  color-scheme: dark;
  --page: #10141a; --card: #181d25; --line: #2b323d; --line-strong: #414b5a;
  --text: #e6e9ee; --muted: #9aa5b4; --accent: #7ab7ff; --accent-soft: #1c2e45;
  --code: #12161d; --mark: #43370f; --focus: #7ab7ff;
  --error: #ff8a80; --error-soft: #46201d; --warning: #f5c05c; --warning-soft: #40300f;
  --info: #7ab7ff; --info-soft: #1c2e45; --hint: #a9b3c1; --hint-soft: #2a313c;
  --fill-error: #e0564d; --fill-warning: #d99a1c; --fill-info: #4a90d9; --fill-hint: #5c6675;
  --keyword: #e29bd3; --string: #8fd3a3; --comment: #8b95a4; --number: #7ab7ff;
  --stay: #333c49; --on-stay: #c6cdd7; --make-async: #1676b5; --parallelise: #a8528a; --port-go: #0b8265;
`;

/** The report's style sheet. Colours are variables, so that dark mode and an editor's theme only set those. */
export const REPORT_STYLE = `
:root {
  color-scheme: light;
  --page: #f5f6f8; --card: #ffffff; --line: #dfe3e8; --line-strong: #c5ccd6;
  --text: #1a2230; --muted: #586273; --accent: #0b5cad; --accent-soft: #e4eefb;
  --code: #f6f8fa; --mark: #ffe9a8; --focus: #0b5cad;
  --error: #b3261e; --error-soft: #fde9e7; --warning: #8a5300; --warning-soft: #fff1d6;
  --info: #0b5cad; --info-soft: #e4eefb; --hint: #586273; --hint-soft: #eceff3;
  --fill-error: #d13c33; --fill-warning: #e8a317; --fill-info: #4a90d9; --fill-hint: #a9b3c1;
  --keyword: #8a2a7a; --string: #1d6b3a; --comment: #67707e; --number: #0b5cad;
  --stay: #cdd4dd; --on-stay: #333d4c; --make-async: #0067a3; --on-make-async: #ffffff;
  --parallelise: #9c4378; --on-parallelise: #ffffff; --port-go: #00755a; --on-port-go: #ffffff;
  --port-ts: #e69f00; --on-port-ts: #231800; --seam: #b04a00; --on-seam: #ffffff;
  --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif;
  --mono: ui-monospace, "SF Mono", "Cascadia Code", Menlo, Consolas, "DejaVu Sans Mono", monospace;
}
:root[data-theme="dark"] {${DARK}}
@media (prefers-color-scheme: dark) { :root:not([data-theme]) {${DARK}} }
* { box-sizing: border-box; }
html { scroll-padding-top: 4.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.55 var(--sans); overflow-wrap: break-word; }
main { max-width: 1160px; margin: 0 auto; padding: 0 20px 64px; }
a { color: var(--accent); text-decoration: none; }
a:hover { text-decoration: underline; }
:focus-visible { outline: 2px solid var(--focus); outline-offset: 2px; border-radius: 4px; }
h1, h2, h3, h4, p, dl, dd, ol, ul, table, pre { margin: 0; }
h2 { font-size: 20px; line-height: 1.3; letter-spacing: -0.01em; }
code, pre, .path, .rule-name, .rule-link { font-family: var(--mono); font-size: 0.88em; }
p code, li code, h4 code { background: var(--hint-soft); border-radius: 4px; padding: 1px 4px; }
button, input, select { font: inherit; color: inherit; }
button { background: var(--card); border: 1px solid var(--line-strong); border-radius: 7px; padding: 5px 12px; cursor: pointer; }
button:hover { border-color: var(--accent); color: var(--accent); }
.muted { color: var(--muted); }
.numeric { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.path { overflow-wrap: anywhere; }
.script-only { display: none; }
.scripted .script-only { display: revert; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: -9999px; top: 0; z-index: 9; background: var(--card); padding: 8px 16px; }
.skip:focus { left: 8px; top: 8px; }

.bar { position: sticky; top: 0; z-index: 5; background: var(--card); border-bottom: 1px solid var(--line); }
.bar-inner { max-width: 1160px; margin: 0 auto; padding: 0 20px; display: flex; align-items: center; gap: 22px; min-height: 52px; }
.brand { display: flex; align-items: center; gap: 9px; font-weight: 650; letter-spacing: -0.01em; color: var(--text); }
.brand:hover { text-decoration: none; }
.brand svg { display: block; }
.bar nav { display: flex; gap: 4px; flex: 1; overflow-x: auto; scrollbar-width: none; }
.bar nav a { color: var(--muted); padding: 5px 10px; border-radius: 7px; white-space: nowrap; }
.bar nav a:hover { color: var(--text); background: var(--hint-soft); text-decoration: none; }
.bar button.theme { display: none; white-space: nowrap; padding: 4px 10px; color: var(--muted); }
.scripted .bar button.theme { display: inline-block; }

.hero { padding: 44px 0 26px; max-width: 860px; }
.eyebrow { text-transform: uppercase; letter-spacing: 0.09em; font-size: 12px; font-weight: 600; color: var(--muted); }
.eyebrow-name { text-transform: none; letter-spacing: 0; font: 600 13px var(--mono); color: var(--accent); background: var(--accent-soft); border-radius: 5px; padding: 2px 7px; margin-left: 6px; }
h1 { font-size: clamp(27px, 4.4vw, 40px); line-height: 1.15; letter-spacing: -0.022em; font-weight: 700; margin: 12px 0 12px; text-wrap: balance; }
.lead { font-size: 17px; color: var(--muted); max-width: 70ch; text-wrap: pretty; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 22px 24px 24px; margin-top: 20px; }
.card > h2 + p { margin-top: 4px; }
.tiles { display: grid; grid-template-columns: repeat(4, 1fr); gap: 14px; }
.tile { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 15px 18px 14px; display: flex; flex-direction: column; }
.tile dt { color: var(--muted); font-size: 13px; }
.tile dd { font-size: 30px; line-height: 1.2; font-weight: 680; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.tile .tile-detail { font-size: 13px; line-height: 1.45; font-weight: 400; letter-spacing: 0; color: var(--muted); margin-top: auto; padding-top: 6px; }
.share-bar { display: block; border-radius: 3px; margin: 2px 0 6px; }

.fill-error { fill: var(--fill-error); } .fill-warning { fill: var(--fill-warning); } .fill-info { fill: var(--fill-info); } .fill-hint { fill: var(--fill-hint); }
.treemap { display: block; margin: 16px 0 14px; border-radius: 6px; }
.cell rect { stroke: transparent; stroke-width: 3; }
.treemap a:hover rect { stroke: var(--text); }
.cell text { font: 500 12px var(--sans); }
.folder rect { fill: var(--hint-soft); } .folder text { font: 600 12px var(--sans); fill: var(--muted); }
.cell text.cell-detail { font-weight: 400; font-size: 11px; opacity: 0.85; }
.verdict-stay rect { fill: var(--stay); } .verdict-stay text { fill: var(--on-stay); }
.verdict-make-async rect { fill: var(--make-async); } .verdict-make-async text { fill: var(--on-make-async); }
.verdict-parallelise rect { fill: var(--parallelise); } .verdict-parallelise text { fill: var(--on-parallelise); }
.verdict-port-go rect { fill: var(--port-go); } .verdict-port-go text { fill: var(--on-port-go); }
.verdict-port-ts rect { fill: var(--port-ts); } .verdict-port-ts text { fill: var(--on-port-ts); }
.verdict-seam rect { fill: var(--seam); } .verdict-seam text { fill: var(--on-seam); }
.verdict { display: inline-flex; align-items: center; gap: 6px; white-space: nowrap; font-size: 14px; }
.swatch { flex: none; }
.legend { border-collapse: collapse; width: 100%; }
.legend th { text-align: left; font-weight: 600; white-space: nowrap; padding: 5px 18px 5px 0; }
.legend td { padding: 5px 18px 5px 0; }
.legend td:last-child { width: 60%; padding-right: 0; }
.legend .swatch { margin-right: 5px; }

.begin { padding: 0; margin-top: 12px; list-style: none; counter-reset: begin; }
.begin > li { counter-increment: begin; position: relative; padding: 12px 0 12px 42px; border-top: 1px solid var(--line); }
.begin > li:first-child { border-top: 0; }
.begin > li::before { content: counter(begin); position: absolute; left: 0; top: 12px; width: 26px; height: 26px; border-radius: 50%; background: var(--accent-soft); color: var(--accent); font-weight: 650; font-size: 13px; display: grid; place-items: center; }
.begin-head { display: flex; flex-wrap: wrap; gap: 4px 14px; align-items: baseline; }
.begin-head .path { font-weight: 600; }
.begin p { max-width: 90ch; }

.waves { list-style: none; margin: 14px 0 0; padding: 0; counter-reset: wave; }
.waves > li { counter-increment: wave; position: relative; padding: 12px 0 14px 46px; border-top: 1px solid var(--line); }
.waves > li::before { content: counter(wave); position: absolute; left: 0; top: 13px; width: 30px; height: 30px; border-radius: 8px; background: var(--accent-soft); color: var(--accent); font-weight: 650; display: grid; place-items: center; }
.waves h3, .boundaries h3 { font-size: 15.5px; } .waves h3 .muted { font-weight: 400; margin-left: 6px; }
.wave-modules { list-style: none; padding: 0; margin: 6px 0; display: flex; flex-wrap: wrap; gap: 3px 16px; }
.gate-title { font-size: 13px; font-weight: 600; color: var(--muted); margin-top: 8px; } .gates { margin: 2px 0 0; padding-left: 20px; }
.module-graph { margin: 18px 0 0; } .module-graph svg { display: block; margin: 6px 0; }
.link { fill: none; stroke: var(--line-strong); stroke-width: 1.4; }
.matrix td { min-width: 190px; } .matrix td.numeric { min-width: 0; } .score { font-size: 16px; font-variant-numeric: tabular-nums; margin-right: 4px; } .basis { font-size: 13px; }
.data tfoot th, .data tfoot td { border-top: 2px solid var(--line-strong); } .best { color: var(--accent); }
.basis-details summary { cursor: pointer; } .basis-details ul { margin: 4px 0 2px; padding-left: 18px; font-size: 13.5px; color: var(--muted); }
.risk-low, .fit-drop-in, .fit-similar { color: var(--info); background: var(--info-soft); } .risk-medium, .fit-partial { color: var(--warning); background: var(--warning-soft); }
.risk-high, .fit-none { color: var(--error); background: var(--error-soft); } .fit-unknown { color: var(--hint); background: var(--hint-soft); }
.boundaries { list-style: none; margin: 10px 0 0; padding: 0; } .boundaries > li { border-top: 1px solid var(--line); padding: 12px 0; } .boundaries > li:first-child { border-top: 0; }
.boundaries summary { cursor: pointer; } .crossings, .profiles { margin: 6px 0; padding-left: 20px; }
.scroll { position: relative; overflow-x: auto; margin-top: 12px; }
.data { border-collapse: collapse; width: 100%; }
.data.wide { min-width: 620px; }
.data th .path { display: inline-block; min-width: 9em; }
.data td.code-name { white-space: nowrap; }
.data th, .data td { text-align: left; padding: 8px 14px 8px 0; border-top: 1px solid var(--line); vertical-align: baseline; }
.data thead th { color: var(--muted); font-weight: 600; font-size: 13px; border-top: 0; white-space: nowrap; }
.data tbody th { font-weight: 400; }
.data .numeric { text-align: right; padding-right: 0; } .matrix .numeric { padding-right: 22px; }
.data thead button { background: none; border: 0; padding: 2px 4px; margin: -2px -4px; color: inherit; font-weight: inherit; border-radius: 5px; }
.data thead th[aria-sort="ascending"] button::after { content: " ↑"; }
.data thead th[aria-sort="descending"] button::after { content: " ↓"; }
.heat { white-space: nowrap; font-variant-numeric: tabular-nums; }
.heat-bar { margin-right: 8px; }
.heat-bar .track { fill: var(--hint-soft); } .heat-bar .level { fill: var(--fill-error); }
.unfold { margin-top: 12px; }

.badge { display: inline-block; border-radius: 5px; padding: 1px 7px; font-size: 12.5px; font-weight: 600; line-height: 1.5; white-space: nowrap; }
.counts { display: inline-flex; flex-wrap: wrap; gap: 4px; }
.severity-error { color: var(--error); background: var(--error-soft); } .severity-warning { color: var(--warning); background: var(--warning-soft); }
.severity-info { color: var(--info); background: var(--info-soft); } .severity-hint { color: var(--hint); background: var(--hint-soft); }

.rules { list-style: none; padding: 0; margin-top: 10px; }
.rules > li { border-top: 1px solid var(--line); }
.rules > li:first-child { border-top: 0; }
.rules summary { display: grid; grid-template-columns: 1.2em 15em 1fr 9.5em; align-items: center; gap: 8px; padding: 8px 0; cursor: pointer; list-style: none; }
.rules summary::-webkit-details-marker { display: none; }
.rules summary::before { content: "›"; color: var(--muted); font-size: 18px; line-height: 1; transition: transform 0.12s; transform-origin: 30% 55%; }
.rules details[open] summary::before { transform: rotate(90deg); }
.rule-name { font-weight: 600; }
.rule-bar { display: block; line-height: 0; } .rule-bar .share-bar { margin: 0; }
.rule-count { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
.rule-page { padding: 4px 0 18px 28px; max-width: 86ch; }
.rule-page h3 { font-size: 14px; margin-top: 14px; }
.rule-page p + p, .rule-page pre, .rule-page ul { margin-top: 8px; }
.rule-page p.script-only { margin-top: 14px; }

#findings { margin-top: 36px; }
.toolbar { position: sticky; top: 53px; z-index: 4; background: var(--page); padding: 12px 0; font-size: 13.5px; }
.toolbar form { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; }
.toolbar label { display: inline-flex; align-items: center; gap: 6px; color: var(--muted); }
.toolbar input, .toolbar select { background: var(--card); border: 1px solid var(--line-strong); border-radius: 7px; padding: 5px 9px; color: var(--text); min-width: 0; }
.toolbar .search { flex: 1 1 150px; } .toolbar .search input { width: 100%; }
.toolbar select { max-width: 130px; }
.toolbar output { font-weight: 600; font-variant-numeric: tabular-nums; margin-left: auto; }
.module { background: var(--card); border: 1px solid var(--line); border-radius: 12px; margin-top: 16px; content-visibility: auto; contain-intrinsic-size: auto 620px; }
.module[hidden], .finding[hidden] { display: none; } .module.by-rule { padding-bottom: 8px; }
.module-head { display: flex; flex-wrap: wrap; gap: 2px 16px; align-items: baseline; padding: 16px 22px 0; }
.module-head h3 { font-size: 15px; font-weight: 650; }
.module-head h3 a { color: var(--text); }
.reason { padding: 4px 22px 0; color: var(--muted); max-width: 100ch; }
.finding { padding: 14px 22px 18px; border-top: 1px solid var(--line); margin-top: 14px; border-left: 3px solid transparent; }
.finding + .finding { margin-top: 0; }
.finding:target { background: var(--accent-soft); }
.group { border-top: 1px solid var(--line); margin-top: 14px; } .group + .group { margin-top: 0; } .group[hidden] { display: none; } .finding + .group { margin-top: 0; }
.group > summary { cursor: pointer; padding: 9px 22px; font-size: 14px; } .group > summary:hover { background: var(--accent-soft); } .group > .finding { content-visibility: auto; contain-intrinsic-size: auto 220px; margin-top: 0; }
.group-count { color: var(--muted); margin-left: 8px; font-variant-numeric: tabular-nums; }
.copy { margin-left: auto; font-size: 12.5px; padding: 1px 8px; } .scripted .finding:not(:hover):not(:focus-within) .copy { opacity: 0; }
.evidence { margin: 12px 0 0; }
.edge-error { border-left-color: var(--fill-error); } .edge-warning { border-left-color: var(--fill-warning); }
.edge-info { border-left-color: var(--fill-info); } .edge-hint { border-left-color: var(--fill-hint); }
.finding:last-child { border-bottom-left-radius: 12px; border-bottom-right-radius: 12px; }
.finding-head { display: flex; flex-wrap: wrap; gap: 3px 12px; align-items: baseline; font-size: 13.5px; }
.rule-link { font-weight: 600; }
.message { font-size: 15.5px; font-weight: 500; line-height: 1.45; margin: 7px 0 10px; max-width: 95ch; }
.help { margin-top: 10px; max-width: 95ch; }
.code { background: var(--code); border: 1px solid var(--line); border-radius: 8px; padding: 8px 0; overflow-x: auto; font-size: 13px; line-height: 1.6; tab-size: 4; }
.rule-page .code { padding: 10px 14px; }
.line { display: block; padding-right: 14px; width: max-content; min-width: 100%; }
.line-number::before { content: attr(data-line); display: inline-block; width: 4.2em; padding-right: 1.2em; text-align: right; color: var(--muted); opacity: 0.75; }
.line mark { background: var(--mark); color: inherit; border-radius: 3px; padding: 1px 0; }
.py-keyword { color: var(--keyword); } .py-string { color: var(--string); } .py-comment { color: var(--comment); font-style: italic; } .py-number { color: var(--number); }
.chain { list-style: none; margin: 12px 0 0 8px; padding: 0; font-size: 14px; }
.chain li { position: relative; padding: 0 0 9px 22px; border-left: 2px solid var(--line-strong); }
.chain li:last-child { border-left-color: transparent; padding-bottom: 0; }
.chain li::before { content: ""; position: absolute; left: -6px; top: 6px; width: 8px; height: 8px; border-radius: 50%; background: var(--card); border: 2px solid var(--muted); }
.chain li:last-child::before { background: var(--fill-error); border-color: var(--fill-error); }
.hop-place { color: var(--muted); font: 12.5px var(--mono); overflow-wrap: anywhere; margin-left: 4px; }
.hop-text { display: block; background: none !important; padding: 0 !important; color: var(--muted); overflow-wrap: anywhere; }
[data-open].opens { cursor: pointer; color: var(--accent); }
#nothing-matches { margin-top: 16px; }
footer { color: var(--muted); font-size: 13px; margin-top: 40px; border-top: 1px solid var(--line); padding-top: 16px; }

@media (max-width: 900px) { .tiles { grid-template-columns: 1fr 1fr; } .rules summary { grid-template-columns: 1.2em 1fr auto; } .rule-bar { display: none; } .rule-count { text-align: right; } }
@media (max-width: 640px) {
  main { padding: 0 14px 48px; } .bar-inner { padding: 0 14px; gap: 12px; } .brand span { display: none; } .wide-only { display: none; }
  .hero { padding: 28px 0 20px; } .lead { font-size: 16px; } .card { padding: 18px 16px 18px; } .tiles { gap: 10px; } .tile { padding: 12px 14px; } .tile dd { font-size: 25px; }
  .toolbar { position: static; } .toolbar .search { flex-basis: 100%; } .bar nav a:first-child { display: none; } .toolbar label:not(.search) { flex: 1 1 45%; justify-content: space-between; } .toolbar select { flex: 1; max-width: none; width: 100%; }
  .copy { margin-left: 0; } .scripted .finding:not(:hover):not(:focus-within) .copy { opacity: 1; }
  .toolbar output { margin-left: 0; flex: 1; } .module-head, .finding { padding-left: 15px; padding-right: 15px; } .reason { padding-left: 15px; padding-right: 15px; }
  .legend th, .legend td { padding-right: 8px; font-size: 14px; } .narrow-label, .cell-detail { display: none; } .legend td:last-child { width: auto; } .begin > li { padding-left: 36px; }
  .data.stacked thead { display: none; } .data.stacked tr, .data.stacked th, .data.stacked td { display: block; border: 0; padding: 1px 0; }
  .data.stacked tr { border-top: 1px solid var(--line); padding: 8px 0; } .data.stacked tr[hidden] { display: none; } .data.stacked .path { font-weight: 600; min-width: 0; } .data.stacked .code-name { color: var(--muted); }
  .line-number::before { width: 3.4em; padding-right: 0.9em; }
}
@media (hover: none) { .scripted .finding:not(:hover):not(:focus-within) .copy { opacity: 1; } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print {
  :root { --page: #fff; } body { font-size: 10.5pt; } .bar, .toolbar, .skip, .script-only, .screen-only, .unfold { display: none !important; }
  main { max-width: none; padding: 0; } .card, .tile, .module { border-color: #bbb; } .module { content-visibility: visible; } .hero { padding-top: 0; }
  .finding, .tile, .begin > li, .treemap { break-inside: avoid; } .module-head { break-after: avoid; } .code { white-space: pre-wrap; overflow: visible; } .line { width: auto; }
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; } a { color: inherit; } [data-folded] { display: table-row !important; }
}
`;

/** Inside an editor the report takes the theme's colours. */
export const WEBVIEW_STYLE = `
:root, :root[data-theme="dark"] {
  --page: var(--vscode-editor-background); --card: var(--vscode-editorWidget-background, var(--vscode-editor-background));
  --line: var(--vscode-widget-border, var(--vscode-panel-border)); --line-strong: var(--vscode-input-border, var(--vscode-panel-border));
  --text: var(--vscode-foreground); --muted: var(--vscode-descriptionForeground); --accent: var(--vscode-textLink-foreground);
  --code: var(--vscode-textCodeBlock-background); --focus: var(--vscode-focusBorder); --mark: var(--vscode-editor-findMatchHighlightBackground);
  --sans: var(--vscode-font-family); --mono: var(--vscode-editor-font-family);
}
body { padding: 0; }
.bar button.theme { display: none !important; }
`;
