import { runCaptured } from "./cli/captured.ts";
import { runCommandLine } from "./cli/command-line.ts";
import { say, tell } from "./cli/messages/index.ts";
import { streamOf } from "./cli/process-streams.ts";
import type { ExitCode, Session } from "./cli/session.ts";
import { createPort } from "./engine/port.ts";
import { createVerify } from "./engine/verify.ts";
import { VERSION } from "./engine/version.ts";
import { createWorkspace } from "./engine/workspace.ts";
import { cacheFolder, createCache } from "./host/node/cache.ts";
import { extractionFor } from "./host/node/extraction.ts";
import { runGit } from "./host/node/git.ts";
import { identity } from "./host/node/identity.ts";
import { createNodeHost } from "./host/node/node-host.ts";
import { createParityMachine } from "./host/node/parity.ts";
import { loadPythonParser } from "./host/node/parser.ts";
import { failure } from "./host/node/system-errors.ts";
import { loadPortTools } from "./host/node/tools.ts";
import { RULES } from "./rules/index.ts";

const code = identity();
const errors = streamOf(process.stderr, process.env);

/** Whether the standard output could not take what it was given, which decides the exit code. */
let isLost = false;

function lose(error: Error): void {
  isLost = true;
  process.exitCode = 2 satisfies ExitCode;
  const why = failure(error).message;
  errors.write(`portwright: ${tell("en", say("unwritable", { path: "standard output", why }))}\n`);
}
const session: Session = {
  version: VERSION,
  host: createNodeHost("nothing"),
  workingDirectory: process.cwd().replaceAll("\\", "/"),
  output: streamOf(process.stdout, process.env, lose),
  errors,
  rules: RULES.map((rule) => rule.meta),
  extractor: code.extractor,
  openCache: (folder) => createCache({ folder: folder ?? cacheFolder(process.env, process.platform), ...code }),
  extraction: extractionFor,
  createWorkspace: async () => createWorkspace(await loadPythonParser()),
  port: createPort(loadPortTools),
  verify: createVerify(loadPortTools, createParityMachine()),
  git: runGit,
  serveAgents: async (mayRun) => {
    // The protocol's library is loaded for those alone who speak it.
    const { serveAgents } = await import("./mcp/serve.ts");
    await serveAgents({ version: VERSION, mayRun, run: (words) => runCaptured(runCommandLine, words, session) });
  },
};

// The code is set rather than the process ended, so that what is still on its way to a pipe arrives.
const exitCode: ExitCode = await runCommandLine(process.argv.slice(2), session);
if (!isLost) process.exitCode = exitCode;
