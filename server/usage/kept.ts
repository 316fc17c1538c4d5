/** How much of accepted text is still in its document, line by line: moved, indented anew and edited a little still counts. */

/** Below it a line is another one. */
const ALIKE = 0.6;

/** 0 to 1, by length. */
export function keptShare(accepted: readonly string[], now: readonly string[]): number {
  const lines = accepted.map((line) => line.trim()).filter((line) => line !== "");
  const total = lines.reduce((sum, line) => sum + line.length, 0);
  if (total === 0) return 1;
  const there = now.map((line) => line.trim()).filter((line) => line !== "");
  const kept = lines.reduce((sum, line) => sum + line.length * nearest(line, there), 0);
  return kept / total;
}

function nearest(line: string, there: readonly string[]): number {
  if (there.some((other) => other.includes(line))) return 1;
  const best = Math.max(0, ...there.map((other) => similarity(line, other)));
  return best >= ALIKE ? best : 0;
}

/** The share of pairs of neighbouring letters that two lines have in common (Dice). */
function similarity(one: string, other: string): number {
  // Lengths alone rule most lines out.
  if (2 * Math.min(one.length, other.length) < ALIKE * (one.length + other.length)) return 0;
  const pairs = new Map<string, number>();
  for (let at = 1; at < one.length; at++) {
    const pair = one.slice(at - 1, at + 1);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let common = 0;
  for (let at = 1; at < other.length; at++) {
    const pair = other.slice(at - 1, at + 1);
    const left = pairs.get(pair) ?? 0;
    if (left > 0) common++;
    pairs.set(pair, left - 1);
  }
  return (2 * common) / Math.max(1, one.length + other.length - 2);
}
