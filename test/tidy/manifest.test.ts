import { existsSync, globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { root } from "../../scripts/toolchain.mjs";
import {
  EDITOR_SETTINGS,
  manifestSchema,
  PROJECT_SETTINGS,
  type ProjectSettingKey,
  type Setting,
} from "../../server/src/engine/configuration-schema.ts";
import { descriptionOf } from "../../server/src/engine/setting-descriptions.ts";

/** Settings that the language client itself reads. */
const clientSettings = ["portwright.trace.server"];

const manifest = readJson("extension/package.json");
const english = readJson("extension/package.nls.json");
const settings: readonly Setting[] = [...Object.values(PROJECT_SETTINGS), ...Object.values(EDITOR_SETTINGS)];

describe("the extension's manifest", () => {
  const properties = configurationProperties();

  it("has every setting of the configuration's schema, and no other", () => {
    const names = Object.keys(properties).filter((name) => !clientSettings.includes(name));
    expect(names.sort()).toEqual(settings.map((setting) => setting.editor).sort());
  });

  it.each(settings.map((setting) => [setting.editor, setting] as const))(
    "describes %s as the schema does",
    (name, setting) => {
      const { description, markdownDescription, enumDescriptions, markdownEnumDescriptions, order, ...schema } =
        properties[name] ?? {};
      expect(schema).toEqual(manifestSchema(setting));
      expect(translate(markdownDescription ?? description)).toBe(setting.description);
    },
  );

  it("names no text that its English strings lack, and they hold none that it does not use", () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([^"%]+)%"/g)].map(([, key]) => key);
    expect([...new Set(used)].sort()).toEqual(Object.keys(english).sort());
  });

  it.each(Object.entries(PROJECT_SETTINGS))(
    "describes %s in Simplified Chinese as the command line does",
    (key, setting) => {
      const { markdownDescription } = properties[setting.editor] as { markdownDescription: string };
      const chinese = readJson("extension/package.nls.zh-cn.json") as Record<string, string>;
      expect(chinese[markdownDescription.slice(1, -1)]).toBe(descriptionOf(key as ProjectSettingKey, "zh-cn"));
    },
  );

  it("has every English string in Simplified Chinese", () => {
    expect(Object.keys(readJson("extension/package.nls.zh-cn.json")).sort()).toEqual(Object.keys(english).sort());
  });

  it("has every sentence that the extension says in both languages, with the same values, and no other", () => {
    const said = globSync("extension/src/**/*.ts", { cwd: root }).flatMap((file) =>
      [...readFileSync(join(root, file), "utf8").matchAll(/l10n\.t\(\s*("(?:[^"\\]|\\.)*")/g)].map(
        ([, text]) => JSON.parse(text!) as string,
      ),
    );
    const bundle = readJson("extension/l10n/bundle.l10n.json") as Record<string, string>;
    const chinese = readJson("extension/l10n/bundle.l10n.zh-cn.json") as Record<string, string>;
    expect(Object.keys(bundle).sort()).toEqual([...new Set(said)].sort());
    expect(Object.keys(chinese).sort()).toEqual(Object.keys(bundle).sort());
    const valuesOf = (text: string) => [...text.matchAll(/\{\d\}/g)].map(([value]) => value).sort();
    expect(Object.entries(chinese).filter(([key, text]) => `${valuesOf(key)}` !== `${valuesOf(text)}`)).toEqual([]);
  });

  it("shows every command of its menus by a title, and registers it", () => {
    const titled = new Set(manifest.contributes.commands.map(({ command }: { command: string }) => command));
    const shown = Object.values(manifest.contributes.menus as Record<string, { command?: string }[]>).flatMap(
      (entries) => entries.flatMap(({ command }) => command ?? []),
    );
    expect(shown.filter((command) => !titled.has(command))).toEqual([]);
    const source = readFileSync(join(root, "extension/src/extension.ts"), "utf8");
    const registered = [...source.matchAll(/\bcommand\("([\w.]+)"/g)].map(([, name]) => `portwright.${name}`);
    expect([...titled].filter((command) => !registered.includes(command as string))).toEqual([]);
  });

  it("offers what runs code of the workspace only where the workspace is trusted", () => {
    const verify = manifest.contributes.commands.find(({ command }: { command: string }) =>
      command.endsWith("verifyParity"),
    );
    expect(verify.enablement).toContain("isWorkspaceTrusted");
    expect(manifest.capabilities.untrustedWorkspaces.supported).toBe("limited");
  });

  it("points at files that exist", () => {
    const paths = [...JSON.stringify(manifest).matchAll(/"(?:\.\/)?((?:media|l10n|walkthrough|images)\/[^"]+)"/g)].map(
      ([, path]) => path,
    );
    expect(paths.filter((path) => !existsSync(join(root, "extension", path)))).toEqual([]);
  });
});

function configurationProperties(): Record<string, Record<string, unknown>> {
  const sections = [manifest.contributes?.configuration ?? []].flat();
  return Object.assign({}, ...sections.map((section) => section.properties));
}

function translate(text: unknown): unknown {
  const key = typeof text === "string" ? /^%(.+)%$/.exec(text)?.[1] : undefined;
  return key === undefined ? text : english[key];
}

function readJson(path: string) {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}
