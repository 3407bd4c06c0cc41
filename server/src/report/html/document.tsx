import type { ComponentChildren, JSX } from "preact";
import { renderToStaticMarkup } from "preact-render-to-string";
import type { Audit } from "../../advice/audit.ts";
import type { RuleMeta } from "../../rules/catalogue-types.ts";
import { summarise } from "../summary.ts";
import { visibleLine } from "../visible.ts";
import { reportWords } from "../words/index.ts";
import { Compared } from "./compared.tsx";
import { Findings } from "./findings.tsx";
import { Measured } from "./measured.tsx";
import { Overview } from "./overview.tsx";
import { PlanSections } from "./plan.tsx";
import { SCRIPT_DIGEST, STYLE_DIGEST } from "./policy.ts";
import { Ports } from "./ports.tsx";
import { REPORT_SCRIPT } from "./script.ts";
import { REPORT_STYLE, WEBVIEW_STYLE } from "./style.ts";
import { HotList, Problems, Rules } from "./tables.tsx";
import { Words } from "./words.ts";

/**
 * Where the report is shown. A file stands for itself. A webview takes the editor's theme, and posts
 * `{ type: "open", file, line, column }` (one-based) when a reader follows a place; its nonce must be new each time.
 */
export type ReportSurface = { readonly kind: "file" } | { readonly kind: "webview"; readonly nonce: string };

/** The audit as one self-contained HTML document that loads nothing. */
export function renderHtml(
  audit: Audit,
  rules: readonly RuleMeta[],
  surface: ReportSurface = { kind: "file" },
): string {
  return `<!doctype html>\n${renderToStaticMarkup(<Page audit={audit} rules={rules} surface={surface} />)}\n`;
}

interface PageProps {
  readonly audit: Audit;
  readonly rules: readonly RuleMeta[];
  readonly surface: ReportSurface;
}

function Page({ audit, rules, surface }: PageProps): JSX.Element {
  const summary = summarise(audit, rules);
  const words = reportWords(audit.locale);
  const hasFindings = audit.findings.length > 0;
  const hasProblems = audit.problems.length > 0;
  return (
    <Words.Provider value={words}>
      <html lang={words.tag}>
        <Head title={`Portwright: ${visibleLine(audit.workspace)}`} surface={surface} />
        <body>
          <a class="skip" href="#main">
            {words.skip}
          </a>
          <header class="bar">
            <div class="bar-inner">
              <a class="brand" href="#overview" aria-label={words.toOverview}>
                <Mark />
                <span>Portwright</span>
              </a>
              <nav aria-label={words.sections}>
                <a href="#overview">{words.overview}</a>
                {hasFindings && <a href="#modules">{words.hotList}</a>}
                {audit.plan.waves.length > 0 && <a href="#plan">{words.plan}</a>}
                {hasFindings && <a href="#rules">{words.rules}</a>}
                {hasFindings && <a href="#findings">{words.findingsSection}</a>}
                {hasProblems && <a href="#problems">{words.problems}</a>}
              </nav>
              <button
                type="button"
                class="theme"
                aria-label={words.theme}
                data-dark={words.dark}
                data-light={words.light}
              >
                {words.dark}
              </button>
            </div>
          </header>
          <main id="main">
            <Overview audit={audit} summary={summary} />
            {audit.comparison !== undefined && <Compared comparison={audit.comparison} />}
            {audit.parity !== undefined && <Ports ports={audit.parity} />}
            {hasFindings && <HotList hot={summary.hot} />}
            {audit.evidence !== undefined && <Measured evidence={audit.evidence} />}
            <PlanSections audit={audit} />
            {hasFindings && <Rules rules={summary.rules} locale={audit.locale ?? "en"} />}
            {hasProblems && <Problems audit={audit} />}
            {hasFindings && <Findings summary={summary} total={audit.findings.length} />}
            <footer>{words.footer(visibleLine(audit.tool.version), visibleLine(audit.interpreter))}</footer>
          </main>
          <Inlined tag="script" surface={surface}>
            {REPORT_SCRIPT}
          </Inlined>
        </body>
      </html>
    </Words.Provider>
  );
}

function Head({ title, surface }: { readonly title: string; readonly surface: ReportSurface }): JSX.Element {
  const own =
    surface.kind === "webview"
      ? [`'nonce-${surface.nonce}'`, `'nonce-${surface.nonce}'`]
      : [`'${STYLE_DIGEST}'`, `'${SCRIPT_DIGEST}'`];
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta
        http-equiv="Content-Security-Policy"
        content={`default-src 'none'; style-src ${own[0]}; script-src ${own[1]}; base-uri 'none'; form-action 'none'`}
      />
      <meta name="referrer" content="no-referrer" />
      <title>{title}</title>
      <Inlined tag="style" surface={surface}>
        {surface.kind === "webview" ? REPORT_STYLE + WEBVIEW_STYLE : REPORT_STYLE}
      </Inlined>
    </head>
  );
}

/** The report's own style and script, which are constants and hold no text of a workspace. */
function Inlined({
  tag: Tag,
  surface,
  children,
}: {
  readonly tag: "style" | "script";
  readonly surface: ReportSurface;
  readonly children: ComponentChildren;
}): JSX.Element {
  const nonce = surface.kind === "webview" ? surface.nonce : undefined;
  return <Tag nonce={nonce} dangerouslySetInnerHTML={{ __html: String(children) }} />;
}

function Mark(): JSX.Element {
  return (
    <svg width="22" height="22" viewBox="0 0 22 22" aria-hidden="true">
      <rect width="22" height="22" rx="6" class="verdict-mark" fill="#0067a3" />
      <path
        d="M6 16.5V6h5.2a3.4 3.4 0 0 1 0 6.8H6"
        fill="none"
        stroke="#fff"
        stroke-width="2.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
      <path d="M13 17l3.2-3.2M16.2 17v-3.4h-3.4" fill="none" stroke="#fff" stroke-width="1.6" stroke-linecap="round" />
    </svg>
  );
}
