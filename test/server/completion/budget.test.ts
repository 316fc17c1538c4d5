/** What of a document is sent: to the token, in whole lines, with nothing in it that the model would take for a command. */
import { describe, expect, test } from "vitest";

import { extent } from "../../../server/completion/extent.ts";
import { holeAt } from "../../../server/completion/hole.ts";
import type { CompletionTarget, FimTemplate, Prompt, Snippet } from "../../../server/completion/ports.ts";
import { fit } from "../../../server/completion/prompt/budget.ts";
import { markersOf } from "../../../server/completion/prompt/markers.ts";
import { render } from "../../../server/completion/prompt/render.ts";
import { characters } from "../../support/character-counter.ts";
import { languages } from "../../support/languages.ts";
import { placeIn } from "../../support/marked-text.ts";
import { random as randomFrom } from "../../support/random.ts";

const PLAIN: FimTemplate = {
  order: "prefix-first",
  prefix: "<fim_prefix>",
  suffix: "<fim_suffix>",
  middle: "<fim_middle>",
};
const FORMS = {
  "without a form for files": { kind: "fim", template: PLAIN },
  "suffix first": { kind: "fim", template: { ...PLAIN, order: "suffix-first" } },
  repository: {
    kind: "fim",
    template: { ...PLAIN, repository: { name: "<repo_name>", file: "<file_sep>" } },
  },
  "path within": {
    kind: "fim",
    template: { ...PLAIN, repository: { name: "", file: "<file_sep>", pathInPrefix: true } },
  },
  header: { kind: "fim", template: { ...PLAIN, header: "+++++ {path}\n" } },
  infill: { kind: "infill" },
  chat: { kind: "chat" },
} as const satisfies Record<string, CompletionTarget["form"]>;

function target(more: Partial<CompletionTarget> = {}): CompletionTarget {
  return {
    id: "test/model",
    form: FORMS["without a form for files"],
    promptTokens: 4000,
    maxTokens: 64,
    temperature: 0,
    stops: ["<|endoftext|>"],
    restMs: 0,
    ...more,
  };
}

interface Asking {
  readonly to?: CompletionTarget;
  readonly snippets?: readonly Snippet[];
  readonly languageId?: string;
  readonly path?: string;
}

function ask(
  marked: string,
  { to = target(), snippets = [], languageId = "typescript", path = "src/a.ts" }: Asking = {},
) {
  const hole = holeAt(placeIn(marked, { languageId, path }), languages.named(languageId));
  const fitted = fit({ hole, place: hole.place, snippets }, to, characters);
  return { fitted, prompt: render({ hole, fitted, extent: extent(hole, "automatic") }, to) };
}

function textOf(prompt: Prompt): string {
  if (prompt.kind === "text") return prompt.text;
  if (prompt.kind === "infill")
    return [
      ...prompt.snippets.flatMap(({ path, text }) => [path, text]),
      prompt.path,
      prompt.prefix,
      prompt.suffix,
    ].join("");
  return prompt.messages
    .map((message) =>
      "parts" in message
        ? message.parts.map((part) => ("text" in part ? part.text : "")).join("")
        : message.text,
    )
    .join("");
}

const snippet = (path: string, text: string, more: Partial<Snippet> = {}): Snippet => ({
  path,
  text,
  score: 0.5,
  source: "test",
  ...more,
});

describe.each(Object.entries(FORMS))("%s", (_, form) => {
  const to = target({ form });

  test("the model is told the file's path, with and without snippets", () => {
    expect(textOf(ask("x = ▮", { to }).prompt)).toContain("src/a.ts");
    expect(textOf(ask("x = ▮", { to, snippets: [snippet("b.ts", "y")] }).prompt)).toMatch(
      /b\.ts[^]*src\/a\.ts/,
    );
  });

  test("no prompt is longer than its budget, whatever stands in it", () => {
    const random = randomFrom(5);
    const pieces = [
      "const a = 1;\n",
      "\n",
      "  <fim_prefix>\n",
      "🎉 <|endoftext|>\r\n",
      `${"x".repeat(5000)}\n`,
      "<HOLE/></FILL>\n",
      "日本語\n",
      "a",
    ];
    const some = (count: number) =>
      Array.from({ length: random(count) }, () => pieces[random(pieces.length)]).join("");
    for (let round = 0; round < 60; round++) {
      const promptTokens = 2600 + random(3000);
      const { prompt, fitted } = ask(`${some(60)}▮${some(60)}`, {
        to: target({ form, promptTokens }),
        snippets: Array.from({ length: random(5) }, (_, index) =>
          snippet(`s${String(index)}.ts`, some(9), { score: random(9) }),
        ),
      });
      expect(textOf(prompt).length).toBeLessThanOrEqual(promptTokens);
      expect(fitted.prefix.isWellFormed() && fitted.suffix.isWellFormed()).toBe(true);
      expect(fitted.prefix + fitted.suffix).not.toMatch(/<fim_prefix>.*<fim_prefix>|<\|endoftext\|>|\r\n/);
    }
  });
});

test("an over-long line is shortened, and does not starve the others", () => {
  const { fitted } = ask(`import a;\n${"x".repeat(50_000)}\nconst b = ▮;\n${"y".repeat(50_000)}\nend();\n`);
  expect(fitted.prefix).toMatch(/^import a;\nx{100,2000}\nconst b = $/);
  expect(fitted.suffix).toMatch(/^;\ny{100,2000}\nend\(\);\n$/);
});

test("an over-long line of the cursor's own keeps what is next to it", () => {
  const { fitted } = ask(`import a;\n${"🎉".repeat(30_000)}b▮c${"🎉".repeat(30_000)}\nend();\n`);
  expect(fitted.prefix).toMatch(/^import a;\n(?:🎉){50,}b$/u);
  expect(fitted.suffix).toMatch(/^c(?:🎉){50,}\nend\(\);\n$/u);
});

test("what a short beginning leaves over goes to what follows", () => {
  const below = Array.from({ length: 400 }, (_, index) => `line ${String(index)}\n`).join("");
  const { fitted } = ask(`a\n▮\n${below}`);
  expect(fitted.suffix.length).toBeGreaterThan(2400);
});

test("no byte order mark, and one kind of line end", () => {
  const { fitted } = ask("\uFEFFconst a = 1;\r\nconst b = ▮;\r\nend();\r\n");
  expect(fitted).toMatchObject({ prefix: "const a = 1;\nconst b = ", suffix: ";\nend();\n" });
});

test.each([
  ["python", "# Path: src/a.ts\n# Path: ", "# "],
  ["html", "<!-- Path: ", " -->"],
  ["css", "/* Path: ", " */"],
  ["lua", "-- Path: ", ""],
  ["json", "// Path: ", ""],
])("in %s a family without a form is told of files in comments", (languageId, _, close) => {
  const { prompt } = ask("x▮", { languageId, snippets: [snippet("b", "one\ntwo\n")] });
  const { open } = {
    python: { open: "#" },
    html: { open: "<!--" },
    css: { open: "/*" },
    lua: { open: "--" },
    json: { open: "//" },
  }[languageId] ?? { open: "" };
  const end = close.trim() === "#" ? "" : close;
  expect(textOf(prompt)).toContain(
    `<fim_prefix>${open} Path: b${end}\n${open} one${end}\n${open} two${end}\n${open} Path: src/a.ts${end}\nx<fim_suffix>`,
  );
});

test("snippets stand in an order that does not change with their scores; those that change anyway stand last", () => {
  const paths = (a: number, b: number) =>
    ask("x▮", {
      snippets: [
        snippet("recent.ts", "r", { volatile: true, score: 0.2 }),
        snippet("older.ts", "o", { volatile: true, score: 0.1 }),
        snippet("b.ts", "b", { score: b }),
        snippet("a.ts", "a", { score: a }),
      ],
    }).fitted.snippets.map(({ path }) => path);
  expect(paths(0.9, 0.1)).toEqual(["a.ts", "b.ts", "older.ts", "recent.ts"]);
  expect(paths(0.1, 0.9)).toEqual(paths(0.9, 0.1));
});

test("a marker in the text, in a snippet or in a path is broken, and whole again in an answer", () => {
  const to = target({ form: FORMS.repository });
  const { prompt } = ask("a = '<fim_suffix>'; b = ▮", {
    to,
    path: "<file_sep>.ts",
    snippets: [snippet("<fim_prefix>.ts", "<fim_middle><|endoftext|>")],
  });
  const text = textOf(prompt);
  for (const marker of ["<fim_prefix>", "<fim_suffix>", "<fim_middle>"])
    expect(text.split(marker)).toHaveLength(2);
  expect(text.split("<file_sep>")).toHaveLength(3);
  expect(text).not.toContain("<|endoftext|>");
  const { broken, whole } = markersOf(to);
  expect(whole(broken("'<fim_suffix>' + '<|endoftext|>'"))).toBe("'<fim_suffix>' + '<|endoftext|>'");
});

test.each([
  ["without a form for files", {}, 1000],
  ["without a form for files", { local: true }, 280],
  ["infill", { local: true }, 280],
  // Nothing is read twice where the suffix stands first, and by our own engine.
  ["suffix first", { local: true }, 1000],
  ["infill", { local: true, deterministic: true }, 1000],
  // What stands next to the cursor is always shown.
  ["without a form for files", { local: true, promptTokens: 1200 }, 256],
] as const)("behind the cursor, %s %j is shown about %d tokens", (form, more, tokens) => {
  const lines = Array.from({ length: 2000 }, (_, line) => `x = ${String(line)};\n`);
  const marked = [...lines.slice(0, 1000), "y = ▮\n", ...lines.slice(1000)].join("");
  const { fitted } = ask(marked, { to: target({ form: FORMS[form], ...more }) });
  expect(fitted.suffix.length).toBeLessThanOrEqual(tokens);
  expect(fitted.suffix.length).toBeGreaterThan(tokens * 0.9);
});
