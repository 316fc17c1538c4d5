/** Which piece of another open file stands in the prompt, and for how long. */
import { expect, test } from "vitest";

import type { Snapshot } from "../../../server/completion/request.ts";
import { similarWindows } from "../../../server/context/sources/similar-windows.ts";
import type { Part } from "../../../server/privacy/privacy.ts";
import { HERE } from "../../../server/privacy/recipient.ts";
import { placeIn } from "../../support/marked-text.ts";

const FRUIT = "apples pears plums figs grapes";
const SEA = "ships harbours sails masts decks";
/** A little more of the sea. */
const BOTH = `apples pears plums figs ${SEA}`;
const about = (words: string) => Array.from({ length: 40 }, () => `${words}\n`);
const OTHER: Snapshot = {
  uri: "file:///w/other.ts",
  path: "other.ts",
  languageId: "typescript",
  version: 1,
  lines: [...about(FRUIT), ...about(""), ...about(SEA)],
};

function typing() {
  const source = similarWindows();
  return async (marked: string, uri = "file:///w/a.ts") => {
    const asking = {
      to: HERE,
      documents: [OTHER],
      show: ({ lines, start, end }: Part) =>
        Array.from({ length: end - start + 1 }, (_, index) => lines[start + index] ?? "").join(""),
      signal: new AbortController().signal,
    };
    const [snippet] = await source.find(placeIn(marked, { uri }), asking);
    return snippet?.text.trim().split(" ")[0];
  };
}

test("a piece stays until another one is clearly better", async () => {
  const find = typing();
  expect(await find(`${FRUIT} ▮`)).toBe("apples");
  expect(await find(`${BOTH} ▮`)).toBe("apples");
  expect(await find(`${SEA} ▮`)).toBe("ships");
  expect(await find(`${BOTH} grapes ▮`)).toBe("ships");
});

test("who comes to another document begins anew", async () => {
  const find = typing();
  expect(await find(`${FRUIT} ▮`)).toBe("apples");
  expect(await find(`${BOTH} ▮`, "file:///w/b.ts")).toBe("ships");
  expect(await find(`${BOTH} ▮`)).toBe("ships");
});
