import type { CancellationToken, WorkDoneProgressReporter } from "vscode-languageserver";
import { merged } from "../../advice/evidence/profile.ts";
import { readProfile } from "../../advice/evidence/read-profile.ts";
import { baselineOf, baselineText } from "../../engine/baseline.ts";
import { isFailure } from "../../host/host.ts";
import { BadParameters, Refused } from "../guard.ts";
import type { BaselineParams, BaselineResult, ProfileParams, ProfileResult } from "../protocol.ts";
import type { Server } from "../server.ts";
import { folderOf, wholeAudit } from "./audit.ts";

const MAX_PROFILE_BYTES = 500_000_000;

/** Where a baseline is written that the configuration does not name. */
const BASELINE_FILE = "portwright-baseline.json";

/**
 * Reads a profile of the user's, which the folder's findings and advice are weighed by from then on; without one, what was read before
 * is forgotten. The caller tells the client to ask again.
 */
export async function profile(
  server: Server,
  parameters: ProfileParams | null,
  token: CancellationToken,
): Promise<ProfileResult> {
  await server.ready(token);
  const folder = folderOf(server, parameters ?? {});
  const path = parameters?.path;
  if (path === undefined) {
    folder.measure([]);
    server.notifyChanged();
    return { format: null, samples: 0, isOfFolder: false };
  }
  if (typeof path !== "string") throw new BadParameters("the profile's path must be a text.");
  const bytes = await server.services.host.readFile(path, MAX_PROFILE_BYTES);
  if (isFailure(bytes)) throw new Refused(server.words["profile.unreadable"]({ path, why: bytes.message }));
  const read = readProfile(bytes);
  if ("message" in read) throw new Refused(server.words["profile.refused"]({ path, why: read.message }));
  folder.measure([{ file: path.replace(/^.*[/\\]/, ""), profile: merged(read), gil: undefined }]);
  server.notifyChanged();
  const isOfFolder = folder.snapshot().foreignProfiles().length === 0;
  return { format: read.format, samples: read.samples.length, isOfFolder };
}

/** The baseline of a folder as it is now: the client writes it, so that its own ways of saving and asking hold. */
export async function baseline(
  server: Server,
  parameters: BaselineParams | null,
  token: CancellationToken,
  progress: WorkDoneProgressReporter,
): Promise<BaselineResult> {
  const { folder, audit } = await wholeAudit(server, parameters ?? {}, token, progress);
  return {
    file: folder.project.baselineFile === "" ? BASELINE_FILE : folder.project.baselineFile,
    isConfigured: folder.project.baselineFile !== "",
    text: baselineText(baselineOf(audit)),
    findings: audit.totals.findings,
  };
}
