/** Connects conversations to the other parts. Loaded when somebody opens a chat. */
import { createHash } from "node:crypto";
import { join } from "node:path";

import { takeBack } from "../../chat/changes/take-back.ts";
import { textsIn } from "../../chat/changes/texts.ts";
import { answersFor, type Done } from "../../chat/questions.ts";
import { Chats } from "../../chat/chats.ts";
import { createShelf } from "../../chat/history/shelf.ts";
import { ownName } from "../../chat/history/writer.ts";
import { createLooking } from "../../chat/mentions/looking.ts";
import { markdownFiles } from "../../chat/own/markdown-files.ts";
import { createPermissions } from "../../chat/tools/permissions.ts";
import { toolViews } from "../../chat/tools/tool-views.ts";
import { createTools } from "../../chat/tools/tools.ts";
import { answering, type AnswerChat } from "../../chat/wire/questions.ts";
import { chatModels } from "./chat-models.ts";
import { type ChatParts, chatPorts } from "./chat-ports.ts";
import { chatWorld, type ChatWorldParts } from "./chat-world.ts";
import { isLeftOut } from "../../protocol/chat/tool-choice.ts";
import type { ChatEventsParams } from "../../protocol/chat/questions.ts";

export interface ChatsParts extends ChatParts, ChatWorldParts {
  /** Where what belongs to workspaces is kept; else with our caches. */
  readonly storage?: string | undefined;
  /** Whether the user trusts the workspace. */
  readonly isTrusted: () => boolean;
}

/** Who is told. */
export interface ChatListener {
  readonly tell: (params: ChatEventsParams) => void;
  /** The list of chats is not what it was. */
  readonly changed: () => void;
}

export interface OpenChats {
  readonly answer: AnswerChat;
  readonly close: () => Promise<void>;
}

export function openChats(parts: ChatsParts, { tell, changed }: ChatListener): OpenChats {
  const { where, log, folders, isTrusted, storage = where.cache } = parts;
  const world = chatWorld(parts);
  const permissions = createPermissions(join(where.config, "chat-permissions.json"));
  const textsOf = (chat: string) => textsIn(shelf.folderOf(chat));
  const tools = createTools(world);
  const ports = chatPorts(parts, {
    async tools(chat, target) {
      const { withoutTools } = parts.settings();
      const all = await tools({ target, texts: textsOf(chat) });
      return all.filter(({ tool }) => !isLeftOut(tool.name, withoutTools));
    },
    looking: createLooking(world, permissions),
    permissions,
  });
  const shelf = createShelf({
    folder: join(storage, "chats", nameOf(folders())),
    writer: ownName(ports.newId()),
    warn: (line) => log.write("warn", line),
    now: ports.now,
  });
  const chats = new Chats({ ports, history: shelf, tell, changed, closing: new AbortController() });
  const aside = {
    models: () => chatModels(parts),
    tools: async () => toolViews(await tools({ target: "", texts: textsOf("") }), ports),
    async prompts() {
      const own = await markdownFiles(join(where.config, "instructions"));
      const { readPrompts } = await import("../../prompts/read-prompts.ts");
      // What a workspace brings along counts where the user trusts it.
      const prompts = await readPrompts({ config: where.config, folders: isTrusted() ? folders() : [] });
      return { instructions: ["", ...own.map(({ name }) => name)], ...prompts };
    },
    options: () => ({ target: "", mode: parts.settings().mode, instructions: "" }),
    takeBack: (chat: string, { calls, undone }: Done) =>
      takeBack(calls, { undone, texts: textsOf(chat), ...world, change: world.editor.change }),
    keptText: (chat: string, name: string) => textsOf(chat).read(name),
  };
  return { answer: answering(answersFor({ chats, ports, aside })), close: () => chats.close() };
}

/** The chats of a workspace: of all its folders together, in whatever order. */
function nameOf(folders: readonly string[]): string {
  if (folders.length === 0) return "no-folder";
  return createHash("sha256").update(folders.toSorted().join("\n")).digest("hex").slice(0, 16);
}
