import { Command, CommanderError, InvalidArgumentError, Option } from "commander";
import { INTERPRETERS } from "../engine/configuration-schema.ts";
import { INTEGERS, TARGETS, WEB_FRAMEWORKS } from "../port/sketch.ts";
import { CALL_GRAPH_FORMATS } from "../report/call-graph.ts";
import { FORMATS } from "../report/index.ts";
import { LOCALES, type Locale } from "../text/locale.ts";
import { type AuditCommandOptions, audit, FAIL_LEVELS } from "./audit.ts";
import { explain } from "./explain.ts";
import { type GraphCommandOptions, graph } from "./graph.ts";
import { type InitCommandOptions, init } from "./init.ts";
import { type MergeCommandOptions, merge } from "./merge.ts";
import { say, tell, tellGrammar } from "./messages/index.ts";
import { type Place, type PortCommandOptions, port } from "./port.ts";
import { type ReportCommandOptions, report } from "./report.ts";
import { EXIT, type ExitCode, type Session, UsageError } from "./session.ts";
import type { Share } from "./share.ts";
import { type VerifyCommandOptions, verify } from "./verify.ts";

/** Runs one command line, without the names of the program. Never throws and never ends the process. */
export async function runCommandLine(words: readonly string[], session: Session): Promise<ExitCode> {
  let code: ExitCode = EXIT.clean;
  const locale = localeIn(words);
  const program = createProgram(session, locale, (result) => {
    code = result;
  });
  try {
    await program.parseAsync([...words], { from: "user" });
    return code;
  } catch (error) {
    // Commander has written its own message by then; it ends with 0 after --help and --version.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
    if (error instanceof UsageError) {
      session.errors.write(`portwright: ${error.in(locale)}\n`);
      return EXIT.usage;
    }
    session.errors.write(
      `portwright: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
    );
    session.errors.write(`${tell(locale, say("defect"))}\n`);
    return EXIT.internal;
  }
}

/** The language that a command line asks for: what is wrong with the rest of it is already told in that. */
function localeIn(words: readonly string[]): Locale {
  const named = words.flatMap((word, at) =>
    word === "--locale" ? (words[at + 1] ?? []) : word.startsWith("--locale=") ? word.slice("--locale=".length) : [],
  );
  return LOCALES.find((locale) => locale === named.at(-1)) ?? "en";
}

function createProgram(session: Session, locale: Locale, done: (code: ExitCode) => void): Command {
  const program = new Command("portwright")
    .description("Finds what the GIL or a blocking call holds back in Python code, and writes the port.")
    .version(session.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "print help")
    .helpCommand("help [command]", "print help for a command")
    .showSuggestionAfterError()
    .exitOverride()
    .configureOutput({
      writeOut: (text) => session.output.write(text),
      writeErr: (text) => session.errors.write(text),
      outputError: (text, write) => write(`portwright: ${tellGrammar(locale, text)}`),
      getOutHelpWidth: () => session.output.columns,
      getErrHelpWidth: () => session.errors.columns,
    })
    .addHelpText(
      "after",
      `\nExit codes: 0 clean, 1 findings at or over --fail-on, 2 usage or configuration, 3 internal.`,
    );
  addAudit(program, session, done);
  addPort(program, session, done);
  addVerify(program, session, done);
  addExplain(program, session, done);
  addReport(program, session, done);
  addMerge(program, session, done);
  addInit(program, session, done);
  addGraph(program, session, done);
  addMcp(program, session);
  return program;
}

function addAudit(program: Command, session: Session, done: (code: ExitCode) => void): void {
  program
    .command("audit")
    .description("Find what holds the code back, in files or whole folders.")
    .argument("[paths...]", "files and folders; the current folder where none is given")
    .addOption(reportFormat())
    .option("-o, --out <file>", "write the report to a file")
    .addOption(failOn())
    .option("--rule <names>", "only these rules, separated by commas", names, [])
    .option("--ignore <names>", "all but these rules, separated by commas", names, [])
    .addOption(new Option("--interpreter <version>", "the Python that the code runs on").choices(INTERPRETERS))
    .option("--possible", "show findings of confidence `possible`, too", false)
    .option("--profile <file>", "weigh the findings by a profile of the program; can be given again", another, [])
    .option("--gil-profile <file>", "the same program's profile with GIL-holding samples alone: py-spy's --gil")
    .option("--baseline <file>", "leave out the findings that this file lists")
    .option("--write-baseline <file>", "write the findings of this audit to a baseline file")
    .option("--ratchet", "take the findings that are gone out of the baseline, which never grows this way", false)
    .option("--compare <file>", "tell what became better or worse since an audit that was saved as JSON")
    .option(
      "--parity <folder>",
      "how the port in this folder compared with its original; can be given again",
      another,
      [],
    )
    .option("--changed <revision>", "only findings that were not there at a git revision")
    .addOption(new Option("--locale <language>", "of messages and reports").choices(LOCALES).default("en"))
    .option("-q, --quiet", "with the format pretty: the summary alone", false)
    .option("--shard <share>", "write the facts of one share of the files to --out: 1/4 is the first of four", shareOf)
    .option("--jobs <number>", "threads that analyse files; by default as many as the machine has cores", threads)
    .option("--no-cache", "neither read nor keep what was worked out")
    .option("--cache-dir <folder>", "keep it here rather than in the user's cache folder")
    .action(async (paths: string[], options: AuditCommandOptions) => done(await audit(session, paths, options)));
}

function addPort(program: Command, session: Session, done: (code: ExitCode) => void): void {
  program
    .command("port")
    .description("Write a function, a class or a module as Go or TypeScript.")
    .argument("<place>", "FILE for the module, FOLDER for a package, FILE::NAME for a function or class in it", place)
    .addOption(new Option("--to <target>", "the language").choices(TARGETS).makeOptionMandatory())
    .option("-o, --out <folder>", "the port folder")
    .addOption(new Option("--print", "print the port and write nothing").default(false).conflicts("out"))
    .addOption(
      new Option("--report <format>", "what to print about the port").choices(["pretty", "json"]).default("pretty"),
    )
    .addOption(
      new Option("--web <framework>", "what a web service is written for; the project's setting by default").choices(
        Object.values(WEB_FRAMEWORKS).flat(),
      ),
    )
    .addOption(integersOfPorts())
    .option("--force", "write over files that were changed since Portwright wrote them", false)
    .addOption(localeOfMessages())
    .action(async (where: Place, options: PortCommandOptions) => done(await port(session, where, options)));
}

function integersOfPorts(): Option {
  return new Option("--integers <kind>", "what integers become in Go; the project's setting by default").choices(
    INTEGERS,
  );
}

function addVerify(program: Command, session: Session, done: (code: ExitCode) => void): void {
  program
    .command("verify")
    .description("Run Python and its port on the same inputs, and tell where they differ. Runs the code.")
    .argument("<place>", "FILE for the module, FILE::NAME for a function or class in it", place)
    .addOption(new Option("--to <target>", "the language of the port").choices(TARGETS).makeOptionMandatory())
    .addOption(integersOfPorts())
    .option("--port <folder>", "verify the port in this folder as it is now, and keep the evidence there")
    .addOption(
      new Option("--inputs <file>", "inputs to use, one JSON value a line; made up from the types otherwise").conflicts(
        "cases",
      ),
    )
    .option("--cases <number>", "inputs to make up for each function", wholeNumber, 100)
    .option("--seed <number>", "which inputs are made up: the same seed gives the same ones", wholeNumber, 1)
    .option("--timeout <seconds>", "for one input; a program has fifteen times as long", seconds, 2)
    .option("--memory <megabytes>", "that each side may use", wholeNumber, 2048)
    .option("--tolerance <number>", "relative distance at which floats count as equal", seconds, 1e-12)
    .option("--python <command>", "the interpreter; python3 or python by default")
    .addOption(new Option("--format <format>", "of the result").choices(["pretty", "json"]).default("pretty"))
    .addOption(localeOfMessages())
    .action(async (where: Place, options: VerifyCommandOptions) => done(await verify(session, where, options)));
}

function addExplain(program: Command, session: Session, done: (code: ExitCode) => void): void {
  program
    .command("explain")
    .description(
      "Explain a rule, or the findings at FILE:LINE with their proofs. Lists the rules where nothing is named.",
    )
    .argument("[what]", "a rule, or FILE:LINE")
    .addOption(new Option("--locale <language>", "of findings and advice").choices(LOCALES).default("en"))
    .action(async (what: string | undefined, { locale }: { locale: Locale }) =>
      done(await explain(session, what, locale)),
    );
}

function addGraph(program: Command, session: Session, done: (code: ExitCode) => void): void {
  program
    .command("graph")
    .description("Print who calls whom, by dotted names relative to a folder, or to the folder of a file.")
    .argument("<path>", "a folder; or a file, with those that it imports")
    .addOption(new Option("--format <format>", "of the graph").choices(CALL_GRAPH_FORMATS).default("json"))
    .option("-o, --out <file>", "write the graph to a file")
    .addOption(localeOfMessages())
    .action(async (path: string, options: GraphCommandOptions) => done(await graph(session, path, options)));
}

function addReport(program: Command, session: Session, done: (code: ExitCode) => void): void {
  program
    .command("report")
    .description("Render an audit that was saved as JSON.")
    .argument("<audit>", "the saved audit")
    .addOption(reportFormat())
    .option("-o, --out <file>", "write the report to a file")
    .option("--compare <file>", "tell what became better or worse since this earlier audit")
    .option(
      "--parity <folder>",
      "how the port in this folder compared with its original; can be given again",
      another,
      [],
    )
    .option("-q, --quiet", "with the format pretty: the summary alone", false)
    .addOption(localeOfMessages())
    .action(async (file: string, options: ReportCommandOptions) => done(await report(session, file, options)));
}

function addMerge(program: Command, session: Session, done: (code: ExitCode) => void): void {
  program
    .command("merge")
    .description("Audit a workspace from the facts that `audit --shard` wrote, all shares of it.")
    .argument("<files...>", "the shares")
    .addOption(reportFormat())
    .option("-o, --out <file>", "write the report to a file")
    .addOption(failOn())
    .option("--baseline <file>", "leave out the findings that this file lists")
    .option("--compare <file>", "tell what became better or worse since an audit that was saved as JSON")
    .option("-q, --quiet", "with the format pretty: the summary alone", false)
    .addOption(localeOfMessages())
    .action(async (files: string[], options: MergeCommandOptions) => done(await merge(session, files, options)));
}

function addInit(program: Command, session: Session, done: (code: ExitCode) => void): void {
  program
    .command("init")
    .description("Write a commented portwright.toml after a look at the repository.")
    .argument("[path]", "the repository", ".")
    .option("--force", "write over a portwright.toml that is there", false)
    .addOption(
      new Option("--locale <language>", "of messages and of the file's comments").choices(LOCALES).default("en"),
    )
    .action(async (path: string, options: InitCommandOptions) => done(await init(session, path, options)));
}

function addMcp(program: Command, session: Session): void {
  program
    .command("mcp")
    .description(
      "Serve audits, explanations and ports to agents: the Model Context Protocol over standard input and output.",
    )
    .option("--allow-run", "offer `verify`, too, which runs the workspace's code", false)
    .action(async ({ allowRun }: { readonly allowRun: boolean }) => session.serveAgents(allowRun));
}

function reportFormat(): Option {
  return new Option("--format <format>", "of the report; by default what the ending of --out says, or pretty").choices(
    FORMATS,
  );
}

function failOn(): Option {
  return new Option("--fail-on <level>", "exit with 1 when a finding is at or over this")
    .choices(FAIL_LEVELS)
    .default("error");
}

/** Of messages alone: a saved audit has its language. */
function localeOfMessages(): Option {
  return new Option("--locale <language>", "of messages").choices(LOCALES).default("en");
}

function place(word: string): Place {
  const [path, name, ...rest] = word.split("::");
  if (path === "" || name === "" || rest.length > 0) throw new InvalidArgumentError("Expected FILE or FILE::NAME.");
  return { path, name };
}

function shareOf(word: string): Share {
  const [index, of, ...rest] = word.split("/").map(Number);
  const isShare = Number.isInteger(index) && Number.isInteger(of) && 1 <= index && index <= of && of <= 10_000;
  if (!isShare || rest.length > 0) throw new InvalidArgumentError("Expected a share such as 1/4.");
  return { index, of };
}

function threads(word: string): number {
  const number = Number(word);
  if (!Number.isInteger(number) || number < 1 || number > 256)
    throw new InvalidArgumentError("Expected a number from 1 to 256.");
  return number;
}

function wholeNumber(word: string): number {
  if (!/^\d{1,9}$/.test(word)) throw new InvalidArgumentError("Expected a whole number.");
  return Number(word);
}

function seconds(word: string): number {
  const value = Number(word);
  if (word.trim() === "" || !(value >= 0 && value <= 86_400)) throw new InvalidArgumentError("Expected a number.");
  return value;
}

function another(word: string, before: readonly string[]): string[] {
  return [...before, word];
}

function names(word: string, before: readonly string[]): string[] {
  const parts = word
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  return [...before, ...parts];
}
