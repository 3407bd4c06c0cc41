import { compare } from "./containers.ts";
import { isTuple, type Layout, layoutAt, repr } from "./show.ts";

/** Python's `pformat`: what does not fit into a line has a line for each part. */
export function prettyText(
  value: unknown,
  options: { width?: number; sorted?: boolean; layout?: Layout } = {},
): string {
  const { width = 80, sorted = true } = options;
  const order = (pairs: [unknown, unknown][]): [unknown, unknown][] => {
    if (!sorted) return pairs;
    try {
      return pairs.sort(([a], [b]) => compare(a, b));
    } catch {
      return pairs.sort(([a], [b]) => (repr(a) < repr(b) ? -1 : 1));
    }
  };
  const inOrder = (each: unknown): unknown => {
    if (each instanceof Map && each.constructor === Map)
      return new Map(order([...each]).map(([key, held]) => [key, inOrder(held)]));
    return each;
  };
  const write = (each: unknown, layout: Layout, indent: number, after: number): string => {
    const whole = repr(inOrder(each), layout);
    if (whole.length <= width - indent - after) return whole;
    const inner = " ".repeat(indent + 1);
    if (Array.isArray(each) && each.length > 0) {
      const isRow = isTuple(each) || (typeof layout === "object" && ("tuple" in layout || "array" in layout));
      const parts = each.map((part, at) =>
        write(part, layoutAt(layout, at), indent + 1, at === each.length - 1 ? after + 1 : 1),
      );
      const body = parts.join(`,\n${inner}`);
      return isRow ? `(${body}${each.length === 1 ? "," : ""})` : `[${body}]`;
    }
    if (each instanceof Map && each.size > 0 && each.constructor === Map) {
      const pairs = order([...each]);
      const parts = pairs.map(([key, held], at) => {
        const head = `${repr(key, typeof layout === "object" && "dict" in layout ? layout.dict[0] : "any")}: `;
        const isLast = at === pairs.length - 1;
        return head + write(held, layoutAt(layout, key), indent + 1 + head.length, isLast ? after + 1 : 1);
      });
      return `{${parts.join(`,\n${inner}`)}}`;
    }
    return whole;
  };
  return write(value, options.layout ?? "any", 0, 0);
}
