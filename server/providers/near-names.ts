/** Which names were probably meant by one that nobody knows. Pure. */
import { told, type Told, type Words } from "../completion/told.ts";

const MOST = 3;
/** A name that goes on where the other ends is nearly as near as one with a slip. */
const ADDED = 2;

/** The nearest first; none when all are far away. */
export function nearNames(name: string, names: readonly string[]): readonly string[] {
  const asked = bare(name);
  const far = Math.max(2, Math.floor(asked.length / 3));
  return names
    .map((known) => ({ known, distance: distanceTo(asked, bare(known)) }))
    .filter(({ distance }) => distance <= far)
    .toSorted((a, b) => a.distance - b.distance || a.known.length - b.known.length)
    .slice(0, MOST)
    .map(({ known }) => known);
}

/** Undefined when none was near. */
export function meantWords([first, ...more]: readonly string[]): Told | undefined {
  if (first === undefined) return undefined;
  return told(
    "Did you mean {0}?",
    more.reduce<Words>((all, next) => told("{0} or {1}", all, next), first),
  );
}

/** Without who published it and in which packing: `qwen/qwen3-coder:free` is known as `qwen3-coder`. */
function bare(name: string): string {
  return (name.toLowerCase().split("/").at(-1) ?? "").replace(/:[^:]*$/, "");
}

function distanceTo(asked: string, known: string): number {
  const contained = asked !== "" && known !== "" && (known.startsWith(asked) || asked.startsWith(known));
  return contained && asked !== known ? ADDED : edits(asked, known);
}

/** How many characters have to be put in, taken out, or changed. */
function edits(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, at) => at);
  for (const [row, letter] of Array.from(from).entries()) {
    const current = [row + 1];
    for (const [column, other] of Array.from(to).entries()) {
      const changed = (above[column] ?? 0) + (letter === other ? 0 : 1);
      current.push(Math.min(changed, (above[column + 1] ?? 0) + 1, (current[column] ?? 0) + 1));
    }
    above = current;
  }
  return above.at(-1) ?? 0;
}
