/**
 * How each construct of Python is written in each target. Every row names the programs of `test/port/cases` that hold it to what
 * it says: they are run in Python and in both ports, and must print the same. Those of models and the web are services of
 * `test/port/web/cases`, which must answer the same.
 */
export interface Semantics {
  readonly area:
    | "values"
    | "text"
    | "containers"
    | "control"
    | "functions"
    | "classes"
    | "errors"
    | "concurrency"
    | "libraries"
    | "models"
    | "web";
  readonly construct: string;
  readonly go: Lowering;
  readonly ts: Lowering;
  readonly cases: readonly string[];
}

export interface Lowering {
  /** `native`: the target's own construct. `helper`: a function of the port's runtime file. `stub`: fails loudly, with a note. */
  readonly how: "native" | "helper" | "stub";
  readonly as: string;
}

const native = (as: string): Lowering => ({ how: "native", as });
const helper = (as: string): Lowering => ({ how: "helper", as });
const stub = (as: string): Lowering => ({ how: "stub", as });

type Row = readonly [construct: string, go: Lowering, ts: Lowering, ...cases: string[]];

const TABLE: Readonly<Record<Semantics["area"], readonly Row[]>> = {
  values: [
    [
      "`//` and `%`",
      helper("floorDiv, mod; native for constant positive operands"),
      helper("floorDiv, mod; native where signs are known"),
      "numbers_division",
      "numbers_arithmetic",
    ],
    [
      "`int` beyond 64 bits or 2^53",
      stub("a note; arithmetic is that of int"),
      helper("bigint where the range needs it"),
      "numbers_big",
    ],
    ["`float` as text", helper("formatFloat"), helper("reprFloat"), "numbers_float_text"],
    [
      "`**`, `round`, `divmod`, `pow`",
      helper("power, roundTo, divMod, powerMod"),
      helper("** and round"),
      "numbers_arithmetic",
    ],
    [
      "truth of a value",
      native("a comparison by static type"),
      native("a comparison by static type"),
      "optional_values",
      "loops_else",
    ],
    ["`None`", native("nil, a pointer where the type has none"), native("null"), "optional_values"],
    ["values of several types", native("any, or the interface that classes share"), native("a union"), "union_values"],
    [
      "chained comparison, `and`, `or`",
      native("&&, ||, a variable where the value is used"),
      native("&&, ||, ??"),
      "numbers_arithmetic",
    ],
  ],
  text: [
    ["indexes and slices by code point", helper("charAt, substring"), helper("charAt, slice"), "text_code_points"],
    [
      "f-strings, `format`, `%`",
      native("fmt.Sprintf; formatValue for what it lacks"),
      native("template literals; format for what they lack"),
      "text_format",
    ],
    [
      "methods of `str`",
      native("strings; helpers where Python differs"),
      native("String's own; helpers where Python differs"),
      "text_methods",
      "text_algorithms",
    ],
    ["`repr` and `str` of values", helper("repr, str"), helper("repr, str"), "classes_dataclass", "dicts_basic"],
    ["bytes, `encode`, `hex`", native("[]byte"), native("Uint8Array"), "library_encodings"],
  ],
  containers: [
    [
      "factories of default dicts",
      helper("setDefault with what the factory gives"),
      helper("DefaultMap"),
      "containers_default_dicts",
    ],
    ["named tuples, `_replace`", native("a struct; a changed copy"), helper("copyWith"), "containers_inventory"],
    ["negative indexes", helper("at, position; native where the sign is known"), helper("at"), "lists_basic"],
    [
      "slices, slice assignment, `del`",
      helper("slice, replaceSlice, deleteStep"),
      helper("slice, splice"),
      "lists_slicing",
    ],
    [
      "lists that several names, fields or containers hold",
      native("a slice where one place holds it at a time, else a pointer to the slice"),
      native("arrays"),
      "containers_aliases",
      "containers_held_twice",
      "containers_shared_lists",
      "containers_shared_origins",
    ],
    [
      "lists that grow through a parameter",
      native("a pointer to the slice"),
      native("the array itself"),
      "algorithms_lists",
      "classes_command_undo",
    ],
    ["dicts whose order is seen", helper("OrderedMap"), native("Map"), "dicts_basic", "dicts_and_sets"],
    ["dicts whose order is not seen", native("map"), native("Map"), "program_roman_numbers"],
    ["tuples", helper("Pair, Triple, …: comparable structs"), native("tuple types"), "comprehensions"],
    ["tuples as keys", native("a comparable struct"), helper("StructMap, StructSet"), "program_game_of_life"],
    [
      "set operations",
      helper("union, intersection, …"),
      helper("union, intersection, …"),
      "sets_basic",
      "dicts_and_sets",
    ],
    [
      "`deque`, also with `maxlen`",
      helper("a slice; appendLimited"),
      helper("an array; BoundedDeque"),
      "library_collections",
      "concurrent_unlocked_registry",
    ],
    [
      "`Counter`, `defaultdict`, `OrderedDict`",
      helper("maps with counting and default helpers"),
      helper("Counter, DefaultMap"),
      "library_collections",
      "concurrent_map_reduce",
    ],
    ["comprehensions", native("loops"), native("map, filter, loops"), "comprehensions"],
    ["unpacking, also starred", native("assignments"), native("destructuring"), "lists_slicing"],
    [
      "`sorted`, `sort`, keys, stability",
      native("slices.SortStableFunc"),
      helper("sorted with a key"),
      "sorting_stability",
    ],
  ],
  control: [
    ["`for … else`, `while … else`", native("a flag"), native("a label"), "loops_else"],
    ["`match`", native("switch and if"), native("if in a labelled block"), "match_statement", "match_class_patterns"],
    [
      "`with` and `contextmanager`",
      native("a function that takes the block; a deferred call in a function literal"),
      native("try … finally"),
      "context_managers",
      "context_managers_with_errors",
    ],
    ["generators", native("iter.Seq"), native("function*"), "generators", "generators_pipeline"],
    ["generators with `send`", stub("the call fails"), native("next(value)")],
    ["exit codes", native("os.Exit"), native("process.exitCode"), "exit_code", "exit_raised", "exit_uncaught"],
  ],
  functions: [
    [
      "a default that calls share",
      native("a package variable in front of the function"),
      native("a constant in front of the function"),
      "functions_pipeline",
    ],
    [
      "defaults, keyword arguments, `*args`",
      native("arguments filled in at the call; variadic parameters"),
      native("default and rest parameters"),
      "arguments",
    ],
    ["closures and `nonlocal`", native("captured variables"), native("captured variables"), "closures"],
    ["`lru_cache`", native("a map beside the function"), helper("memoize"), "concurrent_cache", "program_knapsack"],
    [
      "decorators of the module",
      stub("left out with a note, but for nested functions"),
      native("a call around the function"),
      "classes_generic",
    ],
    ["names that collide with keywords", native("another name"), native("another name"), "names_collide"],
  ],
  classes: [
    [
      "flag enums",
      native("typed constants; `|`, `&`, `&^`"),
      helper("an object for each set of bits, made once"),
      "classes_flags",
    ],
    [
      "`__radd__`, `__iadd__`, `sum` of objects",
      native("a loop of calls of Add"),
      native("reduce with add"),
      "classes_money_operators",
    ],
    ["names of a class body", native("package variables"), native("static fields"), "classes_body_names"],
    [
      "abstract classes, `super()`, class methods",
      native("an interface over embedded structs"),
      native("abstract class"),
      "classes_shapes_areas",
      "classes_employees",
    ],
    ["properties with setters", native("methods"), native("get and set"), "classes_temperature"],
    [
      "`__call__`, `__neg__`, `__eq__`, `__iter__`",
      native("methods of their own names"),
      native("methods of their own names"),
      "classes_polynomial",
      "classes_stack_generic",
    ],
    [
      "classes and inheritance",
      native("structs, embedding; an interface where classes meet"),
      native("class … extends"),
      "classes_shapes",
      "classes_file_system",
    ],
    [
      "overridden methods and class variables",
      native("calls through the interface"),
      native("own dispatch"),
      "classes_errors_hierarchy",
      "classes_events_log",
    ],
    [
      "abstract classes and protocols",
      native("interfaces"),
      native("abstract classes, interfaces"),
      "classes_expression_tree",
    ],
    [
      "several bases, mixins, cooperative `super()`",
      native("several embedded structs; a chain of embedded ones in the method resolution order where bases meet"),
      native("a chain of classes in the method resolution order"),
      "classes_cooperative_super",
      "classes_mixins",
      "program_text_adventure",
    ],
    [
      "making an object of an abstract class",
      native("a panic with a TypeError"),
      native("throw of a TypeError"),
      "classes_abstract_refused",
    ],
    [
      "dataclasses",
      native("a struct with a constructor"),
      native("a class with a constructor"),
      "classes_dataclass",
      "classes_shop_cart",
    ],
    [
      "enums",
      native("typed constants"),
      native("a class with static members"),
      "classes_enum",
      "classes_state_machine",
    ],
    ["operators", native("methods by name"), native("methods by name"), "classes_operators", "classes_matrix"],
    [
      "properties, `super()`",
      native("methods; the embedded struct"),
      native("accessors; super"),
      "classes_shop_cart",
      "classes_events_log",
    ],
    [
      "iteration over objects",
      native("All, an iter.Seq"),
      native("[Symbol.iterator]"),
      "classes_tree_iteration",
      "classes_linked",
    ],
    ["generic classes", native("type parameters"), native("type parameters"), "classes_lru_cache", "classes_generic"],
  ],
  errors: [
    [
      "`raise`, exception classes",
      native("errors that are returned; panic where nobody can take one"),
      native("throw, subclasses of Error"),
      "exceptions_basic",
      "classes_errors_hierarchy",
    ],
    [
      "`try`, `except`, `else`, `finally`",
      native("errors.As on the error of a function literal"),
      native("try … catch … finally, instanceof"),
      "exceptions_basic",
    ],
    ["`raise … from`", helper("raisedFrom"), helper("withCause"), "classes_errors_hierarchy"],
    [
      "failing operations that something catches",
      helper("lookup, at, checked division"),
      helper("item, at, checked division"),
      "exceptions_basic",
    ],
  ],
  concurrency: [
    ["threads", native("goroutines with a WaitGroup, in Thread"), helper("Thread: a promise"), "concurrent_threads"],
    [
      "what threads share without a lock",
      native("one sync.Mutex around each step"),
      native("nothing: one thread runs"),
      "concurrent_unlocked_registry",
      "concurrent_worker_queue",
      "concurrent_stop_flag",
      "concurrent_closures",
      "concurrent_word_count",
      "concurrent_partition_sort",
    ],
    [
      "locks",
      native("sync.Mutex"),
      helper("Semaphore"),
      "concurrent_bank_transfers",
      "concurrent_dining",
      "concurrent_counters",
    ],
    [
      "conditions",
      helper("Condition on sync.Cond"),
      helper("Condition"),
      "concurrent_condition_buffer",
      "concurrent_barrier_phases",
    ],
    [
      "semaphores and events",
      helper("a channel; Event"),
      helper("Semaphore; Flag"),
      "concurrent_rate_limiter",
      "concurrent_events",
    ],
    [
      "queues",
      helper("Queue on sync.Cond"),
      helper("Queue"),
      "concurrent_worker_queue",
      "concurrent_pipeline",
      "concurrent_shared_queue_priority",
    ],
    [
      "executors and futures",
      helper("Pool, Task"),
      helper("Pool, Task"),
      "concurrent_pool",
      "concurrent_futures_errors",
      "concurrent_merge_sort",
    ],
    [
      "process pools",
      helper("Pool: goroutines"),
      helper("Pool: one thread, with a note"),
      "concurrent_matrix_rows",
      "concurrent_map_reduce",
    ],
    [
      "`async`, `await`, `gather`",
      helper("coroutines in turn, as asyncio runs them"),
      native("async, Promise.all"),
      "concurrent_gather",
      "concurrent_async_semaphore",
    ],
    ["task groups", helper("TaskGroup"), helper("TaskGroup"), "concurrent_taskgroup"],
    [
      "asynchronous queues and generators",
      helper("AsyncQueue, iter.Seq"),
      native("async function*"),
      "concurrent_queue",
      "concurrent_async_pipeline",
    ],
    ["cancelling a task", stub("the call fails"), helper("Task.cancel")],
    [
      "subclasses of `Thread`",
      native("a struct that embeds *Thread"),
      native("class … extends Thread"),
      "concurrent_thread_subclass",
      "concurrent_thread_class_shared",
    ],
  ],
  libraries: [
    [
      "`math`, `random`",
      native("math; math/rand/v2"),
      native("Math; Random"),
      "numbers_arithmetic",
      "library_heap_bisect",
    ],
    ["`itertools`, `functools`", helper("one function each"), helper("one function each"), "library_itertools"],
    [
      "`heapq`, `bisect`",
      helper("heapPush, heapPop, insort"),
      helper("heapPush, heapPop, insort"),
      "library_heap_bisect",
    ],
    ["`re`", native("regexp, with Match around it"), native("RegExp"), "library_text", "library_regex_log"],
    [
      "groups of a pattern that take no part in a match",
      native("a pointer, where the pattern has such groups"),
      native("null, where the pattern has such groups"),
      "library_regex_groups",
      "program_expression_calculator",
    ],
    [
      "`random` with a seed",
      helper("Random: Python's generator, the same numbers"),
      helper("Random: Python's generator, the same numbers"),
      "library_random_seeded",
    ],
    [
      "`json`",
      helper("parseJSON, writeJSON"),
      helper("fromJson, toJson"),
      "library_text",
      "library_json_documents",
      "library_json_errors",
    ],
    [
      "`hashlib`, `base64`, `hmac`, `secrets`",
      native("crypto/…, encoding/base64"),
      helper("Digest, KeyedHash, encodeBase64"),
      "library_encodings",
      "library_binary_identifiers",
    ],
    [
      "`struct`, `uuid`, `zlib`, `gzip`, `binascii`, `string.Template`, `warnings`",
      helper("packStruct, UUID, deflate, TextTemplate, issueWarning"),
      helper("packStruct, UUID, deflate, TextTemplate, issueWarning"),
      "library_binary_identifiers",
    ],
    [
      "`subprocess.run`, `check_output`, `call`; `os.environ`",
      helper("runCommand on os/exec"),
      helper("runCommand on node:child_process"),
      "library_commands",
    ],
    [
      "`datetime`",
      helper("CalendarDate, DateTime, TimeDelta: values of their own"),
      helper("CalendarDate, DateTime, TimeDelta"),
      "library_dates",
    ],
    [
      "`calendar`, `statistics`, `asdict`, `attrgetter`",
      helper("monthRange, quantiles, mode; the dict written out"),
      helper("monthRange, quantiles, multimode; the dict written out"),
      "library_records_statistics",
      "program_shift_report",
    ],
    [
      "`decimal`, `fractions`",
      helper("Decimal on math/big; Fraction"),
      helper("Decimal, Fraction on bigint"),
      "library_exact_numbers",
    ],
    [
      "`csv`, `io.StringIO`, `textwrap`",
      helper("CSVReader, CSVWriter, TextBuffer, wrapText"),
      helper("CSVReader, CSVWriter, TextBuffer, wrapText"),
      "library_csv_text",
    ],
    [
      "`urllib.parse`, `html`, `os.path`, `fnmatch`",
      helper("quoteURL, escapeHTML, joinPath, matchesGlob"),
      helper("quoteURL, escapeHTML, joinPath, matchesGlob"),
      "library_urls",
    ],
    [
      "`open`, `pathlib`, `os`, `shutil`, `tempfile`",
      helper("TextFile, FilePath on package os"),
      helper("TextFile, FilePath on node:fs"),
      "library_paths_files",
      "library_text_files",
    ],
    [
      "`logging`: levels, handlers, formats, parents",
      helper("Logger, LogHandler, LogFormatter"),
      helper("Logger, LogHandler, LogFormatter"),
      "library_logging",
    ],
    [
      "`argparse`: options, positional arguments, subcommands, groups; help, errors and exit codes to the letter",
      helper("ArgumentParser, Namespace"),
      helper("ArgumentParser, Namespace"),
      "library_argparse",
    ],
  ],
  models: [
    [
      "Pydantic models, nested, with defaults",
      native("structs with json and validate tags, SetDefaults"),
      native("zod schemas, types inferred from them"),
      "fastapi_items",
      "fastapi_validation",
    ],
    ["a model that derives from another", native("an embedded struct"), native("schema.extend"), "fastapi_items"],
    [
      "`Field(ge=, gt=, le=, lt=, min_length=, max_length=, pattern=)`",
      helper("the validate tag, read by fromBody"),
      native("min, max, regex, gt, … of the schema"),
      "fastapi_validation",
      "fastapi_parameters",
    ],
    [
      "numbers and truth values as text",
      helper("converted as Pydantic does when it is not strict"),
      helper("integer, decimal, flag around the schema"),
      "fastapi_validation",
    ],
    [
      "`Literal`, `Enum`",
      native("oneof in the tag; typed constants"),
      native("z.literal; member of the enumeration's class"),
      "fastapi_parameters",
      "fastapi_validation",
    ],
    [
      "`field_validator`, `model_validator(mode='after')`",
      native("ValidateField and Validate, asked when a request is read"),
      helper("checked in transform"),
      "fastapi_validation",
    ],
    [
      "a model made in code with values that break its rules",
      native("not checked: rules hold at the door"),
      native("not checked: rules hold at the door"),
      "fastapi_items",
    ],
    ["`**other.model_dump()` in a constructor", native("field by field"), native("field by field"), "fastapi_items"],
    [
      "`response_model` and return annotations narrower than the answer",
      helper("onlyFieldsOf, where types do not show that nothing is left out"),
      helper("onlyFieldsOf with the schema, where types do not show that nothing is left out"),
      "fastapi_response_models",
    ],
    [
      "`response_model_exclude` and its kin",
      stub("the endpoint fails, with a note"),
      stub("the endpoint fails, with a note"),
    ],
    [
      "`model_dump`, `model_dump_json`, `model_copy` without options or with `update={…}` of literal keys",
      helper("modelFields, modelText; a changed copy"),
      helper("modelFields, modelText, copyWith; whole floats of a dumped dict lose their point, with a note"),
      "fastapi_model_methods",
    ],
    [
      "`model_validate`, dumps with options, dumps of models with aliases",
      stub("the port panics there, with a note"),
      stub("the port fails there, with a note"),
    ],
    ["`extra=forbid`", native("ForbidsExtra"), native("strict()"), "fastapi_tasks"],
    [
      "displays that a handler answers with",
      native("a struct for each, or a map"),
      native("an interface for each, object literals"),
      "fastapi_items",
      "django_books",
    ],
    ["dataclasses as data", native("structs with json tags"), native("interfaces"), "flask_blueprints"],
    [
      "`model_validator(mode='before')`, serializers, generic models",
      stub("left out, with a note"),
      stub("left out, with a note"),
    ],
  ],
  web: [
    [
      "FastAPI routes and routers",
      native("http.ServeMux with method and path; Gin, Echo"),
      native("Hono; Fastify, Express"),
      "fastapi_items",
      "fastapi_routers",
    ],
    [
      "Flask routes, blueprints, converters",
      native("http.ServeMux; a converter that does not fit is 404"),
      native("a table of routes; a converter that does not fit is 404"),
      "flask_notes",
      "flask_blueprints",
      "flask_pages",
    ],
    [
      "Django views and `urlpatterns`",
      native("http.ServeMux"),
      native("a table of routes"),
      "django_books",
      "django_forms",
    ],
    [
      "functions that make or set up the application: `create_app()`, `register_routes(app)`",
      native("their statements become the module's, where they are called once"),
      native("their statements become the module's, where they are called once"),
      "flask_factory",
      "fastapi_factory",
    ],
    [
      'settings that functions read: `app.config["LIMIT"]`, `app.state.name`',
      native("package variables"),
      native("variables of the module"),
      "flask_factory",
    ],
    [
      "path, query, header, cookie, form and body parameters",
      helper("fromPath, fromQueryOr, fromBody, …"),
      helper("Inputs"),
      "fastapi_parameters",
      "fastapi_validation",
    ],
    [
      "422 with every problem, as FastAPI tells it",
      helper("RequestError"),
      helper("RequestError"),
      "fastapi_validation",
    ],
    [
      "`Depends`",
      native("calls before the handler's; an error ends the request"),
      native("calls before the handler's; an error ends the request"),
      "fastapi_routers",
      "fastapi_items",
    ],
    [
      "dependencies that `yield`",
      native("functions that take the rest of the endpoint; its errors reach them"),
      native("try … catch … finally around the rest of the endpoint"),
      "fastapi_lifespan",
    ],
    [
      "`HTTPException`, `abort`, `Http404`",
      helper("*HTTPError, returned"),
      helper("HTTPError, thrown"),
      "fastapi_responses",
      "flask_notes",
      "django_books",
    ],
    [
      "404, 405 and 500 of the framework",
      helper("the same bodies: errorDetail, errorPage, plainErrorPage"),
      helper("the same bodies"),
      "fastapi_items",
      "flask_notes",
      "django_books",
    ],
    [
      "`Allow` of a path with several routes in FastAPI",
      native("the methods of all; Starlette names those of the first"),
      native("the methods of all; Starlette names those of the first"),
      "fastapi_items",
    ],
    [
      "JSON, byte for byte: order of keys, separators, escapes, floats",
      helper("compactJSON, sortedJSON, spacedJSON"),
      helper("compactJson, …; floats by the paths that types give"),
      "fastapi_responses",
      "flask_pages",
      "django_books",
    ],
    [
      "text, HTML, redirects, headers, statuses",
      helper("Response"),
      helper("HttpResponse"),
      "fastapi_responses",
      "flask_pages",
      "django_forms",
    ],
    [
      "`request` of Flask, Django, Starlette",
      native("*http.Request; a parameter where Flask has a global"),
      helper("HttpRequest"),
      "flask_pages",
      "fastapi_responses",
      "django_forms",
    ],
    [
      "`@app.middleware`, `before_request`, `after_request`",
      native("functions around the router"),
      native("functions around each route"),
      "fastapi_middleware",
      "flask_blueprints",
    ],
    [
      "startup and shutdown functions, `lifespan`",
      helper("called by main; serveUntilStopped"),
      helper("called before listening; whenStopped"),
      "fastapi_middleware",
      "fastapi_lifespan",
    ],
    [
      "module state that requests share",
      native("one mutex a request where no request waits, one an operation otherwise"),
      native("one thread runs all requests"),
      "fastapi_middleware",
      "fastapi_bank",
      "flask_notes",
    ],
    [
      "templates, sessions, ORMs, WebSockets, background tasks",
      stub("each fails where it is reached"),
      stub("each fails where it is reached"),
    ],
  ],
};

export const SEMANTICS: readonly Semantics[] = Object.entries(TABLE).flatMap(([area, rows]) =>
  rows.map(([construct, go, ts, ...cases]) => ({ area: area as Semantics["area"], construct, go, ts, cases })),
);
