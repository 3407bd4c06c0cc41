// Makes the VSIX. The extension is staged in a folder of its own with the bundles and the documents that a marketplace
// page shows, so that the package holds exactly what is listed here, less what .vscodeignore leaves out.
import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { installDependencies, lastLines, root, run } from "./toolchain.mjs";

const staging = join(root, ".cache", "vsix");

/** Above this size something has been packaged that does not belong in it. */
const sizeLimit = 8 * 1024 * 1024;

/**
 * Builds and packages. Resolves with the path of the VSIX and its size in bytes; throws with what went wrong.
 * @param {{ out?: string }} options
 */
export async function packageExtension({ out } = {}) {
  await build({ production: true });
  const manifest = JSON.parse(readFileSync(join(root, "extension", "package.json"), "utf8"));
  const vsix = out ?? join(root, `${manifest.name}-${manifest.version}.vsix`);
  stage(manifest);
  const { code, output } = await run(
    "vsce",
    [
      "package",
      "--no-dependencies",
      "--allow-missing-repository",
      "--skip-license",
      "--no-rewrite-relative-links",
      "--ignoreFile",
      ".vscodeignore",
      "--out",
      vsix,
    ],
    { cwd: staging, output: "collect" },
  );
  if (code !== 0) throw new Error(`vsce failed with exit code ${code}:\n${lastLines(output, 20)}`);
  const size = statSync(vsix).size;
  if (size > sizeLimit) throw new Error(`${vsix} has ${inMegabytes(size)}, more than ${inMegabytes(sizeLimit)}.`);
  return { vsix, size };
}

function stage(manifest) {
  rmSync(staging, { recursive: true, force: true });
  mkdirSync(staging, { recursive: true });
  cpSync(join(root, "extension"), staging, {
    recursive: true,
    filter: (source) => !/[\\/](node_modules|src)$/.test(source),
  });
  // The user guide: a diagnostic links to its rule's page, and that to the rest. Its pictures are in the README alone.
  cpSync(join(root, "docs"), join(staging, "docs"), {
    recursive: true,
    filter: (source) => !/[\\/]images$/.test(source),
  });
  // Everything is bundled. Scripts would be run by vsce, and they belong to the repository.
  const { dependencies, devDependencies, scripts, private: unpublished, ...shipped } = manifest;
  writeFileSync(join(staging, "package.json"), `${JSON.stringify(shipped, null, 2)}\n`);
  for (const name of [
    ".vscodeignore",
    "README.md",
    "CHANGELOG.md",
    "LICENSE",
    "THIRD-PARTY-NOTICES.md",
    "THIRD-PARTY-NOTICES",
  ]) {
    const path = join(root, name);
    const staged = join(staging, name);
    if (existsSync(path) && !existsSync(staged)) copyFileSync(path, staged);
  }
}

export function inMegabytes(bytes) {
  return `${(bytes / 1024 / 1024).toFixed(2)} MB`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    if (!(await installDependencies())) process.exit(1);
    const { vsix, size } = await packageExtension();
    console.log(`${relative(process.cwd(), vsix)}: ${inMegabytes(size)}`);
  } catch (error) {
    console.error(error.message);
    process.exit(1);
  }
}
