/** What is kept of one keystroke's prompt for the next never shows in it, and spares work. */
import { expect, test } from "vitest";

import { holeAt } from "../../../server/completion/hole.ts";
import type { CompletionTarget, Snippet } from "../../../server/completion/ports.ts";
import { fit } from "../../../server/completion/prompt/budget.ts";
import { Kept } from "../../../server/completion/prompt/kept.ts";
import { characters } from "../../support/character-counter.ts";
import { languages } from "../../support/languages.ts";
import { placeIn } from "../../support/marked-text.ts";
import { random as randomFrom } from "../../support/random.ts";

const template = { order: "prefix-first", prefix: "<PRE>", suffix: "<SUF>", middle: "<MID>" } as const;
const target = (more: Partial<CompletionTarget> = {}): CompletionTarget => ({
  id: "test/model",
  form: { kind: "fim", template },
  promptTokens: 800,
  maxTokens: 64,
  temperature: 0,
  stops: ["<|end|>"],
  restMs: 0,
  ...more,
});

const snippet = (path: string, text: string): Snippet => ({ path, text, score: 1, source: "test" });

test("a session with and without what is kept sees the same prompts", () => {
  const random = randomFrom(7);
  const pick = <One>(some: readonly One[], other: One): One => some[random(some.length)] ?? other;
  const targets = [target(), target({ promptTokens: 500 }), target({ stops: ["<other>"] })];
  const pieces = ["x", "\n", "\r\n", "<SUF>", "<|end|>", "<other>", "const a = 1;\n", "🎉", "\uFEFF"];
  const kept = new Kept();
  let text = "import a;\n".repeat(30);
  let at = text.length;
  for (let key = 0; key < 600; key++) {
    if (random(8) === 0) at = random(text.length + 1);
    const piece = random(6) === 0 ? pick(pieces, "") : "y";
    text = text.slice(0, at) + piece + text.slice(random(5) === 0 ? Math.min(text.length, at + 3) : at);
    at += piece.length;
    // Something else may change beside what is typed, and the number of lines stay.
    const elsewhere = random(text.length);
    if (random(4) === 0 && /[a-z]/.test(text.charAt(elsewhere)))
      text = `${text.slice(0, elsewhere)}z${text.slice(elsewhere + 1)}`;
    const languageId = random(9) === 0 ? "python" : "typescript";
    const hole = holeAt(
      placeIn(`${text.slice(0, at)}▮${text.slice(at)}`, { languageId }),
      languages.named(languageId),
    );
    const snippets = ["b.ts", "c.ts", "d.ts"]
      .slice(random(3))
      .map((path) => snippet(random(9) === 0 ? "e.ts" : path, `${path} ${pick(pieces, "")}\n`));
    const material = { hole, place: hole.place, snippets };
    const to = random(9) === 0 ? pick(targets, target()) : (targets[0] ?? target());
    expect(fit({ ...material, kept }, to, characters)).toEqual(fit(material, to, characters));
  }
});

test("what a snippet costs is counted once, and anew for another model, path or text", () => {
  const counted: string[] = [];
  const counter = { ...characters, count: (text: string) => counted.push(text) && text.length };
  const kept = new Kept();
  const [to, other] = [target(), target()];
  const hole = holeAt(placeIn("x = ▮", { languageId: "typescript" }), languages.named("typescript"));
  const countedFor = (path: string, text: string, to: CompletionTarget) => {
    counted.length = 0;
    fit({ hole, place: hole.place, snippets: [snippet(path, text)], kept }, to, counter);
    return counted.filter((words) => words.includes("SNIPPET")).length;
  };
  expect(countedFor("b.ts", "SNIPPET one", to)).toBe(1);
  expect(countedFor("b.ts", "SNIPPET one", to)).toBe(0);
  expect(countedFor("c.ts", "SNIPPET one", to)).toBe(1);
  expect(countedFor("c.ts", "SNIPPET two", to)).toBe(1);
  expect(countedFor("c.ts", "SNIPPET two", other)).toBe(1);
});
