/** The user's own prompts: what a file comes to, and what is said of one that is none. */
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

import { expect, test } from "vitest";

import { parsePrompt } from "../../../server/prompts/parse-prompt.ts";
import { readPrompts } from "../../../server/prompts/read-prompts.ts";
import type { PromptPiece } from "../../../server/protocol/chat/prompt.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const shown = (piece: PromptPiece) =>
  piece.kind === "text" ? piece.text : piece.kind === "input" ? `<?${piece.question}>` : `<${piece.name}>`;

/** The description and the pieces, or what is wrong and in which line. */
function check(text: string): string {
  const parsed = parsePrompt("ask.md", text);
  return parsed.ok
    ? `${parsed.prompt.description} | ${parsed.prompt.pieces.map(shown).join("·")}`
    : parsed.mistakes
        .map(({ file, line, kind, what }) => `${file}:${line} ${kind} ${what}`.trim())
        .join("; ");
}

const rows: readonly (readonly [file: string, comesTo: string])[] = [
  ["Say hello.", "Say hello. | Say hello."],
  ["# Translate\n\n{{selection}}\n", "Translate | # Translate\n\n·<selection>"],
  [
    "---\ndescription: In German\n---\nTranslate {{ selection }} now",
    "In German | Translate ·<selection>· now",
  ],
  ["---\r\ndescription: x\r\n---\r\nHi", "x | Hi"],
  ["---\n---\nHi", "Hi | Hi"],
  ["\uFEFF---\ndescription: x\n---\nHi", "x | Hi"],
  [
    "{{file}}{{language}} {{input:To which language?}} {{input}}",
    "{{file}}{{language}} {{input:To which language?}} {{input}} | <file>·<language>· ·<?To which language?>· ·<?>",
  ],
  [
    "A template: \\{{name}} of {{path}}",
    "A template: \\{{name}} of {{path}} | A template: {{name}} of ·<path>",
  ],
  ["one {{ brace", "one {{ brace | one {{ brace"],
  ["A line ---\nof dashes\n---\n", "A line --- | A line ---\nof dashes\n---"],
  [
    "Fine.\n\nNot {{selected}} and {{constructor}}",
    "ask.md:3 unknown-variable selected; ask.md:3 unknown-variable constructor",
  ],
  ["---\ndescription: x\n---\n\n{{nothing}}", "ask.md:5 unknown-variable nothing"],
  ["---\ndescription: x\nmodle: y\n---\nHi", "ask.md:3 head modle is not a key that is known here"],
  [
    "---\ndescription: [\n---\nHi",
    "ask.md:2 head Flow sequence in block collection must be sufficiently indented and end with a ]",
  ],
  ["", "ask.md:1 empty"],
  ["---\ndescription: x\n---\n  \n", "ask.md:4 empty"],
];

test.for(rows)("%j", ([file, comesTo]) => {
  expect(check(file)).toBe(comesTo);
});

const root = temporaryFolder();

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = join(root, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

const workspace = pathToFileURL(join(root, "work")).href;
const config = join(root, "config");

test("the user's own come first, a workspace adds its own and puts nothing in their place", async () => {
  await write({
    "config/prompts/review.md": "Mine.",
    "config/prompts/.#half.md": "",
    "config/prompts/notes.txt": "No prompt.",
    "config/prompts/two words.md": "Who could type this?",
    "work/.keyfill/prompts/review.md": "Theirs.",
    "work/.keyfill/prompts/größe.md": "Measure.",
  });
  const { prompts, mistakes, folder } = await readPrompts({
    config,
    folders: [workspace, "vscode-vfs://x/y"],
  });
  expect(folder).toBe(join(config, "prompts"));
  expect(prompts.map(({ name, description, shared }) => [name, description, shared])).toEqual([
    ["review", "Mine.", false],
    ["größe", "Measure.", true],
  ]);
  expect(mistakes.map(({ file, kind, what }) => [file.slice(root.length + 1), kind, what])).toEqual([
    [join("config", "prompts", "two words.md"), "name", "two words"],
    [join("work", ".keyfill", "prompts", "review.md"), "taken", join(config, "prompts", "review.md")],
  ]);
});

test("there need be none; a folder in the place of a file is told", async () => {
  expect(await readPrompts({ config: join(root, "nowhere"), folders: [] })).toMatchObject({
    prompts: [],
    mistakes: [],
  });
  await mkdir(join(root, "odd/prompts/folder.md"), { recursive: true });
  const { mistakes } = await readPrompts({ config: join(root, "odd"), folders: [] });
  expect(mistakes).toMatchObject([{ kind: "unreadable" }]);
});
