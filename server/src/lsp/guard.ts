import { type CancellationToken, ErrorCodes, LSPErrorCodes, ResponseError } from "vscode-languageserver";

/** A request that is understood and declined; the message tells the user why and what to do. */
export class Refused extends Error {
  override readonly name = "Refused";
}

/** Work that stopped because the client no longer wants it. */
export class Cancelled extends Error {
  override readonly name = "Cancelled";
}

/** A request whose parameters make no sense. */
export class BadParameters extends Error {
  override readonly name = "BadParameters";
}

export function throwIfCancelled(token: CancellationToken): void {
  if (token.isCancellationRequested) throw new Cancelled();
}

export interface GuardState {
  readonly phase: "new" | "running" | "shut-down";
  reportDefect(what: string, error: unknown): void;
}

/**
 * Wraps a request's handler: what it throws becomes an error response with a clear message, and a request out of its time is
 * declined as the protocol says.
 */
export function guarded<Parameters, Rest extends unknown[], Result>(
  state: GuardState,
  what: string,
  handler: (parameters: Parameters, token: CancellationToken, ...rest: Rest) => Result | Promise<Result>,
): (parameters: Parameters, token: CancellationToken, ...rest: Rest) => Promise<Result> {
  return async (parameters, token, ...rest) => {
    if (state.phase === "new") {
      throw new ResponseError(ErrorCodes.ServerNotInitialized, `${what}: the server has not been initialized yet.`);
    }
    if (state.phase === "shut-down") {
      throw new ResponseError(ErrorCodes.InvalidRequest, `${what}: the server has been shut down.`);
    }
    if (token.isCancellationRequested) throw cancelled(what);
    let result: Result;
    try {
      result = await handler(parameters, token, ...rest);
    } catch (error) {
      throw responseTo(state, what, error);
    }
    if (token.isCancellationRequested) throw cancelled(what);
    return result;
  };
}

function responseTo(state: GuardState, what: string, error: unknown): ResponseError<void> {
  if (error instanceof ResponseError) return error;
  if (error instanceof Cancelled) return cancelled(what);
  if (error instanceof Refused) return new ResponseError(LSPErrorCodes.RequestFailed, error.message);
  if (error instanceof BadParameters) return new ResponseError(ErrorCodes.InvalidParams, `${what}: ${error.message}`);
  state.reportDefect(what, error);
  return new ResponseError(ErrorCodes.InternalError, `${what} failed inside Portwright: ${messageOf(error)}`);
}

/** Wraps a notification's handler: there is nobody to answer, so what it throws is only reported. */
export function guardedNotification<Parameters>(
  state: GuardState,
  what: string,
  handler: (parameters: Parameters) => void | Promise<void>,
): (parameters: Parameters) => Promise<void> {
  return async (parameters) => {
    if (state.phase !== "running") return;
    try {
      await handler(parameters);
    } catch (error) {
      state.reportDefect(what, error);
    }
  };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function cancelled(what: string): ResponseError<void> {
  return new ResponseError(LSPErrorCodes.RequestCancelled, `${what} was cancelled.`);
}
