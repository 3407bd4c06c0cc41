import { type CallGraphFormat, renderCallGraph } from "../report/call-graph.ts";
import { visible } from "../report/visible.ts";
import { say } from "./messages/index.ts";
import { EXIT, type ExitCode, type Session, UsageError } from "./session.ts";
import { absolute, openWorkspace, shown } from "./workspace.ts";

export interface GraphCommandOptions {
  readonly format: CallGraphFormat;
  readonly out?: string;
}

/** `portwright graph PATH`: a folder's functions and what they call; of a file, its own and those of what it imports. */
export async function graph(session: Session, path: string, options: GraphCommandOptions): Promise<ExitCode> {
  const target = absolute(session, path);
  const isFile = (await session.host.kindOf(target)) === "file";
  const open = await openWorkspace(session, {
    paths: [path],
    adjust: (configuration) => configuration,
    wholeProject: isFile,
    outsidePackages: true,
  });
  const inRoot = target === open.root ? "" : target.slice(open.root === "/" ? 1 : open.root.length + 1);
  const { snapshot, problems } = await open.linked();
  for (const problem of problems) {
    if (isFile && problem.file === inRoot)
      throw new UsageError(say("problem", { path: visible(path), problem: problem.message }));
    if (!isFile) session.errors.write(`portwright: ${visible(problem.file)}: ${problem.message}\n`);
  }
  if (isFile && !snapshot.files.includes(inRoot)) throw new UsageError(say("python.none", { path: visible(path) }));
  const files = isFile ? snapshot.importedFrom(inRoot) : withoutStubs(snapshot.files);
  if (files.length === 0)
    session.errors.write(
      "portwright: no Python files were found: the graph is empty. `include`, `exclude` and .gitignore decide what is read.\n",
    );
  const folder = isFile ? packageRoot(inRoot, new Set(snapshot.files)) : inRoot;
  const text = renderCallGraph(snapshot.callGraph({ files, folder }), options.format);
  if (options.out === undefined) {
    session.output.write(text);
    return EXIT.clean;
  }
  const out = absolute(session, options.out);
  const failure = await session.host.writeFile(out, text);
  if (failure !== undefined)
    throw new UsageError(say("unwritable", { path: shown(session, out), why: failure.message }));
  return EXIT.clean;
}

/** A stub speaks for a module whose source is there to be read. */
function withoutStubs(files: readonly string[]): readonly string[] {
  const all = new Set(files);
  return files.filter((file) => !file.endsWith(".pyi") || !all.has(file.slice(0, -1)));
}

/** The folder that a file's dotted name starts from: the nearest around it that is no package. */
function packageRoot(file: string, files: ReadonlySet<string>): string {
  let folder = file.slice(0, Math.max(0, file.lastIndexOf("/")));
  while (folder !== "" && files.has(`${folder}/__init__.py`))
    folder = folder.slice(0, Math.max(0, folder.lastIndexOf("/")));
  return folder;
}
