/** Opens the rooms where models are talked to, when somebody first wants that: they are large. */
import type { ChatSettings } from "./chat-ports.ts";
import type { ChatListener, ChatsParts, OpenChats } from "./open-chats.ts";
import { chatTarget } from "../../knowledge/chat-targets.ts";
import type { Models } from "./language-models.ts";

export interface ChatEntrance {
  /** Anybody is set up who chats, as far as that is known without asking. */
  readonly chats: () => boolean;
  /** What the user has set for chats. */
  readonly chatAs: (settings: ChatSettings) => void;
  /** Opened once: the first listener is the one that is told. */
  readonly openChats: (listener: ChatListener) => Promise<OpenChats>;
  /** For those who hold their conversations themselves. */
  readonly languageModels: () => Promise<Models>;
}

export function createChatEntrance(own: Omit<ChatsParts, "settings">): {
  readonly face: ChatEntrance;
  readonly close: () => Promise<void>;
} {
  let settings: ChatSettings = { target: "", fallback: [], light: "", mode: "agent", withoutTools: [] };
  let opened: Promise<OpenChats> | undefined;
  let models: Promise<Models> | undefined;
  const parts = { ...own, settings: () => settings };
  return {
    face: {
      chats: () => !("kind" in chatTarget("", parts.selection)),
      chatAs: (wished) => (settings = wished),
      openChats: (listener) =>
        (opened ??= import("./open-chats.ts").then(({ openChats }) => openChats(parts, listener))),
      languageModels: () =>
        (models ??= import("./language-models.ts").then((room) => room.createLanguageModels(parts))),
    },
    close: async () => (await opened)?.close(),
  };
}
