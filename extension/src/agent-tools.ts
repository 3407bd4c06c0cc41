import * as vscode from "vscode";
import type {
  ExplorerModule,
  FunctionVerdict,
  PortParams,
  PortResult,
  VerifyParams,
  VerifyResult,
} from "../../server/src/lsp/protocol.ts";
import type { Target } from "../../server/src/port/sketch.ts";
import { auditAnswer, explainAnswer, portAnswer, verifyAnswer } from "./agent-answers.ts";
import type { Client } from "./client.ts";
import { chainOf } from "./explorer-actions.ts";
import { filtered, filterOf, modulesOf, NO_FILTER } from "./explorer-model.ts";
import type { ModuleFindings } from "./module-findings.ts";

/** How many findings a model is told at a time, unless it asks for more. */
const LIMIT = 50;
const MOST = 500;

/**
 * The tools for language models in the editor: they ask the language server what a person would ask, write nothing, and run nothing but
 * for `verify`, which VS Code asks the user about first. What a model passes is checked as any other input.
 */
export function registerAgentTools(client: Client, modules: ModuleFindings): vscode.Disposable {
  // An editor without language models has no such namespace.
  if (vscode.lm?.registerTool === undefined) return new vscode.Disposable(() => {});
  const moduleAt = async (uri: vscode.Uri): Promise<ExplorerModule | undefined> =>
    modulesOf(await modules.load()).find((one) => vscode.Uri.parse(one.uri).toString() === uri.toString());
  return vscode.Disposable.from(
    tool("portwright_audit", {
      says: () => vscode.l10n.t("Looking at the findings"),
      run: async ({ path, rules, severities, limit }) => {
        const uri = path === undefined ? undefined : await existing(path);
        const tree = filtered(await modules.load(), filterOf({ rules, severities }) ?? NO_FILTER);
        const inPath = ({ uri: each }: ExplorerModule) =>
          uri === undefined ||
          `${vscode.Uri.parse(each)}`.startsWith(`${uri}/`) ||
          `${vscode.Uri.parse(each)}` === `${uri}`;
        const verdicts = tree.verdicts.map((verdict) => ({ ...verdict, modules: verdict.modules.filter(inPath) }));
        const most = typeof limit === "number" && limit >= 1 ? Math.min(MOST, Math.floor(limit)) : LIMIT;
        return auditAnswer({ ...tree, verdicts }, most);
      },
    }),
    tool("portwright_explain", {
      says: ({ path, line }) => vscode.l10n.t("Explaining {0}, line {1}", String(path), String(line)),
      run: async ({ path, line }) => {
        if (typeof line !== "number" || !Number.isInteger(line) || line < 1)
          throw new Error("`line` must be a whole number from 1 on.");
        const uri = await existing(path);
        const module = await moduleAt(uri);
        const here = (module?.findings ?? []).filter(
          ({ range }) => range.start.line + 1 <= line && line <= range.end.line + 1,
        );
        const explained = here.map((finding) => ({ finding, chain: module ? chainOf(module, finding) : [] }));
        const parameters = { uri: uri.toString() };
        const verdicts = await client.request<readonly FunctionVerdict[]>("portwright/verdicts", parameters);
        return explainAnswer(module, line, explained, verdicts);
      },
    }),
    tool("portwright_port", {
      says: ({ path, target }) => vscode.l10n.t("Porting {0} to {1}", String(path), String(target)),
      run: async (input, token) =>
        portAnswer(await client.request<PortResult>("portwright/port", await placeOf(input), token)),
    }),
    tool("portwright_verify", {
      says: ({ path, target }) => vscode.l10n.t("Verifying the port of {0} to {1}", String(path), String(target)),
      confirms: ({ path }) => ({
        title: vscode.l10n.t("Run code of the workspace?"),
        message: vscode.l10n.t("This runs {0} and its port on made-up inputs, on this machine.", String(path)),
      }),
      run: async (input, token) => {
        if (!vscode.workspace.isTrusted) throw new Error("The workspace is not trusted: nothing of it is run.");
        return verifyAnswer(await client.request<VerifyResult>("portwright/verify", await placeOf(input), token));
      },
    }),
  );
}

/** What a model passed: of any shape, whatever the schema says. */
type Input = Readonly<Record<string, unknown>>;

interface Tool {
  /** What the user sees while it works. */
  readonly says: (input: Input) => string;
  /** What the user is asked before it works. */
  readonly confirms?: (input: Input) => { readonly title: string; readonly message: string };
  readonly run: (input: Input, token: vscode.CancellationToken) => Promise<string>;
}

function tool(name: string, { says, confirms, run }: Tool): vscode.Disposable {
  return vscode.lm.registerTool<Input>(name, {
    prepareInvocation: ({ input }) => {
      const confirmationMessages = confirms?.(input);
      return {
        invocationMessage: says(input),
        ...(confirmationMessages === undefined ? {} : { confirmationMessages }),
      };
    },
    invoke: async ({ input }, token) =>
      new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(await run(input ?? {}, token))]),
  });
}

async function placeOf({ path, name, target }: Input): Promise<PortParams & VerifyParams> {
  if (target !== "go" && target !== "ts") throw new Error("`target` must be `go` or `ts`.");
  if (name !== undefined && typeof name !== "string") throw new Error("`name` must be a text.");
  const uri = (await existing(path)).toString();
  return { uri, target: target satisfies Target, ...(name === undefined || name === "" ? {} : { name }) };
}

/** The file or folder of the workspace that a path names, relative to one of its folders or absolute; nothing outside of them. */
async function existing(path: unknown): Promise<vscode.Uri> {
  if (typeof path !== "string" || path === "") throw new Error("`path` must name a file of the workspace.");
  for (const { uri: folder } of vscode.workspace.workspaceFolders ?? []) {
    const own = folder.path.replace(/\/$/, "");
    const uri = path === own || path.startsWith(`${own}/`) ? folder.with({ path }) : vscode.Uri.joinPath(folder, path);
    if (uri.path !== own && !uri.path.startsWith(`${own}/`)) continue;
    if (/(^|\/)\.\.(\/|$)/.test(uri.path)) continue;
    try {
      await vscode.workspace.fs.stat(uri);
      return uri.path.endsWith("/") ? uri.with({ path: uri.path.slice(0, -1) }) : uri;
    } catch {
      // Not in this folder: the next one is tried.
    }
  }
  throw new Error(`There is no ${path} in the workspace.`);
}
