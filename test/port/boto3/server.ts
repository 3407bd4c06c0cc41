import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";

/** The part of S3 and SQS that the programs ask, over their protocols: objects and queues in memory. */
export function createCloud(): Server {
  const objects = new Map<string, { readonly body: Buffer; readonly type: string }>();
  const queues = new Map<string, { readonly id: string; readonly body: string }[]>();
  const sent = new Map<string, string>();

  const store = (request: IncomingMessage, body: Buffer, answer: ServerResponse): void => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const path = decodeURIComponent(pathname).slice(1).replace(/\/$/, "");
    const tag = (content: Buffer): string => `"${createHash("md5").update(content).digest("hex")}"`;
    if (!path.includes("/")) {
      if (request.method !== "GET") return void answer.end();
      answer.end(listing(searchParams, path));
      return;
    }
    const found = objects.get(path);
    switch (request.method) {
      case "PUT": {
        const content =
          request.headers["x-amz-content-sha256"]?.includes("STREAMING") === true ? dechunked(body) : body;
        objects.set(path, { body: content, type: request.headers["content-type"] ?? "binary/octet-stream" });
        answer.setHeader("ETag", tag(content)).end();
        return;
      }
      case "DELETE":
        objects.delete(path);
        answer.writeHead(204).end();
        return;
    }
    if (found === undefined) {
      const text = "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>";
      answer.writeHead(404, { "content-type": "application/xml" }).end(request.method === "HEAD" ? "" : text);
      return;
    }
    const head = { "content-type": found.type, "content-length": found.body.length, ETag: tag(found.body) };
    answer.writeHead(200, head).end(request.method === "HEAD" ? undefined : found.body);
  };

  const listing = (asked: URLSearchParams, bucket: string): string => {
    const after = asked.get("continuation-token") ?? "";
    const names = [...objects.keys()]
      .filter((each) => each.startsWith(`${bucket}/${asked.get("prefix") ?? ""}`))
      .map((each) => each.slice(bucket.length + 1))
      .filter((each) => each > after)
      .sort();
    const count = Number(asked.get("max-keys") ?? 1000);
    const shown = names.slice(0, count);
    const contents = shown.map((key) => {
      const size = objects.get(`${bucket}/${key}`)?.body.length;
      return `<Contents><Key>${key}</Key><ETag>"e"</ETag><Size>${size}</Size></Contents>`;
    });
    const isCut = names.length > count;
    const next = isCut ? `<NextContinuationToken>${shown.at(-1)}</NextContinuationToken>` : "";
    return `<ListBucketResult><IsTruncated>${isCut}</IsTruncated><KeyCount>${shown.length}</KeyCount>${next}${contents.join("")}</ListBucketResult>`;
  };

  const queue = (operation: string, asked: Record<string, string>): object | undefined => {
    const name = asked.QueueName ?? asked.QueueUrl.replace(/.*\//, "");
    const held = queues.get(name);
    if (operation === "CreateQueue") queues.set(name, []);
    else if (held === undefined) return undefined;
    switch (operation) {
      case "SendMessage": {
        const id = `m${sent.size + 1}`;
        sent.set(id, asked.MessageBody);
        held?.push({ id, body: asked.MessageBody });
        return { MessageId: id, MD5OfMessageBody: createHash("md5").update(asked.MessageBody).digest("hex") };
      }
      case "ReceiveMessage": {
        const taken = held?.splice(0, Number(asked.MaxNumberOfMessages ?? 1)) ?? [];
        const messages = taken.map(({ id, body }) => ({
          MessageId: id,
          ReceiptHandle: `r-${id}`,
          Body: body,
          MD5OfBody: createHash("md5").update(body).digest("hex"),
        }));
        return messages.length === 0 ? {} : { Messages: messages };
      }
      case "DeleteMessage":
        return {};
      default:
        return { QueueUrl: `http://localhost/000000000000/${name}` };
    }
  };

  return createServer((request, answer) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      const body = Buffer.concat(parts);
      const target = request.headers["x-amz-target"];
      if (typeof target !== "string") return store(request, body, answer);
      const made = queue(target.split(".")[1], JSON.parse(body.toString()) as Record<string, string>);
      const refused = { __type: "com.amazonaws.sqs#QueueDoesNotExist", message: "The specified queue does not exist." };
      answer.writeHead(made === undefined ? 400 : 200, {
        "content-type": "application/x-amz-json-1.0",
        ...(made === undefined ? { "x-amzn-query-error": "AWS.SimpleQueueService.NonExistentQueue;Sender" } : {}),
      });
      answer.end(JSON.stringify(made ?? refused));
    });
  });
}

/** A body that was sent in chunks that say their sizes. */
function dechunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; ; ) {
    const end = body.indexOf("\r\n", at);
    const size = Number.parseInt(body.subarray(at, end).toString(), 16);
    if (!(size > 0)) return Buffer.concat(parts);
    parts.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}
