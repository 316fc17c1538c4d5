/** How well a name answers to a few letters. */

const EXACT = 100;
const PREFIX = 40;
const BEGINS_PART = 8;
const NEIGHBOURS = 5;
const SAME_CASE = 1;
/** Of two that match alike, the shorter is meant. */
const PER_LETTER_LEFT = 0.5;

/** Undefined when the letters are not in it, in this order. */
export function matchName(query: string, name: string): number | undefined {
  const wanted = query.replaceAll(/\s+/g, "");
  const [lowWanted, lowName] = [wanted.toLowerCase(), name.toLowerCase()];
  if (lowWanted === lowName)
    return EXACT + PREFIX + (wanted === name ? SAME_CASE : 0) + wanted.length * NEIGHBOURS;
  let score = lowName.startsWith(lowWanted) ? PREFIX : 0;
  let at = -1;
  for (let place = 0; place < lowWanted.length; place++) {
    const next = placeOf(lowWanted[place] ?? "", { name, lowName, after: at });
    if (next < 0) return undefined;
    if (beginsPart(name, next)) score += BEGINS_PART;
    if (next === at + 1) score += NEIGHBOURS;
    if (name[next] === wanted[place]) score += SAME_CASE;
    at = next;
  }
  return score - (name.length - wanted.length) * PER_LETTER_LEFT;
}

/** The next letter, or the beginning of a part where the word goes on with another letter. */
function placeOf(
  letter: string,
  { name, lowName, after }: { name: string; lowName: string; after: number },
): number {
  const next = lowName.indexOf(letter, after + 1);
  if (next === after + 1 || next < 0 || beginsPart(name, next)) return next;
  for (let at = next; at >= 0; at = lowName.indexOf(letter, at + 1)) if (beginsPart(name, at)) return at;
  return next;
}

function beginsPart(name: string, at: number): boolean {
  if (at === 0) return true;
  const [before = "", here = ""] = [name[at - 1], name[at]];
  return /[_$.\d]/.test(before) || (/\p{Lu}/u.test(here) && !/\p{Lu}/u.test(before));
}
