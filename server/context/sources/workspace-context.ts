/** What the index's thread finds for a place. It knows the documents: only the place travels there. */
import type { Snippet } from "../../completion/ports.ts";
import type { PackedSnippet } from "../pack.ts";
import type { Source } from "../source.ts";
import { type Index, remembered } from "./ask-index.ts";

/** As much as any target has room for; each takes what fits, best first. */
const TOKENS = 4_000;

export function workspaceContext(index: Index): Source {
  const last = remembered();
  return {
    name: "workspace",
    weight: 1,
    find({ document, line, character }, { to }) {
      const { uri } = document;
      // Within a name the answer hardly changes, and a prompt that begins as the last one did is half read already.
      const before = (document.lines[line] ?? "").slice(0, character).replace(/[\p{L}\p{N}_$]+$/u, "");
      return last([to, uri, line, before], async () => {
        const packed = await index.ask("context", { uri, line, character, tokens: TOKENS }, to);
        return (packed?.snippets ?? []).map(asSnippet);
      });
    },
  };
}

function asSnippet({ path, text, score, source, startLine }: PackedSnippet): Snippet {
  return { path, text, score, source, line: startLine };
}
