import { nearestWord } from "../engine/suggestion.ts";
import { prettyFinding } from "../report/index.ts";
import { visible } from "../report/visible.ts";
import { reportWords } from "../report/words/index.ts";
import type { RuleMeta } from "../rules/catalogue-types.ts";
import type { Locale } from "../text/locale.ts";
import { say } from "./messages/index.ts";
import { paintOf } from "./paint.ts";
import { EXIT, type ExitCode, type Session, UsageError } from "./session.ts";
import { absolute, auditOf, openWorkspace } from "./workspace.ts";

/** `portwright explain [RULE | FILE:LINE]` */
export async function explain(session: Session, what: string | undefined, locale: Locale): Promise<ExitCode> {
  if (what === undefined) {
    listRules(session);
    return EXIT.clean;
  }
  const rule = session.rules.find(({ name }) => name === what);
  if (rule !== undefined) {
    session.output.write(rulePage(session, rule));
    return EXIT.clean;
  }
  const place = /^(?<path>.+?):(?<line>[1-9]\d*)(?::\d+)?$/.exec(what)?.groups;
  if (place !== undefined) return explainPlace(session, { path: place["path"], line: Number(place["line"]), locale });
  const nearest = nearestWord(
    what,
    session.rules.map(({ name }) => name),
  );
  throw new UsageError(say("rule.unknown-here", { name: visible(what), nearest }));
}

function listRules({ rules, output }: Session): void {
  const paint = paintOf(output);
  const width = Math.max(0, ...rules.map(({ name }) => name.length));
  for (const rule of rules) {
    output.write(
      `${paint.bold(rule.name.padEnd(width))}  ${paint.dim(rule.defaultSeverity.padEnd(7))}  ${rule.summary}\n`,
    );
  }
}

function rulePage({ output }: Session, rule: RuleMeta): string {
  const paint = paintOf(output);
  const sections: readonly (readonly [title: string, text: string])[] = [
    ["What it does", rule.what],
    ["Why it matters", rule.why],
    ["Instead", rule.insteadUse],
    ["Fix safety", rule.fixSafety],
    ["References", rule.references.map((reference) => `- ${reference}`).join("\n")],
  ];
  const head = `${paint.bold(rule.name)}  ${paint.dim(`(${rule.defaultSeverity} by default)`)}\n${rule.summary}\n`;
  const parts = sections.filter(([, text]) => text.trim() !== "");
  return head + parts.map(([title, text]) => `\n${paint.bold(title)}\n${text.trim()}\n`).join("");
}

interface AskedPlace {
  readonly path: string;
  /** One-based. */
  readonly line: number;
  readonly locale: Locale;
}

/** The findings that stand on a line, with their proofs; the whole project is read, since a proof crosses files. */
async function explainPlace(session: Session, { path, line, locale }: AskedPlace): Promise<ExitCode> {
  const adjust = <T>(configuration: T): T => ({ ...configuration, showPossible: true, locale });
  const open = await openWorkspace(session, { paths: [path], adjust, wholeProject: true });
  const target = absolute(session, path);
  const file = target.slice(open.root === "/" ? 1 : open.root.length + 1);
  const { snapshot, problems } = await open.linked();
  if (!snapshot.files.includes(file)) {
    const problem = problems.find((one) => one.file === file);
    throw new UsageError(
      problem === undefined
        ? say("python.none-here", { path: visible(path) })
        : say("problem", { path: visible(path), problem: problem.message }),
    );
  }
  const audit = await auditOf(session, open);
  const words = reportWords(audit.locale);
  const own = audit.findings.filter((finding) => finding.file === file);
  const here = own.filter((finding) => finding.start.line <= line && line <= finding.end.line);
  const { output } = session;
  const paint = paintOf(output);
  if (here.length === 0) {
    const lines = [...new Set(own.map((finding) => finding.start.line))];
    const elsewhere =
      lines.length === 0
        ? "There are none in the file."
        : `The file has some at ${lines.length === 1 ? "line" : "lines"} ${lines.join(", ")}.`;
    output.write(`No finding stands at ${visible(path)}:${line}. ${elsewhere}\n`);
    return EXIT.clean;
  }
  for (const finding of here) {
    const rule = session.rules.find(({ name }) => name === finding.rule);
    output.write(prettyFinding(finding, paint, words));
    if (rule !== undefined) output.write(`${paint.dim(rule.why.trim())}\n`);
    output.write("\n");
  }
  const functions = audit.files.find((one) => one.file === file)?.functions ?? [];
  const around = functions.filter((one) => one.line <= line && line < one.line + one.lines).pop();
  if (around !== undefined) {
    const { verdict, reasons } = around.advice;
    output.write(
      `${paint.bold(`Advice for ${visible(around.name)}:`)} ${words.verdicts[verdict].name}. ${visible(words.sentences(reasons))}\n`,
    );
  }
  return EXIT.clean;
}
