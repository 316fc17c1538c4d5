/** The declaration behind the name that ends at the cursor: the item that IntelliSense has selected, or a name just typed. */
import type { Source } from "../source.ts";
import { headsOf, type Index, remembered } from "./ask-index.ts";

const NAME = /[\p{L}_$][\p{L}\p{N}_$]{2,}(?=[^\p{L}\p{N}_$]{0,2}$)/u;
/** Of a name that more have, nobody knows which is meant. */
const MAX_NAMESAKES = 4;

export function nameAtCursor(index: Index): Source {
  const last = remembered();
  return {
    name: "name at the cursor",
    weight: 0.5,
    async find({ document: { uri, lines }, line, character }, { to }) {
      const name = NAME.exec((lines[line] ?? "").slice(0, character))?.[0];
      if (name === undefined) return [];
      return last([to, uri, name], async () => {
        const found = (await index.ask("definitions", { name, from: uri }, to)) ?? [];
        // What the document declares itself is meant first.
        const isOwn = found.some((one) => one.uri === uri);
        if (isOwn || found.length > MAX_NAMESAKES) return [];
        return headsOf(found, "name at the cursor").map((head) => ({ ...head, volatile: true as const }));
      });
    },
  };
}
