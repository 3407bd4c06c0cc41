import { aliases, factsOf, namesOf, place } from "../rows.ts";
import type { LibraryTable } from "../schema.ts";

const anyio = factsOf("documented", "AnyIO: API reference");
const trio = factsOf("documented", "Trio: reference");
const small = factsOf("documented", "aiofiles, asgiref, asyncer, nest_asyncio, janus, unsync: their manuals");

const str = { returns: "builtins.str" };
const bytes = { returns: "builtins.bytes" };
const brief = "exists is_file is_dir is_symlink is_mount is_socket is_fifo is_block_device is_char_device samefile";
const changes = "mkdir rmdir unlink touch chmod lchmod symlink_to hardlink_to stat lstat owner group";

/** anyio, trio and the small libraries that join sync and async code. */
export const ANYIO_AND_TRIO: LibraryTable = {
  callables: [
    anyio.suspends(
      "anyio",
      "sleep sleep_until sleep_forever connect_tcp connect_unix create_tcp_listener create_unix_listener",
    ),
    anyio.suspends("anyio", "create_udp_socket create_connected_udp_socket getaddrinfo getnameinfo run_process"),
    anyio.suspends("anyio", "open_process", { returns: "anyio.abc.Process" }),
    anyio.suspends(
      "anyio",
      "wait_socket_readable wait_socket_writable wait_readable wait_writable wait_all_tasks_blocked",
    ),
    anyio.suspends("anyio", "open_file", { returns: "anyio.AsyncFile" }),
    anyio.suspends("anyio", "mkstemp mkdtemp gettempdir"),
    anyio.pure("anyio", "create_task_group", { returns: "anyio.abc.TaskGroup" }),
    anyio.pure(
      "anyio",
      "move_on_after fail_after CancelScope Event Lock Semaphore CapacityLimiter Condition ResourceGuard",
    ),
    anyio.pure(
      "anyio",
      "current_time current_effective_deadline get_cancelled_exc_class get_current_task open_signal_receiver",
    ),
    anyio.pure(
      "anyio",
      "create_memory_object_stream Path wrap_file TemporaryFile NamedTemporaryFile TemporaryDirectory",
    ),
    anyio.blocks("lock", "anyio", "run", { startsLoop: true }),
    anyio.suspends("anyio.Path", "read_text", str),
    anyio.suspends("anyio.Path", "read_bytes", bytes),
    anyio.suspends("anyio.Path", "open", { returns: "anyio.AsyncFile" }),
    anyio.suspends("anyio.Path trio.Path", `write_text write_bytes ${brief} ${changes}`),
    anyio.suspends("anyio.Path", "rename replace resolve readlink absolute expanduser home cwd", {
      returns: "anyio.Path",
    }),
    anyio.suspends("anyio.Path", "iterdir glob rglob", { lazy: true, yields: "anyio.Path" }),
    anyio.pure("anyio.Path", "joinpath with_name with_suffix with_stem relative_to", { returns: "anyio.Path" }),
    anyio.suspends(
      "anyio.AsyncFile",
      "read readline readlines readinto read1 write writelines flush seek tell truncate aclose",
    ),
    anyio.suspends("anyio.Event anyio.Condition", "wait"),
    anyio.pure("anyio.Event", "set is_set statistics"),
    anyio.suspends("anyio.Lock anyio.Semaphore anyio.Condition anyio.CapacityLimiter", "acquire"),
    anyio.pure("anyio.Lock anyio.Semaphore anyio.Condition anyio.CapacityLimiter", "release acquire_nowait statistics"),
    anyio.pure("anyio.abc.TaskGroup", "start_soon"),
    anyio.suspends("anyio.abc.TaskGroup", "start"),
    anyio.suspends("anyio.abc.Process", "wait aclose"),
    anyio.pure("anyio.abc.Process", "kill terminate send_signal"),
    anyio.suspends("anyio.abc.ByteStream", "send receive send_eof aclose"),
    anyio.suspends("anyio.to_thread anyio.to_process anyio.to_interpreter", "run_sync"),
    anyio.pure("anyio.to_thread", "current_default_thread_limiter", { returns: "anyio.CapacityLimiter" }),
    anyio.blocks("lock", "anyio.from_thread", "run run_sync"),
    anyio.pure("anyio.from_thread", "start_blocking_portal", { returns: "anyio.from_thread.BlockingPortal" }),
    anyio.blocks("lock", "anyio.from_thread.BlockingPortal", "call"),
    anyio.pure("anyio.from_thread.BlockingPortal", "start_task_soon", { returns: "concurrent.futures.Future" }),

    trio.suspends("trio", "sleep sleep_until sleep_forever open_tcp_stream open_unix_socket open_ssl_over_tcp_stream"),
    trio.suspends(
      "trio",
      "open_tcp_listeners serve_tcp serve_ssl_over_tcp serve_listeners run_process aclose_forcefully",
    ),
    trio.suspends("trio", "open_file", { returns: "anyio.AsyncFile" }),
    trio.pure("trio", "open_nursery", { returns: "trio.Nursery" }),
    trio.pure(
      "trio",
      "move_on_after move_on_at fail_after fail_at CancelScope Event Lock StrictFIFOLock Semaphore Condition",
    ),
    trio.pure(
      "trio",
      "CapacityLimiter current_time current_effective_deadline open_memory_channel open_signal_receiver Path wrap_file",
    ),
    trio.blocks("lock", "trio", "run", { startsLoop: true }),
    trio.suspends("trio.Path", "read_text", str),
    trio.suspends("trio.Path", "read_bytes", bytes),
    trio.suspends("trio.Path", "open", { returns: "anyio.AsyncFile" }),
    trio.suspends("trio.Path", "rename replace resolve absolute expanduser iterdir glob rglob", {
      returns: "trio.Path",
    }),
    trio.suspends("trio.Event trio.Condition", "wait"),
    trio.pure("trio.Event", "set is_set"),
    trio.suspends("trio.Lock trio.Semaphore trio.Condition trio.CapacityLimiter", "acquire"),
    trio.pure("trio.Lock trio.Semaphore trio.Condition trio.CapacityLimiter", "release acquire_nowait"),
    trio.pure("trio.Nursery", "start_soon"),
    trio.suspends("trio.Nursery", "start"),
    trio.suspends("trio.to_thread", "run_sync"),
    trio.blocks("lock", "trio.from_thread", "run run_sync"),
    trio.suspends(
      "trio.lowlevel",
      "checkpoint checkpoint_if_cancelled wait_task_rescheduled wait_readable wait_writable",
    ),
    trio.pure("trio.lowlevel", "current_task spawn_system_task current_trio_token"),

    small.suspends("aiofiles", "open", { returns: "aiofiles.AsyncFile" }),
    small.suspends("aiofiles.AsyncFile", "read readline readlines write writelines flush seek tell truncate close"),
    small.suspends(
      "aiofiles.os",
      "stat rename replace remove unlink mkdir makedirs rmdir removedirs listdir scandir access",
    ),
    small.suspends("aiofiles.os.path", "exists isfile isdir getsize getmtime samefile ismount islink"),
    small.suspends("aiofiles.tempfile", "NamedTemporaryFile TemporaryFile TemporaryDirectory", {
      returns: "aiofiles.AsyncFile",
    }),
    small.pure("asgiref.sync", "sync_to_async iscoroutinefunction markcoroutinefunction"),
    small.pure("asgiref.sync", "async_to_sync", { startsLoop: true }),
    small.pure("nest_asyncio", "apply"),
    small.pure("janus", "Queue"),
    small.blocks("lock", "janus.SyncQueue", "get put join"),
    small.suspends("janus.AsyncQueue", "get put join"),
  ].flat(),
  classes: [
    { path: "anyio.Path", operator: "anyio.Path", attributes: { parent: "anyio.Path", name: "builtins.str" } },
    { path: "trio.Path", operator: "trio.Path", attributes: { parent: "trio.Path", name: "builtins.str" } },
    { path: "anyio.Lock", lock: "async" },
    { path: "anyio.Semaphore", lock: "async" },
    { path: "anyio.Condition", lock: "async" },
    { path: "anyio.CapacityLimiter", lock: "async" },
    { path: "trio.Lock", lock: "async" },
    { path: "trio.StrictFIFOLock", bases: ["trio.Lock"], lock: "async" },
    { path: "trio.Semaphore", lock: "async" },
    { path: "trio.Condition", lock: "async" },
    { path: "trio.CapacityLimiter", lock: "async" },
    { path: "anyio.AsyncFile", iterates: "builtins.str" },
    { path: "aiofiles.AsyncFile", nominal: true, iterates: "builtins.str" },
    { path: "anyio.abc.SocketStream", bases: ["anyio.abc.ByteStream"] },
    { path: "janus.Queue", attributes: { sync_q: "janus.SyncQueue", async_q: "janus.AsyncQueue" } },
  ],
  handovers: [
    anyio.handover("anyio.abc.TaskGroup.start_soon", "task", 0),
    anyio.handover("anyio.abc.TaskGroup.start", "task", 0, { waits: true }),
    anyio.handover("anyio.run", "task", 0, { waits: true }),
    anyio.handover("anyio.to_thread.run_sync", "offload", 0),
    anyio.handover("anyio.to_process.run_sync", "process-pool", 0),
    anyio.handover("anyio.to_interpreter.run_sync", "interpreter-pool", 0),
    anyio.handover("anyio.from_thread.run", "task", 0, { waits: true }),
    anyio.handover("anyio.from_thread.run_sync", "loop-callback", 0, { waits: true }),
    trio.handover("trio.Nursery.start_soon", "task", 0),
    trio.handover("trio.Nursery.start", "task", 0, { waits: true }),
    trio.handover("trio.run", "task", 0, { waits: true }),
    trio.handover("trio.to_thread.run_sync", "offload", 0),
    trio.handover("trio.from_thread.run", "task", 0, { waits: true }),
    trio.handover("trio.from_thread.run_sync", "loop-callback", 0, { waits: true }),
    trio.handover("trio.lowlevel.spawn_system_task", "task", 0),
    trio.handover("trio.serve_tcp", "task", 0),
    small.handover("asgiref.sync.sync_to_async", "offload", place(0, "func"), { wraps: true }),
    small.handover("asgiref.sync.async_to_sync", "task", place(0, "awaitable"), { wraps: true, waits: true }),
    small.handover("asyncer.asyncify", "offload", 0, { wraps: true }),
    small.handover("asyncer.syncify", "task", 0, { wraps: true, waits: true }),
    small.handover("aiofiles.os.wrap", "offload", 0, { wraps: true }),
    small.handover("unsync.unsync", "offload", 0, { wraps: true }),
  ],
  aliases: [
    ...namesOf("anyio._core._fileio", "Path AsyncFile open_file", "anyio"),
    ...namesOf("anyio.abc", "Event Lock Semaphore CapacityLimiter Condition", "anyio"),
    ...namesOf("trio.hazmat", "checkpoint current_task", "trio.lowlevel"),
    ...aliases({
      "anyio.TaskGroup": "anyio.abc.TaskGroup",
      "trio._path.Path": "trio.Path",
      "anyio.run_sync_in_worker_thread": "anyio.to_thread.run_sync",
      "trio.run_sync_in_worker_thread": "trio.to_thread.run_sync",
      "asgiref.sync.SyncToAsync": "asgiref.sync.sync_to_async",
      "asgiref.sync.AsyncToSync": "asgiref.sync.async_to_sync",
      "aiofiles.threadpool.open": "aiofiles.open",
      "aiofiles.threadpool.text.AsyncTextIOWrapper": "aiofiles.AsyncFile",
      "aiofiles.threadpool.binary.AsyncBufferedReader": "aiofiles.AsyncFile",
      "aiopath.AsyncPath": "anyio.Path",
      "aiofiles.ospath": "aiofiles.os.path",
    }),
  ],
};
