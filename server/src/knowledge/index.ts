import { Knowledge } from "./knowledge.ts";
import { AIOHTTP_SERVER_AND_TORNADO } from "./libraries/aiohttp-server-and-tornado.ts";
import { ANYIO_AND_TRIO } from "./libraries/anyio-and-trio.ts";
import { ASYNCIO } from "./libraries/asyncio.ts";
import { BOTS_AND_SOCKETS } from "./libraries/bots-and-sockets.ts";
import { BUILTINS } from "./libraries/builtins.ts";
import { DATA_FORMATS } from "./libraries/data-formats.ts";
import { DJANGO } from "./libraries/django.ts";
import { FASTAPI_AND_STARLETTE } from "./libraries/fastapi-and-starlette.ts";
import { FILES } from "./libraries/files.ts";
import { FLASK_AND_KIN } from "./libraries/flask-and-kin.ts";
import { HTTP_CLIENTS } from "./libraries/http-clients.ts";
import { MEDIA_AND_TEXT } from "./libraries/media-and-text.ts";
import { MESSAGING_AND_CLOUD } from "./libraries/messaging-and-cloud.ts";
import { PROCESSES } from "./libraries/processes.ts";
import { RUNTIME } from "./libraries/runtime.ts";
import { SCIENCE } from "./libraries/science.ts";
import { SOCKETS } from "./libraries/sockets.ts";
import { SQL_DRIVERS } from "./libraries/sql-drivers.ts";
import { SQLALCHEMY_AND_ORMS } from "./libraries/sqlalchemy-and-orms.ts";
import { STANDARD_DATABASES } from "./libraries/standard-databases.ts";
import { STORES } from "./libraries/stores.ts";
import { TASK_QUEUES } from "./libraries/task-queues.ts";
import { TIME_AND_THREADS } from "./libraries/time-and-threads.ts";
import { PACKAGES } from "./packages.ts";
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
  SQL_DRIVERS,
  SQLALCHEMY_AND_ORMS,
  STORES,
  MESSAGING_AND_CLOUD,
  BOTS_AND_SOCKETS,
  SCIENCE,
  MEDIA_AND_TEXT,
];

/** All that Portwright knows of Python's libraries. */
export const KNOWLEDGE: Knowledge = new Knowledge(TABLES, PACKAGES);
