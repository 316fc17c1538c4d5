/** What is offered while a provider's file is written, by the schema that ships. */
import { readFileSync } from "node:fs";

import { expect, test } from "vitest";

import { withoutTerminator } from "../../../../server/completion/lines.ts";
import { offersAt } from "../../../../server/setup/file/offers.ts";
import { placeIn } from "../../../support/marked-text.ts";
import { FILE } from "../../../tools/provider-schema.ts";

const SCHEMA = JSON.parse(readFileSync(FILE, "utf8"));

function offers(marked: string) {
  const { document, line, character } = placeIn(marked);
  return offersAt(document.lines.map(withoutTerminator), { line, character }, SCHEMA);
}

/** Some of what is offered, and some of what is not. */
const ROWS: readonly (readonly [marked: string, there: readonly string[], not?: readonly string[]])[] = [
  ["▮", ["provider", "model", "price", "models"], ["transports"]],
  ["mod▮", ["model"]],
  ["provider: groq\n▮\nmodel: m\n", ["chat_model"], ["provider", "model"]],
  ["provider: ▮", ["ollama", "groq", "openai-compatible"], ["true"]],
  ["provider: oll▮\n", ["ollama"]],
  ["enabled: ▮", ["true", "false"]],
  ["model: ▮", []],
  ["completion: [▮", ["openai-chat"]],
  ["completion: [openai-chat, op▮", ["openai-completions"]],
  ["completion:\n  - ▮", ["openai-chat"]],
  ["completion:\n- ▮", ["openai-chat"]],
  ["price:\n  ▮", ["input", "output", "cached"], ["model"]],
  ["price:\n  input: 1\n  ▮", ["output"], ["input"]],
  ["models:\n  mine:\n    ▮", ["tokenizer", "fim"], ["provider"]],
  ["headers:\n  ▮", []],
  ["transports:\n  chat: ▮", ["openai-chat", "gemini"]],
  ["transports: {}\n▮", ["place", "key"], ["model", "transports"]],
  ["# pro▮", []],
  ["provider: groq # ▮", []],
];

test.for(ROWS)("%j", ([marked, there, not = []]) => {
  const labels = offers(marked).map(({ label }) => label);
  expect(labels).toEqual(expect.arrayContaining([...there]));
  expect(labels.filter((label) => not.includes(label))).toEqual([]);
  if (there.length === 0) expect(labels).toEqual([]);
});

test("what is offered takes the place of what was begun, and goes on where one writes next", () => {
  const [price] = offers("pri▮").filter(({ label }) => label === "price");
  expect(price).toMatchObject({ text: "price:\n  ", from: 0, kind: "key", description: expect.any(String) });
  const [groq] = offers("provider: gr▮").filter(({ label }) => label === "groq");
  expect(groq).toMatchObject({ text: "groq", from: 10, kind: "value" });
});
