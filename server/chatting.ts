/** Opens the room where chats are held, when somebody first wants one: it is large. */
import type { ChatSettings } from "./chat-ports.ts";
import type { ChatListener, ChatsParts, OpenChats } from "./chats.ts";

export interface Chatting {
  /** What the user has set for chats. */
  readonly chatAs: (settings: ChatSettings) => void;
  /** Opened once: the first listener is the one that is told. */
  readonly openChats: (listener: ChatListener) => Promise<OpenChats>;
}

export function createChatting(parts: Omit<ChatsParts, "settings">): {
  readonly face: Chatting;
  readonly close: () => Promise<void>;
} {
  let settings: ChatSettings = { target: "", fallback: [], light: "", mode: "agent" };
  let opened: Promise<OpenChats> | undefined;
  return {
    face: {
      chatAs: (wished) => (settings = wished),
      openChats: (listener) =>
        (opened ??= import("./chats.ts").then(({ openChats }) =>
          openChats({ ...parts, settings: () => settings }, listener),
        )),
    },
    close: async () => (await opened)?.close(),
  };
}
