import type { SketchFile } from "../sketch.ts";

/** The versions of npm packages that ports are written and tested with. */
export const NPM_PACKAGES: Readonly<Record<string, string>> = {
  "@aws-sdk/client-s3": "3.1169.0",
  "@aws-sdk/client-sqs": "3.1169.0",
  "@hono/node-server": "2.1.8",
  express: "5.3.0",
  fastify: "5.12.8",
  hono: "4.13.19",
  pg: "8.23.1",
  redis: "6.3.1",
  zod: "4.6.7",
};

/** Declarations that the type-checker of a port's reader wants beside a package. */
const TYPE_PACKAGES: Readonly<Record<string, string>> = { express: "5.0.6", pg: "8.23.1" };

/** The `package.json` of a port that uses packages; undefined for one that uses none. */
export function packageManifest(name: string, packages: readonly string[]): SketchFile | undefined {
  if (packages.length === 0) return undefined;
  const sorted = [...packages].sort();
  const dependencies = Object.fromEntries(sorted.map((each) => [each, NPM_PACKAGES[each]]));
  const types = Object.fromEntries(
    sorted.flatMap((each) => (TYPE_PACKAGES[each] === undefined ? [] : [[`@types/${each}`, TYPE_PACKAGES[each]]])),
  );
  const manifest = {
    name: name.toLowerCase().replace(/[^a-z0-9-]+/g, "-"),
    private: true,
    type: "module",
    dependencies,
    ...(Object.keys(types).length === 0 ? {} : { devDependencies: types }),
  };
  return { path: "package.json", text: `${JSON.stringify(manifest, null, 2)}\n` };
}
