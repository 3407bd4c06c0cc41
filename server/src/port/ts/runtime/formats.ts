import { memberKey } from "./dynamic.ts";
import { IndexError, KeyError, ValueError } from "./errors.ts";
import { format, repr, str } from "./show.ts";

/** Python's `format` of a template that is known only when the program runs. */
export function formatTemplate(
  template: string,
  values: readonly unknown[],
  named: ReadonlyMap<string, unknown> = new Map(),
): string {
  let next = 0;
  const valueNamed = (field: string): unknown => {
    const [, head, steps] = /^([^.[]*)(.*)$/s.exec(field) ?? ["", field, ""];
    let value: unknown;
    if (head === "" || /^\d+$/.test(head)) {
      const at = head === "" ? next++ : Number(head);
      if (at >= values.length) throw new IndexError(`Replacement index ${at} out of range for positional args tuple`);
      value = values[at];
    } else {
      if (!named.has(head)) throw new KeyError(repr(head));
      value = named.get(head);
    }
    for (const [, attribute, key] of steps.matchAll(/\.(\w+)|\[([^\]]+)\]/g)) {
      const position = /^\d+$/.test(key ?? "") ? Number(key) : key;
      value =
        attribute !== undefined
          ? (value as Record<string, unknown>)[memberKey(attribute)]
          : value instanceof Map
            ? value.get(position)
            : (value as Record<string, unknown>)[position as string];
    }
    return value;
  };
  const fill = (text: string): string =>
    text.replace(
      /\{\{|\}\}|\{([^{}:!]*)(?:!([rsa]))?(?::((?:[^{}]|\{[^{}]*\})*))?\}|[{}]/g,
      (whole, field, conversion, spec) => {
        if (whole === "{{" || whole === "}}") return whole[0];
        if (field === undefined) throw new ValueError(`Single '${whole}' encountered in format string`);
        const value = valueNamed(field);
        const shown = conversion === undefined ? value : conversion === "s" ? str(value) : repr(value);
        return spec === undefined || spec === "" ? str(shown) : formatValue(shown, fill(spec));
      },
    );
  return fill(template);
}

/** One value by a specification: a class may read that itself. */
function formatValue(value: unknown, spec: string): string {
  const own = value as { format?: (spec: string) => string } | null;
  if (typeof value === "object" && typeof own?.format === "function") return own.format(spec);
  return format(typeof value === "object" ? str(value) : value, spec);
}

/** Python's `%` on a template that is known only when the program runs. */
export function formatPercent(template: string, given: unknown): string {
  const values = Array.isArray(given) || given instanceof Map ? given : [given];
  let next = 0;
  const take = (): unknown => {
    if (!Array.isArray(values)) return values;
    if (next >= values.length) throw new TypeError("not enough arguments for format string");
    return values[next++];
  };
  const directive = /%(?:\((\w+)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?([diouxXeEfFgGcrsa%])/g;
  const made = template.replace(directive, (_, key, flags, width, precision, type) => {
    if (type === "%") return "%";
    const size = width === "*" ? String(take()) : (width ?? "");
    const digits = precision === "*" ? String(take()) : precision;
    if (key !== undefined && values instanceof Map && !values.has(key)) throw new KeyError(repr(key));
    const value = key === undefined ? take() : (values as ReadonlyMap<string, unknown>).get(key);
    const isLeft = flags.includes("-");
    if ("rsac".includes(type)) {
      const text =
        type === "r" || type === "a"
          ? repr(value)
          : type === "c" && typeof value === "number"
            ? String.fromCodePoint(value)
            : str(value);
      return format(
        digits === undefined ? text : text.slice(0, Number(digits)),
        size === "" ? "" : `${isLeft ? "<" : ">"}${size}`,
      );
    }
    const isWhole = "diu".includes(type);
    const sign = flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
    const zero = flags.includes("0") && !isLeft ? "0" : "";
    const spec = `${isLeft && size !== "" ? "<" : ""}${sign}${flags.includes("#") ? "#" : ""}${zero}${size}${digits !== undefined && !isWhole ? `.${digits}` : ""}${isWhole ? "d" : type}`;
    return format(isWhole && typeof value !== "bigint" ? Math.trunc(Number(value)) : value, spec);
  });
  if (Array.isArray(values) && next < values.length)
    throw new TypeError("not all arguments converted during string formatting");
  return made;
}
