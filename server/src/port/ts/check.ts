import type { SketchFile } from "../sketch.ts";
import { AMBIENT_NODE } from "./ambient-node.ts";
import { AMBIENT_WEB } from "./ambient-web.ts";
import { type Cast, type Mended, mend } from "./mend.ts";

/** The part of ts-morph that the check uses; it is loaded when the first TypeScript port is made. */
export type TsMorph = typeof import("ts-morph");

/**
 * What a port may count on that no import says: Node's globals, as far as ports use them. The declarations stand in for
 * `@types/node`, which the in-process check does not load.
 */
const AMBIENT = `
declare const process: { argv: string[]; env: Record<string, string | undefined>; platform: string; pid: number; cwd(): string; exit(code?: number): never; once(event: string, listener: (error?: any) => void): void; stdout: { columns?: number; isTTY?: boolean; write(text: string): boolean }; stderr: { isTTY?: boolean; write(text: string): boolean } };
declare const performance: { now(): number };
declare const console: { log(...values: unknown[]): void; error(...values: unknown[]): void; warn(...values: unknown[]): void };
declare function setTimeout(fn: (...args: any[]) => void, milliseconds?: number): number;
declare function clearTimeout(timer: number | undefined): void;
declare class TextEncoder { encode(text: string): Uint8Array }
declare class TextDecoder { decode(bytes: Uint8Array): string }
interface ImportMeta { main?: boolean; url: string; filename: string }
interface ErrorConstructor { captureStackTrace?(target: object): void }
`;

/** Type-checks ports strictly; one checker keeps its library files, so that later checks are quick. */
export class TypeScriptChecker {
  readonly #morph: TsMorph;
  #project: InstanceType<TsMorph["Project"]> | undefined;

  constructor(morph: TsMorph) {
    this.#morph = morph;
  }

  /** Problems of a port's files as "file:line: message"; empty when TypeScript accepts them. */
  check(files: readonly SketchFile[]): string[] {
    const project = this.#ready();
    for (const file of project.getSourceFiles())
      if (file.getBaseName() !== "ambient.d.ts") project.removeSourceFile(file);
    for (const file of files)
      if (file.path.endsWith(".ts")) project.createSourceFile(`/port/${file.path}`, file.text, { overwrite: true });
    return project
      .getSourceFiles()
      .filter((file) => file.getBaseName() !== "ambient.d.ts")
      .flatMap((file) => file.getPreEmitDiagnostics())
      .map((diagnostic) => {
        const text = diagnostic.getMessageText();
        const message = typeof text === "string" ? text : text.getMessageText();
        return `${diagnostic.getSourceFile()?.getBaseName() ?? ""}:${diagnostic.getLineNumber() ?? 0}: TS${diagnostic.getCode()} ${message}`;
      });
  }

  /** The files with casts where their types do not line up, and what each cast is for. */
  mend(files: readonly SketchFile[]): Mended {
    const project = this.#ready();
    if (this.check(files).length === 0) return { files, casts: [] };
    const casts: Cast[] = [];
    const mended = files.map((file, index) => {
      const source = index === 0 ? project.getSourceFile(`/port/${file.path}`) : undefined;
      if (source === undefined) return file;
      casts.push(...mend(source, this.#morph.SyntaxKind));
      return { ...file, text: source.getFullText() };
    });
    return { files: mended, casts };
  }

  #ready(): InstanceType<TsMorph["Project"]> {
    if (this.#project !== undefined) return this.#project;
    const { Project, ts } = this.#morph;
    const project = new Project({
      useInMemoryFileSystem: true,
      compilerOptions: {
        strict: true,
        target: ts.ScriptTarget.ESNext,
        module: ts.ModuleKind.ESNext,
        moduleResolution: ts.ModuleResolutionKind.Bundler,
        lib: ["lib.esnext.d.ts"],
        types: [],
        noEmit: true,
        allowImportingTsExtensions: true,
        erasableSyntaxOnly: true,
        verbatimModuleSyntax: true,
        noImplicitOverride: false,
        skipLibCheck: true,
      },
    });
    project.createSourceFile("/port/ambient.d.ts", AMBIENT + AMBIENT_NODE + AMBIENT_WEB);
    this.#project = project;
    return project;
  }
}
