/** What is read of a place on the way of a keystroke is what somebody reads there who comes afresh. */
import { expect, test } from "vitest";

import { holeAt } from "../../../server/completion/hole.ts";
import type { Language } from "../../../server/completion/language.ts";
import { splitLines } from "../../../server/completion/lines.ts";
import { languages } from "../../support/languages.ts";
import { random } from "../../support/random.ts";

const KEYS = ["f", "(", "{", "'", ")", "}", "`", "/", "*", "\n", "  ", "x"];

function block(depth: number, line: number): string {
  const unit = "  ".repeat(depth % 5);
  return (
    [`${unit}if (a[${String(line)}]) {`, `${unit}} // it's`, `${unit}f(\`\${x}`, `${unit}\`);`, ""][
      line % 5
    ] ?? ""
  );
}

const TEXT = Array.from({ length: 900 }, (_, line) => block(line >> 3, line)).join("\n");

test.each(["typescript", "python", "html", "markdown"])("%s, typed here and there", (id) => {
  const language = languages.named(id);
  const below = random(7);
  let lines: readonly string[] = splitLines(TEXT);
  for (let round = 0; round < 12; round++) {
    let line = below(lines.length - 1);
    let character = 0;
    for (let key = 0; key < 12; key++) {
      const typed = KEYS[below(KEYS.length)] ?? "";
      const own = lines[line] ?? "";
      const changed = splitLines(own.slice(0, character) + typed + own.slice(character));
      lines = lines.toSpliced(line, 1, ...(own.endsWith("\n") ? changed.slice(0, -1) : changed));
      [line, character] = typed === "\n" ? [line + 1, 0] : [line, character + typed.length];
      const document = { uri: "file:///w/a", path: "a", languageId: id, version: 1, lines };
      const place = { document, line, character };
      const { language: _, ...onTheWay } = holeAt(place, language);
      const stranger: Language = { ...language };
      const { language: __, ...afresh } = holeAt({ ...place }, stranger);
      expect({ ...onTheWay, place }).toEqual({ ...afresh, place });
    }
  }
});
