/** A share from 0 to 1 as a percentage with one decimal: `12.5 %`. */
export function percentOf(share: number): string {
  return `${Math.round(share * 1000) / 10} %`;
}
