import type { BinaryOperator, Expression } from "./nodes.ts";

/**
 * What a computation of integer literals gives. Undefined where it is none, or has no integer as its result.
 * @param mostBits a result of clearly more bits is not worked out but "huge", so that no text costs more than its length
 */
export function foldedInteger(e: Expression, mostBits: number): bigint | "huge" | undefined {
  if (e.kind === "int") return e.value;
  if (e.kind !== "binary") return undefined;
  const left = foldedInteger(e.left, mostBits);
  const right = foldedInteger(e.right, mostBits);
  if (left === undefined || right === undefined) return undefined;
  return left === "huge" || right === "huge" ? "huge" : combined(e.operator, left, right, mostBits);
}

function combined(
  operator: BinaryOperator,
  left: bigint,
  right: bigint,
  mostBits: number,
): bigint | "huge" | undefined {
  switch (operator) {
    case "+":
      return left + right;
    case "-":
      return left - right;
    case "*":
      return bitsOf(left) + bitsOf(right) > mostBits ? "huge" : left * right;
    case "**":
      if (right < 0n) return undefined;
      if (left >= -1n && left <= 1n) return left === 0n && right > 0n ? 0n : left ** (right % 2n);
      return right > BigInt(mostBits) || bitsOf(left) * Number(right) > 2 * mostBits ? "huge" : left ** right;
    case "<<":
      if (right < 0n) return undefined;
      if (left === 0n) return 0n;
      return right > BigInt(mostBits) ? "huge" : left << right;
    default:
      return undefined;
  }
}

const bitsOf = (value: bigint): number => value.toString(16).length * 4;
