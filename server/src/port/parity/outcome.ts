import type { Argument, Value } from "./values.ts";

/** What one side is asked to do: to make an object, if there is one, and to call functions or its methods in order. */
export interface Request {
  readonly make: { readonly class: string; readonly args: readonly Argument[] } | undefined;
  readonly calls: readonly Call[];
}

export interface Call {
  /** Python's name: dotted for functions, plain for methods of the object. */
  readonly name: string;
  /** Of the class that has the method, which can be a base of the object's; undefined for a function. */
  readonly owner: string | undefined;
  readonly isProperty: boolean;
  readonly args: readonly Argument[];
}

/** How one side answered. */
export type Answer =
  | {
      readonly kind: "done";
      /** Why the object could not be made; nothing was called then. */
      readonly made: Raised | undefined;
      /** One for each call, up to the first that raised. */
      readonly results: readonly CallResult[];
      /** The object after the calls. */
      readonly self: Value | undefined;
      /** What was printed. */
      readonly output: string;
    }
  /** The side does not have the value or the function: a tuple in a variable of type any, a name that is not in the port. */
  | { readonly kind: "unable"; readonly reason: string }
  | { readonly kind: "timeout" }
  /** The process ended; `reason` is the first line that it wrote to standard error, or how it ended. */
  | { readonly kind: "ended"; readonly reason: string };

export interface CallResult {
  readonly outcome: { readonly kind: "returned"; readonly value: Value } | Raised;
  /** The arguments after the call. */
  readonly args: readonly Value[];
}

export interface Raised {
  readonly kind: "raised";
  /** Name of the exception class. A failure of the target that is no exception of Python's is `native`. */
  readonly class: string;
  /** Names of the class and its bases, as far as the side knows them. */
  readonly bases: readonly string[];
  readonly message: string;
  /** A `raise` statement of the module raised it, and not an operation that failed. */
  readonly isExplicit: boolean;
  /** The port got to a stub. */
  readonly isStub?: boolean;
}

/** One of the two programs that are compared. */
export interface Side {
  ask(request: Request): Promise<Answer>;
  /** Starts the process anew, with the state that it had at first. */
  restart(): Promise<void>;
}
