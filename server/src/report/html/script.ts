/**
 * The report's script: what a document cannot do by itself. The report is whole without it. It builds no HTML from text, and
 * runs in every current browser as it stands, so it is kept as text rather than compiled.
 */
export const REPORT_SCRIPT = `
(() => {
  "use strict";
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  root.classList.add("scripted");

  // Theme: the system's, unless the reader chose one.
  const editor = typeof acquireVsCodeApi === "function" ? acquireVsCodeApi() : undefined;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const stored = () => { try { return localStorage.getItem("portwright-theme"); } catch { return null; } };
  const inEditor = () => document.body.matches(".vscode-dark, .vscode-high-contrast:not(.vscode-high-contrast-light)");
  const theme = () => (editor ? (inEditor() ? "dark" : "light") : stored() ?? (dark.matches ? "dark" : "light"));
  const button = document.querySelector("button.theme");
  const showTheme = () => {
    root.dataset.theme = theme();
    if (button) button.textContent = theme() === "dark" ? "Light" : "Dark";
  };
  showTheme();
  dark.addEventListener("change", showTheme);
  if (editor) new MutationObserver(showTheme).observe(document.body, { attributes: true, attributeFilter: ["class"] });
  button?.addEventListener("click", () => {
    try { localStorage.setItem("portwright-theme", theme() === "dark" ? "light" : "dark"); } catch {}
    showTheme();
  });

  // In an editor, places open the code.
  if (editor) {
    for (const place of all("[data-open]")) {
      place.classList.add("opens");
      if (place.tagName !== "A") { place.tabIndex = 0; place.setAttribute("role", "link"); }
      const open = (event) => {
        event.preventDefault();
        const [file, line, column] = JSON.parse(place.dataset.open);
        editor.postMessage({ type: "open", file, line, column });
      };
      place.addEventListener("click", open);
      place.addEventListener("keydown", (event) => { if (event.key === "Enter") open(event); });
    }
  }

  // Tables: columns that sort, and long ones folded.
  for (const table of all("table.data")) {
    const body = table.tBodies[0];
    const limit = Number(table.dataset.fold);
    let folded = body.rows.length > limit + 5;
    const fold = () => [...body.rows].forEach((row, index) => {
      row.hidden = folded && index >= limit;
      row.toggleAttribute("data-folded", row.hidden);
    });
    fold();
    if (folded) {
      const more = document.createElement("button");
      more.type = "button";
      more.className = "unfold";
      more.textContent = "Show all " + body.rows.length;
      more.addEventListener("click", () => { folded = false; fold(); more.remove(); });
      table.parentElement.after(more);
    }
    all("th[data-sort]", table.tHead).forEach((head) => {
      const control = document.createElement("button");
      control.type = "button";
      control.append(...head.childNodes);
      head.append(control);
      control.addEventListener("click", () => {
        const numbers = head.dataset.sort === "number";
        const was = head.getAttribute("aria-sort");
        const direction = was ? (was === "ascending" ? "descending" : "ascending") : numbers ? "descending" : "ascending";
        const sign = direction === "ascending" ? 1 : -1;
        const value = (row) => row.cells[head.cellIndex].dataset.value;
        const compare = numbers ? (a, b) => value(a) - value(b) : (a, b) => (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0);
        body.append(...[...body.rows].sort((a, b) => sign * compare(a, b)));
        all("th[data-sort]", table.tHead).forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", direction);
        fold();
      });
    });
  }

  // Findings: search, filter, order.
  const form = document.getElementById("filters");
  const list = document.getElementById("finding-list");
  if (!form || !list) return;
  const modules = all(".module", list).map((element) => ({
    element,
    rank: Number(element.dataset.rank),
    path: element.dataset.path,
    count: Number(element.dataset.count),
    findings: all(".finding", element).map((finding) => ({
      element: finding,
      rule: finding.dataset.rule,
      severity: Number(finding.dataset.severity),
      confidence: Number(finding.dataset.confidence),
      text: undefined,
    })),
  }));
  const total = modules.reduce((sum, module) => sum + module.findings.length, 0);
  const output = document.getElementById("filter-count");
  const nothing = document.getElementById("nothing-matches");
  const field = (name) => form.elements.namedItem(name);
  const group = (n) => String(n).replace(/\\B(?=(\\d{3})+(?!\\d))/g, ",");
  const textOf = (module, finding) => (finding.text ??= (module.path + " " + finding.element.textContent).toLowerCase());
  const apply = () => {
    const words = field("text").value.toLowerCase().split(/\\s+/).filter(Boolean);
    const rule = field("rule").value;
    const severity = Number(field("severity").value);
    const confidence = Number(field("confidence").value);
    let shown = 0;
    for (const module of modules) {
      let here = 0;
      for (const finding of module.findings) {
        const fits = (!rule || finding.rule === rule) && finding.severity <= severity && finding.confidence <= confidence
          && words.every((word) => textOf(module, finding).includes(word));
        if (finding.element.hidden === fits) finding.element.hidden = !fits;
        if (fits) here++;
      }
      if (module.element.hidden !== (here === 0)) module.element.hidden = here === 0;
      shown += here;
    }
    nothing.hidden = shown > 0 || total === 0;
    output.textContent = shown === total ? group(total) + (total === 1 ? " finding" : " findings") : group(shown) + " of " + group(total);
  };
  const reorder = () => {
    const by = { heat: (a, b) => a.rank - b.rank, path: (a, b) => (a.path < b.path ? -1 : 1), count: (a, b) => b.count - a.count || a.rank - b.rank };
    list.append(...[...modules].sort(by[field("order").value]).map((module) => module.element));
  };
  let waiting = 0;
  form.addEventListener("input", (event) => {
    if (event.target.name === "order") return reorder();
    clearTimeout(waiting);
    waiting = setTimeout(apply, event.target.name === "text" ? 120 : 0);
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => { apply(); reorder(); }));
  for (const filter of all("[data-filter-rule]")) {
    filter.addEventListener("click", () => {
      form.reset();
      setTimeout(() => {
        field("rule").value = filter.dataset.filterRule;
        apply();
        document.getElementById("findings").scrollIntoView();
        field("rule").focus({ preventScroll: true });
      });
    });
  }
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field("text").focus();
  });

  // Deep links lead to their place even where a filter hides it or its details are closed.
  const reveal = () => {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden || target.closest("[hidden]")) { form.reset(); apply(); }
    target.querySelector(":scope > details")?.setAttribute("open", "");
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
  let opened = [];
  addEventListener("beforeprint", () => { opened = all(".rules details:not([open])"); opened.forEach((details) => { details.open = true; }); });
  addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));
  apply();
})();
`;
