import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { compareProgram, createPorter, hasCommand, type Porter } from "./three-way.ts";

/**
 * Programs that ask a server, ported: what they print against what the originals printed, which is recorded so that the tests need no
 * Python packages. The server is one of this process.
 */
const folder = fileURLToPath(new URL("./http-client/", import.meta.url));
const programs = readdirSync(folder).filter((file) => file.endsWith(".py"));
const work = mkdtempSync(join(tmpdir(), "http-client-"));
let porter: Porter;

const server = createServer((request, response) => {
  let body = "";
  const json = (status: number, value: unknown): void => {
    response.writeHead(status, { "Content-Type": "application/json" });
    response.end(JSON.stringify(value));
  };
  request.on("data", (part: Buffer) => {
    body += part.toString();
  });
  request.on("end", () => {
    const { method, url = "", headers } = request;
    const token = headers["x-token"] ?? null;
    if (url.startsWith("/echo")) json(200, { method, url, token, type: headers["content-type"] ?? null, body });
    else if (url.startsWith("/users/")) json(200, { id: Number(url.slice(7)), name: "User", score: 1.5, token });
    else if (url === "/text") response.writeHead(200, { "Content-Type": "text/plain" }).end("one\ntwo\n");
    // A request for `/slow` is left without an answer until its client gives up.
    else if (url !== "/slow") json(404, { error: "none" });
  });
});

beforeAll(async () => {
  porter = await createPorter();
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  process.env.TEST_SERVER = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}, 60_000);

afterAll(() => {
  server.closeAllConnections();
  server.close();
  delete process.env.TEST_SERVER;
  rmSync(work, { recursive: true, force: true });
});

describe.each(programs)("%s", (file) => {
  const name = basename(file, ".py");
  const source = readFileSync(join(folder, file), "utf8");
  const expected = { stdout: readFileSync(join(folder, `${name}.out`), "utf8"), stderr: "", code: 0 };

  it("does the same in TypeScript", async () => {
    const result = await compareProgram(porter, { name, source, target: "ts", folder: join(work, "ts"), expected });
    expect(result.detail).toBe("");
    expect(result.outcome).toBe("passed");
  }, 60_000);

  it.runIf(hasCommand("go", "version"))(
    "does the same in Go",
    async () => {
      const result = await compareProgram(porter, { name, source, target: "go", folder: join(work, "go"), expected });
      expect(result.detail).toBe("");
      expect(result.outcome).toBe("passed");
    },
    180_000,
  );
});
