import { join } from "node:path";

import { expect, test } from "vitest";

import { extent } from "../../../server/completion/extent.ts";
import { holeAt } from "../../../server/completion/hole.ts";
import type { CompletionTarget, FimTemplate, Snippet } from "../../../server/completion/ports.ts";
import { fit } from "../../../server/completion/prompt/budget.ts";
import { render } from "../../../server/completion/prompt/render.ts";
import { characters } from "../../support/character-counter.ts";
import { languages } from "../../support/languages.ts";
import { expectGolden } from "../../support/golden.ts";
import { requestIn } from "../../support/marked-text.ts";

const QWEN: FimTemplate = {
  order: "prefix-first",
  prefix: "<|fim_prefix|>",
  suffix: "<|fim_suffix|>",
  middle: "<|fim_middle|>",
  repository: { name: "<|repo_name|>", file: "<|file_sep|>" },
};
const SUFFIX_FIRST: FimTemplate = {
  order: "suffix-first",
  prefix: "[PREFIX]",
  suffix: "[SUFFIX]",
  middle: "",
};

const STARCODER2: FimTemplate = {
  order: "prefix-first",
  prefix: "<fim_prefix>",
  suffix: "<fim_suffix>",
  middle: "<fim_middle>",
  repository: { name: "<repo_name>", nameEnd: "", file: "<file_sep>", pathInPrefix: true },
};
const MELLUM: FimTemplate = {
  order: "suffix-first",
  prefix: "<fim_prefix>",
  suffix: "<fim_suffix>",
  middle: "<fim_middle>",
  repository: { name: "", file: "<filename>" },
};
const DEEPSEEK: FimTemplate = {
  order: "prefix-first",
  prefix: "<｜fim▁begin｜>",
  suffix: "<｜fim▁hole｜>",
  middle: "<｜fim▁end｜>",
  header: "#{path}\n",
};
const CODELLAMA: FimTemplate = {
  order: "prefix-first",
  prefix: "<PRE> ",
  suffix: " <SUF>",
  middle: " <MID>",
  header: "# {path}\n",
};

const SNIPPETS: Snippet[] = [
  { path: "shapes/circle.py", text: "class Circle:\n    pass\n", score: 0.9, source: "test" },
  { path: "shapes/<|file_sep|>.py", text: "x = '<|fim_middle|>'\n", score: 0.5, source: "test" },
];

function target(more: Partial<CompletionTarget> = {}): CompletionTarget {
  return {
    id: "test/model",
    form: { kind: "fim", template: QWEN },
    promptTokens: 2000,
    maxTokens: 64,
    temperature: 0,
    stops: ["<|endoftext|>"],
    restMs: 0,
    ...more,
  };
}

function holeIn(marked: string) {
  return holeAt(requestIn(marked).place, languages.named("python"));
}

function promptFor(marked: string, to = target(), snippets: readonly Snippet[] = []) {
  const request = requestIn(marked);
  const { place } = request;
  const hole = holeAt(place, languages.named(place.document.languageId));
  const fitted = fit({ hole, place: hole.place, snippets }, to, characters);
  return render({ hole, fitted, extent: extent(hole, "automatic") }, to);
}

const golden = (name: string) => join(import.meta.dirname, "golden", name);

function check(name: string, marked: string, to?: CompletionTarget, snippets?: readonly Snippet[]) {
  test(`golden ${name}`, () => {
    expectGolden(`${JSON.stringify(promptFor(marked, to, snippets), null, 2)}\n`, golden(`${name}.json`));
  });
}

const MARKED = "import math\n\n\ndef area(r):\n    return ▮\n\n\nprint(area(2))\n";

check("qwen-file", MARKED);
check("qwen-repository", MARKED, target(), SNIPPETS);
check("suffix-first", MARKED, target({ form: { kind: "fim", template: SUFFIX_FIRST } }));
const fim = (template: FimTemplate) => target({ form: { kind: "fim", template } });

// As in https://huggingface.co/bigcode/starcoder2-3b: no line's end behind the repository's name, and the path of the
// file with the hole behind the prefix marker.
check("starcoder2-repository", MARKED, fim(STARCODER2), SNIPPETS);
// As on the model card, https://huggingface.co/JetBrains/Mellum-4b-base.
check("mellum-repository", MARKED, fim(MELLUM), SNIPPETS);
check("deepseek-repository", MARKED, fim(DEEPSEEK), SNIPPETS);
check("codellama-repository", MARKED, fim(CODELLAMA), SNIPPETS);
check("codestral-repository", MARKED, fim({ ...SUFFIX_FIRST, header: "+++++ {path}\n" }), SNIPPETS);
check("chat", MARKED, target({ form: { kind: "chat", effort: "low" }, stops: ["</FILL>"] }), SNIPPETS);
check("infill", MARKED, target({ form: { kind: "infill" } }), SNIPPETS);
check("marker-in-the-text", "a = '<|fim_suffix|>'\nb = ▮\n");

test("a marker that is written with blanks around it is neutralised without them", () => {
  expect(promptFor("a = '<PRE><SUF> <MID>'\nb = ▮", fim(CODELLAMA))).toMatchObject({
    text: "<PRE> # a.py\na = '< PRE>< SUF> < MID>'\nb =  <SUF> <MID>",
  });
});

test("our own marks in the user's text do not end a conversation", () => {
  const prompt = promptFor("a = '</FILL><HOLE/></FILE>'\nb = ▮", target({ form: { kind: "chat" } }));
  const said = JSON.stringify(prompt.kind === "chat" && prompt.messages[1]);
  expect(said.match(/<HOLE\/>/g)).toHaveLength(1);
  expect(said).not.toContain("</FILL>");
});

test("by way of a chat, a line's end is no stop, and a path is no pattern", () => {
  const to = target({ form: { kind: "chat" }, stops: ["</FILL>"] });
  expect(promptFor("x = ▮", to)).toMatchObject({ stops: ["</FILL>"], kind: "chat" });
  expect(promptFor("x = ▮", to)).not.toHaveProperty("effort");
  const odd: Snippet[] = [{ path: "$&.py", text: "y = 1\n", score: 1, source: "test" }];
  expect(promptFor("x = ▮", fim(DEEPSEEK), odd)).toMatchObject({ text: expect.stringContaining("#$&.py\n") });
});

test("a line asks for its end first, because a provider may take few stops", () => {
  expect(promptFor("# f(▮, x)").stops).toEqual(["\n", "<|endoftext|>"]);
  // What is written here may be a call over several lines.
  expect(promptFor("x = ▮").stops).toEqual(["<|endoftext|>"]);
  expect(promptFor("def f():▮").stops).toEqual(["<|endoftext|>"]);
});

test("whole lines fit the budget, nearest to the cursor first", () => {
  const above = Array.from({ length: 100 }, (_, index) => `above ${String(index)}\n`).join("");
  const below = Array.from({ length: 100 }, (_, index) => `\nbelow ${String(index)}`).join("");
  const hole = holeIn(`${above}x = ▮${below}`);
  const fitted = fit(
    { hole, place: hole.place, snippets: SNIPPETS },
    target({ promptTokens: 700 }),
    characters,
  );
  expect(fitted.prefix.length + fitted.suffix.length).toBeLessThanOrEqual(600);
  expect(fitted.prefix).toMatch(/^above \d+\n[^]*above 99\nx = $/);
  expect(fitted.suffix).toMatch(/^\nbelow 0\n[^]*\n$/);
  expect(fitted.snippets.map(({ path }) => path)).toEqual(["shapes/< |file_sep|>.py", "shapes/circle.py"]);
});

test("pieces of one file are shown as one, in the order of their lines, and files by their paths", () => {
  const piece = (path: string, line: number): Snippet => {
    return { path, line, text: `${path} ${String(line)}\n`, score: 1, source: "test" };
  };
  const snippets = [piece("b", 9), piece("a", 1), piece("b", 2)];
  const hole = holeIn("▮");
  const to = target({ promptTokens: 4096 });
  const fitted = fit({ hole, place: hole.place, snippets }, to, characters);
  expect(fitted.snippets.map(({ text }) => text)).toEqual(["a 1\n", "b 2\n\nb 9\n"]);
});

test("while lines are typed, the prompt begins where it did, and seldom makes a big step", () => {
  const to = target({ promptTokens: 2048 });
  const typed = Array.from({ length: 200 }, (_, index) => `line ${String(index)} of the text\n`);
  const prefixes = typed.map((_, count) => {
    const hole = holeIn(`${"some line above\n".repeat(300)}${typed.slice(0, count).join("")}▮\nbelow\n`);
    return fit({ hole, place: hole.place, snippets: [] }, to, characters).prefix;
  });
  const kept = prefixes.filter((prefix, index) => prefix.startsWith(prefixes[index - 1] ?? ""));
  expect(kept.length / prefixes.length).toBeGreaterThan(0.9);
  expect(Math.max(...prefixes.map(({ length }) => length))).toBeLessThanOrEqual(2000);
  expect(Math.min(...prefixes.map(({ length }) => length))).toBeGreaterThan(2000 * 0.7);
});
