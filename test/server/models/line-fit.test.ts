/** Walking a document's lines: the sums must be the counts of the very texts that are sent. */
import { describe, expect, test } from "vitest";

import { withoutTerminator } from "../../../server/completion/lines.ts";
import type { Tokenizer } from "../../../server/models/counter.ts";
import { bundledNames, newTokenizers } from "./bundled.ts";
import { fuzz, randomNumbers, samples } from "./texts.ts";

const splitLines = (text: string): string[] => text.split(/(?<=\r\n|\n|\r(?!\n))/);

/** Documents whose lines are cut in every awkward way: blank lines, trailing blanks, CRLF, slashes, markers. */
function documents(): string[][] {
  const random = randomNumbers(5);
  const odd = fuzz(11, 400);
  const ends = ["\n", "\n", "\r\n", "\n\n", "  \n", "\n\t\n", ";\n/", " \r\n\r\n"];
  const made = Array.from({ length: 6 }, () =>
    Array.from(
      { length: 40 },
      () => (odd[random(odd.length)] ?? "") + (ends[random(ends.length)] ?? ""),
    ).join(""),
  );
  const real = samples().flatMap(({ text }) => [text, text.replaceAll("\n", "\r\n")]);
  return [...made, ...real, "", "\n\n\n", "   "].map(splitLines);
}

interface Case {
  readonly lines: readonly string[];
  readonly line: number;
  readonly character: number;
  readonly budget: number;
}

function check(tokenizer: Tokenizer, uri: string, { lines, line, character, budget }: Case): void {
  const document = { uri, lines };
  const own = lines[line] ?? "";
  const head = own.slice(0, character);
  const above = tokenizer.fit({ document, start: line, step: -1, edge: head, budget });
  const prefix = lines.slice(line - above.lines, line).join("") + head;
  const below = tokenizer.fit({ document, start: line + 1, step: 1, edge: own.slice(character), budget });
  const suffix = own.slice(character) + lines.slice(line + 1, line + 1 + below.lines).join("");
  // Behind a marker, as in a prompt: what begins a text may be counted otherwise.
  const marker = markerOf(tokenizer);
  expect([prefix, above.tokens]).toEqual([prefix, tokenizer.count(marker + prefix) - 1]);
  expect([suffix, below.tokens]).toEqual([suffix, tokenizer.count(marker + suffix) - 1]);
  if (above.lines > 0) expect(above.tokens).toBeLessThanOrEqual(budget);
  if (below.lines > 0) expect(below.tokens).toBeLessThanOrEqual(budget);
}

const MARKERS = ["<|fim_prefix|>", "<fim_prefix>", "<｜fim▁begin｜>", "[PREFIX]"];

function markerOf(tokenizer: Tokenizer): string {
  return MARKERS.find((marker) => tokenizer.tokenId(marker) !== undefined) ?? "";
}

describe.for(bundledNames)("%s", { timeout: 60_000 }, (name) => {
  test("edge and lines cost what they cost as one text, while the document is edited", async () => {
    const tokenizer = await newTokenizers().ready(name);
    const random = randomNumbers(3);
    for (const [index, document] of documents().entries()) {
      let lines: readonly string[] = document;
      for (let edit = 0; edit < 25; edit++) {
        const line = random(lines.length);
        const character = random(withoutTerminator(lines[line] ?? "").length + 1);
        check(tokenizer, `file:///${index % 3}`, { lines, line, character, budget: random(400) });
        const typed = ["x", " ", "\n", "", ";\n\n", "/"][random(6)] ?? "";
        const own = lines[line] ?? "";
        const changed = splitLines(own.slice(0, character) + typed + own.slice(character));
        lines = [...lines.slice(0, line), ...changed, ...lines.slice(line + 1 + random(2))];
        if (lines.length === 0) break;
      }
    }
  });

  test("all of a document fits into a large budget, and nothing but the edge into none", async () => {
    const tokenizer = await newTokenizers().ready(name);
    const lines = splitLines(samples()[0]?.text ?? "");
    const walk = { document: { uri: "a", lines }, start: 10, edge: "let x" } as const;
    expect(tokenizer.fit({ ...walk, step: -1, budget: 1e6 }).lines).toBe(10);
    expect(tokenizer.fit({ ...walk, step: 1, budget: 1e6 }).lines).toBe(lines.length - 10);
    expect(tokenizer.fit({ ...walk, step: -1, budget: 0 })).toEqual({ lines: 0, tokens: 2 });
  });
});
