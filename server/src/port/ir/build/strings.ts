/** Decodes the inside of a string literal. Bytes come back as text of code points below 256. */
export function decodeEscapes(text: string, options: { raw: boolean; bytes: boolean }): string {
  const normalised = text.replace(/\r\n?/g, "\n");
  if (options.raw || !normalised.includes("\\")) return normalised;
  const sequence = /\\(\n|[0-7]{1,3}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|N\{[^}]*\}|[\s\S])/g;
  return normalised.replace(sequence, (whole, body: string) => {
    switch (body[0]) {
      case "\n":
        return "";
      case "\\":
      case "'":
      case '"':
        return body[0];
      case "a":
        return "\x07";
      case "b":
        return "\b";
      case "f":
        return "\f";
      case "n":
        return "\n";
      case "r":
        return "\r";
      case "t":
        return "\t";
      case "v":
        return "\v";
      case "x":
        return String.fromCharCode(Number.parseInt(body.slice(1), 16));
      case "u":
      case "U": {
        const code = Number.parseInt(body.slice(1), 16);
        return options.bytes || Number.isNaN(code) || code > 0x10ffff ? whole : String.fromCodePoint(code);
      }
      default:
        if (/^[0-7]/.test(body)) return String.fromCharCode(Number.parseInt(body, 8) & (options.bytes ? 0xff : 0x1ff));
        return whole;
    }
  });
}

/** A parsed `format()` specification without nested fields, or undefined when it is not one. */
export interface PlainSpec {
  readonly fill: string;
  readonly align: "<" | ">" | "^" | "=" | undefined;
  readonly sign: "+" | "-" | " " | undefined;
  readonly alternate: boolean;
  readonly zero: boolean;
  readonly width: number | undefined;
  readonly grouping: "," | "_" | undefined;
  readonly precision: number | undefined;
  readonly type: string | undefined;
}

const SPEC = /^(?:(.)?([<>=^]))?([-+ ])?z?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([bcdeEfFgGnosxX%])?$/su;

export function parseFormatSpec(text: string): PlainSpec | undefined {
  const match = SPEC.exec(text);
  if (match === null) return undefined;
  const [, fill, align, sign, alternate, zero, width, grouping, precision, type] = match;
  return {
    fill: fill ?? " ",
    align: align as PlainSpec["align"],
    sign: sign as PlainSpec["sign"],
    alternate: alternate !== undefined,
    zero: zero !== undefined,
    width: width === undefined ? undefined : Number(width),
    grouping: grouping as PlainSpec["grouping"],
    precision: precision === undefined ? undefined : Number(precision),
    type,
  };
}

/** A piece of a `%` or `.format` template. */
export type TemplatePart =
  | { readonly kind: "text"; readonly text: string }
  | {
      readonly kind: "field";
      /** `""` for the next argument, a number, or a name; with `.attr` and `[key]` steps for `.format`. */
      readonly name: string;
      readonly conversion: "r" | "s" | "a" | undefined;
      /** `format()` specification; where fields nest in it, what is between them and the fields by turns. */
      readonly spec: string;
      readonly nested?: readonly ({ readonly text: string } | { readonly field: string })[];
    };

/** Splits a `%` template; undefined when it holds something that cannot be lined up with arguments. */
export function parsePercentTemplate(template: string): TemplatePart[] | undefined {
  const parts: TemplatePart[] = [];
  const directive = /%(?:\((\w+)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+))?[hlL]?([diouxXeEfFgGcrsa%])/g;
  let last = 0;
  for (const match of template.matchAll(directive)) {
    if (template.slice(last, match.index).includes("%")) return undefined;
    if (match.index > last) parts.push({ kind: "text", text: template.slice(last, match.index) });
    last = match.index + match[0].length;
    const [, name, flags, width, precision, type] = match;
    if (type === "%") {
      parts.push({ kind: "text", text: "%" });
      continue;
    }
    if (width === "*" || precision === "*") return undefined;
    const isText = type === "s" || type === "r" || type === "a" || type === "c";
    const left = flags.includes("-");
    const zero = flags.includes("0") && !left && !isText;
    let spec = "";
    if (width !== undefined) spec += left ? "<" : zero ? "" : ">";
    if (!isText) spec += flags.includes("+") ? "+" : flags.includes(" ") ? " " : "";
    if (flags.includes("#") && "xXo".includes(type)) spec += "#";
    if (zero) spec += "0";
    spec += width ?? "";
    if (precision !== undefined && !(type === "d" || type === "i" || type === "u")) spec += `.${precision}`;
    if (!isText) spec += type === "i" || type === "u" ? "d" : type;
    else if (type === "c") spec += "";
    const conversion = type === "r" || type === "a" ? type : type === "s" ? "s" : undefined;
    parts.push({ kind: "field", name: name ?? "", conversion, spec });
  }
  if (template.slice(last).includes("%")) return undefined;
  if (last < template.length) parts.push({ kind: "text", text: template.slice(last) });
  return parts;
}

/** Splits a `.format` template; undefined when it is malformed. */
export function parseFormatTemplate(template: string): TemplatePart[] | undefined {
  const parts: TemplatePart[] = [];
  let text = "";
  let at = 0;
  while (at < template.length) {
    const char = template[at];
    if (char === "{" && template[at + 1] === "{") {
      text += "{";
      at += 2;
    } else if (char === "}") {
      if (template[at + 1] !== "}") return undefined;
      text += "}";
      at += 2;
    } else if (char === "{") {
      const field = /^\{([^{}:!]*)(?:!([rsa]))?(?::((?:[^{}]|\{[^{}:!]*\})*))?\}/.exec(template.slice(at));
      if (field === null) return undefined;
      if (text !== "") parts.push({ kind: "text", text });
      text = "";
      const conversion = field[2] as "r" | "s" | "a" | undefined;
      const spec = field[3] ?? "";
      const nested = spec.includes("{") ? { nested: nestedFields(spec) } : {};
      parts.push({ kind: "field", name: field[1], conversion, spec, ...nested });
      at += field[0].length;
    } else {
      text += char;
      at++;
    }
  }
  if (text !== "") parts.push({ kind: "text", text });
  return parts;
}

/** The pieces of a specification with fields of its own. */
function nestedFields(spec: string): ({ readonly text: string } | { readonly field: string })[] {
  return spec
    .split(/(\{[^{}]*\})/)
    .filter((piece) => piece !== "")
    .map((piece) => (piece.startsWith("{") ? { field: piece.slice(1, -1) } : { text: piece }));
}
