/** What the engine tells is said in another language by a bundle alone: here a made-up one, which has each text in guillemets. */
import { expect, test } from "vitest";

import { translated } from "../../extension/translated.ts";
import type { Outcome } from "../../server/completion/outcome.ts";
import { sentence, tell } from "../../server/completion/report.ts";
import { failure } from "../../server/providers/failure.ts";
import { textBundle, TOLD } from "../tools/texts.ts";

const bundle: Readonly<Record<string, string>> = Object.fromEntries(
  Object.keys(JSON.parse(textBundle())).map((text) => [text, `«${text}»`]),
);

/** As VS Code's `l10n.t`. */
const inMadeUp = (text: string, ...values: string[]) =>
  (bundle[text] ?? text).replaceAll(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? "");

const refused = failure("refused", "401: no such key");
const ROWS: readonly (readonly [Outcome, string, string])[] = [
  [
    { kind: "nothing", reason: "mid-word", timings: {} },
    "Nothing suggested: the cursor is inside a word.",
    "«Nothing suggested: «the cursor is inside a word».»",
  ],
  [
    { kind: "nothing", reason: "refused", failure: refused, timings: {} },
    "Nothing suggested: the provider refused the key (401: no such key). Check that the key belongs to this provider and address, and is not expired.",
    "«Nothing suggested: ««the provider refused the key» (401: no such key)».» «Check that the key belongs to this provider and address, and is not expired.»",
  ],
  [
    {
      kind: "nothing",
      reason: "empty",
      timings: {},
      fallen: [
        { target: "a/m", failure: refused },
        { target: "b/m", failure: refused },
      ],
    },
    "Nothing suggested: the model had nothing to add here, after a/m failed (refused: 401: no such key) and b/m failed (refused: 401: no such key).",
    "«Nothing suggested: «the model had nothing to add here»«, after ««a/m failed (refused: 401: no such key)» and «b/m failed (refused: 401: no such key)»»».»",
  ],
];

test.for(ROWS)("%j", ([outcome, english, madeUp]) => {
  expect(sentence(outcome)).toBe(english);
  expect(translated(tell(outcome), inMadeUp)).toBe(madeUp);
});

test("each text that the engine tells stands in the bundle", () => {
  expect(TOLD.length).toBeGreaterThan(50);
  for (const text of TOLD) expect(bundle).toHaveProperty([text]);
});
