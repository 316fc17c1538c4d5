/** What somebody does to a file, taken from the difference of two published versions of it: pieces to be put in, in their order. */

export interface Job {
  /** The file at that time, up to where the piece goes. */
  readonly before: string;
  /** Deleted first, in one go. */
  readonly removed: string;
  /** To be typed. */
  readonly want: string;
  readonly after: string;
}

const MAX_TYPED = 700;

/** The jobs that lead from one text to another, each as of the text that the ones before have made. */
export function jobsBetween(old: string, now: string): readonly Job[] {
  const jobs: Job[] = [];
  let done = "";
  let rest = old;
  for (const { kept, removed, added } of hunks(old.split(/(?<=\n)/), now.split(/(?<=\n)/))) {
    done += kept;
    rest = rest.slice(kept.length + removed.length);
    if (removed !== "" || added !== "") {
      const head = commonStart(removed, added);
      const tail = commonStart(reversed(removed.slice(head)), reversed(added.slice(head)));
      const want = added.slice(head, added.length - tail);
      if (want !== "" && want.length <= MAX_TYPED) {
        jobs.push({
          before: done + added.slice(0, head),
          removed: removed.slice(head, removed.length - tail),
          want,
          after: added.slice(added.length - tail) + rest,
        });
      }
    }
    done += added;
  }
  return jobs;
}

interface Hunk {
  readonly kept: string;
  readonly removed: string;
  readonly added: string;
}

/** By the longest common subsequence of lines: quadratic, and good enough for source files. */
function hunks(old: readonly string[], now: readonly string[]): readonly Hunk[] {
  const common = commonLines(old, now);
  const found: Hunk[] = [];
  let [i, j] = [0, 0];
  for (const [inOld, inNow] of [...common, [old.length, now.length] as const]) {
    const kept = i > 0 || j > 0 ? (old[i - 1] ?? "") : "";
    found.push({ kept, removed: old.slice(i, inOld).join(""), added: now.slice(j, inNow).join("") });
    [i, j] = [inOld + 1, inNow + 1];
  }
  return found;
}

/** Where the lines stand that both have, in the one and in the other. */
function commonLines(old: readonly string[], now: readonly string[]): readonly (readonly [number, number])[] {
  const width = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * width);
  const from = (i: number, j: number) => lengths[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      const same = old[i] === now[j];
      lengths[i * width + j] = same ? from(i + 1, j + 1) + 1 : Math.max(from(i + 1, j), from(i, j + 1));
    }
  }
  const found: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < old.length && j < now.length;) {
    if (old[i] === now[j]) found.push([i++, j++]);
    else if (from(i + 1, j) >= from(i, j + 1)) i++;
    else j++;
  }
  return found;
}

function commonStart(one: string, other: string): number {
  let length = 0;
  while (length < one.length && length < other.length && one[length] === other[length]) length++;
  return length;
}

function reversed(text: string): string {
  return text.split("").toReversed().join("");
}
