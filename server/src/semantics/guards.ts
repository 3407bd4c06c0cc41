/** What an `if` condition, by how it is written, says about when the code under it runs. */
export type Guard =
  | { readonly kind: "type-checking" }
  | { readonly kind: "script" }
  /** Never true on the platforms that are analysed (those with POSIX), or always. */
  | { readonly kind: "platform"; readonly holds: boolean }
  /** True until something has been computed and remembered under `place`: `not self._client`, `key not in CACHE`. */
  | { readonly kind: "unset"; readonly place: string; readonly isKeyed: boolean }
  /** True until a file has been made: `not path.exists()`. */
  | { readonly kind: "missing" }
  /** True once it has been: `self._client is not None`, `key in CACHE`. */
  | { readonly kind: "set"; readonly place: string };

const MAX_CONDITION = 120;
const IS_MAIN = /^__name__\s*==\s*(["'])__main__\1$/;
const PLACE = String.raw`[A-Za-z_][\w.]*`;
const UNSET = new RegExp(String.raw`^(?:not\s+(${PLACE})|(${PLACE})\s+is\s+None|[^=<>]+?\s+not\s+in\s+(${PLACE}))$`);
const UNSET_ATTRIBUTE = /^not\s+hasattr\((\w+),\s*["'](\w+)["']\)$/;
const MISSING = /^not\s+(?:[\w.]+\.exists\(\)|os\.path\.(?:exists|isfile|isdir)\([^()]*\))$/;
const SET = new RegExp(String.raw`^(?:(${PLACE})|(${PLACE})\s+is\s+not\s+None|[^=<>]+?\s+in\s+(${PLACE}))$`);
const WINDOWS =
  /^(?:sys\.platform\s*(==|!=)\s*["'](win32|cygwin)["']|os\.name\s*(==|!=)\s*["'](nt)["']|platform\.system\(\)\s*(==|!=)\s*["'](Windows)["']|[\w.]*platform\w*\s*(==|!=)\s*["'](win32|cygwin)["'])$/i;
const WINDOWS_PREFIX = /^(not\s+)?sys\.platform\.startswith\(["']win(32)?["']\)$/;

/**
 * @param text the condition's source
 * @param isWindowsFlag tells whether a name was assigned a test for Windows
 */
export function guardOf(text: string, isWindowsFlag: (name: string) => boolean): Guard | undefined {
  if (text.length > MAX_CONDITION) return undefined;
  let inner = text.trim();
  if (inner.startsWith("(") && inner.endsWith(")") && !inner.slice(1).includes("(")) inner = inner.slice(1, -1).trim();
  if (/^(?:\w+\.)?TYPE_CHECKING$/.test(inner)) return { kind: "type-checking" };
  const conjuncts = inner.split(/\s+and\s+/);
  if (conjuncts.length > 1 && conjuncts.some((part) => neverHolds(part, isWindowsFlag)))
    return { kind: "platform", holds: false };
  if (/^(False|0)$/.test(inner)) return { kind: "platform", holds: false };
  if (conjuncts.some((part) => IS_MAIN.test(part.trim()))) return { kind: "script" };
  const platform = windowsTest(inner, isWindowsFlag);
  if (platform !== undefined) return { kind: "platform", holds: platform };
  if (MISSING.test(inner)) return { kind: "missing" };
  const attribute = UNSET_ATTRIBUTE.exec(inner);
  if (attribute !== null) return { kind: "unset", place: `${attribute[1]}.${attribute[2]}`, isKeyed: false };
  const unset = UNSET.exec(inner) ?? UNSET.exec(inner.split(/\s+or\s+/)[0]);
  if (unset !== null)
    return { kind: "unset", place: (unset[1] ?? unset[2] ?? unset[3])!, isKeyed: unset[3] !== undefined };
  const set = SET.exec(inner);
  return set === null ? undefined : { kind: "set", place: (set[1] ?? set[2] ?? set[3])! };
}

function neverHolds(text: string, isWindowsFlag: (name: string) => boolean): boolean {
  return /^(False|0)$/.test(text.trim()) || windowsTest(text.trim(), isWindowsFlag) === false;
}

/** How a flag for Windows is usually called, where it comes from another module. */
const WINDOWS_NAME = /^_?(IS_|ON_)?(WINDOWS|WIN32|MS_WINDOWS)$/;

/** Whether a test for Windows holds where Portwright supposes code to run; undefined for other conditions. */
export function windowsTest(text: string, isWindowsFlag: (name: string) => boolean): boolean | undefined {
  const compared = WINDOWS.exec(text);
  if (compared !== null) return (compared[1] ?? compared[3] ?? compared[5] ?? compared[7]) === "!=";
  const prefixed = WINDOWS_PREFIX.exec(text);
  if (prefixed !== null) return prefixed[1] !== undefined;
  const name = /^(not\s+)?([A-Za-z_]\w*)$/.exec(text);
  return name !== null && (isWindowsFlag(name[2]) || WINDOWS_NAME.test(name[2])) ? name[1] !== undefined : undefined;
}

/** Whether a file is there, which it normally is. */
const ASKS_FOR_A_FILE = /\b(exists|is_?file|is_?dir)\(/;
const ASKS_THE_ENVIRONMENT = /\b(environ|getenv|platform|sys\.\w+|os\.name|uname)\b/;

/** What a condition, by how it is written, says about whether code under it runs. */
export function chanceOf(condition: string): "present" | "environment" | "perhaps" {
  if (condition.length > 400) return "perhaps";
  if (ASKS_THE_ENVIRONMENT.test(condition)) return "environment";
  return ASKS_FOR_A_FILE.test(condition) ? "present" : "perhaps";
}

const ONCE_IN_SEVERAL = [
  // `count % 100 == 0`, `not i % size`
  /%\s*[\w.]+\s*\)?\s*(==|!=|>=?|is)\s*[\w.(]|\bnot\s+\(?\s*[\w.]+\s*%/,
  // `len(buffer) >= size`, `size <= len(buffer)`
  /\blen\([\w.[\]]+\)\s*(>=|>|==)\s*(\d{2,}|[A-Za-z_][\w.]*)/,
  /(\d{2,}|[A-Za-z_][\w.]*)\s*(<=|<)\s*len\([\w.[\]]+\)/,
  // `time.monotonic() - self._last >= INTERVAL`, `now - last > 60`
  /(\b(time|monotonic|perf_counter|now|utcnow)\(\)|\bnow\b)\s*-\s*[\w.[\]"']+\s*\)*(\.(total_seconds\(\)|seconds))?\s*>=?/,
];

/** True for conditions that, in a loop, hold once in several turns. */
export function holdsNowAndThen(condition: string): boolean {
  return condition.length < 200 && ONCE_IN_SEVERAL.some((pattern) => pattern.test(condition));
}

const ASKS_WHERE_IT_RUNS =
  /\b(get_ident|current_thread|main_thread|current_task|get_running_loop|_get_running_loop|is_running|current_async_library|in_async_call|_?thread_id|loop_thread_id)\b|\b\w*loop\b\s+is\s+(not\s+)?None|\(\s*[\w.]*loop\s*\)/;

/** True for conditions and `try` bodies that find out whether an event loop runs here, or which thread this is. */
export function asksWhereItRuns(text: string): boolean {
  return text.length < 400 && ASKS_WHERE_IT_RUNS.test(text);
}

/** `loop.is_running()` and nothing else: where it does not hold, `run_until_complete` on that loop is in order. */
export function asksARunningLoop(condition: string): boolean {
  return /^[\w.]*loop\.is_running\(\)$/.test(condition.trim());
}
