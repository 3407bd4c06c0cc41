import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import type { CallToolResult } from "@modelcontextprotocol/sdk/types.js";
import { z } from "zod";
import type { Audit } from "../advice/audit.ts";
import { tellAudit } from "./tools.ts";

/** What the tools stand on, put together by the entry point. */
export interface AgentSession {
  readonly version: string;
  /** Runs a command line of Portwright's, without the name of the program. */
  run(words: readonly string[]): Promise<{ readonly code: number; readonly output: string; readonly errors: string }>;
  /** `verify` runs the workspace's code; it is offered only where whoever started the server allowed that. */
  readonly mayRun: boolean;
}

const PATH = z.string().min(1).describe("A file or folder, absolute or relative to where the server was started.");
const PLACE = z.string().min(1).describe("FILE for the whole module, FILE::NAME for a function or class in it.");
const TARGET = z.enum(["go", "ts"]).describe("Go or TypeScript.");
const MOST_FINDINGS = 50;

/** Serves the Model Context Protocol over standard input and output until the client leaves. */
export async function serveAgents(session: AgentSession): Promise<void> {
  const server = new McpServer({ name: "portwright", title: "Portwright", version: session.version });
  addAudit(server, session);
  addExplain(server, session);
  addPort(server, session);
  if (session.mayRun) addVerify(server, session);
  const transport = new StdioServerTransport();
  const left = new Promise<void>((resolve) => {
    transport.onclose = resolve;
    process.stdin.once("end", resolve);
  });
  await server.connect(transport);
  await left;
  await server.close();
}

function addAudit(server: McpServer, session: AgentSession): void {
  server.registerTool(
    "audit",
    {
      title: "Audit Python code",
      description:
        "Finds what the GIL or a blocking call holds back in Python files or whole projects: blocking calls on the event loop (through the whole program, with the chain that proves it), CPU work in coroutines and threads, lost tasks, races, port candidates. Reads files only.",
      inputSchema: {
        path: PATH,
        rules: z.array(z.string()).optional().describe("Only these rules; `explain` without a place lists them."),
        possible: z.boolean().default(false).describe("Findings of low confidence, too."),
        limit: z.number().int().min(1).max(1000).default(MOST_FINDINGS).describe("At most so many findings."),
      },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    async ({ path, rules, possible, limit }) => {
      const words = ["audit", "--format", "json", "--fail-on", "never"];
      if (rules !== undefined && rules.length > 0) words.push(`--rule=${rules.join(",")}`);
      if (possible) words.push("--possible");
      const { code, output, errors } = await session.run([...words, "--", path]);
      if (code !== 0) return failed(errors);
      return told(JSON.stringify(tellAudit(JSON.parse(output) as Audit, limit), null, 1), errors);
    },
  );
}

function addExplain(server: McpServer, session: AgentSession): void {
  server.registerTool(
    "explain",
    {
      title: "Explain a rule or a finding",
      description:
        "Explains a rule by its name, or the findings that stand at FILE:LINE with their proofs and the advice for the function around. Lists the rules where nothing is named.",
      inputSchema: { what: z.string().optional().describe("A rule's name, or FILE:LINE.") },
      annotations: { readOnlyHint: true, openWorldHint: false },
    },
    async ({ what }) => answer(await session.run(what === undefined ? ["explain"] : ["explain", "--", what])),
  );
}

function addPort(server: McpServer, session: AgentSession): void {
  server.registerTool(
    "port",
    {
      title: "Port Python to Go or TypeScript",
      description:
        "Writes a function, class or module as Go or TypeScript: a sketch that compiles, with notes where it departs from the original. Without a folder the files are shown and nothing is written; files that were changed are never written over.",
      inputSchema: {
        place: PLACE,
        to: TARGET,
        out: z.string().min(1).optional().describe("The folder to write to."),
      },
      annotations: { readOnlyHint: false, destructiveHint: false, openWorldHint: false },
    },
    async ({ place, to, out }) =>
      answer(
        await session.run([
          "port",
          "--to",
          to,
          "--report",
          "json",
          ...(out === undefined ? ["--print"] : [`--out=${out}`]),
          "--",
          place,
        ]),
        1,
      ),
  );
}

function addVerify(server: McpServer, session: AgentSession): void {
  server.registerTool(
    "verify",
    {
      title: "Verify a port by running both sides",
      description:
        "Runs the Python original and its port on the same inputs in separate processes and tells the smallest input for which they differ. Runs the code.",
      inputSchema: {
        place: PLACE,
        to: TARGET,
        cases: z.number().int().min(1).max(10_000).default(100).describe("Inputs to make up for each function."),
        port: z.string().min(1).optional().describe("The folder of a port to verify as it is now."),
      },
      annotations: { readOnlyHint: false, destructiveHint: true, openWorldHint: true },
    },
    async ({ place, to, cases, port }) =>
      answer(
        await session.run([
          "verify",
          "--to",
          to,
          "--format",
          "json",
          "--cases",
          String(cases),
          ...(port === undefined ? [] : [`--port=${port}`]),
          "--",
          place,
        ]),
        1,
      ),
  );
}

type Outcome = Awaited<ReturnType<AgentSession["run"]>>;

/** @param lastGood the highest exit code that comes with an answer rather than with a failure */
function answer({ code, output, errors }: Outcome, lastGood = 0): CallToolResult {
  return code > lastGood ? failed(errors) : told(output, errors);
}

function told(text: string, remarks: string): CallToolResult {
  const content: CallToolResult["content"] = [{ type: "text", text }];
  if (remarks.trim() !== "") content.push({ type: "text", text: remarks.trim() });
  return { content };
}

function failed(errors: string): CallToolResult {
  return { content: [{ type: "text", text: errors.trim() }], isError: true };
}
