import { expect, test } from "vitest";
import { KNOWLEDGE, TABLES } from "../../server/src/knowledge/index.ts";
import type { CallableRow } from "../../server/src/knowledge/schema.ts";

/** Follows `a.b().c().d` by the tables alone: names are attributes, names with `()` are calls, `[]` is a subscript. */
function follow(start: string, ...steps: readonly string[]): CallableRow | undefined {
  let path = KNOWLEDGE.canonical(start);
  let row = KNOWLEDGE.callable(path);
  let receiver = path;
  for (const step of steps) {
    const owner =
      row?.returns === undefined || row.returns === "receiver" ? receiver : KNOWLEDGE.canonical(row.returns);
    if (step === "[]" || !step.endsWith("()")) {
      const known = KNOWLEDGE.lineage(owner).map((name) => KNOWLEDGE.classRow(name));
      path = known
        .map((found) => (step === "[]" ? found?.subscripts : (found?.attributes?.[step] ?? found?.anyAttribute)))
        .find((found) => found !== undefined)!;
      receiver = path;
      row = undefined;
      continue;
    }
    receiver = owner;
    path = KNOWLEDGE.member(owner, step.slice(0, -2));
    row = KNOWLEDGE.callable(path);
  }
  return row;
}

test.each([
  ["sqlite3.connect", ["cursor()", "execute()"], "blocks", "database"],
  ["requests.Session", ["get()"], "blocks", "network"],
  ["httpx.AsyncClient", ["get()"], "suspends", undefined],
  ["httpx.Client", ["get()"], "blocks", "network"],
  ["boto3.client", ["list_buckets()"], "blocks", "network"],
  ["boto3.resource", ["Bucket()", "upload_file()"], "blocks", "network"],
  ["redis.Redis", ["get()"], "blocks", "network"],
  ["redis.Redis", ["pipeline()", "set()"], "pure", undefined],
  ["redis.Redis", ["pipeline()", "execute()"], "blocks", "network"],
  ["redis.asyncio.from_url", ["hgetall()"], "suspends", undefined],
  ["pymongo.MongoClient", ["[]", "[]", "find_one()"], "blocks", "database"],
  ["pymongo.MongoClient", ["shop", "orders", "insert_one()"], "blocks", "database"],
  ["motor.motor_asyncio.AsyncIOMotorClient", ["shop", "orders", "insert_one()"], "suspends", undefined],
  ["psycopg2.connect", ["cursor()", "fetchall()"], "blocks", "database"],
  ["sqlalchemy.create_engine", ["connect()", "execute()"], "blocks", "database"],
  ["sqlalchemy.orm.Session", ["query()", "filter()", "all()"], "blocks", "database"],
  ["sqlalchemy.ext.asyncio.AsyncSession", ["execute()"], "suspends", undefined],
  ["openai.OpenAI", ["chat", "completions", "create()"], "blocks", "network"],
  ["openai.AsyncOpenAI", ["chat", "completions", "create()"], "suspends", undefined],
  ["concurrent.futures.ThreadPoolExecutor", ["submit()", "result()"], "blocks", "lock"],
  ["builtins.open", ["read()"], "blocks", "file"],
  ["elasticsearch.Elasticsearch", ["indices", "create()"], "blocks", "network"],
  ["subprocess.Popen", ["wait()"], "blocks", "subprocess"],
  ["django.db.models.Model", ["objects", "filter()", "count()"], "blocks", "database"],
  ["django.db.models.Model", ["objects", "filter()", "acount()"], "suspends", undefined],
] as const)("%s %j", (start, steps, effect, kind) => {
  const row = follow(start, ...steps);
  expect([row?.effect, row?.kind]).toEqual([effect, kind]);
});

test("explicit rows win over a class's wildcard, and private names are no business of it", () => {
  expect(KNOWLEDGE.callable("botocore.client.BaseClient.get_paginator")?.effect).toBe("pure");
  expect(KNOWLEDGE.callable("botocore.client.BaseClient.describe_instances")?.effect).toBe("blocks");
  expect(KNOWLEDGE.callable("botocore.client.BaseClient._make_request")).toBeUndefined();
  expect(KNOWLEDGE.member("botocore.client.BaseClient", "describe_instances")).toBe(
    "botocore.client.BaseClient.describe_instances",
  );
});

test("members are looked up along the bases, aliases are canonical", () => {
  expect(KNOWLEDGE.member("concurrent.futures.ProcessPoolExecutor", "shutdown")).toBe(
    "concurrent.futures.Executor.shutdown",
  );
  expect(KNOWLEDGE.canonical("requests.sessions.Session.get")).toBe("requests.Session.get");
  expect(KNOWLEDGE.canonical("asyncio.SelectorEventLoop.run_forever")).toBe("asyncio.AbstractEventLoop.run_forever");
  expect(KNOWLEDGE.canonical("multiprocessing.dummy.Pool")).toBe("multiprocessing.pool.ThreadPool");
});

test("what starts a loop says so", () => {
  const starting = TABLES.flatMap((table) => table.callables ?? [])
    .filter((row) => row.startsLoop === true)
    .map((row) => row.path);
  expect(starting).toEqual(
    expect.arrayContaining([
      "asyncio.run",
      "asyncio.Runner.run",
      "asyncio.AbstractEventLoop.run_until_complete",
      "asyncio.AbstractEventLoop.run_forever",
      "anyio.run",
      "trio.run",
      "asgiref.sync.async_to_sync",
      "tornado.ioloop.IOLoop.start",
      "tornado.ioloop.IOLoop.run_sync",
    ]),
  );
});
