import { aliases, factsOf, namesOf, place, unless } from "../rows.ts";
import type { LibraryTable } from "../schema.ts";

const manual = factsOf("documented", "Python Library Reference: time, threading, queue, sched, signal");
const futures = factsOf("documented", "Python Library Reference: concurrent.futures, concurrent.interpreters");
const measured = factsOf("measured", "stall of a second thread during one call, CPython 3.11.7 and 3.13.0");

const float = { returns: "builtins.float" };
const bool = { returns: "builtins.bool" };
const nonBlocking = unless([place(0, "blocking"), "False"], [place(1, "timeout"), "0"]);
const notWaiting = unless([place(0, "timeout"), "0"]);

const POOLS = "concurrent.futures.ThreadPoolExecutor";
const PROCESSES = "concurrent.futures.ProcessPoolExecutor";
const INTERPRETERS = "concurrent.futures.InterpreterPoolExecutor";

/** Clocks, threads, locks, queues, futures and executors. */
export const TIME_AND_THREADS: LibraryTable = {
  callables: [
    measured.blocks("sleep", "time", "sleep", { twin: "asyncio.sleep", ...unless([place(0), "0"]) }),
    manual.pure(
      "time",
      "time monotonic perf_counter process_time thread_time mktime clock_getres clock_gettime",
      float,
    ),
    manual.pure("time", "time_ns monotonic_ns perf_counter_ns process_time_ns thread_time_ns clock_gettime_ns", {
      returns: "builtins.int",
    }),
    manual.pure("time", "strftime ctime asctime", { returns: "builtins.str" }),
    manual.pure("time", "gmtime localtime strptime", { returns: "time.struct_time" }),
    manual.pure("time", "tzset get_clock_info"),

    manual.pure("threading", "Thread Timer Lock RLock Event Condition Semaphore BoundedSemaphore Barrier local"),
    manual.pure("threading", "current_thread main_thread", { returns: "threading.Thread" }),
    manual.pure("threading", "active_count get_ident get_native_id", { returns: "builtins.int" }),
    manual.pure("threading", "enumerate settrace setprofile stack_size excepthook", { returns: "builtins.list" }),
    manual.pure("threading.Thread", "start run setName setDaemon getName isDaemon"),
    manual.pure("threading.Thread", "is_alive", bool),
    manual.blocks("lock", "threading.Thread", "join", notWaiting),
    manual.pure("threading.Timer", "cancel"),
    manual.blocks("lock", "threading.Lock threading.RLock", "acquire", {
      ...nonBlocking,
      ...bool,
      twin: "asyncio.Lock.acquire",
    }),
    manual.pure("threading.Lock threading.RLock", "release locked"),
    manual.blocks("lock", "threading.Semaphore", "acquire", {
      ...nonBlocking,
      ...bool,
      twin: "asyncio.Semaphore.acquire",
    }),
    manual.pure("threading.Semaphore", "release"),
    manual.blocks("lock", "threading.Condition", "acquire", {
      ...nonBlocking,
      ...bool,
      twin: "asyncio.Condition.acquire",
    }),
    manual.blocks("lock", "threading.Condition", "wait", { ...notWaiting, ...bool, twin: "asyncio.Condition.wait" }),
    manual.blocks("lock", "threading.Condition", "wait_for", { ...bool, twin: "asyncio.Condition.wait_for" }),
    manual.pure("threading.Condition", "notify notify_all release"),
    manual.blocks("lock", "threading.Event", "wait", { ...notWaiting, ...bool, twin: "asyncio.Event.wait" }),
    manual.pure("threading.Event", "set clear"),
    manual.pure("threading.Event", "is_set", bool),
    manual.blocks("lock", "threading.Barrier", "wait", { twin: "asyncio.Barrier.wait" }),
    manual.pure("threading.Barrier", "reset abort"),

    manual.pure("queue", "Queue LifoQueue PriorityQueue SimpleQueue"),
    manual.blocks("lock", "queue.Queue", "get", {
      ...unless([place(0, "block"), "False"], [place(1, "timeout"), "0"]),
      twin: "asyncio.Queue.get",
    }),
    manual.blocks("lock", "queue.Queue", "put", {
      ...unless([place(1, "block"), "False"], [place(2, "timeout"), "0"]),
      twin: "asyncio.Queue.put",
    }),
    manual.blocks("lock", "queue.Queue", "join", { twin: "asyncio.Queue.join" }),
    manual.pure("queue.Queue", "get_nowait put_nowait task_done"),
    manual.pure("queue.Queue", "shutdown", { since: "3.13" }),
    manual.pure("queue.Queue queue.SimpleQueue", "empty", bool),
    manual.pure("queue.Queue", "full", bool),
    manual.pure("queue.Queue queue.SimpleQueue", "qsize", { returns: "builtins.int" }),
    manual.blocks("lock", "queue.SimpleQueue", "get", unless([place(0, "block"), "False"], [place(1, "timeout"), "0"])),
    manual.pure("queue.SimpleQueue", "put put_nowait get_nowait"),

    manual.pure("sched", "scheduler"),
    manual.blocks("sleep", "sched.scheduler", "run", unless([place(0, "blocking"), "False"])),
    manual.pure("sched.scheduler", "enter enterabs cancel empty"),

    manual.pure(
      "signal",
      "signal getsignal alarm setitimer set_wakeup_fd siginterrupt strsignal raise_signal pthread_kill",
    ),
    manual.blocks("sleep", "signal", "pause sigwait sigwaitinfo"),
    manual.blocks("sleep", "signal", "sigtimedwait"),

    futures.pure("concurrent.futures", "ThreadPoolExecutor ProcessPoolExecutor", { client: "resource" }),
    futures.pure("concurrent.futures", "InterpreterPoolExecutor", { client: "resource", since: "3.14" }),
    futures.pure("concurrent.futures.Executor", "submit", { returns: "concurrent.futures.Future" }),
    futures.blocks("lock", "concurrent.futures.Executor", "map", { lazy: true }),
    futures.blocks("lock", "concurrent.futures.Executor", "shutdown", unless([place(0, "wait"), "False"])),
    futures.blocks("lock", "concurrent.futures", "wait", {
      ...unless([place(1, "timeout"), "0"]),
      returns: "builtins.tuple",
      twin: "asyncio.wait",
    }),
    futures.blocks("lock", "concurrent.futures", "as_completed", { lazy: true, yields: "concurrent.futures.Future" }),
    futures.blocks("lock", "concurrent.futures.Future", "result exception", {
      ...notWaiting,
      twin: "asyncio.wrap_future",
    }),
    futures.pure("concurrent.futures", "Future"),
    futures.pure("concurrent.futures.Future", "cancel done cancelled running", bool),
    futures.pure(
      "concurrent.futures.Future",
      "add_done_callback set_result set_exception set_running_or_notify_cancel",
    ),

    futures.pure("concurrent.interpreters", "create get_current get_main", {
      returns: "concurrent.interpreters.Interpreter",
      since: "3.14",
    }),
    futures.pure("concurrent.interpreters", "list_all", { returns: "builtins.list", since: "3.14" }),
    futures.blocks("lock", "concurrent.interpreters.Interpreter", "call exec", { since: "3.14" }),
    futures.pure("concurrent.interpreters.Interpreter", "prepare_main close is_running", { since: "3.14" }),
    futures.pure("concurrent.interpreters.Interpreter", "call_in_thread", {
      returns: "threading.Thread",
      since: "3.14",
    }),
    futures.pure("concurrent.interpreters", "create_queue", {
      returns: "concurrent.interpreters.Queue",
      since: "3.14",
    }),
    futures.blocks("lock", "concurrent.interpreters.Queue", "get put", { since: "3.14" }),
    futures.pure("concurrent.interpreters.Queue", "get_nowait put_nowait empty full qsize", { since: "3.14" }),
  ].flat(),
  classes: [
    { path: "threading.Timer", bases: ["threading.Thread"] },
    { path: "threading.local" },
    { path: "threading.Lock", nominal: true, lock: "thread", onEnter: "threading.Lock.acquire" },
    { path: "threading.RLock", nominal: true, lock: "thread", onEnter: "threading.RLock.acquire" },
    { path: "threading.Condition", nominal: true, lock: "thread", onEnter: "threading.Condition.acquire" },
    { path: "threading.Semaphore", lock: "thread", onEnter: "threading.Semaphore.acquire" },
    {
      path: "threading.BoundedSemaphore",
      bases: ["threading.Semaphore"],
      lock: "thread",
      onEnter: "threading.Semaphore.acquire",
    },
    { path: "queue.LifoQueue", bases: ["queue.Queue"] },
    { path: "queue.PriorityQueue", bases: ["queue.Queue"] },
    { path: POOLS, bases: ["concurrent.futures.Executor"] },
    { path: PROCESSES, bases: ["concurrent.futures.Executor"] },
    { path: INTERPRETERS, bases: ["concurrent.futures.ThreadPoolExecutor"] },
  ],
  handovers: [
    manual.handover("threading.Thread", "thread", place(1, "target"), { passes: "args" }),
    manual.handover("threading.Timer", "thread", place(1, "function"), { passes: "args" }),
    manual.handover("_thread.start_new_thread", "thread", 0, { passes: "args" }),
    futures.handover(`${POOLS}.submit`, "pool", 0),
    futures.handover(`${POOLS}.map`, "pool", 0, { passes: "iterable" }),
    futures.handover(POOLS, "pool", "initializer", { passes: "none" }),
    futures.handover(`${PROCESSES}.submit`, "process-pool", 0),
    futures.handover(`${PROCESSES}.map`, "process-pool", 0, { passes: "iterable" }),
    futures.handover(PROCESSES, "process-pool", "initializer", { passes: "none" }),
    futures.handover(`${INTERPRETERS}.submit`, "interpreter-pool", 0),
    futures.handover(`${INTERPRETERS}.map`, "interpreter-pool", 0, { passes: "iterable" }),
    futures.handover("concurrent.futures.Executor.submit", "pool", 0),
    futures.handover("concurrent.futures.Executor.map", "pool", 0, { passes: "iterable" }),
    futures.handover("concurrent.interpreters.Interpreter.call_in_thread", "interpreter-pool", 0),
    futures.handover("concurrent.interpreters.Interpreter.call", "interpreter-pool", 0, { waits: true }),
  ],
  registrations: [
    manual.base("threading.Thread", "run", "thread", "thread"),
    manual.taking("signal", "signal", 1, "main", "signal handler"),
    manual.taking("sched.scheduler", "enter enterabs", 2, "main", "scheduled call"),
    manual.taking("concurrent.futures.Future", "add_done_callback", 0, "thread", "future callback"),
  ].flat(),
  aliases: [
    ...aliases({
      "concurrent.futures.thread.ThreadPoolExecutor": POOLS,
      "concurrent.futures.process.ProcessPoolExecutor": PROCESSES,
      "concurrent.futures.interpreter.InterpreterPoolExecutor": INTERPRETERS,
      "threading._Timer": "threading.Timer",
      "_queue.SimpleQueue": "queue.SimpleQueue",
      "thread.start_new_thread": "_thread.start_new_thread",
      "_thread.allocate_lock": "threading.Lock",
      "_thread.LockType": "threading.Lock",
      "Queue.Queue": "queue.Queue",
    }),
    ...namesOf("concurrent.futures._base", "Future Executor wait as_completed", "concurrent.futures"),
  ],
};
