/** What the engine tells is said in another language by a bundle alone: here a made-up one, which has each text in guillemets. */
import { expect, test } from "vitest";

import { translated } from "../../extension/translated.ts";
import type { Outcome } from "../../server/completion/outcome.ts";
import { sentence, tell } from "../../server/completion/report.ts";
import { allInEnglish, told } from "../../server/completion/told.ts";
import { failure } from "../../server/providers/failure.ts";
import { checkUserFile } from "../../server/knowledge/yaml-files.ts";
import { baseUrlCandidates } from "../../server/providers/discovery/pasted-url.ts";
import { conclude } from "../../server/providers/probe/conclude.ts";
import { fromStatus } from "../../server/providers/provider-error.ts";
import { outcomeWords } from "../../server/providers/probe/words.ts";
import { mistakeWords, readDraft } from "../../server/setup/draft.ts";
import { mistakeInName } from "../../server/setup/provider-file.ts";
import { engineTexts, textBundle } from "../tools/texts.ts";

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

const FOUND = conclude({
  target: { instance: "mine", model: "m", baseUrl: "" },
  date: "",
  tried: [],
  ruledOut: [
    { transport: "openai-completions", form: "fim", why: told("it is a base model and does not chat") },
  ],
  alternatives: ["a", "b", "c"],
});

test("what the probe found", () => {
  expect(allInEnglish(FOUND.why)).toBe(
    "m does not complete here. By openai-completions with the markers of its family: it is a base model and does not chat.",
  );
  expect(translated([...FOUND.why, ...(FOUND.ok ? [] : FOUND.advice)], inMadeUp)).toBe(
    "«m does not complete here.» «By «openai-completions with the markers of «its family»»: «it is a base model and does not chat».» " +
      "«Choose a model that was trained to fill in the middle, such as Qwen2.5-Coder.» «Of this provider's models, «a, b and c» fill in the middle.»",
  );
  expect(translated([outcomeWords("prose"), outcomeWords(refused)], inMadeUp)).toBe(
    "«It «answered with prose instead of code».» «It failed: 401: no such key.»",
  );
});

test("what was pasted, and why it is not saved", () => {
  const mended = baseUrlCandidates("host.example/v1/models")[0]?.words ?? [];
  expect(translated(mended, inMadeUp)).toBe(
    "«https:// was missing before the address.» «“/models” is left out: Keyfill adds what comes behind the base URL.»",
  );
  const misnamed = mistakeInName("builtin");
  expect(misnamed && translated([misnamed], inMadeUp)).toBe(
    "«“builtin” has a meaning of its own; take another name.»",
  );
  const read = readDraft({ id: "mine", fields: { provider: "vllm", modell: "m" } });
  expect(read.ok ? "" : translated(mistakeWords(read), inMadeUp)).toContain(
    "«modell: «modell is not a key that is known here».»",
  );
});

test("what a provider's answer comes to, and what is wrong in a field", () => {
  expect(translated([fromStatus(402, "").toJSON().advice], inMadeUp)).toBe(
    "«The account has no credit left: top it up on the provider's site, or choose another target.»",
  );
  const read = readDraft({ id: "mine", fields: { model: "m", base_url: "ftp://host" } });
  expect(read.ok ? "" : translated(mistakeWords(read), inMadeUp)).toBe(
    "«base_url: «must be an http or https address».»",
  );
});

test("what is wrong in a provider's file", () => {
  const checked = checkUserFile("modle: x\n", "providers.d/a.yaml");
  const words = checked.ok ? [] : checked.mistakes.map((mistake) => mistake.words);
  expect(translated(words.slice(0, 1), inMadeUp)).toBe("«modle is not a key that is known here»");
  expect(translated(words.slice(1), inMadeUp)).toContain("«the file»: «it names no model");
});

test("each text that the engine tells stands in the bundle", () => {
  expect(engineTexts().length).toBeGreaterThan(90);
  for (const text of engineTexts()) expect(bundle).toHaveProperty([text]);
});
