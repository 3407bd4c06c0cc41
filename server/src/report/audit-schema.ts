import { z } from "zod";
import { AUDIT_VERSION, type Audit } from "../advice/audit.ts";
import { RISKS } from "../advice/effort.ts";
import { PROFILE_FORMATS } from "../advice/evidence/profile.ts";
import { CANDIDATES } from "../advice/matrix.ts";
import { CRITERIA, type LANGUAGES } from "../advice/team.ts";
import { VERDICTS } from "../advice/verdict.ts";
import { PHASES } from "../advice/waves.ts";
import { CONFIDENCES, CONTEXTS, SEVERITIES } from "../rules/finding.ts";
import { LOCALES } from "../text/locale.ts";

const count = z.int().nonnegative();
const file = z.string().describe("Path relative to the audited folder, with forward slashes.");
const position = z
  .object({
    cell: z
      .int()
      .positive()
      .optional()
      .describe("In a notebook: number of the cell, counting cells of every kind; the line is one of this cell."),
    line: z.int().positive(),
    column: z.int().positive(),
  })
  .describe("One-based line and one-based column in UTF-16 units.");

const advice = z
  .object({
    verdict: z.enum(VERDICTS),
    reasons: z.array(z.string()).describe("Full sentences, the weightiest first."),
    wouldChange: z.array(z.string()).describe("Full sentences: what would lead to another verdict."),
  })
  .describe("What to do about a place.");

const mark = z.number().min(0).max(5);
const days = z.number().nonnegative().describe("Person-days.");
const range = { days, low: days, high: days };

const perCandidate = <Value extends z.ZodType>(value: Value) =>
  z.object({ stay: value, go: value, typescript: value } satisfies Record<(typeof CANDIDATES)[number], Value>);
const perLanguage = z.object({ python: mark, go: mark, typescript: mark } satisfies Record<
  (typeof LANGUAGES)[number],
  typeof mark
>);
const weight = z.number().nonnegative();

const matrix = z
  .object({
    rows: z.array(
      z.object({
        criterion: z.enum(CRITERIA),
        weight: z.number().nonnegative(),
        scores: perCandidate(z.object({ score: mark, basis: z.string() })),
      }),
    ),
    totals: perCandidate(mark).describe("Means of the scores by weight."),
    best: z.enum(CANDIDATES),
  })
  .describe("Weighted criteria per candidate, scored from 0 to 5.");

const modulePlan = z
  .object({
    matrix,
    effort: z.object({ ...range, items: z.array(z.object({ days, basis: z.string() })) }),
    risk: z.object({ level: z.enum(RISKS), reasons: z.array(z.string()) }),
    wave: z.int().positive().optional(),
  })
  .describe("What it takes to follow the advice.");

const counterpart = z.object({
  name: z.string().describe("Module path or package name; `stdlib`, or `none`."),
  fit: z.enum(["drop-in", "similar", "partial", "none"]),
  note: z.string(),
});

const crossing = z.object({ from: z.string(), to: z.string(), calls: count });

const plan = z
  .object({
    team: z.object({
      weights: z.object({
        gain: weight,
        portability: weight,
        readiness: weight,
        coupling: weight,
        cover: weight,
        skill: weight,
        operations: weight,
      } satisfies Record<(typeof CRITERIA)[number], typeof weight>),
      skills: perLanguage,
      operations: perLanguage,
    }),
    matrix: matrix.optional(),
    readiness: z
      .array(
        z.object({
          package: z.string(),
          distribution: z.string().optional(),
          go: counterpart.optional(),
          npm: counterpart.optional(),
          modules: count,
        }),
      )
      .describe("Third-party packages; without `go` and `npm` where the tables do not know one."),
    waves: z.array(
      z.object({
        number: z.int().positive(),
        phase: z.enum(PHASES),
        modules: z.array(z.string()),
        effort: z.object(range),
        gates: z.array(z.string()),
      }),
    ),
    boundaries: z.array(
      z.object({
        name: z.string(),
        modules: z.array(z.string()),
        shared: z.array(z.string()),
        inbound: z.array(crossing),
        outbound: z.array(crossing),
      }),
    ),
    circles: z.array(z.array(z.string())),
    effort: z.object(range),
  })
  .describe("What a team plans from.");

const hop = z
  .object({
    file,
    start: position,
    end: position,
    message: z.string(),
    text: z.string().describe("The source line, trimmed."),
  })
  .describe("One step of a proof.");

const finding = z
  .object({
    rule: z.string(),
    severity: z.enum(SEVERITIES),
    confidence: z.enum(CONFIDENCES),
    file,
    start: position,
    end: position,
    message: z.string(),
    help: z.string(),
    symbol: z.string().describe("Dotted name of the enclosing function within its module; empty at module level."),
    context: z.enum(CONTEXTS).optional(),
    chain: z
      .array(hop)
      .describe("The proof, from the place down to the primitive; empty where the place is the whole proof."),
    excerpt: z
      .object({ firstLine: z.int().positive(), lines: z.array(z.string()) })
      .describe("The source around the place."),
    fingerprint: z.string().describe("Stable from run to run as long as the code at the place stays."),
    evidence: z
      .object({ status: z.enum(["confirmed", "raised", "demoted", "not-seen"]), text: z.string() })
      .optional()
      .describe("What profiles made of it; its severity counts that in."),
  })
  .describe("An effect met in a context where it hurts.");

const auditFunction = z.object({
  name: z.string().describe("Dotted name within the module."),
  line: z.int().positive(),
  lines: count,
  contexts: z.array(z.string()),
  effects: z.array(z.string()),
  advice,
});

const auditFile = z.object({
  file,
  module: z.string(),
  lines: count,
  codeLines: count,
  syntaxErrors: count,
  imports: z.array(z.string()).describe("Modules of the workspace that it imports."),
  packages: z.array(z.string()).describe("Third-party packages that it imports."),
  isTest: z.boolean(),
  coupling: z.object({
    afferent: count,
    efferent: count,
    instability: z.number().min(0).max(1),
    circle: z.array(z.string()),
  }),
  cover: z
    .object({ functions: count, reached: count })
    .optional()
    .describe("What tests call, as far as calls can be followed.")
    .optional(),
  advice,
  plan: modulePlan.optional(),
  functions: z.array(auditFunction).describe("Functions that have findings, or an advice other than `stay`."),
});

const share = z.number().min(0).max(1);

const evidence = z
  .object({
    profiles: z.array(
      z.object({
        file: z.string(),
        format: z.enum(PROFILE_FORMATS),
        matched: share,
        amount: z.number(),
        unit: z.enum(["seconds", "samples", "percent"]),
      }),
    ),
    hotSpots: z.array(
      z.object({
        file,
        name: z.string(),
        line: z.int().positive(),
        own: share,
        total: share,
        gil: share.optional(),
        bound: z.number().optional(),
      }),
    ),
    bound: z.number().optional().describe("Amdahl's law; missing where nothing would be left."),
    boundBasis: z.string(),
  })
  .describe("What profiles showed. Shares are of the time in which anything ran.");

const compared = z.object({
  fingerprint: z.string(),
  rule: z.string(),
  severity: z.enum(SEVERITIES),
  file,
  symbol: z.string(),
  message: z.string(),
  line: z.int().positive(),
});

const comparison = z
  .object({
    kept: count,
    added: z.array(compared),
    resolved: z.array(compared),
    verdicts: z.array(z.object({ file, before: z.enum(VERDICTS).optional(), after: z.enum(VERDICTS).optional() })),
    migrated: z.object({ modules: count, ofModules: count, days, ofDays: days }),
  })
  .describe("What became better or worse since an earlier audit, and how much of its plan is done.");

const ports = z
  .array(
    z.object({
      source: z.string(),
      target: z.enum(["go", "ts"]),
      folder: z.string(),
      state: z
        .enum(["verified", "differs", "outdated"])
        .describe("`outdated`: the original or the port has changed since they were compared."),
      verified: count,
      differs: count,
      notRun: count,
      cases: count,
      differences: z.array(z.object({ name: z.string(), input: z.string(), python: z.string(), port: z.string() })),
    }),
  )
  .describe("Ports and how they compared with their originals.");

const problem = z
  .object({ file, code: z.string(), message: z.string() })
  .describe("A file that was found but not analysed, or an input that could not be used as it is.");

/** The audit document, for those who write and those who read it. Held equal to the type by the compiler. */
export const AUDIT_SCHEMA = z
  .object({
    version: z.literal(AUDIT_VERSION),
    tool: z.object({ name: z.literal("portwright"), version: z.string() }),
    workspace: z.string().describe("Name of the audited folder."),
    interpreter: z.string(),
    locale: z
      .enum(LOCALES)
      .optional()
      .describe("The language of everything that the audit says; English where it is left out."),
    totals: z.object({
      files: count,
      lines: count,
      codeLines: count,
      functions: count,
      findings: count,
      bySeverity: z.object({ error: count, warning: count, info: count, hint: count }),
      byRule: z.record(z.string(), count),
    }),
    files: z.array(auditFile),
    plan,
    evidence: evidence.optional(),
    comparison: comparison.optional(),
    parity: ports.optional(),
    findings: z.array(finding).describe("Sorted by file, then place, then rule."),
    problems: z.array(problem),
  })
  .describe("A Portwright audit.") satisfies z.ZodType<Saved<Audit>>;

/** A type as it comes back from JSON: what may be undefined may be missing. */
type Saved<T> = T extends readonly (infer Element)[]
  ? readonly Saved<Element>[]
  : T extends object
    ? { [K in keyof T as undefined extends T[K] ? never : K]: Saved<T[K]> } & {
        [K in keyof T as undefined extends T[K] ? K : never]?: Saved<T[K]>;
      }
    : T;

/** The published JSON Schema: docs/schema/audit.schema.json is this, and a test holds it so. */
export function auditJsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(AUDIT_SCHEMA, { target: "draft-2020-12", io: "input", reused: "ref" });
  return { $schema, title: "Portwright audit", ...schema };
}
