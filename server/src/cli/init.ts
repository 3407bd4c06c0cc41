import { PROJECT_SETTINGS } from "../engine/configuration-schema.ts";
import { count } from "../report/counting.ts";
import { EXIT, type ExitCode, type Session, UsageError } from "./session.ts";
import { absolute, auditOf, openWorkspace, shown } from "./workspace.ts";

export interface InitCommandOptions {
  readonly force: boolean;
}

/** `portwright init [PATH]`: writes a commented portwright.toml after a look at the repository. */
export async function init(session: Session, path: string, { force }: InitCommandOptions): Promise<ExitCode> {
  const open = await openWorkspace(session, { paths: [path], adjust: (configuration) => configuration });
  const file = `${absolute(session, open.root)}/portwright.toml`;
  const isThere = (await session.host.kindOf(file)) !== "missing";
  if (isThere && !force) throw new UsageError(`${shown(session, file)} is there already. --force writes over it.`);
  if (!isThere && open.loaded.isConfigured)
    throw new UsageError("pyproject.toml has a table [tool.portwright] already, which a portwright.toml would hide.");
  const audit = await auditOf(session, open);
  const { findings, files } = audit.totals;
  const looked = [
    `Portwright looked at ${count(files, "file")} and found ${count(findings, "place")} worth a look.`,
    `It judges for Python ${open.loaded.configuration.interpreter}${FROM[open.loaded.interpreterFrom] ?? ""}.`,
  ];
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
        `# ${rule} = "off"${" ".repeat(Math.max(1, 28 - rule.length))}# ${count(places, "finding")} here`,
    );
  const text = [
    ...looked.map((line) => `# ${line}`),
    "# What is commented out is what holds anyway. All settings: docs/configuration.md of Portwright.",
    "",
    comment(PROJECT_SETTINGS.interpreter.description),
    `# interpreter = "${open.loaded.configuration.interpreter}"`,
    "",
    comment(PROJECT_SETTINGS.exclude.description),
    folders.length > 0
      ? `exclude = [${folders.map((folder) => JSON.stringify(`${folder}/**`)).join(", ")}]`
      : '# exclude = ["vendor/**"]',
    "",
    comment(PROJECT_SETTINGS.blocking.description),
    '# blocking = ["app.legacy.call_backend"]',
    "",
    comment(PROJECT_SETTINGS.safe.description),
    "# safe = []",
    "",
    comment(PROJECT_SETTINGS.targets.description),
    '# targets = ["go", "ts"]',
    "",
    comment(PROJECT_SETTINGS.baseline.description),
    "# portwright audit --write-baseline portwright-baseline.json writes one.",
    '# baseline = "portwright-baseline.json"',
    "",
    comment(PROJECT_SETTINGS.severity.description),
    "[severity]",
    ...noisiest,
    "",
    comment(PROJECT_SETTINGS.skills.description),
    "[skills]",
    "# python = 4",
    "# go = 2",
    "# typescript = 2",
    "",
    comment(PROJECT_SETTINGS.operations.description),
    "[operations]",
    "# python = 4",
    "# go = 3",
    "# typescript = 3",
    "",
    comment(PROJECT_SETTINGS.weights.description),
    "[weights]",
    "# gain = 3",
    "",
  ].join("\n");
  const failure = await session.host.writeFile(file, text);
  if (failure !== undefined) throw new UsageError(`'${shown(session, file)}' cannot be written. ${failure.message}`);
  session.output.write(`${looked.join("\n")}\nWritten: ${shown(session, file)}\n`);
  return EXIT.clean;
}

/** Where the interpreter's version was read. */
const FROM: Readonly<Record<string, string>> = {
  "requires-python": ", the oldest that requires-python allows",
  ".python-version": ", which .python-version pins",
};

const WIDTH = 110;

/** A description as comment lines, its Markdown kept: it reads well as it is. */
function comment(description: string): string {
  const lines: string[] = [];
  let line = "#";
  for (const word of description.split(" ")) {
    if (line.length + word.length + 1 > WIDTH) {
      lines.push(line);
      line = "#";
    }
    line += ` ${word}`;
  }
  return [...lines, line].join("\n");
}
