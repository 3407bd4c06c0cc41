import { createServer, type Server } from "node:net";

/** The part of a Redis server that the programs ask, over its protocol: texts, counters, hashes, lists and sets in memory. */
export function createRedis(): Server {
  const data = new Map<string, string | Map<string, string> | string[] | Set<string>>();
  const hash = (key: string): Map<string, string> => held(key, () => new Map<string, string>());
  const list = (key: string): string[] => held(key, () => [] as string[]);
  const set = (key: string): Set<string> => held(key, () => new Set<string>());
  const ends = new Map<string, number>();
  function held<T>(key: string, make: () => T): T {
    if (!data.has(key)) data.set(key, make() as never);
    return data.get(key) as T;
  }
  const number = (value: number | boolean): string => `:${Number(value)}\r\n`;
  const text = (value: string | null | undefined): string =>
    value === null || value === undefined ? "$-1\r\n" : `$${Buffer.byteLength(value)}\r\n${value}\r\n`;
  const texts = (values: readonly string[]): string => `*${values.length}\r\n${values.map(text).join("")}`;

  const answer = (words: readonly string[]): string => {
    const [name, key = "", ...rest] = words;
    switch (name.toUpperCase()) {
      case "PING":
        return "+PONG\r\n";
      case "SELECT":
      case "CLIENT":
        return "+OK\r\n";
      case "SET": {
        const options = rest.slice(1).map((each) => each.toUpperCase());
        if (options.includes("NX") && data.has(key)) return "$-1\r\n";
        if (options.includes("XX") && !data.has(key)) return "$-1\r\n";
        data.set(key, rest[0]);
        const at = options.indexOf("EX");
        if (at >= 0) ends.set(key, Number(options[at + 1]));
        return "+OK\r\n";
      }
      case "SETEX":
        return answer(["SET", key, rest[1], "EX", rest[0]]);
      case "GET":
        if (typeof (data.get(key) ?? "") !== "string")
          return "-WRONGTYPE Operation against a key holding the wrong kind of value\r\n";
        return text(data.get(key) as string | undefined);
      case "INCRBY":
      case "INCR":
      case "DECRBY":
      case "DECR": {
        const amount = Number(rest[0] ?? 1) * (name.toUpperCase().startsWith("DECR") ? -1 : 1);
        data.set(key, String(Number(data.get(key) ?? 0) + amount));
        return number(Number(data.get(key)));
      }
      case "DEL":
        return number([key, ...rest].filter((each) => data.delete(each)).length);
      case "EXISTS":
        return number([key, ...rest].filter((each) => data.has(each)).length);
      case "EXPIRE":
        if (data.has(key)) ends.set(key, Number(rest[0]));
        return number(data.has(key));
      case "TTL":
        return number(data.has(key) ? (ends.get(key) ?? -1) : -2);
      case "KEYS": {
        const pattern = new RegExp(`^${key.replaceAll("*", ".*")}$`);
        return texts([...data.keys()].filter((each) => pattern.test(each)));
      }
      case "HSET": {
        const before = hash(key).size;
        for (let i = 0; i < rest.length; i += 2) hash(key).set(rest[i], rest[i + 1]);
        return number(hash(key).size - before);
      }
      case "HGET":
        return text(hash(key).get(rest[0]));
      case "HGETALL":
        return texts([...hash(key)].flat());
      case "HDEL":
        return number(rest.filter((each) => hash(key).delete(each)).length);
      case "HEXISTS":
        return number(hash(key).has(rest[0]));
      case "HINCRBY":
        hash(key).set(rest[0], String(Number(hash(key).get(rest[0]) ?? 0) + Number(rest[1])));
        return number(Number(hash(key).get(rest[0])));
      case "LPUSH":
        return number(list(key).unshift(...[...rest].reverse()));
      case "RPUSH":
        return number(list(key).push(...rest));
      case "LPOP":
        return text(list(key).shift());
      case "RPOP":
        return text(list(key).pop());
      case "LLEN":
        return number(list(key).length);
      case "LRANGE": {
        const [from, to] = rest.map(Number);
        return texts(list(key).slice(from, to === -1 ? undefined : to + 1));
      }
      case "SADD": {
        const before = set(key).size;
        for (const each of rest) set(key).add(each);
        return number(set(key).size - before);
      }
      case "SREM":
        return number(rest.filter((each) => set(key).delete(each)).length);
      case "SISMEMBER":
        return number(set(key).has(rest[0]));
      case "SCARD":
        return number(set(key).size);
      case "SMEMBERS":
        return texts([...set(key)]);
      case "PUBLISH":
        return number(0);
      case "FLUSHDB":
        data.clear();
        return "+OK\r\n";
      default:
        return `-ERR unknown command '${name}'\r\n`;
    }
  };

  return createServer((socket) => {
    let waiting = "";
    socket.setEncoding("latin1");
    socket.on("error", () => socket.destroy());
    socket.on("data", (chunk) => {
      waiting += chunk;
      for (let taken = command(waiting); taken !== undefined; taken = command(waiting)) {
        waiting = waiting.slice(taken.size);
        socket.write(answer(taken.words.map((each) => Buffer.from(each, "latin1").toString())));
      }
    });
  });
}

/** The first whole command of what came, as its words. */
function command(text: string): { readonly words: string[]; readonly size: number } | undefined {
  const head = /^\*(\d+)\r\n/.exec(text);
  if (head === null) return undefined;
  let at = head[0].length;
  const words: string[] = [];
  for (let i = 0; i < Number(head[1]); i++) {
    const size = /^\$(\d+)\r\n/.exec(text.slice(at));
    if (size === null) return undefined;
    at += size[0].length;
    if (text.length < at + Number(size[1]) + 2) return undefined;
    words.push(text.slice(at, at + Number(size[1])));
    at += Number(size[1]) + 2;
  }
  return { words, size: at };
}
