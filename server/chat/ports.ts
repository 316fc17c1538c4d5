/** What a conversation needs from outside, as interfaces. Failures are data: no port throws. */
import type { Message, Tool } from "../completion/message.ts";
import type { Aborter, Clock, Failure, GenerateEvent, Signal, SpentUp, Usage } from "../completion/ports.ts";
import type { ChatHead, Conversation, Effort, Mode } from "../protocol/chat/conversation.ts";
import type { ChatEvent } from "../protocol/chat/event.ts";
import type { Looking } from "./looking.ts";
import type { ChatTool, Permissions } from "./tool.ts";

/** All that a conversation may know of who answers. */
export interface Answerer {
  /** `provider/model`: never looked into. */
  readonly id: string;
  readonly windowTokens: number;
  readonly outputTokens: number;
  readonly tools: boolean;
  readonly images: boolean;
}

/** What is sent. */
export interface ChatPrompt {
  readonly messages: readonly Message[];
  readonly tools: readonly Tool[];
  /** The answer is to be a call. */
  readonly mustCall?: true;
  readonly maxTokens: number;
  readonly temperature?: number | undefined;
  readonly effort?: Effort | undefined;
  /** Somebody else is asked when this fails. */
  readonly othersFollow: boolean;
}

/** Who answers, and what it costs. */
export interface AnsweringPorts {
  readonly clock: Clock;
  /** Before anything is written down that may go to this one: its key is known by then, and is nowhere told. */
  readonly prepare: (who: Answerer) => Promise<void>;
  /** Who answers for what the user chose, and who when that fails, in this order. */
  readonly answerers: (chosen: string) => readonly [Answerer, ...Answerer[]] | Failure;
  /** Who does small things, such as titles; none where that was not chosen. */
  readonly light: () => readonly Answerer[];
  readonly ask: (who: Answerer, prompt: ChatPrompt, signal: Signal) => AsyncIterable<GenerateEvent>;
  /** Counts as this one does; an estimate where that is not known. */
  readonly counter: (who: Answerer) => Promise<Counter>;
  /** The text as this one may see it, whoever it may be if nobody is named: of the same length, its secrets covered. */
  readonly conceal: (text: string, who: Answerer | undefined) => string;
  /** Whether this one may be shown anything of the file with this URI. */
  readonly mayShow: (uri: string, who: Answerer) => boolean;
  /** The day's budget that is used up for this one, if one is. */
  readonly spentUp: (who: Answerer) => SpentUp | undefined;
  readonly spent: (cost: ChatCost) => void;
  /** In dollars, where the price is known. */
  readonly money: (usage: Usage, who: Answerer) => Promise<number | undefined>;
}

export interface ChatPorts extends AnsweringPorts {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** At least nine letters and digits. */
  readonly newId: () => string;
  readonly newAborter: () => Aborter;
  /** All that there are; what a mode may have is not decided there. */
  readonly tools: (chat: string, who: Answerer) => Promise<readonly ChatTool[]>;
  readonly looking: Looking;
  readonly permissions: Permissions;
  /** What the system prompt of this name says in this mode; the one that ships for a name that is not there. */
  readonly instructions: (name: string, mode: Mode) => Promise<string>;
}

export interface Counter {
  readonly count: (text: string) => number;
  /** False for an estimate. */
  readonly exact: boolean;
}

/** One request, when it is over. */
export interface ChatCost {
  readonly who: Answerer;
  readonly promptTokens: number;
  readonly receivedTokens: number;
  readonly usage?: Usage | undefined;
  readonly ended: "text" | "failed" | "aborted";
}

/** Where conversations are kept. */
export interface History {
  /** The latest first; with a query, those that say it. */
  readonly heads: (query: string) => Promise<readonly KeptHead[]>;
  /** Undefined for a chat that is not there. */
  readonly restore: (id: string) => Promise<Restored | undefined>;
  /** For a chat of whose file so much is known. */
  readonly log: (id: string, bytes: number) => ChatLog;
  readonly remove: (id: string) => Promise<void>;
  readonly isAlive: (writer: string) => boolean;
}

export type KeptHead = Omit<ChatHead, "busy"> & {
  /** Another window is answering. */
  readonly isAnswered: boolean;
};

export interface Restored {
  readonly conversation: Conversation;
  /** Of its file. */
  readonly bytes: number;
  /** Answers of other windows that are on their way, and who gives them. */
  readonly elsewhere: Map<string, string>;
}

/** Where one chat is written down. */
export interface ChatLog {
  readonly write: (event: ChatEvent) => void;
  /** Resolves when all is on disk, or could not be put there. */
  readonly written: () => Promise<void>;
  /** What other windows have written since. */
  readonly news: () => Promise<readonly Written[]>;
}

/** An event, and who wrote it down. */
export interface Written {
  readonly event: ChatEvent;
  readonly writer: string;
}
