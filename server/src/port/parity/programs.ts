import type { PortSymbols, Sketch, SketchFile } from "../sketch.ts";
import { GO_HARNESS, TYPESCRIPT_HARNESS } from "./harness.generated.ts";

/** The file that the TypeScript program starts in. */
export const TYPESCRIPT_ENTRY = "portwright_parity_main.ts";

/**
 * The files of a port together with a program that calls its functions as requests ask. The port's own text stays as it is, but
 * for what starts it: a program must not run when its functions are called.
 */
export function harnessed(sketch: Sketch, files: readonly SketchFile[], isProgram: boolean): SketchFile[] {
  return sketch.target === "go" ? goHarness(sketch, files, isProgram) : typeScriptHarness(sketch, files);
}

/** The symbols that are in the text of a port: its owner may have taken some out, or ported only a part of the module. */
export function symbolsIn(symbols: PortSymbols, files: readonly SketchFile[]): PortSymbols {
  const words = new Set(files.flatMap(({ text }) => text.match(/[\p{L}\p{N}_$]+/gu) ?? []));
  const isThere = (symbol: string | undefined): boolean =>
    symbol !== undefined &&
    (symbol.match(/[\p{L}\p{N}_$]+/gu) ?? []).every((word) => word === "any" || words.has(word));
  const only = (table: Readonly<Record<string, string>>): Record<string, string> =>
    Object.fromEntries(Object.entries(table).filter(([, symbol]) => isThere(symbol)));
  const classes = Object.entries(symbols.classes)
    .filter(([, { name }]) => isThere(name))
    .map(([name, { make, methods, members, ...rest }]) => {
      return [
        name,
        { ...rest, make: isThere(make) ? make : undefined, methods: only(methods), members: only(members) },
      ];
    });
  return { functions: only(symbols.functions), classes: Object.fromEntries(classes) };
}

function goHarness({ primary, symbols }: Sketch, files: readonly SketchFile[], isProgram: boolean): SketchFile[] {
  const packageName = /^package (\w+)/m.exec(files.find(({ path }) => path === primary)?.text ?? "")?.[1] ?? "main";
  const hasMain = packageName === "main";
  const ported = files.map(({ path, text }): SketchFile => {
    if (!path.endsWith(".go") || path.includes("/")) return { path, text };
    // The harness and the port are one program, whose start is the harness's.
    const started = text
      .replace(/^package \w+/m, "package main")
      .replace(/^func main\(\) \{/m, `func ${PORT_MAIN}() {`);
    return { path, text: started };
  });
  const functions: string[] = [];
  const constructors: string[] = [];
  const classes: string[] = [];
  const members: string[] = [];
  for (const [name, symbol] of Object.entries(symbols.functions))
    functions.push(entry(name, symbol === "main" ? PORT_MAIN : symbol));
  for (const [name, definition] of Object.entries(symbols.classes)) {
    if (definition.make !== undefined) constructors.push(entry(name, definition.make));
    for (const [method, symbol] of Object.entries(definition.methods))
      functions.push(entry(`${name}.${method}`, symbol));
    classes.push(entry(definition.name, JSON.stringify(name)));
    const own = Object.entries(definition.members).map(([member, symbol]) => entry(member, symbol));
    if (own.length > 0) members.push(`\t${JSON.stringify(name)}: {\n${own.join("")}\t},\n`);
  }
  // What a module does at its top level it does before anybody calls its functions; its main part belongs to the program.
  const setUp = hasMain && isProgram ? PORT_MAIN : "nil";
  const table = [
    "package main\n\n",
    `var paritySetUp func() = ${setUp}\n\n`,
    `var parityFunctions = map[string]any{\n${functions.join("")}}\n\n`,
    `var parityConstructors = map[string]any{\n${constructors.join("")}}\n\n`,
    `var parityClasses = map[string]string{\n${classes.join("")}}\n\n`,
    `var parityMembers = map[string]map[string]any{\n${members.join("")}}\n\n`,
    "func main() { parityMain() }\n",
  ].join("");
  return [
    ...ported,
    { path: "portwright_parity_table.go", text: table },
    { path: "portwright_parity.go", text: GO_HARNESS.replace(/^package \w+/m, "package main") },
  ];
}

/** What the port's own `main` is called beside the harness's. */
const PORT_MAIN = "parityPortMain";

const entry = (name: string, symbol: string): string => `\t${JSON.stringify(name)}: ${symbol},\n`;

function typeScriptHarness({ primary, symbols }: Sketch, files: readonly SketchFile[]): SketchFile[] {
  const runtime = files.find(({ path }) => path === "portwright_runtime.ts");
  return [
    ...files.map((file) => (file.path === primary ? { path: file.path, text: opened(file.text, symbols) } : file)),
    { path: "portwright_parity.ts", text: TYPESCRIPT_HARNESS },
    {
      path: TYPESCRIPT_ENTRY,
      text: [
        `import { portwrightParity } from "./${primary}";`,
        'import { serve } from "./portwright_parity.ts";',
        runtime === undefined ? "const runtime = {};" : 'import * as runtime from "./portwright_runtime.ts";',
        "",
        "await serve({ ...portwrightParity, runtime });",
        "",
      ].join("\n"),
    },
  ];
}

/** The module with a table of everything in it, also what it does not export. */
function opened(text: string, { functions, classes }: PortSymbols): string {
  const of = Object.entries(functions).map(([name, symbol]) => `    ${JSON.stringify(name)}: ${called(symbol)},`);
  const types = Object.entries(classes).map(([name, { name: type, make, methods, members }]) => {
    return `    ${JSON.stringify(name)}: { make: ${make ?? "undefined"}, type: ${type}, methods: ${JSON.stringify(methods)}, members: ${JSON.stringify(members)} },`;
  });
  const table = [
    "export const portwrightParity: any = {",
    "  functions: {",
    ...of,
    "  },",
    "  classes: {",
    ...types,
    "  },",
    "};",
  ];
  return `${text.replace("import.meta.main ?? true", "false")}\n${table.join("\n")}\n`;
}

/** A static method keeps its class. */
function called(symbol: string): string {
  return symbol.includes(".") ? `(...args: any[]) => (${symbol} as any)(...args)` : symbol;
}
