import type { Finding } from "../rules/finding.ts";

/**
 * Fingerprints of one file's findings, in their order: the same from run to run as long as the code at the places stays.
 * `lineOf` gives the text of the source line that a finding starts on.
 */
export function findingFingerprints(findings: readonly Finding[], lineOf: (finding: Finding) => string): string[] {
  const seen = new Map<string, number>();
  return findings.map((finding) => {
    const identity = [finding.rule, finding.file, finding.symbol, lineOf(finding).trim()].join("\0");
    const occurrence = seen.get(identity) ?? 0;
    seen.set(identity, occurrence + 1);
    return fingerprint(`${identity}\0${occurrence}`);
  });
}

/**
 * A 64-bit FNV-1a hash of a text in hexadecimal. It tells findings apart from run to run and is no protection against anything.
 */
export function fingerprint(text: string): string {
  // Two 32-bit halves with different offsets stand in for 64-bit arithmetic, which numbers do not have.
  let low = 0x811c9dc5;
  let high = 0xcbf29ce4;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    low = Math.imul(low ^ (code & 0xff), 0x01000193);
    low = Math.imul(low ^ (code >>> 8), 0x01000193);
    high = Math.imul(high ^ (code & 0xff), 0x01000193) + at;
    high = Math.imul(high ^ (code >>> 8), 0x01000193);
  }
  return (high >>> 0).toString(16).padStart(8, "0") + (low >>> 0).toString(16).padStart(8, "0");
}
