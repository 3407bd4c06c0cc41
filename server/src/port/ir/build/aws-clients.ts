import type { CallExpression, Statement } from "../nodes.ts";
import { visitExpressions } from "../walk.ts";

const SERVICES = new Set(["s3", "sqs"]);

/**
 * `boto3.client("s3")` is a client of a kind of its own, as the targets have one for each service; and `answer["Body"].read()` are the
 * bytes that an answer holds.
 */
export function nameClients(bodies: readonly (readonly Statement[])[]): void {
  let isUsed = false;
  for (const body of bodies)
    visitExpressions(body, {
      expression: (e) => {
        if (e.kind !== "call" || e.target.kind !== "library" || e.target.module !== "boto3") return undefined;
        const [service] = e.args;
        if (e.target.name !== "client" || service?.kind !== "positional" || service.value.kind !== "string")
          return undefined;
        if (!SERVICES.has(service.value.value)) return undefined;
        isUsed = true;
        e.target = { kind: "library", module: "boto3", name: `client_${service.value.value}` };
        e.args.shift();
        return undefined;
      },
    });
  if (!isUsed) return;
  for (const body of bodies)
    visitExpressions(body, {
      expression: (e) => {
        if (e.kind === "call") readBody(e);
        return undefined;
      },
    });
}

function readBody(e: CallExpression): void {
  if (e.target.kind !== "method" || e.target.name !== "read" || e.args.length > 0) return;
  const { receiver } = e.target;
  if (receiver.kind !== "index" || receiver.index.kind !== "string" || receiver.index.value !== "Body") return;
  e.target = { kind: "library", module: "boto3", name: "body" };
  e.args.push({ kind: "positional", name: undefined, value: receiver });
}
