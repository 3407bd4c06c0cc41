// Bundles the server (server/dist) and the extension (extension/dist) with esbuild, and puts the WebAssembly files that
// they read at run time beside them. `--production` makes the
// bundles that are shipped.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { pathToFileURL } from "node:url";
import { dependenciesAreStale, root, toolNode } from "./toolchain.mjs";

const serverDist = join(root, "server", "dist");
const extensionDist = join(root, "extension", "dist");

/** Entry points, and the names under which they are bundled. */
const entries = {
  cli: join(root, "server", "src", "main.cli.ts"),
  server: join(root, "server", "src", "main.node.ts"),
  worker: join(root, "server", "src", "main.worker.ts"),
  extension: join(root, "extension", "src", "main.node.ts"),
  "extension.browser": join(root, "extension", "src", "main.browser.ts"),
  "server.browser": join(root, "server", "src", "main.browser.ts"),
};

// ECMAScript modules have no `require`, but bundled CommonJS packages call it for Node's own modules.
const requireInModules = [
  'import { createRequire as __createRequire } from "node:module";',
  'import { fileURLToPath as __fileURLToPath } from "node:url";',
  "const require = __createRequire(import.meta.url);",
  "const __filename = __fileURLToPath(import.meta.url);",
  'const __dirname = __fileURLToPath(new URL(".", import.meta.url));',
].join("\n");

/**
 * Bundles for a browser: one file each, since a worker is handed its code as a text, beside which nothing lies. What reaches for Node
 * does not build. A library's own branches for Node are cut off by saying which globals there are not.
 * @param {"extension.browser" | "server.browser"} name
 * @returns {import("esbuild").BuildOptions}
 */
export function browserBundle(name, outdir = extensionDist) {
  return {
    ...browserOptions,
    entryPoints: [entries[name]],
    outfile: join(outdir, `${name}.js`),
    // VS Code evaluates an extension as CommonJS; a worker runs its code as a script.
    format: name === "extension.browser" ? "cjs" : "iife",
    external: name === "extension.browser" ? ["vscode"] : [],
    plugins: [typeScriptElsewhere],
  };
}

/** @type {import("esbuild").BuildOptions} */
const browserOptions = {
  absWorkingDir: root,
  metafile: true,
  bundle: true,
  platform: "browser",
  target: "es2022",
  sourcemap: false,
  legalComments: "none",
  logLevel: "warning",
  jsx: "automatic",
  jsxImportSource: "preact",
  loader: { ".css": "text", ".html": "text", ".md": "text" },
  define: { process: "undefined", "globalThis.process": "undefined", "import.meta.url": '"portwright:/server"' },
};

/** The compiler behind ports to TypeScript is a file of its own, the same for Node and for a browser, since it works in memory alone. */
const TYPESCRIPT = "typescript.mjs";

/** @type {import("esbuild").Plugin} */
const typeScriptElsewhere = {
  name: "typescript-elsewhere",
  setup: (build) => build.onResolve({ filter: /^ts-morph$/ }, () => ({ path: `./${TYPESCRIPT}`, external: true })),
};

/**
 * Builds everything; throws what esbuild reports.
 * @param {{ production?: boolean }} options `production` leaves out source maps and shortens the code
 */
export async function build({ production = false } = {}) {
  const { build: bundle } = await import("esbuild");
  const identity = identityOfSources();
  const shared = {
    absWorkingDir: root,
    metafile: true,
    bundle: true,
    platform: "node",
    target: "node20",
    minify: production,
    sourcemap: production ? false : "linked",
    legalComments: "none",
    logLevel: "warning",
    logOverride: { "require-resolve-not-external": "silent" },
    jsx: "automatic",
    jsxImportSource: "preact",
    loader: { ".css": "text", ".html": "text", ".md": "text" },
  };
  // Splitting keeps what is imported on demand in a chunk of its own, so that the server starts without reading it.
  const modules = (names, outdir) => ({
    ...shared,
    entryPoints: Object.fromEntries(names.map((name) => [name, entries[name]])),
    outdir,
    format: "esm",
    splitting: true,
    outExtension: { ".js": ".mjs" },
    define: { PORTWRIGHT_IDENTITY: identity },
    plugins: [typeScriptElsewhere],
    chunkNames: "[name]-[hash]",
    banner: { js: requireInModules },
  });
  const bundles = await Promise.all([
    bundle(modules(["cli", "server", "worker"], serverDist)),
    bundle(modules(["server", "worker"], extensionDist)),
    bundle({
      ...shared,
      entryPoints: [entries.extension],
      outfile: join(extensionDist, "extension.js"),
      format: "cjs",
      external: ["vscode"],
    }),
    ...["extension.browser", "server.browser"].map((name) => bundle({ ...browserBundle(name), minify: production })),
    ...[serverDist, extensionDist].map((folder) =>
      bundle({
        ...browserOptions,
        stdin: { contents: 'export { Project, SyntaxKind, ts } from "ts-morph";', resolveDir: join(root, "server") },
        outfile: join(folder, TYPESCRIPT),
        format: "esm",
        minify: production,
      }),
    ),
  ]);
  const made = bundles.flatMap(({ metafile }) => Object.keys(metafile.outputs).map((path) => join(root, path)));
  for (const folder of [serverDist, extensionDist]) {
    const kept = new Set([...made, ...copyWebAssembly(folder)]);
    // Chunks carry a hash in their name, so those of earlier builds would stay and be shipped.
    for (const name of readdirSync(folder)) if (!kept.has(join(folder, name))) rmSync(join(folder, name));
  }
}

/** What the caches know this code by, as JSON. The sources say it themselves; they are TypeScript, which this Node may not run. */
function identityOfSources() {
  const module = pathToFileURL(join(root, "server", "src", "host", "node", "identity.ts")).href;
  const code = `import { identityOfSources } from ${JSON.stringify(module)}; console.log(JSON.stringify(identityOfSources()));`;
  return execFileSync(toolNode, ["--input-type=module", "--eval", code], { encoding: "utf8" }).trim();
}

/**
 * Copies the grammars, tree-sitter's runtime and gofmt into a folder; the bundles look for them beside themselves.
 * Returns the copies' paths.
 */
function copyWebAssembly(folder) {
  mkdirSync(folder, { recursive: true });
  const grammars = join(root, "grammars");
  const files = readdirSync(grammars)
    // The grammar of TypeScript serves tests alone: ports are checked by its compiler. Python's is compiled into python-flat.wasm.
    .filter(
      (name) => name.endsWith(".wasm") && !["tree-sitter-typescript.wasm", "tree-sitter-python.wasm"].includes(name),
    )
    .map((name) => join(grammars, name));
  files.push(join(root, "node_modules", "web-tree-sitter", "web-tree-sitter.wasm"));
  files.push(join(root, "node_modules", "@wasm-fmt", "gofmt", "gofmt.wasm"));
  return files.map((file) => {
    const copy = join(folder, basename(file));
    copyFileSync(file, copy);
    return copy;
  });
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  if (dependenciesAreStale()) {
    console.error("The dependencies are not installed, or older than package-lock.json: run `npm install` first.");
    process.exit(1);
  }
  const started = Date.now();
  try {
    await build({ production: process.argv.includes("--production") });
    console.log(`Built ${Object.keys(entries).join(", ")} in ${((Date.now() - started) / 1000).toFixed(1)} s.`);
  } catch (error) {
    // esbuild has printed its own messages by now; other errors have not been shown yet.
    if (!Array.isArray(error?.errors)) console.error(error);
    console.error("The build failed.");
    process.exit(1);
  }
}
