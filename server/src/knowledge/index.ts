import { Knowledge } from "./knowledge.ts";

export { Knowledge } from "./knowledge.ts";
export type * from "./schema.ts";

/** All that Portwright knows of Python's libraries. */
export const KNOWLEDGE: Knowledge = new Knowledge([], []);
