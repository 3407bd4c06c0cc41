// What the suite uses of Node's assertions, for an extension host that has no Node.
import { assert } from "chai";

export const { ok, strictEqual: equal, deepEqual, match, notEqual } = assert;

export class AssertionError extends Error {
  override readonly name = "AssertionError";

  constructor({ message }: { readonly message: string }) {
    super(message);
  }
}
