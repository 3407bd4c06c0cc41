/** Thrown inside a lowering that cannot go on; the nearest place that can hold a stub catches it. */
export class NotPorted extends Error {
  /** What is not ported, as a note says it: "a class inside of a function". */
  readonly construct: string;

  constructor(construct: string) {
    super(construct);
    this.construct = construct;
  }
}

/**
 * What a stub says about an error that ended a lowering. Whatever the input, a port is never lost to it: what the lowering was made
 * for is told as it is, and anything else is a defect of the port, told as such.
 */
export function constructOf(error: unknown, otherwise: string): string {
  if (error instanceof NotPorted) return error.construct;
  return error instanceof RangeError ? `${otherwise}, which nests too deep,` : otherwise;
}
