import { addTimeout } from "./add-timeout.ts";
import { asyncLock } from "./async-lock.ts";
import { awaitCoroutine } from "./await-coroutine.ts";
import { awaitDirectly } from "./await-directly.ts";
import type { Fix } from "./define.ts";
import { gather } from "./gather.ts";
import { guardWithLock } from "./guard-with-lock.ts";
import { httpx } from "./httpx.ts";
import { importInside } from "./import-inside.ts";
import { keepTask } from "./keep-task.ts";
import { liftClient } from "./lift-client.ts";
import { processPool } from "./process-pool.ts";
import { removeSuppression } from "./remove-suppression.ts";
import { sleep } from "./sleep.ts";
import { suppress } from "./suppress.ts";
import { toThread } from "./to-thread.ts";

export type { Fix, FixContext } from "./define.ts";

/** All fixes; those of one rule are offered in this order. Suppressing is the last resort, and stands last. */
export const FIXES: readonly Fix[] = [
  sleep,
  httpx,
  toThread,
  awaitDirectly,
  awaitCoroutine,
  keepTask,
  asyncLock,
  guardWithLock,
  gather,
  processPool,
  addTimeout,
  liftClient,
  importInside,
  removeSuppression,
  suppress,
];

export function fixById(id: string): Fix | undefined {
  return FIXES.find((fix) => fix.id === id);
}
