export * from "./sketch.ts";
