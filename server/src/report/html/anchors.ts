/** Fragment identifiers of the report: stable from run to run, so that a link into it stays good. */
export function moduleAnchor(file: string): string {
  return `module-${plain(file)}`;
}

export function ruleAnchor(rule: string): string {
  return `rule-${plain(rule)}`;
}

export function findingAnchor(fingerprint: string): string {
  return `finding-${plain(fingerprint)}`;
}

/** Letters that need no escaping in an address; the others by their number, so that no two names meet. */
function plain(text: string): string {
  return text.replace(/[^A-Za-z0-9.-]/gu, (character) =>
    character === "/" ? "_" : `~${(character.codePointAt(0) ?? 0).toString(16)}`,
  );
}
