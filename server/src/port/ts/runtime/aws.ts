import { readFileSync, writeFileSync } from "node:fs";
import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3";
import {
  CreateQueueCommand,
  DeleteMessageCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { AWSClientError } from "./errors.ts";

// biome-ignore lint/suspicious/noExplicitAny: what a service answers is known when it is read
type Answer = Map<string, any>;

/** A dict of what an answer has, without what it lacks. */
function awsAnswer(entries: Record<string, unknown>): Answer {
  return new Map(Object.entries(entries).filter(([, value]) => value !== undefined));
}

/** What a service answers; its errors are those that Python has. */
async function awsResult<T>(operation: string, asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (error) {
    const { name, message, $metadata } = error as Error & { $metadata?: unknown };
    if ($metadata === undefined) throw error;
    // An answer without a body has a status alone.
    throw name === "NotFound"
      ? new AWSClientError(operation, "404", "Not Found")
      : new AWSClientError(operation, name, message);
  }
}

/** Where a service is, and who asks it; what is left out is what the machine says. */
function awsSettings(
  region: string | null,
  endpoint: string | null,
  key: string | null,
  secret: string | null,
): { region?: string; endpoint?: string; credentials?: { accessKeyId: string; secretAccessKey: string } } {
  return {
    ...(region === null ? {} : { region }),
    ...(endpoint === null ? {} : { endpoint }),
    ...(key === null || secret === null ? {} : { credentials: { accessKeyId: key, secretAccessKey: secret } }),
  };
}

/** The bytes that an answer brought. */
export const awsBody = (body: unknown): Uint8Array => body as Uint8Array;

/** Asks S3, or a service that speaks as it does. */
export class S3Store {
  readonly #client: S3Client;

  constructor(client: S3Client) {
    this.#client = client;
  }

  async createBucket(bucket: string): Promise<Answer> {
    await awsResult("CreateBucket", this.#client.send(new CreateBucketCommand({ Bucket: bucket })));
    return awsAnswer({ Location: `/${bucket}` });
  }

  async putObject(bucket: string, key: string, body: unknown = "", type: string | null = null): Promise<Answer> {
    const input = { Bucket: bucket, Key: key, Body: body as string | Uint8Array };
    const command = new PutObjectCommand(type === null ? input : { ...input, ContentType: type });
    const { ETag } = await awsResult("PutObject", this.#client.send(command));
    return awsAnswer({ ETag });
  }

  async getObject(bucket: string, key: string): Promise<Answer> {
    const asked = this.#client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    const { ContentLength, ContentType, ETag, Body } = await awsResult("GetObject", asked);
    const content = (await Body?.transformToByteArray()) ?? new Uint8Array();
    return awsAnswer({ ContentLength, ContentType, ETag, Body: Uint8Array.from(content) });
  }

  async headObject(bucket: string, key: string): Promise<Answer> {
    const asked = this.#client.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
    const { ContentLength, ContentType, ETag } = await awsResult("HeadObject", asked);
    return awsAnswer({ ContentLength, ContentType, ETag });
  }

  /** The objects whose names begin with a prefix, at most so many. */
  async listObjects(bucket: string, prefix = "", count = 1000, token: string | null = null): Promise<Answer> {
    const input = { Bucket: bucket, Prefix: prefix, MaxKeys: count };
    const command = new ListObjectsV2Command(token === null ? input : { ...input, ContinuationToken: token });
    const {
      Contents,
      IsTruncated = false,
      NextContinuationToken,
    } = await awsResult("ListObjectsV2", this.#client.send(command));
    const contents = Contents?.map(({ Key, ETag, Size }) => awsAnswer({ Key, ETag, Size }));
    const KeyCount = contents?.length ?? 0;
    return awsAnswer({ IsTruncated, KeyCount, Contents: contents, NextContinuationToken });
  }

  async deleteObject(bucket: string, key: string): Promise<Answer> {
    await awsResult("DeleteObject", this.#client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key })));
    return awsAnswer({});
  }

  async uploadFile(path: string, bucket: string, key: string): Promise<void> {
    await this.putObject(bucket, key, readFileSync(path));
  }

  async downloadFile(bucket: string, key: string, path: string): Promise<void> {
    writeFileSync(path, awsBody((await this.getObject(bucket, key)).get("Body")));
  }
}

export const newS3Store = (
  region: string | null = null,
  endpoint: string | null = null,
  key: string | null = null,
  secret: string | null = null,
): S3Store =>
  new S3Store(new S3Client({ ...awsSettings(region, endpoint, key, secret), forcePathStyle: endpoint !== null }));

/** Asks SQS, or a service that speaks as it does. */
export class SQSQueues {
  readonly #client: SQSClient;

  constructor(client: SQSClient) {
    this.#client = client;
  }

  async createQueue(name: string): Promise<Answer> {
    const { QueueUrl } = await awsResult("CreateQueue", this.#client.send(new CreateQueueCommand({ QueueName: name })));
    return awsAnswer({ QueueUrl });
  }

  async getQueueUrl(name: string): Promise<Answer> {
    const { QueueUrl } = await awsResult("GetQueueUrl", this.#client.send(new GetQueueUrlCommand({ QueueName: name })));
    return awsAnswer({ QueueUrl });
  }

  async sendMessage(queue: string, body: string): Promise<Answer> {
    const command = new SendMessageCommand({ QueueUrl: queue, MessageBody: body });
    const { MD5OfMessageBody, MessageId } = await awsResult("SendMessage", this.#client.send(command));
    return awsAnswer({ MD5OfMessageBody, MessageId });
  }

  /** Takes messages off the queue for a while; none, and no entry for them, when there are none. */
  async receiveMessage(queue: string, count = 1, wait = 0): Promise<Answer> {
    const input = { QueueUrl: queue, MaxNumberOfMessages: count, WaitTimeSeconds: wait };
    const { Messages } = await awsResult("ReceiveMessage", this.#client.send(new ReceiveMessageCommand(input)));
    const messages = Messages?.map(({ MessageId, ReceiptHandle, Body }) =>
      awsAnswer({ MessageId, ReceiptHandle, Body }),
    );
    return awsAnswer({ Messages: messages?.length === 0 ? undefined : messages });
  }

  async deleteMessage(queue: string, handle: string): Promise<void> {
    const command = new DeleteMessageCommand({ QueueUrl: queue, ReceiptHandle: handle });
    await awsResult("DeleteMessage", this.#client.send(command));
  }
}

export const newSQSQueues = (
  region: string | null = null,
  endpoint: string | null = null,
  key: string | null = null,
  secret: string | null = null,
): SQSQueues => new SQSQueues(new SQSClient(awsSettings(region, endpoint, key, secret)));
