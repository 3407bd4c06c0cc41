import type { ModuleFacts, ValueId } from "../semantics/facts.ts";
import type { ExternalUse } from "./graph.ts";
import { callsThatMade, receiverOf } from "./makers.ts";

/** Files that the kernel writes as they are read, and devices that are always ready (Linux manual pages: proc(5), sysfs(5), null(4), random(4)). */
const READY = /^\/(proc|sys)\/|^\/dev\/(null|zero|full|u?random)$/;
/** Opening the terminal takes no time; reading waits for whoever types. */
const TERMINAL = /^\/dev\/(tty|stdout|stderr)$/;

/** True for calls on, and of, files that no disk is behind: `open("/proc/meminfo").read()`, `Path("/sys/class/net").iterdir()`. */
export function isOfReadyFile(facts: ModuleFacts, { call, path }: ExternalUse): boolean {
  if (call === undefined) return false;
  const first = call.args[0]?.value;
  if (first !== undefined && isReady(facts, first, /(^|\.)(open|write)$/.test(path))) return true;
  const receiver = receiverOf(facts, call.callee);
  if (receiver === undefined) return false;
  const makers = callsThatMade(facts, receiver);
  return (
    makers.length > 0 &&
    makers.every(({ args, callee }) => {
      const name = args[0]?.value ?? receiverOf(facts, callee);
      return name !== undefined && isReady(facts, name, /\.(open|write)$/.test(path));
    })
  );
}

function isReady(facts: ModuleFacts, name: ValueId, writes: boolean): boolean {
  const known = facts.values[name];
  switch (known.k) {
    case "literal": {
      const text = known.value ?? known.lead;
      return typeof text === "string" && (READY.test(text) || (writes && TERMINAL.test(text)));
    }
    case "attr":
    case "import":
      return known.name === "devnull";
    case "call": {
      const [first] = facts.calls[known.call].args;
      return first !== undefined && facts.values[first.value].k === "literal" && isReady(facts, first.value, writes);
    }
    default:
      return false;
  }
}
