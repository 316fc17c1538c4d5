/**
 * Pieces of other files that mean nearly what stands around the cursor, where the workspace has been embedded. By the vector
 * that these lines have already: to ask a provider for one would take longer than a keystroke may.
 */
import type { Source } from "../source.ts";
import { type Index, remembered } from "./ask-index.ts";

const MAX_PASSAGES = 4;

export function similarMeaning(index: Index, isOn: () => boolean): Source {
  const last = remembered();
  const source = "similar meaning";
  return {
    name: source,
    weight: 0.25,
    async find({ document: { uri }, line, character }, { to }) {
      if (!isOn()) return [];
      return last([to, uri, line], async () => {
        const found = await index.ask("akin", { uri, line, character, limit: MAX_PASSAGES }, to);
        return (found ?? []).map(({ path, line, text, score }) => ({ path, line, text, score, source }));
      });
    },
  };
}
