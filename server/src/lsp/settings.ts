import { EDITOR_SETTINGS, type EditorSettingKey, type EditorSettings } from "../engine/configuration-schema.ts";

/** The editor-only settings with their defaults, and a sentence for each value that could not be used. */
export function readEditorSettings(tree: unknown): {
  readonly settings: EditorSettings;
  readonly problems: readonly string[];
} {
  const problems: string[] = [];
  const entries = Object.entries(EDITOR_SETTINGS).map(([key, row]) => {
    const value = valueAt(tree, row.editor);
    if (value === undefined || value === null) return [key, row.default];
    const parsed = row.schema.safeParse(value);
    if (parsed.success) return [key, parsed.data];
    problems.push(
      `The setting ${row.editor} cannot be used: ${parsed.error.issues[0]?.message ?? "it has the wrong type"}.`,
    );
    return [key, row.default];
  });
  return {
    settings: Object.fromEntries(entries) as Record<EditorSettingKey, unknown> as unknown as EditorSettings,
    problems,
  };
}

/** Looks a full setting name up in the tree under `portwright`, whether it is nested or written with dots. */
export function valueAt(tree: unknown, name: string): unknown {
  const path = name.replace(/^portwright\./, "");
  const flat = propertyOf(tree, path);
  if (flat !== undefined) return flat;
  return path.split(".").reduce<unknown>((value, key) => propertyOf(value, key), tree);
}

function propertyOf(value: unknown, key: string): unknown {
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Record<string, unknown>)[key];
}
