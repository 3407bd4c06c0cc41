import { type Prose, readProse } from "../../prose.ts";
import { APART } from "../print.ts";

/**
 * Doc comments as Go has them: they begin with the name that they are about and say in the third person what it does. Python's say it in the
 * imperative, with the name or without.
 */
export function docOf(
  name: string,
  docstring: string | undefined,
  comments: readonly string[],
  kind: "function" | "type" = "function",
): string | undefined {
  const remarks = comments.flatMap((each) => each.split("\n")).filter((line) => !isSeparator(line));
  const text = (docstring ?? remarks.join("\n")).trim();
  if (text === "") return remarks.length > 0 && docstring !== undefined ? remarks.join("\n") : undefined;
  const prose = readProse(text);
  const lines = withoutSignature(name, prose.lines);
  // Comments above a definition that has documentation are for who changes it, and stay above.
  const above = docstring === undefined || remarks.join("").trim() === "" ? [] : [...remarks, APART];
  return [...above, ...withLead(name, lines, kind), ...fieldLines(prose)].join("\n");
}

/** A line that parts a file into sections, and says nothing of what stands below it. */
function isSeparator(line: string): boolean {
  return /^\s*([=\-#~*_+─])\1{2,}/.test(line) || /([=\-#~*_+─])\1{2,}\s*$/.test(line);
}

/** The comment of the package, from the documentation of the module; a program has no name to begin with. */
export function packageDoc(docstring: string | undefined, name: string | undefined): string | undefined {
  const text = docstring?.trim();
  if (text === undefined || text === "") return undefined;
  const { lines } = readProse(text);
  if (lines[0]?.startsWith("Package")) return asBlocks(lines).join("\n");
  if (name === undefined) return asBlocks(lines).join("\n");
  const lead = `Package ${name}`;
  if (lines.length > 1 && lines[0].trim().toLowerCase() === name.toLowerCase()) {
    const rest = lines.slice(lines[1].trim() === "" ? 2 : 1);
    if (rest.length > 0) return [packageLead(lead, rest[0]), ...asBlocks(rest.slice(1))].join("\n");
  }
  return [packageLead(lead, lines[0] ?? ""), ...asBlocks(lines.slice(1))].join("\n");
}

function packageLead(lead: string, line: string): string {
  const about = /^(?:This|The) (?:module|package|file) ([a-z]+s) (.*)$/.exec(line);
  if (about !== null) return `${lead} ${about[1]} ${about[2]}`;
  const bare = line.replace(/^Module \w+ (?:--?|:) /, "");
  const isTitle = /^[A-Z]\S*(?: [A-Z(]\S*| and| of| the| with| for| in| to)+$/.test(bare);
  const spoken = isTitle ? undefined : asVerbPhrase(bare);
  if (spoken !== undefined) return `${lead} ${spoken}`;
  if (isPhrase(bare) && /\b(?:module|package|library)\.$/.test(bare))
    return `${lead} is ${articleOf(bare)} ${lowered(bare)}`;
  return isPhrase(bare) ? `${lead} provides ${lowered(bare)}` : `${lead}: ${bare}`;
}

/** Words that tell a sentence from the name of a thing. */
const FINITE = /\b(is|are|was|were|be|can|could|will|would|should|must|may|has|have|had|does|do)\b/;

/** Whether a line is no sentence and no title, but names what is there. */
function isPhrase(line: string): boolean {
  return (
    /^[A-Z][a-z]+ [a-z].*\.$/.test(line) &&
    !/[.:;] /.test(line) &&
    !/\b(is|are|was|were|be|can|could|will|would|should|must|has|have|had|does|do|this|these|you|we|it)\b/i.test(
      line,
    ) &&
    !/^(A|An|The|This|For|In|On|To|From|With|When|If|See|Note|Copyright|Based|So|How)\b/.test(line)
  );
}

/** A first line that is the signature, as older documentation has it, says nothing that Go's does not. */
function withoutSignature(name: string, lines: readonly string[]): readonly string[] {
  const bare = (text: string): string => text.replaceAll("_", "").toLowerCase();
  const first = lines[0] ?? "";
  const called = /^([A-Za-z_][\w.]*)\(/.exec(first);
  if (called === null || bare(called[1].split(".").at(-1)!) !== bare(name)) return lines;
  let depth = 0;
  let at = 0;
  for (; at < lines.length; at++) {
    for (const char of lines[at]) depth += char === "(" ? 1 : char === ")" ? -1 : 0;
    if (depth <= 0) break;
  }
  if (!/\)(\s*(->|-->|=>).*)?\s*$/.test(lines[at] ?? "") || lines[at + 1]?.trim() !== "") return lines;
  const rest = lines.slice(at + 2);
  return rest.length === 0 ? lines : rest;
}

function withLead(name: string, lines: readonly string[], kind: "function" | "type"): string[] {
  const [first = "", ...rest] = lines;
  const isCommand =
    VERBS.has(name.toLowerCase()) &&
    new RegExp(`^${name} (?:an?|the|all|any|each|every|this|that|its|whether|if)\\b`).test(first);
  if (new RegExp(`^${name}\\b`).test(first) && !isCommand) return [first, ...asBlocks(rest)];
  const whether = asWhether(first);
  if (whether !== undefined) return [`${name} reports whether ${whether}`, ...asBlocks(rest)];
  const spoken = asVerbPhrase(first);
  if (spoken !== undefined) return [`${name} ${spoken}`, ...asBlocks(rest)];
  const article = /^(An?|The) [a-z]/.test(first) && !FINITE.test(first.split(/[.;:] /)[0]);
  if (article) return [`${name} is ${lowered(first)}`, ...asBlocks(rest)];
  if (kind === "type" && isThing(first)) return [`${name} is ${articleOf(first)} ${lowered(first)}`, ...asBlocks(rest)];
  return first === "" ? asBlocks(rest) : [`${name}: ${first}`, ...asBlocks(rest)];
}

/** "Return True if it does, False otherwise." is what Go calls "reports whether it does." */
function asWhether(line: string): string | undefined {
  const match =
    /^Returns? `?True`? (?:if and only if|if|when|iff) (.*?)(?:,? (?:else|otherwise|and|or) `?False`?(?: otherwise)?|[,;] `?False`? otherwise)?(\.?)$/.exec(
      line,
    );
  if (match === null || /\bFalse\b/.test(match[1])) return undefined;
  return match[1] + match[2];
}

/** A line that begins with a verb, in the third person. */
function asVerbPhrase(line: string): string | undefined {
  const match = /^([A-Z][a-z]+)([ .](?:.|\n)*)?$/.exec(line);
  if (match === null) return undefined;
  const [, word, rest = ""] = match;
  const verb = word.toLowerCase();
  if (VERBS.has(verb))
    return (
      thirdPerson(verb) +
      rest.replace(FURTHER, (whole, before: string, next: string, at: number) => {
        const after = rest.slice(at + whole.length);
        return VERBS.has(next) && (!NOUNS.has(next) || DETERMINER.test(after)) ? before + thirdPerson(next) : whole;
      })
    );
  const base = [...stemsOf(verb)].some((stem) => VERBS.has(stem));
  return base && !/^ (of|for|and|or|to|in|that|which|from)\b/.test(rest) ? verb + rest : undefined;
}

const DETERMINER = /^ (?:an?|the|its?|them|this|that|all|each|any|every|whether|if|it)\b/;
const FURTHER = /(\b(?:and|or|then|and then) )([a-z]+)\b(?! (?:of|by)\b)/g;

function stemsOf(word: string): readonly string[] {
  if (!word.endsWith("s")) return [];
  return [word.slice(0, -1), word.replace(/es$/, ""), word.replace(/ies$/, "y")];
}

function thirdPerson(verb: string): string {
  if (/(s|x|z|ch|sh|o)$/.test(verb)) return `${verb}es`;
  return /[^aeiou]y$/.test(verb) ? `${verb.slice(0, -1)}ies` : `${verb}s`;
}

/** Whether a line names one thing: "Object for wrapping text." */
function isThing(line: string): boolean {
  const head =
    /^([A-Z][\w-]*(?: [a-z][\w-]*){0,4}?)(?=[.,]?$| (?:for|that|which|to|of|with|used|representing|containing|implementing|raised|in|on|from|when|where|as)\b)/.exec(
      line,
    );
  if (head === null || /^(?:An?|The|This|These|See|Note|Same|Like)\b/.test(line)) return false;
  const noun = head[1].split(" ").at(-1)!;
  return !/(?:[^s]s|ing|ed)$/.test(noun) && /^[A-Z][a-z]+$|^[A-Z]{2,}$/.test(line.split(" ")[0]);
}

export function articleOf(line: string): string {
  const [word] = line.split(/[ .,]/);
  if (/^[A-Z]{2}/.test(word)) return /^[AEFHILMNORSX]/.test(word) ? "an" : "a";
  return /^[aeio]|^u(?!n[i]|s[ei])/i.test(word) ? "an" : "a";
}

function lowered(text: string): string {
  return /^[A-Z][a-z]|^[A-Z] /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/** Sessions of the interpreter are set as blocks, as Go shows code. */
function asBlocks(lines: readonly string[]): string[] {
  let inside = false;
  return lines.map((line) => {
    if (line.trim() === "") inside = false;
    else if (line.startsWith(">>>")) inside = true;
    return inside ? `\t${line}` : line;
  });
}

function fieldLines({ parameters, returns, raises }: Prose): string[] {
  const items = [
    ...parameters.map((each) => `${each.name}: ${each.lines.join("\n    ")}`),
    ...(returns === undefined || returns.length === 0 ? [] : [`returns ${lowered(returns.join("\n    "))}`]),
    ...raises.map(
      (each) => `fails with ${each.name}${each.lines.length > 0 ? ` ${lowered(each.lines.join("\n    "))}` : ""}`,
    ),
  ];
  return items.length === 0 ? [] : ["", ...items.map((item) => `  - ${item}`)];
}

/** What documentation tells a function to do. */
const VERBS: ReadonlySet<string> = new Set(
  `abort accept access acquire activate add adjust advance align allocate allow analyze append apply arrange assemble assert assign associate
  attach attempt authenticate balance begin bind block break bubble build bump cache calculate call cancel capitalize capture cast change check
  choose clamp clean clear clone close collapse collect combine compare compile complete compress compute concatenate configure confirm connect
  consider construct consume contain convert copy correct count create decode decompress decorate decrease decrement decrypt define delete deliver dequeue
  derive describe deserialize detach detect determine disable discard disconnect discover dispatch display divide do download draw drop dump
  emit empty emulate enable encode encrypt end enforce enqueue ensure enter enumerate escape estimate evaluate examine exchange exclude execute exit
  expand expect explain extend extract fail fetch fill filter finalize find finish fire fit fix flatten flush fold follow force format forward
  free generate get give go group guard guess handle hash hide hold identify ignore implement import include increase increment indicate infer
  inform inherit initialize inject insert inspect install interpolate intersect invalidate invert invoke isolate issue iterate join keep launch lay leave let
  limit link list listen load locate lock log look lower make manage map mark match measure merge migrate modify monitor move multiply munge
  normalize notify obtain open order override pack pad parse partition pass patch peek perform permute pick place play plot poll pop populate post
  predict prefix prepare prepend preserve prevent print process produce prompt propagate provide prune publish pull purge push put query queue
  quote raise rank read rebuild receive recompute record recover recreate recurse reduce refer refine refresh register reject release reload remember
  remove rename render reorder repair repeat replace report represent request require reset reshape resize resolve respond restart restore
  resume retain retrieve retry return reverse revert rewind rewrite roll rotate round run sample sanitize save scale scan schedule score search see
  select send separate serialize serve set shift show shrink shuffle shut sign signal simplify simulate skip slice sleep solve sort specify split
  start stop store stream strip submit substitute subtract sum support suspend swap switch synchronize take tell terminate test throw toggle
  tokenize trace track transfer transform translate transpose traverse trigger trim truncate try turn undo unescape unify uninstall unlock unpack
  unregister unwrap update upload use validate verify view visit wait walk warn wrap write yield zip`.split(/\s+/),
);

/** Verbs that are nouns as often, so that behind "and" they are left alone. */
const NOUNS: ReadonlySet<string> = new Set(
  `access attempt balance block break call cast change check count display divide do draw drop dump end escape exchange exit fit fix fold force
  format free group guard guess handle hash hold import issue join lay let limit link list load lock log look lower map mark match measure move
  order pad pass patch pick place play plot poll pop post prefix print process prompt pull push query queue quote rank record release report
  request rest roll round run sample scale score search set shift show sign signal slice sleep sort split start stop store stream strip sum
  support switch take test trace track transfer trigger trim try use view visit wait walk wrap zip empty open clean clear complete correct`.split(
    /\s+/,
  ),
);
