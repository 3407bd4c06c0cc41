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
    if (button) button.textContent = theme() === "dark" ? button.dataset.light : button.dataset.dark;
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
      more.textContent = table.dataset.more;
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

  // Findings: search, filter, order, group.
  const form = document.getElementById("filters");
  const list = document.getElementById("finding-list");
  if (!form || !list) return;
  const modules = all(".module", list).map((element) => {
    const module = { element, rank: Number(element.dataset.rank), path: element.dataset.path, count: Number(element.dataset.count) };
    module.findings = all(".finding", element).map((finding) => ({
      element: finding,
      home: finding.parentElement,
      module,
      rule: finding.dataset.rule,
      severity: Number(finding.dataset.severity),
      confidence: Number(finding.dataset.confidence),
      text: undefined,
    }));
    return module;
  });
  const findings = modules.flatMap((module) => module.findings);
  const ofElement = new Map(findings.map((finding) => [finding.element, finding]));
  const output = document.getElementById("filter-count");
  const nothing = document.getElementById("nothing-matches");
  const field = (name) => form.elements.namedItem(name);
  const group = (n) => String(n).replace(/\\B(?=(\\d{3})+(?!\\d))/g, ",");
  const textOf = (finding) => (finding.text ??= (finding.module.path + " " + finding.element.textContent).toLowerCase());
  const grouping = { by: "module", groups: [] };
  const showGroups = () => {
    if (grouping.by === "rule") {
      for (const rule of grouping.groups) {
        let inRule = 0;
        for (const part of rule.parts) {
          const here = part.findings.reduce((sum, finding) => sum + (finding.fits ? 1 : 0), 0);
          part.element.hidden = here === 0;
          part.count.textContent = group(here);
          inRule += here;
        }
        rule.element.hidden = inRule === 0;
        rule.count.textContent = group(inRule);
      }
      return;
    }
    for (const module of modules) module.element.hidden = !module.findings.some((finding) => finding.fits);
    for (const folded of all(".group", list)) folded.hidden = !folded.querySelector(".finding:not([hidden])");
  };
  const apply = () => {
    const words = field("text").value.toLowerCase().split(/\\s+/).filter(Boolean);
    const rule = field("rule").value;
    const severity = Number(field("severity").value);
    const confidence = Number(field("confidence").value);
    let shown = 0;
    for (const finding of findings) {
      finding.fits = (!rule || finding.rule === rule) && finding.severity <= severity && finding.confidence <= confidence
        && words.every((word) => textOf(finding).includes(word));
      if (finding.element.hidden === finding.fits) finding.element.hidden = !finding.fits;
      if (finding.fits) shown++;
    }
    showGroups();
    nothing.hidden = shown > 0 || findings.length === 0;
    output.textContent = shown === findings.length ? output.dataset.all
      : output.dataset.some.replace("{shown}", group(shown)).replace("{total}", group(findings.length));
  };
  const ordered = () => {
    const by = { heat: (a, b) => a.rank - b.rank, path: (a, b) => (a.path < b.path ? -1 : 1), count: (a, b) => b.count - a.count || a.rank - b.rank };
    return [...modules].sort(by[field("order").value]);
  };
  const make = (tag, name, ...children) => {
    const element = document.createElement(tag);
    element.className = name;
    element.append(...children);
    return element;
  };
  // By rule: one part a rule, in it one a module, which takes its findings in when it is opened.
  const byRule = () => {
    const names = [...field("rule").options].map((option) => option.value).filter(Boolean);
    const parts = new Map(names.map((name) => [name, []]));
    for (const module of ordered()) {
      const own = new Map();
      for (const finding of module.findings) own.set(finding.rule, [...(own.get(finding.rule) ?? []), finding]);
      for (const [name, some] of own) parts.get(name)?.push({ module, findings: some });
    }
    grouping.groups = names.map((name) => {
      const inner = parts.get(name).map(({ module, findings: some }) => {
        const count = make("span", "group-count");
        const element = make("details", "group", make("summary", "", make("span", "path", module.path), " ", count));
        element.addEventListener("toggle", () => {
          if (element.open && element.children.length === 1) element.append(...some.map((finding) => finding.element));
        });
        return { element, count, findings: some };
      });
      const count = make("span", "group-count");
      const head = make("header", "module-head", make("h3", "rule-name", name), count);
      return { element: make("section", "module by-rule", head, ...inner.map((part) => part.element)), count, parts: inner };
    });
    list.replaceChildren(...grouping.groups.map((one) => one.element));
  };
  const reorder = () => {
    grouping.by = field("group").value;
    if (grouping.by === "rule") byRule();
    else {
      for (const finding of findings) finding.home.append(finding.element);
      list.replaceChildren(...ordered().map((module) => module.element));
    }
    showGroups();
  };
  let waiting = 0;
  form.addEventListener("input", (event) => {
    if (event.target.name === "order" || event.target.name === "group") return reorder();
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

  // Copying: a finding, or all that are shown, as Markdown.
  const inline = (element) => [...(element?.childNodes ?? [])].map((node) =>
    node.nodeName === "CODE" && node.textContent ? "\`" + node.textContent + "\`" : node.nodeName === "STRONG" ? "**" + node.textContent + "**" : node.textContent).join("").replace(/\\s+/g, " ").trim();
  const markdown = ({ element, module, rule }) => {
    const part = (selector) => element.querySelector(":scope > " + selector);
    const code = (part(".code")?.textContent ?? "").replace(/\\n+$/, "");
    const fence = "\`".repeat(Math.max(3, ...(code.match(/\`+/g) ?? []).map((run) => run.length + 1)));
    const place = module.path + ":" + element.dataset.line;
    const hops = all(".chain > li", element).map((hop, index) =>
      index + 1 + ". " + inline(hop.querySelector(".hop-message")) + " (\`" + hop.querySelector(".hop-place").textContent + "\`)");
    return ["**" + element.querySelector(".badge").textContent + "** \`" + rule + "\` \`" + place + "\`", inline(part(".message")),
      code && fence + "python\\n" + code + "\\n" + fence, hops.join("\\n"), inline(part(".evidence")), inline(part(".help"))].filter(Boolean).join("\\n\\n") + "\\n";
  };
  const copy = async (control, text) => {
    try { await navigator.clipboard.writeText(text); } catch {
      const area = make("textarea", "visually-hidden");
      area.value = text;
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
    control.dataset.label ??= control.textContent;
    control.textContent = control.dataset.copied;
    setTimeout(() => { control.textContent = control.dataset.label; }, 1500);
  };
  list.addEventListener("click", (event) => {
    const control = event.target.closest(".copy");
    if (control) copy(control, markdown(ofElement.get(control.closest(".finding"))));
  });
  document.getElementById("copy-shown").addEventListener("click", (event) => {
    copy(event.currentTarget, ordered().flatMap((module) => module.findings).filter((finding) => finding.fits).map(markdown).join("\\n---\\n\\n"));
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|SELECT|TEXTAREA)$/.test(document.activeElement?.tagName ?? "");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    field("text").focus();
  });

  // Deep links lead to their place even where a filter hides it, its group is closed or findings stand by rule.
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const finding = findings.find(({ element }) => element.id === id);
    const module = modules.find(({ element }) => element.id === id);
    if ((finding || module) && grouping.by === "rule") { field("group").value = "module"; reorder(); }
    const target = finding?.element ?? module?.element ?? document.getElementById(id);
    if (!target) return;
    if (target.hidden || target.closest("[hidden]")) { form.reset(); apply(); }
    for (let around = target.closest("details:not([open])"); around; around = around.parentElement.closest("details:not([open])")) around.open = true;
    target.querySelector(":scope > details:not(.group)")?.setAttribute("open", "");
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  if (location.hash) reveal();
  let opened = [];
  addEventListener("beforeprint", () => { opened = all("details:not([open])"); opened.forEach((details) => { details.open = true; }); });
  addEventListener("afterprint", () => opened.forEach((details) => { details.open = false; }));
  apply();
})();
`;
