/** Where the editor's own language support says the names before the cursor are defined, as the index has the lines. */
import type { Editor } from "../editor-view.ts";
import type { Source } from "../source.ts";
import { headsOf, type Index, remembered } from "./ask-index.ts";

const NAME = /[\p{L}_$][\p{L}\p{N}_$]{2,}/gu;
/** The name that is being typed is not there yet. */
const TYPED = /[\p{L}\p{N}_$]*$/u;
const MAX_NAMES = 4;

export function editorDefinitions(editor: Editor, index: Index): Source {
  const last = remembered();
  return {
    name: "definitions",
    weight: 0.8,
    async find({ document: { uri, lines }, line, character }, { to }) {
      const before = (lines[line] ?? "").slice(0, character).replace(TYPED, "");
      const characters = Array.from(before.matchAll(NAME), ({ index }) => index).slice(-MAX_NAMES);
      if (characters.length === 0) return [];
      return last([to, uri, line, before], async () => {
        const spots = await editor.definitions({ uri, line, characters });
        const foreign = spots.filter((spot) => spot.uri !== uri);
        const found = await Promise.all(
          foreign.map(async (spot) => {
            const outline = (await index.ask("outline", { file: spot.uri }, to)) ?? [];
            const around = outline.filter((one) => one.line <= spot.line && spot.line <= one.endLine);
            return around.toSorted((a, b) => b.line - a.line)[0] ?? [];
          }),
        );
        return headsOf(found.flat(), "definitions");
      });
    },
  };
}
