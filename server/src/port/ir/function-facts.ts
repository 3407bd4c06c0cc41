import type { FunctionFacts } from "./nodes.ts";

/** What is known of a function before its body was looked into; the passes over the IR fill in the rest. */
export function factsAtFirst(fallsOff: boolean): FunctionFacts {
  return {
    canRaise: false,
    raises: [],
    fallsOff,
    rebinds: [],
    captures: [],
    mutatedParameters: [],
    waits: false,
    recursive: false,
    hasStub: false,
  };
}
