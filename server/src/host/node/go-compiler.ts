import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { GoFault } from "../../port/go/mend.ts";
import type { SketchFile } from "../../port/sketch.ts";
import { run } from "./processes.ts";

/** Seconds for one build; the first compiles the parts of the standard library that the port uses. */
const BUILD_SECONDS = 60;

/**
 * Builds a port in a folder of its own and gives every place that the compiler refuses; nothing of the port is run. Undefined where there
 * is no Go, where it is too old, and where the port has dependencies, since nothing is downloaded for a port.
 */
export async function compileGo(
  files: readonly SketchFile[],
  env: NodeJS.ProcessEnv = process.env,
): Promise<readonly GoFault[] | undefined> {
  if (files.some(({ path }) => path === "go.sum")) return undefined;
  const folder = await mkdtemp(join(tmpdir(), "portwright-build-"));
  try {
    for (const { path, text } of files) {
      await mkdir(dirname(join(folder, path)), { recursive: true });
      await writeFile(join(folder, path), text);
    }
    const output = process.platform === "win32" ? "NUL" : "/dev/null";
    const built = await run("go", ["build", "-gcflags=-e", "-o", output, "."], {
      cwd: folder,
      // The toolchain that is there is used; none is downloaded, nor is any module.
      env: { ...env, GOTOOLCHAIN: "local", GOPROXY: "off", GOFLAGS: "", GO111MODULE: "on", GOWORK: "off" },
      seconds: BUILD_SECONDS,
      timeout: BUILD_SECONDS * 1000,
    });
    if (built.timedOut) return undefined;
    return built.code === 0 ? [] : faultsIn(`${built.stdout}\n${built.stderr}`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The lines `./file.go:line:column: message` of a build; undefined where it failed for another reason. */
function faultsIn(text: string): GoFault[] | undefined {
  const faults = text.split("\n").flatMap((line) => {
    const found = /^(?:\.[\\/])?([^:\s]+\.go):(\d+):(\d+): (.*)$/.exec(line);
    if (found === null) return [];
    const [, path, row, column, message] = found;
    return [{ path: path.replaceAll("\\", "/"), line: Number(row) - 1, column: Number(column) - 1, message }];
  });
  return faults.length === 0 ? undefined : faults;
}
