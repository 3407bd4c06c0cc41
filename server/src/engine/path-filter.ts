import picomatch from "picomatch";

/** Decides by its path alone whether a file belongs to the workspace. Paths are relative to the root, with forward slashes. */
export interface PathFilter {
  /** True when an include pattern names the file and no exclude pattern names it or a folder above it. */
  takes(file: string): boolean;
  /** True when an exclude pattern names the folder, so that nothing in it is read. */
  excludesDirectory(directory: string): boolean;
}

export interface PathPatterns {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/**
 * A pattern without a slash means a name at any depth, as in `.gitignore`; with a slash it is relative to the root. A pattern
 * that matches a folder stands for everything in it.
 */
export function createPathFilter({ include, exclude }: PathPatterns): PathFilter {
  const included = matcher(include);
  const excluded = matcher(exclude);
  const excludesDirectory = (directory: string) => directory !== "" && ancestors(directory).some(excluded);
  return {
    excludesDirectory,
    takes(file) {
      const folders = ancestors(file).slice(0, -1);
      return (included(file) || folders.some(included)) && !excluded(file) && !folders.some(excluded);
    },
  };
}

/** The path's folders from the outermost on, then the path itself. */
function ancestors(path: string): string[] {
  const parts = path.split("/");
  return parts.map((_, index) => parts.slice(0, index + 1).join("/"));
}

function matcher(patterns: readonly string[]): (path: string) => boolean {
  if (patterns.length === 0) return () => false;
  const normal = patterns.map((pattern) => {
    const anchored = /^\.?\//.test(pattern);
    const plain = pattern.replace(/^(\.?\/)+/, "").replace(/\/+$/, "");
    return plain.includes("/") || anchored ? plain : `**/${plain}`;
  });
  const kept = normal.filter((pattern) => pattern !== "");
  if (kept.length === 0) return () => false;
  return picomatch(kept, { dot: true, nonegate: true });
}
