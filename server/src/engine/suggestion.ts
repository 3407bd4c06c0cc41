import leven from "leven";

/** The candidate that a misspelt word was most likely meant to be; undefined where none is near. */
export function nearestWord(word: string, candidates: Iterable<string>): string | undefined {
  const plain = simplified(word);
  let best: string | undefined;
  let bestDistance = Math.max(2, Math.floor(plain.length / 3)) + 1;
  for (const candidate of candidates) {
    const other = simplified(candidate);
    const isAbbreviation = plain.length >= 3 && other.startsWith(plain);
    const distance = isAbbreviation ? 1 : leven(plain, other);
    if (distance < bestDistance) {
      best = candidate;
      bestDistance = distance;
    }
  }
  return best;
}

/** ` Did you mean 'x'?`, or nothing. */
export function didYouMean(word: string, candidates: Iterable<string>): string {
  const nearest = nearestWord(word, candidates);
  return nearest === undefined ? "" : ` Did you mean '${nearest}'?`;
}

function simplified(word: string): string {
  return word.toLowerCase().replace(/[-_.\s]/g, "");
}
