import type { ProfileInput } from "../advice/evidence/evidence.ts";
import type { Profile } from "../advice/evidence/profile.ts";
import { readProfile } from "../advice/evidence/read-profile.ts";
import { isFailure } from "../host/host.ts";
import { say } from "./messages/index.ts";
import { type Session, UsageError } from "./session.ts";
import { absolute, shown } from "./workspace.ts";

const MAX_PROFILE_BYTES = 500_000_000;

/** The profiles that the user named. A GIL profile belongs to the first of the others. */
export async function readProfiles(
  session: Session,
  files: readonly string[],
  gilFile: string | undefined,
): Promise<readonly ProfileInput[]> {
  if (gilFile !== undefined && files.length === 0) throw new UsageError(say("profile.gil"));
  const profiles: ProfileInput[] = [];
  const gil = gilFile === undefined ? undefined : await readOne(session, gilFile);
  for (const [index, file] of files.entries()) {
    const profile = await readOne(session, file);
    const path = shown(session, absolute(session, file));
    profiles.push({ file: path, profile, gil: index === 0 ? gil : undefined });
  }
  return profiles;
}

async function readOne(session: Session, file: string): Promise<Profile> {
  const path = absolute(session, file);
  const bytes = await session.host.readFile(path, MAX_PROFILE_BYTES);
  const name = shown(session, path);
  if (isFailure(bytes)) throw new UsageError(say("profile.unreadable", { name, why: bytes.message }));
  const profile = readProfile(bytes);
  if ("message" in profile) throw new UsageError(say("profile.unusable", { name, why: profile.message }));
  return profile;
}
