import { type ChildProcess, spawn } from "node:child_process";
import { request as httpRequest } from "node:http";
import { connect, createServer } from "node:net";
import type { WebAnswer, WebRequest } from "./cases.ts";

/** A port of the machine that nothing listens on. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => resolve(typeof address === "object" && address !== null ? address.port : 0));
    });
  });
}

/** A started service. */
export interface Running {
  readonly port: number;
  stop(): void;
}

/** Starts a service and waits until it takes connections. */
export async function startService(command: string, args: readonly string[], cwd: string): Promise<Running> {
  const port = await freePort();
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, PORT: String(port), NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  child.stdout.on("data", (data: Buffer) => {
    output += data.toString();
  });
  child.stderr.on("data", (data: Buffer) => {
    output += data.toString();
  });
  try {
    await listening(child, port, () => output);
  } catch (error) {
    child.kill();
    throw error;
  }
  return { port, stop: () => void child.kill() };
}

async function listening(child: ChildProcess, port: number, output: () => string): Promise<void> {
  let ended: string | undefined;
  child.on("error", (error) => {
    ended = String(error);
  });
  child.on("exit", (code) => {
    ended = `ended with ${code}`;
  });
  const limit = Date.now() + 20_000;
  while (ended === undefined && Date.now() < limit) {
    if (await takesConnections(port)) return;
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  throw new Error(`the service does not listen: ${ended ?? "no connection"}\n${output()}`);
}

function takesConnections(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    socket.on("connect", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

export function send(port: number, { method, path, headers, body }: WebRequest): Promise<WebAnswer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest({ host: "127.0.0.1", port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => {
        const kept: Record<string, string> = {};
        for (const [name, value] of Object.entries(response.headers))
          if (value !== undefined) kept[name] = Array.isArray(value) ? value.join(", ") : value;
        resolve({ status: response.statusCode ?? 0, headers: kept, body: Buffer.concat(chunks).toString() });
      });
    });
    request.on("error", reject);
    request.setTimeout(10_000, () => request.destroy(new Error("no answer in ten seconds")));
    request.end(body);
  });
}
