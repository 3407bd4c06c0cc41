import { CallFlag, type ModuleFacts, NONE, type ValueId } from "../semantics/facts.ts";
import type { ExternalUse } from "./graph.ts";
import { callsThatMade } from "./makers.ts";

/**
 * Sockets and files over descriptors that the module makes non-blocking, by the name they are kept under, give back at once;
 * so does connecting a datagram socket, which only notes the address, and one of this machine's own.
 */
export function isNonBlockingSocket(facts: ModuleFacts, use: ExternalUse): boolean {
  const isFile = /^io\./.test(use.path);
  const isSerial = /^serial\.Serial\./.test(use.path);
  if (use.call !== undefined && /^os\.(read|readv|write|writev)$/.test(use.path)) {
    const descriptor = use.call.args[0] === undefined ? undefined : use.call.args[0].value;
    const name = descriptor === undefined ? undefined : placeName(facts, descriptor);
    return name !== undefined && nonBlockingNames(facts).has(name);
  }
  if (use.call === undefined || !(isFile || isSerial || /^(socket\.socket|ssl\.SSLSocket)\./.test(use.path)))
    return false;
  if (!isFile && (use.flags & CallFlag.wouldBlock) !== 0) return true;
  const callee = facts.values[use.call.callee];
  if (callee.k !== "attr") return false;
  const names = nonBlockingNames(facts);
  const name = placeName(facts, callee.of);
  if (!isFile && name !== undefined && names.has(name)) return true;
  if (!isFile && callee.name !== "connect") return false;
  const makers = callsThatMade(facts, callee.of);
  return (
    makers.length > 0 &&
    makers.every(({ args, id }) => {
      const first = args[0] === undefined ? undefined : placeName(facts, args[0].value);
      return isFile
        ? (first !== undefined && names.has(first)) || names.has(`call ${id}`)
        : args.some((one) => isNamed(facts, one.value, "SOCK_DGRAM") || isNamed(facts, one.value, "AF_UNIX"));
    })
  );
}

/** The last part of the name that a value is kept under: `socket` for `self.socket`. */
function placeName(facts: ModuleFacts, value: ValueId): string | undefined {
  const known = facts.values[value];
  if (known.k === "attr" || known.k === "name") return known.name;
  if (known.k === "param") {
    const { cls, params } = facts.functions[known.fn];
    return known.index === 0 && cls !== NONE ? `self of ${cls}` : params[known.index]?.name;
  }
  // What a local name holds is the value itself.
  return known.k === "call" ? `call ${known.call}` : undefined;
}

/** The file behind `file.fileno()`. */
function descriptorOwner(facts: ModuleFacts, value: ValueId): ValueId {
  const known = facts.values[value];
  const callee = known.k === "call" ? facts.values[facts.calls[known.call].callee] : undefined;
  return callee?.k === "attr" && callee.name === "fileno" ? callee.of : value;
}

function isNamed(facts: ModuleFacts, value: ValueId, name: string): boolean {
  const known = facts.values[value];
  return (known.k === "attr" || known.k === "name" || known.k === "import") && known.name === name;
}

/** Names on which a module calls `setblocking(False)` or `settimeout(0)`, of which it sets the timeout to 0, or that it gives to `os.set_blocking(…, False)`. */
function nonBlockingNames(facts: ModuleFacts): ReadonlySet<string> {
  const known = nonBlocking.get(facts);
  if (known !== undefined) return known;
  const names = new Set<string>();
  for (const call of facts.calls) {
    const callee = facts.values[call.callee];
    const isOfDescriptor = isNamed(facts, call.callee, "set_blocking");
    if (!isOfDescriptor && (callee.k !== "attr" || !/^(setblocking|settimeout)$/.test(callee.name))) continue;
    // `socket.setblocking(self, False)`: the method of the base class, where the object's own is another.
    const isUnbound = isOfDescriptor || call.args.length === 2;
    const setting = call.args[isUnbound ? 1 : 0];
    const argument = setting === undefined ? undefined : facts.values[setting.value];
    const off = argument?.k === "literal" && (argument.value === "False" || argument.value === 0);
    const owner = isUnbound ? call.args[0].value : callee.k === "attr" ? callee.of : undefined;
    const name = off && owner !== undefined ? placeName(facts, descriptorOwner(facts, owner)) : undefined;
    if (name !== undefined) names.add(name);
  }
  // `port.timeout = 0`, as serial ports have it.
  for (const write of facts.writes) {
    if (write.kind !== "attribute" || write.name !== "timeout") continue;
    const value = facts.values[write.value];
    const name = value.k === "literal" && value.value === 0 ? placeName(facts, write.of) : undefined;
    if (name !== undefined) names.add(name);
  }
  nonBlocking.set(facts, names);
  return names;
}

const nonBlocking = new WeakMap<ModuleFacts, ReadonlySet<string>>();
