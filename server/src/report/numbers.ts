/** With thousands separators, the same on every machine. */
export function number(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+(?!\d))/g, ",");
}

/** The same for a number that may have a fraction. */
export function numberOf(value: number): string {
  const [whole, part] = String(value).split(".");
  return part === undefined ? number(Number(whole)) : `${number(Number(whole))}.${part}`;
}

/** A share as a whole percentage; small ones do not become nought. */
export function percent(part: number, whole: number): string {
  if (whole === 0 || part === 0) return "0 %";
  const value = (100 * part) / whole;
  if (value < 1) return "< 1 %";
  if (value > 99 && part < whole) return "99 %";
  return `${Math.round(value)} %`;
}
