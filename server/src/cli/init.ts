import type { ProjectSettingKey } from "../engine/configuration-schema.ts";
import { descriptionOf } from "../engine/setting-descriptions.ts";
import type { Locale } from "../text/locale.ts";
import { say, tell } from "./messages/index.ts";
import { EXIT, type ExitCode, type Session, UsageError } from "./session.ts";
import { absolute, auditOf, openWorkspace, shown } from "./workspace.ts";

export interface InitCommandOptions {
  readonly force: boolean;
  readonly locale: Locale;
}

/** `portwright init [PATH]`: writes a commented portwright.toml after a look at the repository. */
export async function init(session: Session, path: string, { force, locale }: InitCommandOptions): Promise<ExitCode> {
  const open = await openWorkspace(session, { paths: [path], adjust: (configuration) => configuration });
  const file = `${absolute(session, open.root)}/portwright.toml`;
  const isThere = (await session.host.kindOf(file)) !== "missing";
  if (isThere && !force) throw new UsageError(say("init.there", { path: shown(session, file) }));
  if (!isThere && open.loaded.isConfigured) throw new UsageError(say("init.hidden"));
  const audit = await auditOf(session, open);
  const { findings, files } = audit.totals;
  const { configuration, interpreterFrom } = open.loaded;
  const looked = [
    tell(locale, say("init.looked", { files, places: findings })),
    tell(locale, say("init.interpreter", { version: configuration.interpreter, from: interpreterFrom })),
  ];
  const described = (key: ProjectSettingKey) => comment(descriptionOf(key, locale));
  const generated = audit.files
    .map((one) => one.file)
    .filter((one) => /(^|\/)(migrations|_vendor|vendor|vendored|third_party|generated)\//.test(one));
  const folders = [
    ...new Set(
      generated.map(
        (one) => /^.*?(?:migrations|_vendor|vendor|vendored|third_party|generated)(?=\/)/.exec(one)?.[0] ?? "",
      ),
    ),
  ].sort();
  const noisiest = Object.entries(audit.totals.byRule)
    .sort(([, a], [, b]) => b - a)
    .slice(0, 3)
    .map(
      ([rule, places]) =>
        `# ${rule} = "off"${" ".repeat(Math.max(1, 28 - rule.length))}# ${tell(locale, say("init.findings", { findings: places }))}`,
    );
  const text = [
    ...looked.map((line) => `# ${line}`),
    `# ${tell(locale, say("init.how"))}`,
    "",
    described("interpreter"),
    `# interpreter = "${open.loaded.configuration.interpreter}"`,
    "",
    described("exclude"),
    folders.length > 0
      ? `exclude = [${folders.map((folder) => JSON.stringify(`${folder}/**`)).join(", ")}]`
      : '# exclude = ["vendor/**"]',
    "",
    described("blocking"),
    '# blocking = ["app.legacy.call_backend"]',
    "",
    described("safe"),
    "# safe = []",
    "",
    described("targets"),
    '# targets = ["go", "ts"]',
    "",
    described("baseline"),
    `# ${tell(locale, say("init.baseline"))}`,
    '# baseline = "portwright-baseline.json"',
    "",
    described("severity"),
    "[severity]",
    ...noisiest,
    "",
    described("skills"),
    "[skills]",
    "# python = 4",
    "# go = 2",
    "# typescript = 2",
    "",
    described("operations"),
    "[operations]",
    "# python = 4",
    "# go = 3",
    "# typescript = 3",
    "",
    described("weights"),
    "[weights]",
    "# gain = 3",
    "",
  ].join("\n");
  const failure = await session.host.writeFile(file, text);
  if (failure !== undefined)
    throw new UsageError(say("unwritable", { path: shown(session, file), why: failure.message }));
  session.output.write(`${looked.join("\n")}\n${tell(locale, say("init.written", { path: shown(session, file) }))}\n`);
  return EXIT.clean;
}

const WIDTH = 110;

/** A description as comment lines, its Markdown kept: it reads well as it is. Chinese breaks between any two characters. */
function comment(description: string): string {
  const lines: string[] = [];
  let line = "# ";
  for (const part of description.match(/[\x21-\x7e]+|\s+|[^\s\x21-\x7e]/gu) ?? []) {
    if (widthOf(line) + widthOf(part) > WIDTH && !CLOSING.test(part)) {
      lines.push(line.trimEnd());
      line = "# ";
      if (part.trim() === "") continue;
    }
    line += part;
  }
  return [...lines, line.trimEnd()].join("\n");
}

/** Punctuation that no line begins with. */
const CLOSING = /^[，。；：、）”]/u;

/** In columns of a terminal: a Chinese character takes two. */
function widthOf(text: string): number {
  return [...text].reduce((sum, character) => sum + (/[\u2e80-\uffef]/u.test(character) ? 2 : 1), 0);
}
