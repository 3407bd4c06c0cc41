import { aliases, factsOf, namesOf, place, timeout, unless } from "../rows.ts";
import type { LibraryTable } from "../schema.ts";

const manual = factsOf("documented", "Python Library Reference: subprocess, os, pty");
const multi = factsOf("documented", "Python Library Reference: multiprocessing");

const str = { returns: "builtins.str" };
const int = { returns: "builtins.int" };
const exec = { twin: "asyncio.create_subprocess_exec" };
const limit = timeout("timeout");

const POOL = "multiprocessing.pool.Pool";
const THREADS = "multiprocessing.pool.ThreadPool";
const MANAGER = "multiprocessing.managers.SyncManager";

/** Child processes, and Python's own worker processes. */
export const PROCESSES: LibraryTable = {
  callables: [
    manual.blocks("subprocess", "subprocess", "run", { ...exec, ...limit, returns: "subprocess.CompletedProcess" }),
    manual.blocks("subprocess", "subprocess", "call check_call", { ...exec, ...limit, ...int }),
    manual.blocks("subprocess", "subprocess", "check_output", { ...exec, ...limit, returns: "builtins.bytes" }),
    manual.blocks("subprocess", "subprocess", "getoutput", { ...str, twin: "asyncio.create_subprocess_shell" }),
    manual.blocks("subprocess", "subprocess", "getstatusoutput", {
      returns: "builtins.tuple",
      twin: "asyncio.create_subprocess_shell",
    }),
    manual.blocks("subprocess", "subprocess", "Popen", { ...exec, brief: true }),
    manual.blocks("subprocess", "subprocess.Popen", "wait", {
      ...int,
      twin: "asyncio.subprocess.Process.wait",
      timeout: { index: 0, keyword: "timeout", defaultsTo: "none" },
    }),
    manual.blocks("subprocess", "subprocess.Popen", "communicate", {
      returns: "builtins.tuple",
      twin: "asyncio.subprocess.Process.communicate",
      timeout: { index: 1, keyword: "timeout", defaultsTo: "none" },
    }),
    manual.pure("subprocess.Popen", "poll send_signal terminate kill"),
    manual.pure("subprocess.CompletedProcess", "check_returncode"),
    manual.pure("subprocess", "list2cmdline CompletedProcess"),
    manual.blocks("subprocess", "os", "system", { ...int, twin: "asyncio.create_subprocess_shell" }),
    manual.blocks("subprocess", "os", "popen", {
      returns: "io.TextIOWrapper",
      twin: "asyncio.create_subprocess_shell",
    }),
    manual.blocks("subprocess", "os", "spawnl spawnle spawnlp spawnlpe spawnv spawnve spawnvp spawnvpe", int),
    manual.blocks("subprocess", "os", "posix_spawn posix_spawnp", { ...int, brief: true }),
    manual.blocks("subprocess", "os", "wait wait3 wait4 waitid", { returns: "builtins.tuple" }),
    manual.blocks("subprocess", "os", "waitpid", { returns: "builtins.tuple", ...unless([place(1), "os.WNOHANG"]) }),
    manual.blocks("subprocess", "os", "fork forkpty", { ...int, brief: true }),
    manual.pure("os", "execl execle execlp execlpe execv execve execvp execvpe startfile"),
    manual.blocks("subprocess", "pty", "spawn"),
    manual.pure("pty", "openpty fork"),
    manual.blocks("subprocess", "webbrowser", "open open_new open_new_tab", { brief: true }),
    manual.pure("shlex", "quote join", str),
    manual.pure("shlex", "split", { returns: "builtins.list" }),

    multi.pure("multiprocessing", "Process Value Array RawValue RawArray cpu_count current_process active_children"),
    multi.pure(
      "multiprocessing",
      "parent_process freeze_support set_start_method get_start_method get_all_start_methods",
    ),
    multi.pure("multiprocessing", "get_logger log_to_stderr set_executable Lock RLock Event Condition Semaphore"),
    multi.pure("multiprocessing", "BoundedSemaphore Barrier Queue JoinableQueue SimpleQueue"),
    multi.pure("multiprocessing", "get_context", { returns: "multiprocessing" }),
    multi.pure("multiprocessing", "Pipe", { returns: "builtins.tuple" }),
    multi.blocks("subprocess", "multiprocessing", "Pool", { returns: POOL, client: "resource", brief: true }),
    multi.blocks("subprocess", "multiprocessing", "Manager", { returns: MANAGER, client: "resource" }),
    multi.pure("multiprocessing.Process", "run is_alive close"),
    multi.blocks("subprocess", "multiprocessing.Process", "start terminate kill", { brief: true }),
    multi.blocks("lock", "multiprocessing.Process", "join", unless([place(0, "timeout"), "0"])),
    multi.blocks("lock", `${POOL} ${THREADS}`, "map starmap apply", { returns: "builtins.list" }),
    multi.pure(POOL, "map_async starmap_async apply_async", { returns: "multiprocessing.pool.AsyncResult" }),
    multi.blocks("lock", POOL, "imap imap_unordered", { lazy: true }),
    multi.blocks("lock", POOL, "join"),
    multi.pure(POOL, "close terminate"),
    multi.pure("multiprocessing.pool", "ThreadPool", { client: "resource" }),
    multi.blocks("lock", "multiprocessing.pool.AsyncResult", "get wait", unless([place(0, "timeout"), "0"])),
    multi.pure("multiprocessing.pool.AsyncResult", "ready successful", { returns: "builtins.bool" }),
    multi.blocks(
      "lock",
      "multiprocessing.Queue",
      "get",
      unless([place(0, "block"), "False"], [place(1, "timeout"), "0"]),
    ),
    multi.blocks("lock", "multiprocessing.Queue", "put", {
      ...unless([place(1, "block"), "False"], [place(2, "timeout"), "0"]),
      brief: true,
    }),
    multi.blocks("lock", "multiprocessing.JoinableQueue", "join"),
    multi.blocks("lock", "multiprocessing.Queue", "join_thread"),
    multi.pure("multiprocessing.Queue", "get_nowait put_nowait qsize empty full close cancel_join_thread task_done"),
    multi.blocks("lock", "multiprocessing.SimpleQueue", "get put"),
    multi.pure("multiprocessing.SimpleQueue", "empty close"),
    multi.blocks("lock", "multiprocessing.connection.Connection", "recv recv_bytes recv_bytes_into"),
    multi.blocks("lock", "multiprocessing.connection.Connection", "poll", unless([place(0, "timeout"), "0"])),
    multi.blocks("lock", "multiprocessing.connection.Connection", "send send_bytes", { brief: true }),
    multi.pure("multiprocessing.connection.Connection", "close fileno"),
    multi.blocks("network", "multiprocessing.connection", "Client", {
      returns: "multiprocessing.connection.Connection",
    }),
    multi.pure("multiprocessing.connection", "Listener"),
    multi.blocks("network", "multiprocessing.connection.Listener", "accept", {
      returns: "multiprocessing.connection.Connection",
    }),
    multi.blocks("lock", "multiprocessing.connection", "wait"),
    multi.blocks("lock", "multiprocessing.Lock multiprocessing.RLock", "acquire", unless([place(0, "block"), "False"])),
    multi.blocks(
      "lock",
      "multiprocessing.Semaphore multiprocessing.Condition",
      "acquire",
      unless([place(0, "block"), "False"]),
    ),
    multi.pure(
      "multiprocessing.Lock multiprocessing.RLock multiprocessing.Semaphore multiprocessing.Condition",
      "release",
    ),
    multi.blocks("lock", "multiprocessing.Condition", "wait wait_for"),
    multi.pure("multiprocessing.Condition", "notify notify_all"),
    multi.blocks("lock", "multiprocessing.Event multiprocessing.Barrier", "wait"),
    multi.pure("multiprocessing.Event", "set clear is_set"),
    multi.pure("multiprocessing.shared_memory", "SharedMemory ShareableList"),
    multi.pure("multiprocessing.shared_memory.SharedMemory", "close unlink"),
    multi.pure("multiprocessing.managers", "BaseManager SharedMemoryManager"),
    multi.blocks("subprocess", "multiprocessing.managers.BaseManager", "start connect"),
    multi.pure("multiprocessing.managers.BaseManager", "register get_server"),
    multi.blocks("subprocess", MANAGER, "shutdown"),
    multi.blocks("subprocess", MANAGER, "dict list Queue Lock RLock Event Value Array Namespace", { brief: true }),
  ].flat(),
  classes: [
    { path: "multiprocessing.Queue", nominal: true },
    { path: "multiprocessing.SimpleQueue", nominal: true },
    { path: "multiprocessing.Event", nominal: true },
    { path: "multiprocessing.Barrier", nominal: true },
    { path: THREADS, bases: [POOL] },
    { path: "multiprocessing.JoinableQueue", nominal: true, bases: ["multiprocessing.Queue"] },
    { path: "multiprocessing.BoundedSemaphore", bases: ["multiprocessing.Semaphore"], lock: "process" },
    { path: "multiprocessing.Lock", nominal: true, lock: "process", onEnter: "multiprocessing.Lock.acquire" },
    { path: "multiprocessing.RLock", nominal: true, lock: "process", onEnter: "multiprocessing.RLock.acquire" },
    { path: "multiprocessing.Semaphore", nominal: true, lock: "process", onEnter: "multiprocessing.Semaphore.acquire" },
    { path: "multiprocessing.Condition", nominal: true, lock: "process", onEnter: "multiprocessing.Condition.acquire" },
    { path: MANAGER, nominal: true, bases: ["multiprocessing.managers.BaseManager"] },
    { path: "multiprocessing.managers.SharedMemoryManager", bases: ["multiprocessing.managers.BaseManager"] },
    { path: "multiprocessing.dummy.Process", bases: ["threading.Thread"] },
    {
      path: "subprocess.Popen",
      onExit: "subprocess.Popen.wait",
      attributes: {
        stdin: "io.TextIOWrapper",
        stdout: "io.TextIOWrapper",
        stderr: "io.TextIOWrapper",
        pid: "builtins.int",
        returncode: "builtins.int",
      },
    },
    { path: "subprocess.CompletedProcess", attributes: { stdout: "builtins.bytes", returncode: "builtins.int" } },
  ],
  handovers: [
    multi.handover("multiprocessing.Process", "process", place(1, "target"), { passes: "args" }),
    multi.handover("multiprocessing.dummy.Process", "thread", place(1, "target"), { passes: "args" }),
    ...(
      [
        [POOL, "process-pool"],
        [THREADS, "pool"],
      ] as const
    ).flatMap(([pool, via]) => [
      multi.handover(`${pool}.map`, via, place(0, "func"), { passes: "iterable", waits: true }),
      multi.handover(`${pool}.starmap`, via, place(0, "func"), { passes: "iterable", waits: true }),
      multi.handover(`${pool}.apply`, via, place(0, "func"), { passes: "args", waits: true }),
      multi.handover(`${pool}.imap`, via, place(0, "func"), { passes: "iterable" }),
      multi.handover(`${pool}.imap_unordered`, via, place(0, "func"), { passes: "iterable" }),
      multi.handover(`${pool}.map_async`, via, place(0, "func"), { passes: "iterable" }),
      multi.handover(`${pool}.starmap_async`, via, place(0, "func"), { passes: "iterable" }),
      multi.handover(`${pool}.apply_async`, via, place(0, "func"), { passes: "args" }),
    ]),
    multi.handover("multiprocessing.Pool", "process-pool", place(1, "initializer"), { passes: "none" }),
    multi.handover("multiprocessing.pool.ThreadPool", "pool", place(1, "initializer"), { passes: "none" }),
    manual.handover("subprocess.Popen", "process", "preexec_fn", { passes: "none" }),
  ],
  registrations: [multi.base("multiprocessing.Process", "run", "process", "process")].flat(),
  aliases: [
    ...namesOf("multiprocessing.context", "Process", "multiprocessing"),
    ...namesOf("multiprocessing.process", "current_process active_children", "multiprocessing"),
    ...namesOf(
      "multiprocessing.synchronize",
      "Lock RLock Event Condition Semaphore BoundedSemaphore Barrier",
      "multiprocessing",
    ),
    ...namesOf("multiprocessing.queues", "Queue JoinableQueue SimpleQueue", "multiprocessing"),
    ...namesOf("multiprocessing.dummy", "Queue", "queue"),
    ...namesOf("multiprocessing.dummy", "Lock RLock Event Condition Semaphore BoundedSemaphore", "threading"),
    ...aliases({
      "multiprocessing.process.BaseProcess": "multiprocessing.Process",
      "multiprocessing.dummy.Pool": THREADS,
      "multiprocessing.dummy.DummyProcess": "multiprocessing.dummy.Process",
      "multiprocessing.queue.Queue": "multiprocessing.Queue",
      "multiprocessing.dummy.JoinableQueue": "queue.Queue",
      "multiprocessing.connection.PipeConnection": "multiprocessing.connection.Connection",
      "multiprocessing.pool.ApplyResult": "multiprocessing.pool.AsyncResult",
      "multiprocessing.pool.MapResult": "multiprocessing.pool.AsyncResult",
      "torch.multiprocessing": "multiprocessing",
      billiard: "multiprocessing",
      multiprocess: "multiprocessing",
      subprocess32: "subprocess",
      "commands.getoutput": "subprocess.getoutput",
      "commands.getstatusoutput": "subprocess.getstatusoutput",
    }),
  ],
};
