import { caughtNames } from "../../ir/infer/facts.ts";
import type { Module, Statement } from "../../ir/nodes.ts";
import type { TsWeb } from "../../sketch.ts";
import { tidyDeclarations } from "../tidy.ts";
import { literal, member, name, type TsImport, type TsModule, type TsStatement } from "../tree.ts";
import { deferStubs } from "./absent.ts";
import { functionValue, lowerCall } from "./calls.ts";
import { lowerComprehension } from "./comprehensions.ts";
import { Lowering } from "./context.ts";
import { lowerCondition, lowerExpression, lowerFlowing } from "./expressions.ts";
import { sharedVariables } from "./functions.ts";
import { lowerLibrary, lowerLibraryMethod } from "./libraries.ts";
import { lowerMethod } from "./methods.ts";
import { placeVariables } from "./placement.ts";
import { lowerStatements } from "./statements.ts";
import { lowerType } from "./types.ts";
import { serverStatements } from "./web/server.ts";

/** The file beside a port's module that holds the helpers it uses. */
export const RUNTIME_FILE = "portwright_runtime.ts";

export interface Lowered {
  readonly module: TsModule;
  readonly context: Lowering;
}

export function lowerModule(module: Module, source: string, web: TsWeb): Lowered {
  const context = new Lowering(module, source, caughtNames(module));
  context.expression = (e) => lowerExpression(context, e);
  context.flowing = (e, to) => lowerFlowing(context, e, to);
  context.condition = (e) => lowerCondition(context, e);
  context.statements = (body) => lowerStatements(context, body);
  // A call that is not what its lowering expects (a wrong number of arguments, an odd keyword) must not take down the port.
  context.call = (e) => {
    try {
      return lowerCall(context, e);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      return context.missing("a call with these arguments", e.range);
    }
  };
  context.functionValue = (e, given) => functionValue(context, e, given);
  context.library = (e, full) => lowerLibrary(context, e, full);
  context.libraryMethod = (e, receiver, type, text) => lowerLibraryMethod(context, e, receiver, type, text);
  context.method = (e, receiver, type, text) => lowerMethod(context, e, receiver, type, text);
  context.comprehension = (e) => lowerComprehension(context, e);
  context.typeOf = (type) => lowerType(context, type);
  const whole: Statement[] = [...module.body, ...(module.main ?? [])];
  const variables = module.variables.filter((variable) => variable.scope === "module");
  // What functions rebind has to be there before they run, wherever it is first assigned.
  const shared = sharedVariables(whole);
  context.state.placement = placeVariables(whole, variables, shared);
  const body = deferStubs(context, context.statements(module.body));
  const main = module.main === undefined ? [] : mainStatements(context, module.main);
  const served = module.service === undefined ? [] : serverStatements(context, module.service, web);
  const imports = importsOf(context);
  const trailing: TsStatement[] =
    module.trailingComments.length > 0 ? [{ kind: "empty", comments: module.trailingComments, spaced: true }] : [];
  const all = tidyDeclarations([...body, ...main, ...served, ...trailing]);
  return { module: { header: docHeader(module), imports, body: all }, context };
}

function docHeader(module: Module): string[] {
  return module.docstring === undefined ? [] : module.docstring.split("\n");
}

/** The program part: runs when the module is what Node was started with, and not when it is imported. */
function mainStatements(context: Lowering, main: readonly Statement[]): TsStatement[] {
  const body = context.statements(main);
  const test = {
    kind: "binary",
    operator: "??",
    left: member(name("import.meta"), "main"),
    right: literal("true"),
  } as const;
  return [{ kind: "if", test, body, otherwise: [], spaced: true }];
}

function importsOf(context: Lowering): TsImport[] {
  const packages = [...context.packages]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(
      ([from, names]): TsImport => ({
        from,
        names: [...names].map(([local, original]) => ({
          name: original,
          alias: local === original ? undefined : local,
          isType: false,
        })),
      }),
    );
  if (context.helpers.size === 0) return packages;
  const names = [...context.helpers]
    .sort(([a], [b]) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1))
    .map(([text, { alias, isType }]) => ({ name: text, alias, isType }));
  return [...packages, { from: `./${RUNTIME_FILE}`, names }];
}
