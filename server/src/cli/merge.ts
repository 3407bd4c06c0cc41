import { withoutBaseline } from "../engine/baseline.ts";
import { type FAIL_LEVELS, failsOn } from "./audit.ts";
import { readBaseline } from "./baseline.ts";
import { type DeliveryOptions, deliver } from "./deliver.ts";
import { comparedWith } from "./report.ts";
import { EXIT, type ExitCode, type Session } from "./session.ts";
import { readShares } from "./share.ts";
import { auditOfSnapshot } from "./workspace.ts";

export interface MergeCommandOptions extends DeliveryOptions {
  readonly failOn: (typeof FAIL_LEVELS)[number];
  readonly baseline?: string;
  readonly compare?: string;
}

/** `portwright merge FILES…`: the audit of a workspace whose facts were extracted in shares, perhaps on other machines. Its files are not needed. */
export async function merge(
  session: Session,
  files: readonly string[],
  options: MergeCommandOptions,
): Promise<ExitCode> {
  const known = options.baseline === undefined ? undefined : await readBaseline(session, options.baseline);
  const shared = await readShares(session, files);
  const workspace = await session.createWorkspace();
  workspace.configure(shared.configuration);
  for (const { file, text, facts } of shared.files) {
    workspace.setFile(file, text);
    workspace.setFacts(file, text, facts);
  }
  const { name, problems } = shared;
  const whole = auditOfSnapshot(session, { name, snapshot: workspace.snapshot(), problems, profiles: [] });
  const compared = options.compare === undefined ? whole : await comparedWith(session, whole, options.compare);
  const result = known === undefined ? compared : withoutBaseline(compared, known);
  await deliver(session, result, options);
  if (result.problems.some((problem) => problem.code === "internal")) return EXIT.internal;
  return failsOn(result, options.failOn) ? EXIT.findings : EXIT.clean;
}
