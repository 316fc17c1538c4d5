/** The questions about chats → the engine's answers; and what happens in them, as notifications. */
import type { Connection } from "vscode-languageserver";

import type { Engine } from "../engine.ts";
import {
  CHAT_EVENTS,
  CHAT_QUESTIONS,
  chatMethod,
  type ChatQuestion,
  CHATS_CHANGED,
} from "../protocol/chat/questions.ts";
import { signalOf } from "./signal-of.ts";

/** Of several changes at once, a list needs to hear once. */
const SETTLE_MS = 150;

export function routeChat(connection: Connection, ready: Promise<Engine>): void {
  let timer: NodeJS.Timeout | undefined;
  const listener = {
    tell: (params: object) => void connection.sendNotification(CHAT_EVENTS, params),
    changed() {
      timer ??= setTimeout(() => {
        timer = undefined;
        void connection.sendNotification(CHATS_CHANGED);
      }, SETTLE_MS).unref();
    },
  };
  for (const question of Object.keys(CHAT_QUESTIONS).filter(isQuestion)) {
    connection.onRequest(chatMethod(question), async (asked: unknown, token): Promise<unknown> => {
      const { answer } = await (await ready).openChats(listener);
      return answer(question, asked, signalOf(token));
    });
  }
}

function isQuestion(name: string): name is ChatQuestion {
  return Object.hasOwn(CHAT_QUESTIONS, name);
}
