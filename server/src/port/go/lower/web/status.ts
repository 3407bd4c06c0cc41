import type { Expression } from "../../../ir/nodes.ts";
import { INT } from "../../../ir/types.ts";
import * as go from "../../build.ts";
import type { GoExpr } from "../../tree.ts";
import type { FunctionLowering } from "../function.ts";

const HTTP = "net/http";

/** Statuses by their names in net/http. */
const STATUS_NAMES: Readonly<Record<number, string>> = {
  200: "StatusOK",
  201: "StatusCreated",
  202: "StatusAccepted",
  204: "StatusNoContent",
  301: "StatusMovedPermanently",
  302: "StatusFound",
  303: "StatusSeeOther",
  304: "StatusNotModified",
  307: "StatusTemporaryRedirect",
  308: "StatusPermanentRedirect",
  400: "StatusBadRequest",
  401: "StatusUnauthorized",
  403: "StatusForbidden",
  404: "StatusNotFound",
  405: "StatusMethodNotAllowed",
  406: "StatusNotAcceptable",
  409: "StatusConflict",
  410: "StatusGone",
  412: "StatusPreconditionFailed",
  413: "StatusRequestEntityTooLarge",
  415: "StatusUnsupportedMediaType",
  422: "StatusUnprocessableEntity",
  429: "StatusTooManyRequests",
  500: "StatusInternalServerError",
  501: "StatusNotImplemented",
  502: "StatusBadGateway",
  503: "StatusServiceUnavailable",
};

/** A status as a Go reader writes it. */
export function statusExpr(l: FunctionLowering, e: Expression): GoExpr {
  const name = e.kind === "int" ? STATUS_NAMES[Number(e.value)] : undefined;
  return name === undefined ? l.exprAs(e, INT) : go.qualified(HTTP, name);
}
