import type { Node, SourceFile, SyntaxKind } from "ts-morph";
import type { SketchFile } from "../sketch.ts";

/** A place of a TypeScript port where the types did not line up, and a cast now says so. */
export interface Cast {
  /** Zero-based line of the port. */
  readonly line: number;
  /** What the compiler said. */
  readonly message: string;
}

export interface Mended {
  readonly files: readonly SketchFile[];
  readonly casts: readonly Cast[];
}

/** Rounds of casts: a cast can uncover what the first error hid. */
const MAX_ROUNDS = 4;

interface Insertion {
  readonly at: number;
  readonly text: string;
}

type Kinds = typeof SyntaxKind;

/**
 * Makes a port that does not type-check type-check: where the compiler refuses an expression, it is cast to `any`, so that the rest of
 * the file keeps its types and the program can be run. Each cast is one place, is counted, and is noted by the caller; what no cast
 * helps (a name that is not there) stays a problem. No line moves.
 */
export function mend(file: SourceFile, kinds: Kinds): Cast[] {
  const casts: Cast[] = [];
  for (let round = 0; round < MAX_ROUNDS; round++) {
    const insertions = new Map<string, Insertion>();
    for (const diagnostic of file.getPreEmitDiagnostics()) {
      const start = diagnostic.getStart();
      const length = diagnostic.getLength();
      if (start === undefined || length === undefined) continue;
      const found = nodeAt(file, start, length);
      if (found === undefined) continue;
      const text = diagnostic.getMessageText();
      const message = typeof text === "string" ? text : text.getMessageText();
      const made = cureOf(found, diagnostic.getCode(), message, kinds);
      if (made.length === 0) continue;
      const key = made.map((each) => `${each.at}:${each.text}`).join("|");
      if (insertions.has(key)) continue;
      for (const [index, each] of made.entries()) insertions.set(index === 0 ? key : `${key}#${index}`, each);
      casts.push({
        line: file.getLineAndColumnAtPos(start).line - 1,
        message,
      });
    }
    if (insertions.size === 0) break;
    let text = file.getFullText();
    const ordered = [...insertions.values()].sort((a, b) => b.at - a.at || (a.text.startsWith("(") ? 1 : -1));
    for (const { at, text: inserted } of ordered) text = text.slice(0, at) + inserted + text.slice(at);
    file.replaceWithText(text);
  }
  casts.push(...expectErrors(file, kinds));
  return casts;
}

/**
 * What no cast helps is expected: a comment at the end of the line before says so, and no line moves. Names that are not there stay
 * problems, since the program would fail there in a way that no note announced.
 */
function expectErrors(file: SourceFile, kinds: Kinds): Cast[] {
  const casts: Cast[] = [];
  const lines = new Set<number>();
  for (const diagnostic of file.getPreEmitDiagnostics()) {
    const start = diagnostic.getStart();
    if (start === undefined || MISSING_NAMES.has(diagnostic.getCode())) continue;
    const line = file.getLineAndColumnAtPos(start).line - 1;
    if (line === 0) continue;
    lines.add(line);
    const text = diagnostic.getMessageText();
    casts.push({ line, message: typeof text === "string" ? text : text.getMessageText() });
  }
  if (lines.size === 0) return [];
  const text = file.getFullText().split("\n");
  let offset = 0;
  const ends = text.map((each) => {
    offset += each.length + 1;
    return offset - 1;
  });
  for (const line of lines) {
    const before = file.getDescendantAtPos(Math.max(0, ends[line - 1] - 1));
    const inTemplate =
      before?.getFirstAncestor((each) => {
        const kind = each.getKind();
        return kind === kinds.TemplateExpression || kind === kinds.NoSubstitutionTemplateLiteral;
      }) !== undefined;
    if (inTemplate || (text[line - 1].trim().startsWith("*") && !text[line - 1].trim().endsWith("*/"))) continue;
    if (/^\s*\/\/ /.test(text[line - 1])) {
      text[line - 1] = text[line - 1].replace("// ", "// @ts-expect-error the types do not line up here; ");
      continue;
    }
    if (text[line - 1].includes("//")) continue;
    text[line - 1] += `${text[line - 1] === "" ? "" : " "}// @ts-expect-error the types do not line up here`;
  }
  file.replaceWithText(text.join("\n"));
  return casts;
}

const MISSING_NAMES: ReadonlySet<number> = new Set([2304, 2305, 2307, 2552, 2662, 2663]);

/** The largest node that is exactly where a diagnostic points. */
function nodeAt(file: SourceFile, start: number, length: number): Node | undefined {
  let node = file.getDescendantAtPos(start);
  if (node === undefined) return undefined;
  for (let parent = node.getParent(); parent !== undefined; parent = node.getParent()) {
    if (parent.getStart() !== start || parent.getEnd() > start + length) break;
    node = parent;
  }
  return node;
}

function cureOf(node: Node, code: number, message: string, kinds: Kinds): Insertion[] {
  const parent = node.getParent();
  switch (code) {
    // A property or method that the type does not have.
    case 2339:
    case 2551:
    case 2550:
    case 2576:
      return castObject(node, kinds);
    // Calls whose callee or number of arguments is not what the type says.
    case 2348:
    case 2349:
    case 2351:
    case 2554:
    case 2555:
    case 2556:
    case 2721:
    case 2722:
      return castCallee(node, kinds);
    case 2345:
      if (message.endsWith("to parameter of type 'never'.") && isExpression(node, kinds))
        return castTo("never", node, kinds);
      if (isOnlyNull(message) && isExpression(node, kinds)) return assertPresent(node, kinds);
      return castValue(node, kinds, code);
    case 2322:
    case 2769:
    case 2739:
    case 2740:
    case 2741:
      return castValue(node, kinds, code);
    // Operators.
    case 2362:
    case 2363:
    case 2365:
    case 2367:
    case 2447:
      return castOperand(node, kinds);
    case 2493:
      return castObject(node, kinds);
    case 7053:
      return parent?.getKind() === kinds.ElementAccessExpression || node.getKind() === kinds.ElementAccessExpression
        ? castObject(node, kinds)
        : [];
    case 2352: {
      const inner = node.getKind() === kinds.AsExpression ? node.getFirstChild() : undefined;
      if (inner === undefined) return [];
      return [
        { at: inner.getStart(), text: "(" },
        { at: inner.getEnd(), text: " as any)" },
      ];
    }
    case 2564:
      return [{ at: node.getEnd(), text: "!" }];
    case 2454:
      return isAssignmentTarget(node, kinds) ? [] : [{ at: node.getEnd(), text: "!" }];
    case 7005:
    case 7006:
    case 7031:
    case 7034:
      return parent?.getKind() === kinds.Parameter || parent?.getKind() === kinds.VariableDeclaration
        ? [{ at: node.getEnd(), text: ": any" }]
        : [];
    // A value that the types say may be missing, and the program that it is there.
    case 2531:
    case 2532:
    case 2533:
    case 18047:
    case 18048:
    case 18049:
      return isAssignmentTarget(node, kinds) || !isExpression(node, kinds) ? [] : assertPresent(node, kinds);
    case 2461:
    case 2488:
    case 2538:
    case 2571:
    case 18046:
      return castExpression(node, kinds);
  }
  return [];
}

function castObject(node: Node, kinds: Kinds): Insertion[] {
  const parent = node.getParent();
  const access = [node, parent].find(
    (each) => each?.getKind() === kinds.PropertyAccessExpression || each?.getKind() === kinds.ElementAccessExpression,
  );
  const object = access?.getFirstChild();
  return object === undefined ? [] : castExpression(object, kinds);
}

function castCallee(node: Node, kinds: Kinds): Insertion[] {
  for (let at: Node | undefined = node; at !== undefined; at = at.getParent()) {
    if (at.getKind() === kinds.CallExpression) {
      const callee = at.getFirstChild();
      return callee === undefined ? [] : castExpression(callee, kinds);
    }
    if (at.getKind() === kinds.NewExpression) {
      const callee = at.getChildAtIndex(1);
      return castExpression(callee, kinds);
    }
    if (at.getKind() === kinds.Block) break;
  }
  return [];
}

function castOperand(node: Node, kinds: Kinds): Insertion[] {
  if (node.getKind() === kinds.BinaryExpression) {
    const left = node.getFirstChild();
    return left === undefined ? [] : castExpression(left, kinds);
  }
  return castExpression(node, kinds);
}

/** What flows to a place whose type it does not fit: an argument, an initializer, a returned or assigned value. */
function castValue(node: Node, kinds: Kinds, code: number): Insertion[] {
  const parent = node.getParent();
  const kind = parent?.getKind();
  const last = (of: Node): Node | undefined => of.getLastChild((child) => child.getKind() !== kinds.SemicolonToken);
  switch (node.getKind()) {
    case kinds.ReturnStatement:
    case kinds.VariableDeclaration:
    case kinds.PropertyAssignment: {
      const value = last(node);
      return value === undefined ? [] : castExpression(value, kinds);
    }
    case kinds.YieldExpression: {
      const value = last(node);
      return value === undefined ? [] : castExpression(value, kinds);
    }
  }
  if (
    parent !== undefined &&
    (kind === kinds.VariableDeclaration || kind === kinds.PropertyAssignment || kind === kinds.PropertyDeclaration) &&
    parent.getFirstChild((child) => child.getKind() !== kinds.SyntaxList)?.getStart() === node.getStart()
  ) {
    const value = last(parent);
    return value === undefined || value === node ? [] : castExpression(value, kinds);
  }
  if (parent !== undefined && kind === kinds.BinaryExpression && isAssignmentTarget(node, kinds)) {
    const value = last(parent);
    return value === undefined ? [] : castExpression(value, kinds);
  }
  if (code === 2769) {
    // No overload fits: the argument that is pointed at, or all that the call is given.
    if (kind === kinds.SyntaxList) return castExpression(node, kinds);
    return castCallee(node, kinds);
  }
  return castExpression(node, kinds);
}

function isAssignmentTarget(node: Node, kinds: Kinds): boolean {
  const parent = node.getParent();
  if (parent?.getKind() !== kinds.BinaryExpression) return false;
  const operator = parent.getChildAtIndex(1).getText();
  return /^([-+*/%&|^]|\*\*|<<|>>>?|\?\?|&&|\|\|)?=$/.test(operator) && parent.getFirstChild() === node;
}

function castExpression(node: Node, kinds: Kinds): Insertion[] {
  if (node.getKind() === kinds.SuperKeyword) return [];
  if (isAssignmentTarget(node, kinds) || !isExpression(node, kinds)) return [];
  if (node.getKind() === kinds.SpreadElement) {
    const inner = node.getLastChild();
    return inner === undefined ? [] : castExpression(inner, kinds);
  }
  // A cast that did not help is not repeated.
  if (/ as (any|never)\)*$/.test(node.getText())) return [];
  return castTo("any", node, kinds);
}

/** `value as type`, in parentheses where what is around would take it otherwise. */
function castTo(type: "any" | "never", node: Node, kinds: Kinds): Insertion[] {
  const outer = !standsAlone(node, kinds);
  const inner = !isOperand(node, kinds);
  return [
    ...(outer || inner ? [{ at: node.getStart(), text: `${outer ? "(" : ""}${inner ? "(" : ""}` }] : []),
    { at: node.getEnd(), text: `${inner ? ")" : ""} as ${type}${outer ? ")" : ""}` },
  ];
}

/** `value!`: the value is not null there. */
function assertPresent(node: Node, kinds: Kinds): Insertion[] {
  if (node.getText().endsWith("!")) return castTo("any", node, kinds);
  if (isOperand(node, kinds)) return [{ at: node.getEnd(), text: "!" }];
  return [
    { at: node.getStart(), text: "(" },
    { at: node.getEnd(), text: ")!" },
  ];
}

/** Whether the compiler's complaint is that null is among what a value can be, and nothing else. */
function isOnlyNull(message: string): boolean {
  const match = /^(?:Argument of type|Type) '(.+) \| null' is not assignable to (?:parameter of )?type '(.+)'\.$/.exec(
    message,
  );
  return match !== null && match[1] === match[2];
}

/** Whether an operator after the expression means all of it. */
function isOperand(node: Node, kinds: Kinds): boolean {
  const kind = node.getKind();
  return (
    kind === kinds.Identifier ||
    kind === kinds.PropertyAccessExpression ||
    kind === kinds.ElementAccessExpression ||
    kind === kinds.CallExpression ||
    kind === kinds.NonNullExpression ||
    kind === kinds.ParenthesizedExpression ||
    kind === kinds.ArrayLiteralExpression ||
    kind === kinds.ObjectLiteralExpression ||
    kind === kinds.ThisKeyword ||
    kind === kinds.NullKeyword ||
    kind === kinds.NumericLiteral ||
    kind === kinds.StringLiteral
  );
}

/** Whether the expression is a whole argument, element or value, so that an operator in it reaches nothing else. */
function standsAlone(node: Node, kinds: Kinds): boolean {
  const parent = node.getParent();
  switch (parent?.getKind()) {
    case kinds.CallExpression:
    case kinds.NewExpression:
      return parent?.getFirstChild() !== node && parent?.getChildAtIndex(1) !== node;
    case kinds.VariableDeclaration:
    case kinds.PropertyAssignment:
    case kinds.ReturnStatement:
    case kinds.ArrayLiteralExpression:
    case kinds.TemplateSpan:
    case kinds.ParenthesizedExpression:
      return true;
    case kinds.BinaryExpression:
      return parent?.getChildAtIndex(1).getText() === "=" && parent.getFirstChild() !== node;
    default:
      return false;
  }
}

function isExpression(node: Node, kinds: Kinds): boolean {
  const kind = node.getKind();
  if (kind === kinds.Identifier) {
    const parent = node.getParent()?.getKind();
    return !(
      parent === kinds.PropertySignature ||
      parent === kinds.MethodDeclaration ||
      parent === kinds.Parameter ||
      parent === kinds.ClassDeclaration ||
      parent === kinds.ImportSpecifier
    );
  }
  return (
    (kind >= kinds.ArrayLiteralExpression && kind <= kinds.SatisfiesExpression) ||
    kind === kinds.SpreadElement ||
    kind === kinds.NumericLiteral ||
    kind === kinds.BigIntLiteral ||
    kind === kinds.StringLiteral ||
    kind === kinds.NoSubstitutionTemplateLiteral ||
    kind === kinds.ThisKeyword ||
    kind === kinds.NullKeyword ||
    kind === kinds.TrueKeyword ||
    kind === kinds.FalseKeyword
  );
}
