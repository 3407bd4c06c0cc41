import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Turns server/src/port/go/runtime/*.go into data: one entry a declaration, with the imports it needs and the other entries it
 * mentions. The Go files are an ordinary package, so gofmt, vet and go test keep them right.
 */
const folder = fileURLToPath(new URL("../server/src/port/go/runtime/", import.meta.url));

interface Entry {
  readonly name: string;
  readonly source: string;
  readonly imports: string[];
  readonly uses: string[];
}

/** A line of a comment that names what an entry needs imported, which the runtime's own package does without. */
const IMPORT = "//port:import ";

/** Methods that come with their type, because an interface of the standard library or of another entry calls them. */
const WITH_TYPE = [
  "Error",
  "Unwrap",
  "As",
  "eachKey",
  "itemOf",
  "String",
  "items",
  "pairs",
  "setCause",
  "arguments",
  "Len",
  "adopt",
  "Header",
  "WriteHeader",
  "Write",
  "Repr",
  "Formatted",
  "compareTo",
  "WriteText",
  "Lines",
  "pythonClass",
  "written",
  "kinds",
];

export function readRuntime(): Entry[] {
  const declared: { name: string; source: string; imports: Map<string, string>; own: string[] }[] = [];
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith(".go") || file.endsWith("_test.go")) continue;
    const text = readFileSync(folder + file, "utf8");
    const block = /^import \(\n[\s\S]*?\n\)\n/m.exec(text);
    const imports = new Map(
      [...(block?.[0] ?? "").matchAll(/^\t(?:(\w+) )?"([^"]+)"$/gm)].map(([, name, path]) =>
        name === undefined ? [nameOfPackage(path), path] : [name, `${name} ${path}`],
      ),
    );
    const body = text.slice(block === null ? 0 : block.index + block[0].length);
    let lines: string[] = [];
    for (const line of body.split("\n")) {
      if (lines.length === 0 && line === "") continue;
      lines.push(line);
      const opens = /^(func|type|var|const)\b/.test(line);
      if (line === "}" || line === ")" || (opens && !line.endsWith("{") && !line.endsWith("("))) {
        const own = lines.flatMap((each) => (each.startsWith(IMPORT) ? [each.slice(IMPORT.length)] : []));
        const source = lines
          .filter((each, i) => !each.startsWith(IMPORT) && !(each === "//" && lines[i + 1]?.startsWith(IMPORT)))
          .join("\n");
        declared.push({ name: nameOf(source), source, imports, own });
        lines = [];
      } else if (line === "") lines = [];
    }
  }
  const names = new Set(declared.map((entry) => entry.name));
  const parts = new Map(
    declared.map(({ name, source }) => {
      const code = source
        .replace(/^\s*\/\/.*$/gm, "")
        .replaceAll("...", " ")
        .replace(/"(?:[^"\\]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'/g, '""');
      return [
        name,
        {
          mentioned: mentionedIn(code),
          selected: new Set([...code.matchAll(/\.([A-Za-z_]\w*)/g)].map(([, word]) => word)),
        },
      ] as const;
    }),
  );
  /** Declarations that an entry reaches by name, however many steps away: a value of such a type can be what it calls a method on. */
  const reach = (name: string, found = new Set<string>()): Set<string> => {
    for (const other of parts.get(name)?.mentioned ?? []) {
      if (!names.has(other) || found.has(other)) continue;
      found.add(other);
      reach(other, found);
    }
    return found;
  };
  return declared.map(({ name, source, imports, own: named }) => {
    const { mentioned, selected } = parts.get(name)!;
    const reached = reach(name);
    const own = name.split(".");
    const uses = [...names].filter((other) => {
      if (other === name) return false;
      const [type, method] = other.split(".");
      if (method === undefined) return mentioned.has(type);
      if (type === own[0] && own.length === 1) return WITH_TYPE.includes(method);
      return selected.has(method) && (type === own[0] || reached.has(type));
    });
    return {
      name,
      source,
      imports: [...[...imports].filter(([word]) => mentioned.has(word)).map(([, path]) => path), ...named],
      uses,
    };
  });
}

/**
 * Words of a declaration that may stand for other declarations. A local one of the same name hides those, but where the word is also called or
 * given type arguments: then it is taken for both.
 */
function mentionedIn(code: string): Set<string> {
  const words = new Set([...code.matchAll(/(?<![.\w])[A-Za-z_]\w*/g)].map(([word]) => word));
  for (const local of localsIn(code)) {
    if (!new RegExp(`(?<![.\\w])${local}(\\[[^\\]\\n]*\\])?\\(`).test(code)) words.delete(local);
  }
  return words;
}

/** Names of variables, parameters and named results that a declaration makes, as far as they begin with a small letter. */
function localsIn(code: string): Set<string> {
  const found = new Set<string>();
  const add = (list: string): void => {
    for (const part of list.split(",")) {
      const [, name, rest] = /^\s*(?:var )?([a-z]\w*)(\s+\S.*)?$/s.exec(part) ?? [];
      // A lone word is a type, but in a list it is a name that shares the type of a later one.
      if (name !== undefined && (rest !== undefined || /,/.test(list))) found.add(name);
    }
  };
  for (const [, list] of code.matchAll(/(?<![.\w])((?:\w+,\s*)*\w+)\s*:=/g))
    for (const name of list.split(/,\s*/)) found.add(name);
  for (const [, name] of code.matchAll(/^\s+var (\w+)/gm)) found.add(name);
  for (const [, parameters, results] of code.matchAll(
    /func(?:\s*\([^()]*\))?(?:\s*\w+(?:\[[^\]]*\])?)?\(([^()]*)\)(?:\s*\(([^()]*)\))?/g,
  )) {
    add(parameters);
    if (results !== undefined && /\w \S/.test(results)) add(results);
  }
  return found;
}

/** The last element of an import path that is no version. */
function nameOfPackage(path: string): string {
  return path.split("/").findLast((part) => !/^v\d+$/.test(part))!;
}

function nameOf(source: string): string {
  const method = /^func \(\w+ \*?(\w+)(?:\[[^\]]*\])?\) (\w+)/m.exec(source);
  if (method !== null) return `${method[1]}.${method[2]}`;
  const other = /^(?:func|type|var|const) (\w+)/m.exec(source);
  if (other === null) throw new Error(`no declaration in ${source}`);
  return other[1];
}

export function renderRuntime(entries: readonly Entry[]): string {
  return [
    "// Generated by `node scripts/generate-go-runtime.ts` from server/src/port/go/runtime/*.go. Do not edit.",
    "",
    "export interface RuntimeEntry {",
    "  /** Name of the declaration; a method is `Type.Method`. */",
    "  readonly name: string;",
    "  readonly source: string;",
    "  /** Import paths that the source needs. */",
    "  readonly imports: readonly string[];",
    "  /** Other entries that it needs. */",
    "  readonly uses: readonly string[];",
    "}",
    "",
    `export const RUNTIME: readonly RuntimeEntry[] = ${JSON.stringify(entries, null, 2)};`,
    "",
  ].join("\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const target = fileURLToPath(new URL("../server/src/port/go/runtime.generated.ts", import.meta.url));
  writeFileSync(target, renderRuntime(readRuntime()));
}
