import { Knowledge } from "./knowledge.ts";
import { AIOHTTP_SERVER_AND_TORNADO } from "./libraries/aiohttp-server-and-tornado.ts";
import { ANYIO_AND_TRIO } from "./libraries/anyio-and-trio.ts";
import { ASYNCIO } from "./libraries/asyncio.ts";
import { BUILTINS } from "./libraries/builtins.ts";
import { DATA_FORMATS } from "./libraries/data-formats.ts";
import { DJANGO } from "./libraries/django.ts";
import { FASTAPI_AND_STARLETTE } from "./libraries/fastapi-and-starlette.ts";
import { FILES } from "./libraries/files.ts";
import { FLASK_AND_KIN } from "./libraries/flask-and-kin.ts";
import { HTTP_CLIENTS } from "./libraries/http-clients.ts";
import { PROCESSES } from "./libraries/processes.ts";
import { RUNTIME } from "./libraries/runtime.ts";
import { SOCKETS } from "./libraries/sockets.ts";
import { STANDARD_DATABASES } from "./libraries/standard-databases.ts";
import { TASK_QUEUES } from "./libraries/task-queues.ts";
import { TIME_AND_THREADS } from "./libraries/time-and-threads.ts";
import type { LibraryTable } from "./schema.ts";

export { Knowledge } from "./knowledge.ts";
export type * from "./schema.ts";

export const TABLES: readonly LibraryTable[] = [
  BUILTINS,
  TIME_AND_THREADS,
  ASYNCIO,
  FILES,
  PROCESSES,
  SOCKETS,
  DATA_FORMATS,
  STANDARD_DATABASES,
  RUNTIME,
  HTTP_CLIENTS,
  ANYIO_AND_TRIO,
  FASTAPI_AND_STARLETTE,
  FLASK_AND_KIN,
  AIOHTTP_SERVER_AND_TORNADO,
  DJANGO,
  TASK_QUEUES,
];

/** All that Portwright knows of Python's libraries. */
export const KNOWLEDGE: Knowledge = new Knowledge(TABLES, []);
