import { blockingCall } from "./blocking-call.ts";
import { blockingChain } from "./blocking-chain.ts";
import { busyWait } from "./busy-wait.ts";
import { clientPerCall } from "./client-per-call.ts";
import { cpuInCoroutine } from "./cpu-in-coroutine.ts";
import type { Rule } from "./define.ts";
import { dynamicAttribute } from "./dynamic-attribute.ts";
import { dynamicCode } from "./dynamic-code.ts";
import { gilBoundOffload } from "./gil-bound-offload.ts";
import { gilBoundPool } from "./gil-bound-pool.ts";
import { gilBoundThread } from "./gil-bound-thread.ts";
import { gilHeldNative } from "./gil-held-native.ts";
import { hotLoop } from "./hot-loop.ts";
import { importTimeWork } from "./import-time-work.ts";
import { ioInLoop } from "./io-in-loop.ts";
import { lockInCoroutine } from "./lock-in-coroutine.ts";
import { lostTask } from "./lost-task.ts";
import { metaclass } from "./metaclass.ts";
import { monkeyPatch } from "./monkey-patch.ts";
import { nestedEventLoop } from "./nested-event-loop.ts";
import { noEquivalent } from "./no-equivalent.ts";
import { processPoolTax } from "./process-pool-tax.ts";
import { requestWithoutTimeout } from "./request-without-timeout.ts";
import { sequentialAwaits } from "./sequential-awaits.ts";
import { sharedStateRace } from "./shared-state-race.ts";
import { slowImport } from "./slow-import.ts";
import { syncHandlerIo } from "./sync-handler-io.ts";
import { threadPerItem } from "./thread-per-item.ts";
import { unawaitedCoroutine } from "./unawaited-coroutine.ts";
import { unboundedInt } from "./unbounded-int.ts";
import { unusedSuppression } from "./unused-suppression.ts";

export type { RuleMeta } from "./catalogue-types.ts";
export type { Rule, RuleSettings } from "./define.ts";

/** All rules, in the order in which documentation lists them. The one about suppressions runs last, since it looks at what the others found. */
export const RULES: readonly Rule[] = [
  blockingCall,
  blockingChain,
  cpuInCoroutine,
  nestedEventLoop,
  unawaitedCoroutine,
  lostTask,
  sequentialAwaits,
  lockInCoroutine,
  busyWait,
  gilBoundThread,
  gilBoundPool,
  gilBoundOffload,
  gilHeldNative,
  hotLoop,
  sharedStateRace,
  threadPerItem,
  syncHandlerIo,
  requestWithoutTimeout,
  clientPerCall,
  ioInLoop,
  dynamicCode,
  dynamicAttribute,
  monkeyPatch,
  metaclass,
  unboundedInt,
  processPoolTax,
  importTimeWork,
  slowImport,
  noEquivalent,
  unusedSuppression,
];
