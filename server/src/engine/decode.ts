/** Python source as text, with what there is to say about its bytes. */
export interface DecodedSource {
  /** Without a byte-order mark. NUL characters are replaced by spaces, so that offsets stay true. */
  readonly text: string;
  /** The encoding that was used, by its usual name. */
  readonly encoding: string;
  readonly problem: DecodingProblem | undefined;
}

export interface DecodingProblem {
  readonly code: "encoding" | "binary";
  /** Full sentences. */
  readonly message: string;
}

/** Bytes that are no text at all. */
export interface BinarySource {
  readonly text: undefined;
  readonly problem: DecodingProblem;
}

/**
 * Decodes Python source as the interpreter does: byte-order mark, then the coding comment of PEP 263, then UTF-8. What the
 * interpreter would refuse is still decoded, as well as can be, and the problem says how.
 */
export function decodePython(bytes: Uint8Array): DecodedSource | BinarySource {
  const marked = byteOrderMark(bytes);
  if (marked === undefined && looksBinary(bytes)) {
    return {
      text: undefined,
      problem: {
        code: "binary",
        message: "The file holds binary data rather than Python source; it was not analysed.",
      },
    };
  }
  const decoded = marked === undefined ? decodeUnmarked(bytes) : decodeMarked(bytes, marked);
  return withoutNul(decoded);
}

interface ByteOrderMark {
  readonly encoding: "utf-8" | "utf-16le" | "utf-16be";
  readonly length: number;
}

function byteOrderMark(bytes: Uint8Array): ByteOrderMark | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return { encoding: "utf-8", length: 3 };
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { encoding: "utf-16le", length: 2 };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { encoding: "utf-16be", length: 2 };
  return undefined;
}

function decodeMarked(bytes: Uint8Array, mark: ByteOrderMark): DecodedSource {
  const body = bytes.subarray(mark.length);
  if (mark.encoding !== "utf-8") {
    const text = new TextDecoder(mark.encoding).decode(body);
    return {
      text,
      encoding: mark.encoding,
      problem: {
        code: "encoding",
        message: `The file is ${mark.encoding.toUpperCase()}, which Python refuses; it was analysed all the same. Save it as UTF-8.`,
      },
    };
  }
  const cookie = codingCookie(body);
  const decoded = decodeUtf8(body);
  if (decoded.problem === undefined && cookie !== undefined && knownEncoding(cookie.name)?.label !== "utf-8") {
    const message = `Line ${cookie.line} declares the encoding '${cookie.name}', yet the file begins with the mark of UTF-8; Python refuses that. It was analysed as UTF-8.`;
    return { ...decoded, problem: { code: "encoding", message } };
  }
  return decoded;
}

function decodeUnmarked(bytes: Uint8Array): DecodedSource {
  const cookie = codingCookie(bytes);
  if (cookie === undefined) return decodeUtf8(bytes);
  const known = knownEncoding(cookie.name);
  if (known === undefined) {
    const decoded = decodeUtf8(bytes);
    const message = `Line ${cookie.line} declares the encoding '${cookie.name}', which is not known; the file was analysed as ${decoded.encoding.toUpperCase()}. Save it as UTF-8 and remove the declaration.`;
    return { ...decoded, problem: { code: "encoding", message } };
  }
  if (known.label === "utf-8") return decodeUtf8(bytes);
  if (known.label === "latin-1") return { text: decodeLatin1(bytes), encoding: "latin-1", problem: undefined };
  if (known.label === "ascii") {
    const at = bytes.findIndex((byte) => byte > 0x7f);
    if (at < 0) return { text: decodeLatin1(bytes), encoding: "ascii", problem: undefined };
    const decoded = decodeUtf8(bytes);
    const message = `Line ${cookie.line} declares the encoding 'ascii', yet line ${lineOf(bytes, at)} holds the byte ${hex(bytes[at])}; Python refuses that. It was analysed as ${decoded.encoding.toUpperCase()}.`;
    return { ...decoded, problem: { code: "encoding", message } };
  }
  try {
    const text = new TextDecoder(known.label, { fatal: true, ignoreBOM: true }).decode(bytes);
    return { text, encoding: known.label, problem: undefined };
  } catch {
    const text = new TextDecoder(known.label, { ignoreBOM: true }).decode(bytes);
    const message = `Line ${cookie.line} declares the encoding '${cookie.name}', yet the file holds bytes that it does not allow. They were read as U+FFFD.`;
    return { text, encoding: known.label, problem: { code: "encoding", message } };
  }
}

function decodeUtf8(bytes: Uint8Array): DecodedSource {
  try {
    return {
      text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes),
      encoding: "utf-8",
      problem: undefined,
    };
  } catch {
    const at = firstInvalidUtf8(bytes);
    const message = `Line ${lineOf(bytes, at)} holds the byte ${hex(bytes[at])}, which is not UTF-8, and no encoding is declared; Python refuses that. The file was analysed as LATIN-1. Save it as UTF-8, or declare its encoding in the first line.`;
    return { text: decodeLatin1(bytes), encoding: "latin-1", problem: { code: "encoding", message } };
  }
}

/** The coding comment of PEP 263: in the first line, or in the second where the first is blank or a comment. */
function codingCookie(bytes: Uint8Array): { readonly name: string; readonly line: number } | undefined {
  const head = decodeLatin1(bytes.subarray(0, 1024)).split(/\r\n|\r|\n/, 2);
  for (const [index, line] of head.entries()) {
    const match = /^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)/.exec(line);
    if (match !== null) return { name: match[1], line: index + 1 };
    if (!/^[ \t\f]*(#.*)?$/.test(line)) return undefined;
  }
  return undefined;
}

/** Python's names of encodings that the platform's decoder knows under another name. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8: "utf-8",
  u8: "utf-8",
  utf: "utf-8",
  "utf-8-sig": "utf-8",
  cp65001: "utf-8",
  "us-ascii": "ascii",
  646: "ascii",
  "latin-1": "latin-1",
  latin1: "latin-1",
  latin: "latin-1",
  l1: "latin-1",
  "iso-8859-1": "latin-1",
  "iso8859-1": "latin-1",
  "iso-latin-1": "latin-1",
  8859: "latin-1",
  cp819: "latin-1",
  "latin-9": "iso-8859-15",
  "latin-2": "iso-8859-2",
  "iso8859-2": "iso-8859-2",
  "iso8859-15": "iso-8859-15",
  "euc-jp": "euc-jp",
  eucjp: "euc-jp",
  ujis: "euc-jp",
  sjis: "shift_jis",
  "s-jis": "shift_jis",
  "shift-jis": "shift_jis",
  cp932: "shift_jis",
  ms932: "shift_jis",
  cp936: "gbk",
  gb2312: "gbk",
  "euc-cn": "gbk",
  cp949: "euc-kr",
  uhc: "euc-kr",
  cp950: "big5",
  "big5-tw": "big5",
  "mac-roman": "macintosh",
  macroman: "macintosh",
  "mac-cyrillic": "x-mac-cyrillic",
  cp866: "ibm866",
};

/** Undefined for an encoding that neither Python's aliases nor the platform name; the label is the platform's. */
function knownEncoding(name: string): { readonly label: string } | undefined {
  const normal = name.toLowerCase().replaceAll("_", "-");
  // Python takes editors' decorations, such as utf-8-unix, for the plain name.
  if (normal === "utf-8" || normal.startsWith("utf-8-")) return { label: "utf-8" };
  if (/^(latin-1|iso-8859-1|iso-latin-1)(-|$)/.test(normal)) return { label: "latin-1" };
  const alias = ALIASES[normal];
  if (alias !== undefined) return { label: alias };
  if (normal === "ascii") return { label: "ascii" };
  try {
    const label = new TextDecoder(normal).encoding;
    // The platform's "replacement" decoder turns a whole file into one U+FFFD.
    return label === "replacement" || label.startsWith("utf-16") ? undefined : { label };
  } catch {
    return undefined;
  }
}

/** Each byte is the code point of the same number; the platform's "latin1" is Windows-1252 instead. */
function decodeLatin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 0x2000) parts.push(String.fromCharCode(...bytes.subarray(at, at + 0x2000)));
  return parts.join("");
}

/** More than one control character in thirty of the first 8 kB: no editor would call that text. */
function looksBinary(bytes: Uint8Array): boolean {
  const head = bytes.subarray(0, 8192);
  let controls = 0;
  for (const byte of head) if (byte < 0x20 && !(byte >= 0x08 && byte <= 0x0d) && byte !== 0x1b) controls++;
  return controls * 30 > head.length;
}

function withoutNul(decoded: DecodedSource): DecodedSource {
  const first = decoded.text.indexOf("\0");
  if (first < 0) return decoded;
  const line = decoded.text.slice(0, first).split(/\r\n|\r|\n/).length;
  const message = `Line ${line} holds a NUL character, which Python refuses; the file was analysed with spaces in place of NULs.`;
  const before = decoded.problem === undefined ? "" : `${decoded.problem.message} `;
  return {
    text: decoded.text.replaceAll("\0", " "),
    encoding: decoded.encoding,
    problem: { code: decoded.problem?.code ?? "binary", message: before + message },
  };
}

/** Offset of the first byte that breaks UTF-8, in bytes that are known to break it. */
function firstInvalidUtf8(bytes: Uint8Array): number {
  let at = 0;
  while (at < bytes.length) {
    const lead = bytes[at];
    const length =
      lead < 0x80
        ? 1
        : lead >= 0xc2 && lead < 0xe0
          ? 2
          : lead >= 0xe0 && lead < 0xf0
            ? 3
            : lead >= 0xf0 && lead < 0xf5
              ? 4
              : 0;
    if (length === 0 || at + length > bytes.length) return at;
    for (let i = 1; i < length; i++) if ((bytes[at + i] & 0xc0) !== 0x80) return at;
    const second = bytes[at + 1];
    const overlong = (lead === 0xe0 && second < 0xa0) || (lead === 0xf0 && second < 0x90);
    if (overlong || (lead === 0xed && second > 0x9f) || (lead === 0xf4 && second > 0x8f)) return at;
    at += length;
  }
  return Math.max(0, bytes.length - 1);
}

/** One-based. */
function lineOf(bytes: Uint8Array, offset: number): number {
  let line = 1;
  for (let at = 0; at < offset; at++) if (bytes[at] === 10 || (bytes[at] === 13 && bytes[at + 1] !== 10)) line++;
  return line;
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, "0")}`;
}
