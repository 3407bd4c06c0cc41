import {
  type Failed,
  type ParityMachine,
  type ParityReport,
  type ParityRequest,
  verifyPort,
} from "../port/parity/index.ts";
import type { PortTools } from "./port.ts";

/** Compares a module with its port, by its source text. */
export type VerifyFunction = (source: string, request: ParityRequest) => Promise<ParityReport | Failed>;

/** Verifies on a machine, through tools that are loaded when something is verified. */
export function createVerify(load: () => Promise<PortTools>, machine: ParityMachine): VerifyFunction {
  return async (source, request) => {
    const { parser } = await load();
    const parsed = parser.parse(source);
    try {
      return await verifyPort(request, parsed.tree, machine);
    } finally {
      parsed.dispose();
    }
  };
}
