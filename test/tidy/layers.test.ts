import { describe, expect, it } from "vitest";
import { cycles, type ImportEdge, importsUnder } from "./import-graph.ts";

// The pipeline, in the order that data flows. No room imports one to its right; the three doors know nothing of each other.
const pipeline = [
  "text",
  "syntax",
  "knowledge",
  "semantics",
  "program",
  "rules",
  "fixes",
  "port",
  "advice",
  "report",
  "engine",
];
const doors = ["lsp", "cli", "mcp"];

/** Rooms that are computed from data alone: no files, no clock, no environment, so none of Node's modules. */
const pureRooms = pipeline.slice(0, pipeline.indexOf("engine"));

// What ports draw on at run time, and what runs them for parity, is text that is copied, and no part of the server.
const portRuntimes = /^server\/src\/port\/((go|ts)\/runtime|parity\/harness)\//;
const serverImports = importsUnder("server/src").filter(({ from }) => !portRuntimes.test(from));
const extensionImports = importsUnder("extension/src");

describe("the rooms of the server", () => {
  it("are all in the plan", () => {
    const known = new Set([...pipeline, ...doors, "host", "main"]);
    expect(describeEdges(serverImports.filter(({ from }) => !known.has(roomOf(from) ?? "")))).toEqual([]);
  });

  it("import only rooms to their left", () => {
    expect(describeEdges(serverImports.filter((edge) => !mayImport(edge)))).toEqual([]);
  });

  it("have no circular imports", () => {
    const running = [...serverImports, ...extensionImports].filter(({ typeOnly }) => !typeOnly);
    expect(cycles(running)).toEqual([]);
  });

  it("stay free of Node's modules from text to report", () => {
    const usesNode = ({ from, to }: ImportEdge) => to.startsWith("node:") && pureRooms.includes(roomOf(from) ?? "");
    expect(describeEdges(serverImports.filter(usesNode))).toEqual([]);
  });

  it("leave tree-sitter to syntax", () => {
    expect(importersOf(/^web-tree-sitter/)).toEqual(["syntax"]);
    // A native add-on would be missing wherever nobody built it for the machine: only tests and the bench compare with one.
    expect(importersOf(/^tree-sitter/)).toEqual([]);
  });

  it("leave the language server protocol to lsp", () => {
    // The entry point makes the connection that it hands to lsp.
    expect(importersOf(/^vscode-(languageserver|jsonrpc)/)).toEqual(["lsp", "main"]);
  });

  it("do not know VS Code", () => {
    expect(importersOf(/^vscode$/)).toEqual([]);
  });
});

describe("the extension", () => {
  it("takes nothing from the server but the shapes of its data and the names of its protocol messages", () => {
    const outside = extensionImports.filter(
      ({ to, typeOnly }) => to.startsWith("server/") && !typeOnly && to !== "server/src/lsp/protocol.ts",
    );
    expect(describeEdges(outside)).toEqual([]);
  });
});

/** The room of a file; `main` for an entry point, undefined outside the server. */
function roomOf(file: string): string | undefined {
  const [, room] = /^server\/src\/(?:([^/]+)\/|main\.)/.exec(file) ?? [];
  return file.startsWith("server/src/") ? (room ?? "main") : undefined;
}

function mayImport({ from, to }: ImportEdge): boolean {
  const importer = roomOf(from);
  const imported = roomOf(to);
  // Packages and built-ins have rules of their own; an entry point ties everything together.
  if (imported === undefined) return !/^(server|extension|test|scripts)\//.test(to);
  if (importer === imported || importer === "main") return true;
  if (imported === "main") return false;
  if (doors.includes(imported)) return false;
  // The host is an interface to the doors and the engine; only an entry point or a door picks its implementation.
  if (imported === "host") {
    return doors.includes(importer ?? "") || (importer === "engine" && to === "server/src/host/host.ts");
  }
  if (importer === "host") return pureRooms.includes(imported);
  if (doors.includes(importer ?? "")) return true;
  return pipeline.indexOf(imported) <= pipeline.indexOf(importer ?? "");
}

function importersOf(packages: RegExp): readonly string[] {
  const rooms = serverImports.filter(({ to }) => packages.test(to)).map(({ from }) => roomOf(from) ?? from);
  return [...new Set(rooms)].sort();
}

function describeEdges(edges: readonly ImportEdge[]): readonly string[] {
  return edges.map(({ from, line, to }) => `${from}:${line} imports ${to}`);
}
