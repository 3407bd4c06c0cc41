import type { Concern } from "../basis.ts";
import type { Fit } from "../matrix.ts";
import type { Phase } from "../waves.ts";

/** What advice says, in English. */
export const ENGLISH = {
  // Verdicts: what speaks for one, and what would change it.
  "reason.nothing": () => "Nothing in it holds the program back.",
  "reason.cold": (v: { share: string }) => `The profile gives it ${v.share} of the time: nobody would notice a change.`,
  "reason.vectorise": (v: { packages: readonly string[] }) =>
    `It stands on ${v.packages.join(", ")}, which ${v.packages.length === 1 ? "has" : "have"} no equivalent in Go or TypeScript. Its loops are for vectorising, not for porting.`,
  "reason.stands": (v: { packages: readonly string[] }) =>
    `It stands on ${v.packages.join(", ")}, which ${v.packages.length === 1 ? "has" : "have"} no equivalent in Go or TypeScript.`,
  "reason.seam": () =>
    "It stays in Python as a service of its own, behind a gRPC contract; what stands in front of it may be Go or TypeScript.",
  "reason.contract": () => "It serves requests: the contract comes first, the port behind it.",
  "reason.busy": () =>
    "Its handlers wait, and yet most of what the profile shows is its own code, which asynchronous waits do not make faster.",
  "reason.script": () => "It is a script: while it waits, it delays nobody else.",
  "reason.batch": () =>
    "It waits for its own caller alone, and no request waits with it: ask for many things in one call, or leave it.",
  "reason.mend": () => "What was found is mended where it stands; the module need not change its ways.",
  "reason.native-threads": () =>
    "Its threads run native code that keeps the GIL; in small doses nobody notices that they take turns.",
  "reason.stalls": () =>
    "It is asynchronous, and yet it stalls the event loop: what waits there goes to a thread, or is awaited.",
  "reason.below-handlers": () => "Request handlers wait in it, and keep a worker of the server for as long.",
  "reason.vendored": () => "It is somebody else's code that was copied in: mend it where it comes from, or replace it.",
  "reason.weighed-stay": (v: { stay: number; move: number }) =>
    `By the team's weights staying comes to ${v.stay} and moving to ${v.move}.`,
  "reason.late-imports": () => "Its start is slow before it does anything: import late what is used late.",
  "reason.native": (v: { packages: readonly string[] }) =>
    `${v.packages.join(", ")} ${v.packages.length === 1 ? "does" : "do"} the work, in native code.`,
  "reason.async": () => "It is asynchronous already, and nothing in it holds the event loop back.",
  "reason.timeouts": () => "Timeouts first: one slow service behind it makes everything in front of it wait.",
  "reason.handlers": () =>
    "Its handlers wait for others most of the time: an asynchronous framework serves more of them with the same machine.",
  "reason.companions": (v: { names: readonly string[] }) =>
    `What its handlers call becomes asynchronous with it: ${listed(v.names)}.`,
  "reason.measured": (v: { share: string }) => `The profile gives it ${v.share} of the time.`,
  "reason.computing": (v: { count: number }) =>
    `It has ${places(v.count)} of interpreted work in loop nests or recursion, which a compiled language runs many times faster.`,
  "reason.threaded": (v: { count: number }) =>
    `It gives interpreted work to threads or to the event loop at ${places(v.count)}, where the GIL lets one run at a time.`,
  "reason.waiting": (v: { count: number }) => `It waits where other work could go on, at ${places(v.count)}.`,
  "reason.starting": (v: { count: number }) => `It makes the program's start slow at ${places(v.count)}.`,
  "reason.weighed": (v: { stay: number; move: number }) =>
    `By the team's weights staying comes to ${v.stay} and moving to ${v.move}, at high risk.`,

  "change.vendored": () => "Were the copy a fork that the team keeps up itself, it would count like any other module.",
  "change.load": () => "A profile of another load, in which it takes more of the time.",
  "change.service": () => "Were it called by a service, it would belong behind a boundary of its own.",
  "change.often": () => "Were it run for every request, or many times a minute, its waits could overlap.",
  "change.keystroke": () =>
    "A command that runs at every keystroke or for every file is worth a port: a compiled one starts in milliseconds.",
  "change.stay": () => "A profile that shows it hot, or a finding, would change this.",
  "change.rare": () => "If the waits turn out to be rare and short in a profile, leave it.",
  "change.busiest": () =>
    "If one machine still cannot serve the load once it is asynchronous, port the busiest routes to Go, contract first.",
  "change.free-threaded": () => "The threads run beside each other already: look at what they share.",
  "change.to-free-threaded": () => "On free-threaded Python the threads run beside each other as they are.",
  "change.newer": () => "On 3.14, an interpreter pool or free-threaded Python would do with less change.",
  "change.cold": () => "A profile in which it takes little of the time would let it stay.",
  "change.vectorised": () => "A vectorised library that covers the loop nest would be less work.",
  "change.team": () => "A team that knows Go better would port it there.",
  "change.equivalent": () => "An equivalent of its packages in the other language would allow a port.",
  "change.weighed": (v: { stay: number; move: number }) =>
    `By the team's weights staying comes to ${v.stay} and moving to ${v.move}: see it in a profile before you move it.`,
  "change.shown": () => "A profile in which it takes much of the time, or tests that reach it, would speak for a port.",

  // The decision matrix: what a score rests on.
  "score.gain-stay": () => "Nothing holds it back: there is nothing to gain elsewhere.",
  "score.gain-move": () => "Nothing holds it back: a port gains nothing.",
  "score.gain": (v: {
    terms: readonly { readonly concern: Concern; readonly count: number; readonly relief: number }[];
    all: number;
  }) =>
    `(${v.terms.map(({ concern, count, relief }) => `${count} ${CONCERNS[concern]} × ${relief}`).join(" + ")}) ÷ ${v.all}`,
  "score.portability-stay": () => "Nothing is ported.",
  "score.portability-none": () => "No construct that a port has to be written by hand for.",
  "score.portability": (v: { sites: number; lines: number }) =>
    `${v.sites} dynamic ${v.sites === 1 ? "construct" : "constructs"} in ${v.lines} lines of code.`,
  "score.readiness-stay": () => "Its packages stay.",
  "score.readiness-none": () => "No package from outside.",
  "score.readiness": (v: { packages: number; fits: readonly { readonly fit: Fit; readonly count: number }[] }) =>
    `${v.packages === 1 ? "One package" : `${v.packages} packages`}: ${v.fits.map(({ fit, count }) => `${count} ${FITS[fit]}`).join(", ")}.`,
  "score.coupling-stay": () => "No boundary is drawn.",
  "score.coupling": (v: { afferent: number; efferent: number; circle: boolean }) =>
    `Imports: ${v.afferent} in, ${v.efferent} out${v.circle ? ", in an import circle" : ""}.`,
  "score.cover-stay": () => "Its behaviour does not change.",
  "score.cover-unknown": () => "No tests are among what was audited: neither good nor bad.",
  "score.cover-none": () => "It has no functions of its own.",
  "score.cover": (v: { reached: number; functions: number }) => `Tests reach ${v.reached} of ${v.functions} functions.`,
  "score.setting": (v: { setting: string }) => `The team's setting \`${v.setting}\`.`,

  // Effort: what is counted, and at what rate.
  "effort.rate": (v: { what: string; days: number }) => `${v.what} × ${v.days} ${v.days === 1 ? "day" : "days"}`,
  "effort.starting": (v: { count: number }) =>
    plural(v.count, "place that slows the start", "places that slow the start"),
  "effort.waiting": (v: { count: number }) => plural(v.count, "place that waits", "places that wait"),
  "effort.first-coroutine": () => "One module that has no coroutine yet",
  "effort.threaded": (v: { count: number }) =>
    plural(v.count, "place that computes under the GIL", "places that compute under the GIL"),
  "effort.seam": () => "One service boundary: contract, server, client, deployment",
  "effort.callers": (v: { count: number }) => plural(v.count, "module that calls it", "modules that call it"),
  "effort.lines": (v: { lines: number; functions: number; rate: number }) =>
    `${plural(v.lines, "line", "lines")} in ${plural(v.functions, "function that computes", "functions that compute")} and what they call ÷ ${v.rate} a day`,
  "effort.dynamic": (v: { count: number }) => plural(v.count, "dynamic construct", "dynamic constructs"),
  "effort.partial": (v: { count: number }) =>
    plural(v.count, "package with a partial equivalent", "packages with a partial equivalent"),
  "effort.missing": (v: { count: number }) =>
    plural(v.count, "package without a known equivalent", "packages without a known equivalent"),
  "effort.concurrency": (v: { count: number }) => plural(v.count, "kind of concurrency", "kinds of concurrency"),
  "effort.port": () => "One port, however small: contract, build, deployment, shadow run with comparison",
  "effort.first-port": () => "The first port of all: toolchain, pipeline, logs and alerts for a new language",
  "effort.cutover": () => "One cutover: calls switched in steps, the original kept ready, then deleted",
  "effort.parity": (v: { cover: string }) => `30 % more to show parity first: ${v.cover}`,
  "cover.none": () => "no tests are among what was audited",
  "cover.some": (v: { reached: number; functions: number }) =>
    `tests reach ${v.reached} of its ${plural(v.functions, "function", "functions")}`,

  // Risk.
  "risk.stay": () => "Nothing is moved.",
  "risk.low": () => "Tests reach most of it, little hangs on it, and its packages have equivalents.",
  "risk.cover": (v: { cover: string }) => `${v.cover[0].toUpperCase()}${v.cover.slice(1)}.`,
  "risk.circle": (v: { names: readonly string[] }) =>
    `It and ${listed(v.names)} import each other, so that they move together.`,
  "risk.hub": (v: { count: number }) => `${v.count} modules import it.`,
  "risk.missing": (v: { names: readonly string[] }) => `${listed(v.names)}: no known equivalent.`,
  "risk.dynamic": (v: { count: number }) =>
    `${plural(v.count, "dynamic construct", "dynamic constructs")} to be written by hand.`,
  "risk.large": (v: { lines: number }) => `${v.lines} lines of code move at once.`,

  // Waves: what must hold before the next one begins.
  gates: (v: { phase: Phase }) => GATES[v.phase],

  // Evidence.
  "evidence.waiting": (v: { share: string }) => `In the profile ${v.share} of the time is spent waiting in it.`,
  "evidence.not-seen": (v: { name: string | undefined }) =>
    `The profile does not show ${subject(v.name)}: it did not run there, or was done too soon to be seen.`,
  "evidence.released": (v: { name: string | undefined; share: string; gil: string }) =>
    `${takes(v)}, but holds the GIL for ${v.gil} of it only: threads do run beside it.`,
  "evidence.cold": (v: { name: string | undefined; share: string }) => `${takes(v)}: nobody would notice a change.`,
  "evidence.takes": (v: {
    name: string | undefined;
    share: string;
    gil: string | undefined;
    bound: number | undefined;
  }) =>
    `${takes(v)}${v.gil === undefined ? "" : ` and holds the GIL for ${v.gil} of its own`}${v.bound === undefined ? "" : `: without it the program would be at most ${v.bound} times as fast`}.`,
  "evidence.foreign": () =>
    "No function of the workspace is in this profile: it is of another program, or its files lie elsewhere. It decides nothing.",
  "evidence.bound": (v: { share: string; part: number }) =>
    `Functions with findings about computing take ${v.share} of the busy time: 1 ÷ (1 − ${v.part}).`,
};

const GATES: Record<Phase, readonly string[]> = {
  mend: [
    "Timeouts stand at every call that leaves the process.",
    "Under the usual load the event loop's lag and the 99th percentile are no worse than before.",
    "What is left to port still shows in a profile.",
  ],
  pilot: [
    "The contract is written, and both sides are tested against it.",
    "Parity: the original and the port agree on recorded and on generated inputs.",
    "The port's build, deployment, logs and alerts exist, and somebody has rolled it back once.",
  ],
  canary: [
    "Both sides run; the port answers a small share of the calls, and differences are counted.",
    "The error budget is kept for a week, and the 99th percentile is no worse.",
    "Writes go to both sides and are compared; reads still come from the original.",
  ],
  cutover: [
    "Every call is answered by the port; reads switch last.",
    "The original stays ready to take over until the error budget has held for two weeks.",
    "What is not called any more is deleted in Python.",
  ],
};

const CONCERNS: Record<Concern, string> = {
  waiting: "waiting",
  threaded: "threaded",
  computing: "computing",
  starting: "starting",
  dynamic: "dynamic",
};

const FITS: Record<Fit, string> = {
  "drop-in": "drop-in",
  similar: "similar",
  partial: "partial",
  none: "none",
  unknown: "unknown",
};

function subject(name: string | undefined): string {
  return name === undefined ? "it" : `\`${name}\``;
}

function takes({ name, share }: { readonly name: string | undefined; readonly share: string }): string {
  return `In the profile ${subject(name)} takes ${share} of the busy time`;
}

function places(count: number): string {
  return count === 1 ? "one place" : `${count} places`;
}

function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The first three of some names, and how many more there are. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 3);
  return names.length > shown.length ? `${shown.join(", ")} and ${names.length - shown.length} more` : shown.join(", ");
}
