import { isThreadClass } from "../../ir/infer/members.ts";
import { abstractContainerNamed } from "../../ir/library/abstract-containers.ts";
import type { ClassDef } from "../../ir/nodes.ts";

/** Whether the class of the port derives from another: a base of a library that has no counterpart is left out. */
export function isDerived(cls: ClassDef): boolean {
  const [first] = cls.bases.filter(
    (base) => !(base.kind === "class" && base.class.isProtocol && base.class.fields.length === 0),
  );
  if (first === undefined) return false;
  if (first.kind === "class" || isThreadClass(cls) || abstractContainerNamed(first.name) !== undefined) return true;
  return /Exception|Error|Warning|Exit|Interrupt|StopIteration|^(dict|list|set)$/.test(first.name);
}
