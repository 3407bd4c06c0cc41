import { packageName } from "./print.ts";

/** What a runtime entry needs imported: a path, behind the name that the entry uses, where it is not the path's own, or behind `_`. */
export interface RuntimeImport {
  readonly name: string | undefined;
  readonly path: string;
}

export function runtimeImport(text: string): RuntimeImport {
  const at = text.indexOf(" ");
  return at < 0 ? { name: undefined, path: text } : { name: text.slice(0, at), path: text.slice(at + 1) };
}

/** The name by which code speaks of an imported package; undefined for one that is imported for what it registers. */
export function importedName(text: string): string | undefined {
  const { name, path } = runtimeImport(text);
  return name === "_" ? undefined : (name ?? packageName(path));
}
