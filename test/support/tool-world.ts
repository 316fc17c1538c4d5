/** A folder on disk with its index and its privacy, as tools and mentions reach it; its editor is one that a test steers. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { ChatTool, Plan, ToolResult } from "../../server/chat/tool.ts";
import { changeFiles } from "../../server/chat/changes/plain-change.ts";
import { textsIn } from "../../server/chat/changes/texts.ts";
import { createTools } from "../../server/chat/tools/tools.ts";
import type { Editor, Sight, World } from "../../server/chat/tools/world.ts";
import { splitLines } from "../../server/completion/lines.ts";
import { ANSWERS } from "../../server/context/index/answers/answers.ts";
import { indexOf } from "../../server/context/index/local-index.ts";
import { Views } from "../../server/context/index/views.ts";
import type { Workspace } from "../../server/context/index/workspace.ts";
import { createPrivacy, type Privacy, type PrivacyWishes } from "../../server/privacy/privacy.ts";
import { ANYONE, HERE, type Recipient } from "../../server/privacy/recipient.ts";
import { COVERED } from "../../server/privacy/redact.ts";
import { folderWith, indexed, uriOf } from "./indexed-folder.ts";

export const TARGET = "hosted/model";

/** A client that is no editor. */
const NOBODY: Editor = {
  selection: () => Promise.resolve(null),
  tabs: () => Promise.resolve([]),
  problems: () => Promise.resolve([]),
  mayFetch: () => Promise.resolve(null),
  terminal: () => Promise.resolve(null),
  tools: () => Promise.resolve([]),
  callTool: () => Promise.resolve({ text: "no such tool", failed: true }),
  change: ({ changes }) => changeFiles(changes),
};

export interface ToolWorld {
  readonly folder: string;
  readonly world: World;
  readonly uri: (path?: string) => string;
  readonly write: (path: string, text: string | Buffer) => void;
  readonly read: (path: string) => string;
  /** As if the editor had it open. */
  readonly open: (path: string, text: string) => void;
  readonly close: (path: string) => void;
  readonly editor: (answers: Partial<Editor>) => void;
  readonly wish: (wishes: Partial<PrivacyWishes>) => void;
  readonly tool: (name: string) => Promise<ChatTool>;
  readonly plan: (name: string, asked: unknown) => ReturnType<ChatTool["plan"]>;
  /** What a call comes to that the user allows. */
  readonly call: (name: string, asked: unknown, signal?: AbortSignal) => Promise<ToolResult>;
}

export async function toolWorld(
  parent: string,
  files: Readonly<Record<string, string>>,
  more: Partial<World> = {},
): Promise<ToolWorld> {
  const folder = folderWith(parent, files);
  const index = await indexed(folder);
  const open = new Map<string, readonly string[]>();
  const folders = () => [uriOf(folder).replace(/\/$/, "")];
  const privacy = createPrivacy({ folders, now: () => performance.now() });
  let answers: Partial<Editor> = {};
  const sights = { to: (to: Recipient) => sightOf(index, privacy, to) };
  const world: World = {
    folders,
    openDocuments: () => Array.from(open, ([uri, lines]) => ({ uri, lines })),
    sightOf: () => sights.to(ANYONE),
    get ownSight() {
      return sights.to(HERE);
    },
    get editor() {
      return { ...NOBODY, ...answers };
    },
    get: () => Promise.reject(new Error("there is no web here")),
    countTokens: (text) => Math.ceil(text.length / 4),
    env: process.env,
    isTrusted: () => true,
    ...more,
  };
  const tools = createTools(world);
  const texts = textsIn(join(parent, "texts"));
  const tool = async (name: string) => {
    const found = (await tools({ target: TARGET, texts })).find((one) => one.tool.name === name);
    if (!found) throw new Error(`there is no tool ${name}`);
    return found;
  };
  const plan = async (name: string, asked: unknown) => (await tool(name)).plan(asked);
  return {
    folder,
    world,
    uri: (path = "") => uriOf(folder, path),
    write(path, text) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    },
    read: (path) => readFileSync(join(folder, path), "utf8"),
    open: (path, text) => void open.set(uriOf(folder, path), splitLines(text)),
    close: (path) => void open.delete(uriOf(folder, path)),
    editor: (next) => (answers = next),
    wish: (wishes) => privacy.wish({ rules: {}, redact: "always", ...wishes }),
    tool,
    plan,
    async call(name, asked, signal = new AbortController().signal) {
      const planned = await plan(name, asked);
      if ("problem" in planned) return { text: planned.problem, failed: true };
      return told(planned, signal);
    },
  };
}

async function told(plan: Plan, signal: AbortSignal): Promise<ToolResult> {
  const pieces: string[] = [];
  const result = await plan.run((text) => void pieces.push(text), signal);
  return { ...result, text: pieces.join("") + result.text };
}

function sightOf(workspace: Workspace, privacy: Privacy, to: Recipient): Sight {
  const held = { workspace, ...new Views(indexOf(workspace), privacy).of(to) };
  return {
    mayRead: (uri) => privacy.mayLeave(uri, to),
    show: (part) => privacy.show(part, to),
    hasCover: (text) => COVERED.test(text),
    index: {
      text: async (query) => ANSWERS.text(held, query),
      references: async (asked) => ANSWERS.references(held, asked),
      symbols: async (asked) => ANSWERS.symbols(held, asked),
      definitions: async (asked) => ANSWERS.definitions(held, asked),
      outline: async (asked) => ANSWERS.outline(held, asked),
      files: async (asked) => ANSWERS.files(held, asked),
      passages: async (asked) => ANSWERS.passages(held, asked),
    },
  };
}
