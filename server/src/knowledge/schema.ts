/**
 * What Portwright knows of Python's libraries. Every path is dotted as imported by its canonical name: a function
 * (`time.sleep`), a class (`requests.Session`, whose row speaks of the constructor) or a method (`requests.Session.get`).
 */

/** What the calling thread waits for. */
export const BLOCK_KINDS = ["sleep", "network", "database", "file", "subprocess", "lock", "stdin"] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

/**
 * `blocks`: the thread waits. `holds-gil`: native work that keeps the GIL for long on much data. `releases-gil`: native work
 * that frees it. `suspends`: a coroutine function or awaitable. `cpu`: interpreted library code that is slow on much data.
 * `pure`: none of these, and known to be so.
 */
export type KnownEffect = "blocks" | "holds-gil" | "releases-gil" | "suspends" | "cpu" | "pure";

/** `measured`: by the project's experiment. `documented`: the library's manual says so. `source`: its source shows it. `reported`: users or articles. */
export type Provenance = "measured" | "documented" | "source" | "reported";

/** Where an argument stands: its position (0 is the first after `self`) and, where it has one, its keyword. */
export interface ArgumentPlace {
  readonly index?: number;
  readonly keyword?: string;
}

export interface CallableRow {
  /** A path that ends in `.*` speaks of every public method that its class has no row of its own for. */
  readonly path: string;
  readonly effect: KnownEffect;
  /** Present exactly on rows that block. */
  readonly kind?: BlockKind;
  /** For `holds-gil` and `cpu`: the argument (or the receiver) whose size decides how long it takes. */
  readonly sizedBy?: ArgumentPlace | "receiver";
  /** First and last CPython version (inclusive) for which the row holds, such as `3.11`. */
  readonly since?: string;
  readonly until?: string;
  /** True where the newest release of the library has it no longer, and code in use still does. */
  readonly formerly?: boolean;
  /** Arguments that make the call not wait: `{ keyword: "block", value: "False" }`, `{ keyword: "timeout", value: "0" }`. */
  readonly unless?: readonly { readonly place: ArgumentPlace; readonly value: string }[];
  /** The call waits only when this argument is given, and is neither None nor 0 (`psutil.cpu_percent(interval=1)`). */
  readonly onlyWith?: ArgumentPlace;
  /** How a timeout is given; absent where the call takes none. `defaultsTo: "finite"` where the library sets one by itself. */
  readonly timeout?: ArgumentPlace & {
    readonly defaultsTo: "none" | "finite";
    readonly orKeywords?: readonly string[];
    /** With `none`: the release of the library that began to set one by itself. */
    readonly finiteSince?: string;
  };
  /** True for what ends the waits inside after a time: the coroutine in its first argument (`wait_for`), or the body of its `with`. Which argument is the time says `timeout`. */
  readonly bounds?: boolean;
  /** Path of the asynchronous counterpart. */
  readonly twin?: string;
  /** Path of the class that the call gives an instance of (after `await`, for `suspends`); `receiver` is the receiver's own class. */
  readonly returns?: string;
  /**
   * True for constructors and factories of clients, engines, pools and connections that should be made once and shared. `one-off`: the
   * connection is one conversation's (SMTP, a socket, a file as a database), so that one is made each time. `resource`: costly to make and to
   * be kept, but no client of another program: models, executors.
   */
  readonly client?: true | "one-off" | "resource";
  /** True when the call only makes a lazy object (iterator, query, cursor page) and the wait comes when that is consumed. */
  readonly lazy?: boolean;
  /** The iterable that the call only keeps: who gets the result goes through it, in a thread of its own (`StreamingResponse(rows())`). */
  readonly iteratesLater?: ArgumentPlace;
  /** For methods of what holds rows of a model: one of them, a pair of one and a flag, or a list of them. */
  readonly gives?: "row" | "row-and-flag" | "rows";
  /** The argument that says of which model the result's rows are: the class, or what holds its rows (`session.query(Order)`). */
  readonly model?: ArgumentPlace;
  /** Class path of what iterating the result gives, where `returns` alone does not say it. */
  readonly yields?: string;
  /** The argument that the call itself calls, in the caller's own context (`sorted(key=)`, `reduce`); once consumed, when `lazy`. */
  readonly callsBack?: ArgumentPlace;
  /** True when the call starts an event loop and runs it until something ends, so that it fails or stalls inside a running one; for wrapping hand-overs, when the wrapper is called. */
  readonly startsLoop?: boolean;
  /** True for `suspends` rows that give a future: the work goes on even when nobody awaits it. */
  readonly eager?: boolean;
  /** True for blocking calls whose wait is normally some microseconds: metadata of one local file, a buffered write. */
  readonly brief?: boolean;
  /** True for native work that takes tens of milliseconds and more per call by design or in its usual use: password hashes, model fits, images. */
  readonly slow?: boolean;
  readonly provenance: Provenance;
  /** Where the fact is from: manual page, source file, PEP or experiment. No web addresses. */
  readonly source: string;
}

/** The shape of a library class, as far as following its instances needs it. */
export interface ClassRow {
  readonly path: string;
  /** True where no module has such a class, or its members are made at run time: it stands for private, generated or several classes. */
  readonly nominal?: boolean;
  /** Paths of base classes, nearest first. */
  readonly bases?: readonly string[];
  /** True for query sets, managers and results: iterating them gives instances of a class of the workspace, where it is known of which. */
  readonly holdsRows?: boolean;
  /** True for fields that refer to another model, which is their first argument: to one row, or to many. */
  readonly refersTo?: "one" | "many";
  /** Class of what `with` gives, and `async with`; the instance itself when absent. */
  readonly enter?: string;
  readonly asyncEnter?: string;
  /** Class of what iterating, and `async for`, gives. */
  readonly iterates?: string;
  /** Effect of entering the context, of leaving it, or of iterating, as the path of a callable row. */
  readonly onEnter?: string;
  readonly onExit?: string;
  readonly onIterate?: string;
  /** True where calling the class only notes the arguments, and the object is made later on (fields of a form). */
  readonly madeLater?: boolean;
  /** Attributes and properties: name → class path of the value; `receiver` is the instance's own class. */
  readonly attributes?: Readonly<Record<string, string>>;
  /** Class path of what calling an instance gives, as the path of a callable row. */
  readonly onCall?: string;
  /** Class of what subscripting gives (`client["db"]`), and of attributes that no row names (`client.db`). */
  readonly subscripts?: string;
  readonly anyAttribute?: string;
  /** Class of what a binary operator with an instance at its left gives (`path / name`). */
  readonly operator?: string;
  /** Present on locks: what waits while it is held by another. */
  readonly lock?: "thread" | "process" | "async";
}

/** Ways in which a callable hands a function over to another context. */
export type HandoverVia =
  | "thread" // Thread(target=), Timer
  | "pool" // thread pool submit, map, apply_async, imap, run_in_executor(pool)
  | "offload" // to_thread, run_in_executor(None), sync_to_async, run_in_threadpool
  | "process-pool"
  | "process"
  | "interpreter-pool"
  | "loop-callback" // call_soon, call_later, add_reader, add_done_callback, add_signal_handler
  | "task" // create_task, ensure_future, gather, run: take a coroutine or coroutine function
  | "task-queue"; // Celery, RQ, dramatiq

export interface HandoverRow {
  readonly path: string;
  readonly via: HandoverVia;
  /** Which argument is the function. */
  readonly function: ArgumentPlace;
  /** How the function's own arguments are passed. `rest`: the arguments that follow it; `iterable`: called once per item of the iterables that follow; `args`: a tuple in `args=`; `none`: none. */
  readonly passes: "rest" | "iterable" | "args" | "none";
  /** `run_in_executor`, joblib's `Parallel`: this argument decides which executor, hence which `via`; `via` holds when it is None or absent. */
  readonly executor?: ArgumentPlace;
  /** Class of the object that a call of the wrapper is passed to, and whose constructor decides whether threads or processes run it (`Parallel(prefer="threads")`). */
  readonly dispatcher?: string;
  /** True when the caller waits for the function's end (`pool.map` of multiprocessing, `Parallel(...)()`). */
  readonly waits?: boolean;
  /** True for decorators and wrappers that return a callable which hands over when called (`sync_to_async`, `@app.task`). */
  readonly wraps?: boolean;
  readonly provenance: Provenance;
  readonly source: string;
}

/** How a framework comes to call a project's function, and in which context. `async` functions are always on the event loop. */
export type SyncContext = "event-loop" | "thread" | "process" | "request" | "main";

export type RegistrationRow = {
  /** The decorator (`fastapi.FastAPI.get`), the base class (`django.views.View`) or the function that takes the handler. */
  readonly path: string;
  /** Context of a plain `def` that is registered so. `thread` with `via: "offload"` is FastAPI's way with `def` endpoints. */
  readonly sync: SyncContext;
  /** What it is, for messages: `route`, `middleware`, `startup`, `background task`, `consumer`, `command`, `signal handler`, `task`. */
  readonly role: string;
  /** True where the newest release of the library has it no longer, and code in use still does. */
  readonly formerly?: boolean;
  /** Keyword with which a plain `def` is run in a thread all the same, when it is True (`sync_to_thread` of Litestar). */
  readonly offloadedBy?: string;
  /** Class that the decorated name becomes an instance of (`@app.task` gives a Celery task with `delay`); it can still be called. */
  readonly becomes?: string;
  /** Class of the object that the framework passes first, which handlers seldom annotate: the request, the application. */
  readonly gives?: string;
  readonly provenance: Provenance;
  readonly source: string;
} & (
  | { readonly how: "decorator" } // @path or @path(...)
  | {
      readonly how: "argument"; // path(..., handler)
      readonly function: ArgumentPlace;
      /** Where the argument is an object, those of its methods that are called (`on_get` of Falcon's resources). */
      readonly methods?: readonly string[];
    }
  | { readonly how: "base"; readonly methods: readonly string[] } // methods of subclasses; `get_*` those of the prefix, "*" all public ones, "async" only coroutines
);

/** Another name of the same thing: `requests.api.get` is `requests.get`. Also covers whole prefixes: `a.b` covers `a.b.c`. */
export interface AliasRow {
  readonly path: string;
  readonly same: string;
}

export interface Counterpart {
  /** Go module path or npm package name; `stdlib` names the target's own library, `none` says that there is none. */
  readonly name: string;
  readonly fit: "drop-in" | "similar" | "partial" | "none";
  readonly note: string;
}

export interface PackageRow {
  /** Top-level import name. */
  readonly module: string;
  /** Name on PyPI. */
  readonly distribution: string;
  readonly go: Counterpart;
  readonly npm: Counterpart;
  /** True for packages whose import alone takes long (some 100 ms and more). */
  readonly heavyImport?: boolean;
  /** Milliseconds of one import in a fresh interpreter, where it was measured. */
  readonly importMilliseconds?: number;
  readonly provenance: Provenance;
  readonly source: string;
}

/** What one file of the tables holds. */
export interface LibraryTable {
  readonly callables?: readonly CallableRow[];
  readonly classes?: readonly ClassRow[];
  readonly handovers?: readonly HandoverRow[];
  readonly registrations?: readonly RegistrationRow[];
  readonly aliases?: readonly AliasRow[];
}
