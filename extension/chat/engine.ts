/** What the chat's pages need of the server. */
import type { Event } from "vscode";

import type { Answer, Asked, ChatEventsParams, ChatQuestion } from "../../server/protocol/chat/questions.ts";

export interface ChatEngine {
  readonly askChat: <Q extends ChatQuestion>(question: Q, asked: Asked<Q>) => Promise<Answer<Q>>;
  /** Without anything, the list of chats or of models is not what it was. */
  readonly onChatEvents: Event<ChatEventsParams | undefined>;
  /** Without anything, who could answer may be somebody else. */
  readonly onSetupNews: Event<unknown>;
  /** Another process answers from now on. */
  readonly onRestarted: Event<void>;
}
