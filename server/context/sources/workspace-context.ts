/** What the index's thread finds for a place. It knows the documents: only the place travels there. */
import type { QuestionName, Questions } from "../index/questions.ts";
import type { Source } from "../source.ts";

/** As much as any target has room for; each takes what fits, best first. */
const TOKENS = 4_000;

interface Index {
  readonly ask: <Name extends QuestionName>(
    name: Name,
    asked: Questions[Name]["asked"],
  ) => Promise<Questions[Name]["answer"] | undefined>;
}

export function workspaceContext(index: Index): Source {
  return {
    name: "workspace",
    async find({ document: { uri }, line, character }) {
      const packed = await index.ask("context", { uri, line, character, tokens: TOKENS });
      return packed?.snippets ?? [];
    },
  };
}
