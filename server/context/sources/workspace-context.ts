/** What the index's thread finds for a place. It knows the documents: only the place travels there. */
import type { QuestionName, Questions } from "../index/questions.ts";
import type { Recipient } from "../../privacy/recipient.ts";
import type { Snippet } from "../../completion/ports.ts";
import type { PackedSnippet } from "../pack.ts";
import type { Source } from "../source.ts";

/** As much as any target has room for; each takes what fits, best first. */
const TOKENS = 4_000;

interface Index {
  readonly ask: <Name extends QuestionName>(
    name: Name,
    asked: Questions[Name]["asked"],
    to: Recipient,
  ) => Promise<Questions[Name]["answer"] | undefined>;
}

export function workspaceContext(index: Index): Source {
  let last: { readonly key: string; readonly found: Promise<readonly Snippet[]> } | undefined;
  return {
    name: "workspace",
    weight: 1,
    async find({ document, line, character }, { to }) {
      const { uri } = document;
      // Within a name the answer hardly changes, and a prompt that begins as the last one did is half read already.
      const before = (document.lines[line] ?? "").slice(0, character).replace(/[\p{L}\p{N}_$]+$/u, "");
      const key = `${to.reach} ${to.name} ${uri} ${String(line)} ${before}`;
      if (last?.key !== key) {
        const asked = index.ask("context", { uri, line, character, tokens: TOKENS }, to);
        last = { key, found: asked.then((packed) => (packed?.snippets ?? []).map(asSnippet)) };
      }
      const { found } = last;
      const snippets = await found;
      // The index may not have been there yet.
      if (snippets.length === 0 && last.key === key) last = undefined;
      return snippets;
    },
  };
}

function asSnippet({ path, text, score, source, startLine }: PackedSnippet): Snippet {
  return { path, text, score, source, line: startLine };
}
