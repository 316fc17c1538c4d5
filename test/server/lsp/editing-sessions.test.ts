/**
 * Random sessions of two editors on one workspace, over LSP: typing along and away, taking back, undo, paste, other files, parts
 * of suggestions. Accepting never loses anything, what is seen stays while typing agrees with it, and what the model is shown is
 * the document as it is. `SESSIONS=500` runs more of them.
 */
import { createHash } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterEach, beforeEach, expect, test } from "vitest";

import { Editor, type Seen, splits, type State } from "../../support/editor.ts";
import { type FakeModelServer, startFakeModel } from "../../support/fake-model.ts";
import { LspClient } from "../../support/lsp-client.ts";
import { random } from "../../support/random.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const SESSIONS = Number(process.env["SESSIONS"] ?? 3);
const STEPS = 60;
const FILES = { "a.ts": "typescript", "b.py": "python", "c.html": "html", "d.md": "markdown" } as const;
const WORDS =
  `total price of items (count) => { return [ ] } ; , . = == "text" 'x' \`t\` if (a) else for x in xs: def f(): 🎉 日本
  const let  <div> </div> <p class="a"> // note # note /* c */ \t a.b.c() \${a} end :`.split(" ");

const root = temporaryFolder();
let model: FakeModelServer;
let clients: readonly LspClient[] = [];

beforeEach(async () => {
  model = await startFakeModel(({ path, body }) => {
    const { prompt } = body;
    if (!path.endsWith("/completions") || typeof prompt !== "string") return undefined;
    const [, suffix = ""] = /<\|fim_suffix\|>([^]*)<\|fim_middle\|>/.exec(prompt) ?? [];
    // The same prompt, the same answer: some code, and some of what stands behind the cursor.
    const { below, code } = sessionOf(createHash("sha1").update(prompt).digest().readUInt32LE());
    const everyMs = [0, 0, 0, 3, 15][below(5)] ?? 0;
    return { says: code(8) + (below(2) === 0 ? suffix.slice(0, below(30)) : ""), everyMs };
  });
  const home = await mkdtemp(join(root, "home-"));
  const env = {
    KEYFILL_HOME: home,
    XDG_CACHE_HOME: home,
    KEYFILL_BASE_URL: `${model.url}/v1`,
    KEYFILL_MODEL: "qwen2.5-coder-7b",
  };
  const folder = await mkdtemp(join(root, "w-"));
  const start = { env, folder, settings: { completion: { askAhead: "never" } } };
  clients = await Promise.all([LspClient.start(start), LspClient.start(start)]);
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.stop()));
  await model.close();
});

interface Session {
  readonly below: (bound: number) => number;
  readonly code: (words: number) => string;
  readonly seed: number;
  /** The line before and behind the cursor, wherever somebody was asked. */
  readonly asked: Set<string>;
}

function sessionOf(seed: number): Session {
  const below = random(seed);
  const eol = below(3) === 0 ? "\r\n" : "\n";
  const gaps = [" ", " ", " ", "", eol, `${eol}  `, `${eol}${eol}`];
  const word = () =>
    (WORDS[below(WORDS.length)] ?? "").replace(/\r?\n/g, eol) + (gaps[below(gaps.length)] ?? "");
  return {
    below,
    code: (words) => Array.from({ length: below(words) }, word).join(""),
    asked: new Set(),
    seed,
  };
}

function around({ text, cursor }: State): string {
  const lineEnd = /\r\n|\n|\r/;
  return `${text.slice(0, cursor).split(lineEnd).at(-1) ?? ""}▮${text.slice(cursor).split(lineEnd)[0] ?? ""}`;
}

/** A letter, or as much as a word of it. */
function partOf({ text }: Seen, { below }: Session): string {
  const word = /^(?:\s*[\p{L}\p{N}_]+|\s*[^\s]|\s+)/u.exec(text)?.[0] ?? text;
  const [letter = ""] = text;
  const part = [letter, word, text][below(5) === 0 ? 2 : below(2)] ?? text;
  return text.startsWith("\r\n") && part === "\r" ? "\r\n" : part;
}

type Deed = (editor: Editor, session: Session, states: readonly State[]) => Promise<void>;

const typeAway: Deed = (editor, { code }) => editor.insert(code(2) || "x");
const paste: Deed = (editor, { code }) => editor.insert(code(12));
const takeBack: Deed = async (editor, { below }) => {
  const { text, cursor } = editor.state;
  let begin = Math.max(0, cursor - 1 - below(3));
  if (splits(text, begin)) begin--;
  await editor.become({ text: text.slice(0, begin) + text.slice(cursor), cursor: begin });
};
const undo: Deed = async (editor, { below }, states) => {
  const state = states.at(-1 - below(6));
  if (state) await editor.become(state);
};
const move: Deed = async (editor, { below }) => {
  const { text } = editor.state;
  const cursor = below(text.length + 1);
  await editor.become({ text, cursor: splits(text, cursor) ? cursor - 1 : cursor });
};
const accept: Deed = async (editor) => {
  const { seen, state } = editor;
  if (seen) await editor.become({ text: editor.taken(seen), cursor: state.cursor + seen.text.length });
};
const DEEDS = [typeAway, typeAway, paste, takeBack, takeBack, undo, move, accept];

/** By itself the end of a suggestion may be what stands there already, or nothing but what closes it. */
const SAYS_LITTLE = /^[\s)\]}>"'`;:,]*$/;

/** Typing what is seen leaves what is seen. Answers how often it did. */
async function typeAlong(editor: Editor, seen: Seen, session: Session): Promise<number> {
  const was = editor.state;
  const whole = editor.taken(seen);
  const part = partOf(seen, session);
  const rest = seen.text.slice(part.length);
  await editor.insert(part);
  session.asked.add(around(editor.state));
  const next = await editor.ask().seen;
  const stays = next !== undefined && editor.taken(next) === whole;
  const isOver = next ? rest.trim() === "" : SAYS_LITTLE.test(rest) || isSaid(rest, editor.state);
  const told = JSON.stringify({ was, seen, typed: part, next, seed: session.seed });
  expect(stays || isOver || seen.replaces > 0, told).toBe(true);
  return stays ? 1 : 0;
}

/** What stands next to it, above or below. */
function isSaid(rest: string, { text }: State): boolean {
  return rest.split(/\r?\n/).some((line) => line.trim() !== "" && text.split(line.trim()).length > 2);
}

type File = keyof typeof FILES;

async function sit(client: LspClient, files: readonly File[], session: Session): Promise<number> {
  const { below, code } = session;
  const folder = await mkdtemp(join(root, "f-"));
  const open = (file: File) => {
    const uri = pathToFileURL(join(folder, file)).href;
    return Editor.open(client, { uri, languageId: FILES[file] }, { text: code(30), cursor: 0 });
  };
  const editors = await Promise.all(files.map(open));
  const states = new Map<Editor, State[]>();
  const questions: Promise<unknown>[] = [];
  let looking = 0;
  let along = 0;
  for (let step = 0; step < STEPS; step++) {
    if (below(8) === 0) looking = below(editors.length);
    const editor = editors[looking];
    if (!editor) continue;
    // Who looks at another file no longer sees what was suggested in this one.
    for (const other of editors) if (other !== editor) other.seen = undefined;
    const before = states.get(editor) ?? [];
    const { seen } = editor;
    if (seen && below(3) > 0) along += await typeAlong(editor, seen, session);
    else questions.push(...(await doSomething(editor, session, before)));
    states.set(editor, [...before, editor.state]);
  }
  await Promise.all(questions);
  await Promise.all(editors.map((editor) => editor.close()));
  return along;
}

/** Whatever people do; answers when what was asked then is answered, too. */
async function doSomething(
  editor: Editor,
  session: Session,
  states: readonly State[],
): Promise<Promise<unknown>[]> {
  const { below, asked } = session;
  await (DEEDS[below(DEEDS.length)] ?? move)(editor, session, states);
  editor.seen = undefined;
  asked.add(around(editor.state));
  const question = editor.ask(below(6) === 0);
  // Somebody types on before there is an answer, and sees none.
  const isWithdrawn = below(4) === 0;
  if (isWithdrawn) question.cancel();
  else await question.seen;
  return [question.seen];
}

/** What stands left and right of the hole in a prompt. */
function shown({ prompt }: Readonly<Record<string, unknown>>): string | undefined {
  if (typeof prompt !== "string") return undefined;
  const [, prefix = "", suffix = ""] =
    /<\|fim_prefix\|>([^]*)<\|fim_suffix\|>([^]*)<\|fim_middle\|>/.exec(prompt) ?? [];
  return `${prefix.split("\n").at(-1) ?? ""}▮${suffix.split("\n")[0] ?? ""}`.replace(/\r/g, "");
}

test(`${String(SESSIONS)} sessions`, { timeout: 60_000 + SESSIONS * 30_000 }, async () => {
  const files: readonly (readonly File[])[] = [
    ["a.ts", "c.html"],
    ["b.py", "a.ts", "d.md"],
  ];
  const known = new Set<string>();
  let along = 0;
  for (let seed = 1; seed <= SESSIONS; seed++) {
    const sitting = clients.map(async (client, window) => {
      const session = sessionOf(seed + window * 10_000);
      along += await sit(client, files[window] ?? [], session);
      for (const line of session.asked) known.add(line);
    });
    await Promise.all(sitting);
    const strange = model.questions
      .map(({ body }) => shown(body))
      .filter((line) => line !== undefined && !known.has(line));
    expect(strange, `seed ${String(seed)}`).toEqual([]);
  }
  // Enough was seen and typed for all of this to mean something.
  expect(along).toBeGreaterThan(SESSIONS * 5);
});
