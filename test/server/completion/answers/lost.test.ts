/** Whatever a model says, accepting it loses nothing: what stood before and after the cursor is there, and in between is the suggestion. */
import { expect, test } from "vitest";

import { extent } from "../../../../server/completion/extent.ts";
import { holeAt } from "../../../../server/completion/hole.ts";
import { read } from "../../../../server/completion/suggestion/read.ts";
import { repairEnd } from "../../../../server/completion/suggestion/repair.ts";
import { languages } from "../../../support/languages.ts";
import { placeIn } from "../../../support/marked-text.ts";
import { randomCode } from "../../../support/random-code.ts";

test("of 4,000 random answers in random places", () => {
  const { below: next, code: some, language, mutated } = randomCode(11);
  for (let round = 0; round < 4_000; round++) {
    const languageId = language();
    const [before, after] = [some(12), some(8)];
    const marked = `${before}▮${after}`;
    // Anything at all, or something like what stands around it.
    const answer = next(2) === 0 ? some(14) : mutated(before.slice(-next(20)) + some(6) + after);
    const hole = holeAt(placeIn(marked, { languageId }), languages.named(languageId));
    const rules = {
      hole,
      extent: extent(hole, next(2) === 0 ? "manual" : "automatic"),
      stops: ["</FILL>"],
      isChat: next(2) === 0,
    };
    const { text, replaces } = repairEnd(read(answer, rules, next(3) === 0 ? "length" : "stop").text, hole);
    const replaced = hole.after.slice(0, replaces);
    const scene = JSON.stringify({ languageId, marked, answer, text, replaces });
    expect(replaces, scene).toBeLessThanOrEqual(hole.after.length);
    // All that it replaces is in it again, letter by letter, in its order.
    let at = 0;
    for (const letter of replaced) {
      at = text.indexOf(letter, at) + 1;
      expect(at, scene).toBeGreaterThan(0);
    }
    expect(text.includes("\r\n") && hole.eol === "\n", scene).toBe(false);
    expect(text.isWellFormed(), scene).toBe(true);
  }
});
