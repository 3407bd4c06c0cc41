import { createClient, RESP_TYPES } from "redis";
import { RedisConnectionError, RedisResponseError } from "./errors.ts";
import { str } from "./show.ts";

type Reply = string | number | boolean | null | Uint8Array | Reply[];

/** Where a client finds its server. */
interface RedisAddress {
  url?: string;
  socket?: { host: string; port: number; reconnectStrategy: false };
  database?: number;
  username?: string;
  password?: string;
}

/** Asks a Redis server; the connection is made by the first command. What it reads is text or bytes, by the method. */
export class RedisClient {
  readonly #client: ReturnType<typeof createClient>;
  #opening: Promise<unknown> | undefined;

  constructor(address: RedisAddress) {
    this.#client = createClient({ RESP: 2, ...address }) as ReturnType<typeof createClient>;
    // What fails is told by the command that fails.
    this.#client.on("error", () => undefined);
  }

  /** Sends a command, and gives the answer as it is. */
  async #ask(isBytes: boolean, ...command: readonly unknown[]): Promise<Reply> {
    try {
      this.#opening ??= this.#client.connect();
      await this.#opening;
    } catch (error) {
      this.#opening = undefined;
      throw new RedisConnectionError((error as Error).message);
    }
    const words = command.map((each) => (each instanceof Uint8Array ? Buffer.from(each) : str(each)));
    const options = isBytes ? { typeMapping: { [RESP_TYPES.BLOB_STRING]: Buffer } } : undefined;
    try {
      return (await this.#client.sendCommand(words, options)) as unknown as Reply;
    } catch (error) {
      throw new RedisResponseError((error as Error).message);
    }
  }

  async #count(...command: readonly unknown[]): Promise<number> {
    return Number(await this.#ask(false, ...command));
  }

  async #text(...command: readonly unknown[]): Promise<string | null> {
    return (await this.#ask(false, ...command)) as string | null;
  }

  async #texts(...command: readonly unknown[]): Promise<string[]> {
    return [...((await this.#ask(false, ...command)) as Iterable<string>)];
  }

  async #bytes(...command: readonly unknown[]): Promise<Uint8Array | null> {
    const found = await this.#ask(true, ...command);
    return found === null ? null : Uint8Array.from(found as Uint8Array);
  }

  async #bytesList(...command: readonly unknown[]): Promise<Uint8Array[]> {
    return ((await this.#ask(true, ...command)) as Uint8Array[]).map((each) => Uint8Array.from(each));
  }

  async ping(): Promise<boolean> {
    return (await this.#text("PING")) === "PONG";
  }

  get(key: unknown): Promise<string | null> {
    return this.#text("GET", key);
  }

  getBytes(key: unknown): Promise<Uint8Array | null> {
    return this.#bytes("GET", key);
  }

  /** Stores a value, for a time where one is given, and only where there is none or is one where that is asked for. */
  async set(
    key: unknown,
    value: unknown,
    seconds: unknown = null,
    milliseconds: unknown = null,
    onlyNew = false,
    onlyKnown = false,
  ): Promise<boolean> {
    const command: unknown[] = ["SET", key, value];
    if (seconds !== null) command.push("EX", seconds);
    if (milliseconds !== null) command.push("PX", milliseconds);
    if (onlyNew) command.push("NX");
    if (onlyKnown) command.push("XX");
    return (await this.#text(...command)) === "OK";
  }

  setFor(key: unknown, seconds: number, value: unknown): Promise<boolean> {
    return this.set(key, value, seconds);
  }

  setNew(key: unknown, value: unknown): Promise<boolean> {
    return this.set(key, value, null, null, true);
  }

  increase(key: unknown, amount = 1): Promise<number> {
    return this.#count("INCRBY", key, amount);
  }

  decrease(key: unknown, amount = 1): Promise<number> {
    return this.increase(key, -amount);
  }

  delete(...keys: readonly unknown[]): Promise<number> {
    return this.#count("DEL", ...keys);
  }

  exists(...keys: readonly unknown[]): Promise<number> {
    return this.#count("EXISTS", ...keys);
  }

  async expire(key: unknown, seconds: number): Promise<boolean> {
    return (await this.#count("EXPIRE", key, seconds)) === 1;
  }

  /** The time that is left, in seconds; -1 without an end, -2 without a value. */
  ttl(key: unknown): Promise<number> {
    return this.#count("TTL", key);
  }

  keys(pattern = "*"): Promise<string[]> {
    return this.#texts("KEYS", pattern);
  }

  keysBytes(pattern = "*"): Promise<Uint8Array[]> {
    return this.#bytesList("KEYS", pattern);
  }

  hashGet(key: unknown, field: unknown): Promise<string | null> {
    return this.#text("HGET", key, field);
  }

  hashGetBytes(key: unknown, field: unknown): Promise<Uint8Array | null> {
    return this.#bytes("HGET", key, field);
  }

  /** Stores a field of a hash, or those of a dict. */
  hashSet(key: unknown, field: unknown = null, value: unknown = null, mapping: unknown = null): Promise<number> {
    const entries = mapping instanceof Map ? [...mapping].flat() : [];
    return this.#count("HSET", key, ...(field === null ? [] : [field, value]), ...entries);
  }

  async hashAll(key: unknown): Promise<Map<string, string>> {
    const found = (await this.#ask(false, "HGETALL", key)) as unknown;
    if (!Array.isArray(found)) return new Map(Object.entries(found as Record<string, string>));
    const fields = new Map<string, string>();
    for (let at = 0; at + 1 < found.length; at += 2) fields.set(found[at] as string, found[at + 1] as string);
    return fields;
  }

  hashDelete(key: unknown, ...fields: readonly unknown[]): Promise<number> {
    return this.#count("HDEL", key, ...fields);
  }

  hashIncrease(key: unknown, field: unknown, amount = 1): Promise<number> {
    return this.#count("HINCRBY", key, field, amount);
  }

  async hashHas(key: unknown, field: unknown): Promise<boolean> {
    return (await this.#count("HEXISTS", key, field)) === 1;
  }

  pushLeft(key: unknown, ...values: readonly unknown[]): Promise<number> {
    return this.#count("LPUSH", key, ...values);
  }

  pushRight(key: unknown, ...values: readonly unknown[]): Promise<number> {
    return this.#count("RPUSH", key, ...values);
  }

  popLeft(key: unknown): Promise<string | null> {
    return this.#text("LPOP", key);
  }

  popLeftBytes(key: unknown): Promise<Uint8Array | null> {
    return this.#bytes("LPOP", key);
  }

  popRight(key: unknown): Promise<string | null> {
    return this.#text("RPOP", key);
  }

  popRightBytes(key: unknown): Promise<Uint8Array | null> {
    return this.#bytes("RPOP", key);
  }

  listRange(key: unknown, start: number, stop: number): Promise<string[]> {
    return this.#texts("LRANGE", key, start, stop);
  }

  listRangeBytes(key: unknown, start: number, stop: number): Promise<Uint8Array[]> {
    return this.#bytesList("LRANGE", key, start, stop);
  }

  listLength(key: unknown): Promise<number> {
    return this.#count("LLEN", key);
  }

  setAdd(key: unknown, ...values: readonly unknown[]): Promise<number> {
    return this.#count("SADD", key, ...values);
  }

  setRemove(key: unknown, ...values: readonly unknown[]): Promise<number> {
    return this.#count("SREM", key, ...values);
  }

  async setMembers(key: unknown): Promise<Set<string>> {
    return new Set(await this.#texts("SMEMBERS", key));
  }

  setHas(key: unknown, value: unknown): Promise<number> {
    return this.#count("SISMEMBER", key, value);
  }

  setCount(key: unknown): Promise<number> {
    return this.#count("SCARD", key);
  }

  publish(channel: string, message: unknown): Promise<number> {
    return this.#count("PUBLISH", channel, message);
  }

  async clear(): Promise<boolean> {
    return (await this.#text("FLUSHDB")) === "OK";
  }

  /** Lets go of the connection, without which the program would not end. */
  async close(): Promise<void> {
    if (this.#opening !== undefined) this.#client.destroy();
    this.#opening = undefined;
  }
}

export function newRedis(
  host = "localhost",
  port = 6379,
  database = 0,
  password: string | null = null,
  username: string | null = null,
): RedisClient {
  return new RedisClient({
    socket: { host, port, reconnectStrategy: false },
    database,
    ...(username === null ? {} : { username }),
    ...(password === null ? {} : { password }),
  });
}

/** A client of the server that an address names. */
export const redisOfURL = (url: string): RedisClient => new RedisClient({ url });
