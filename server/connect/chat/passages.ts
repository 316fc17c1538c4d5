/** Pieces of the workspace by some words: by what they say, and where it is embedded, by what they mean. What both find comes first. */
import type { FoundPassage } from "../../context/index/questions.ts";
import type { Following } from "../following.ts";
import type { Embeddings } from "../embedding/entrance.ts";
import type { Recipient } from "../../privacy/recipient.ts";

export interface PassageParts {
  readonly following: Pick<Following, "index">;
  readonly embeddings: Pick<Embeddings, "search">;
}

interface Asked {
  readonly words: string;
  readonly limit: number;
}

/** A provider that takes longer to say what the words mean is not waited for. */
const MEANING_WITHIN_MS = 3000;
/** Scores of the two cannot be compared, their ranks can. */
const RANK_OFFSET = 10;

/** Undefined while there is no index. */
export async function passagesFor(
  { words, limit }: Asked,
  to: Recipient,
  { following: { index }, embeddings }: PassageParts,
): Promise<readonly FoundPassage[] | undefined> {
  const [said, meant] = await Promise.all([
    index.ask("passages", { words, limit }, to),
    embeddings.search({ text: words, limit, to }, AbortSignal.timeout(MEANING_WITHIN_MS)),
  ]);
  if (meant.kind !== "found" || meant.passages.length === 0) return said;
  return fused([said ?? [], meant.passages]).slice(0, limit);
}

function fused(lists: readonly (readonly FoundPassage[])[]): readonly FoundPassage[] {
  const found = new Map<string, { readonly passage: FoundPassage; readonly score: number }>();
  for (const list of lists) {
    for (const [rank, passage] of list.entries()) {
      const key = `${passage.uri}:${String(passage.line)}`;
      const before = found.get(key)?.score ?? 0;
      found.set(key, { passage, score: before + 1 / (RANK_OFFSET + rank) });
    }
  }
  const best = [...found.values()].toSorted((a, b) => b.score - a.score);
  return best.map(({ passage }) => passage);
}
