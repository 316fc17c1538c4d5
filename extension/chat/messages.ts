/** What the chat page asks, and the news it is brought. */
import type { ChatHead } from "../../server/protocol/chat/conversation.ts";
import type { Lines, Mention } from "../../server/protocol/chat/mention.ts";
import type { ChatEventsParams, ChatQuestions } from "../../server/protocol/chat/questions.ts";

interface Question<Asked, Answer = null> {
  readonly asked: Asked;
  readonly answer: Answer;
}
type Nothing = Record<string, never>;

/** What only the editor can do or know. */
export interface EditorAsks {
  /** The page listens from now on; what it was to be told before. */
  readonly ready: Question<Nothing, readonly ChatNews[]>;
  readonly offered: Question<Nothing, readonly Mention[]>;
  readonly copy: Question<{ readonly text: string }>;
  /** At the cursor, in place of what is selected. */
  readonly insert: Question<Code>;
  readonly newFile: Question<Code>;
  /** The user is asked first. */
  readonly run: Question<Code>;
  /** Shown as a diff, and done when the user accepts it. */
  readonly apply: Question<Code>;
  readonly showChange: Question<{
    readonly chat: string;
    readonly turn: string;
    readonly call: string;
    readonly uri: string;
    readonly path: string;
  }>;
  readonly showSent: Question<{ readonly chat: string; readonly turn: string }>;
  readonly openText: Question<{ readonly text: string }>;
  readonly openFile: Question<{ readonly uri: string; readonly lines?: Lines }>;
  /** As a link in an answer names it; only within the workspace. */
  readonly openPath: Question<{ readonly path: string; readonly line?: number }>;
  readonly openLink: Question<{ readonly url: string }>;
  readonly providers: Question<Nothing>;
  readonly chooseTools: Question<Nothing>;
  /** Whether there are any providers to chat with is a matter of `models`. */
  readonly showLog: Question<Nothing>;
  readonly exportChat: Question<{ readonly chat: string; readonly title: string }>;
  readonly importChat: Question<Nothing, ChatHead | null>;
  /** Asked for first; whether it was done. */
  readonly removeChat: Question<{ readonly chat: string; readonly title: string }, boolean>;
  /** One of the user's prompts, filled in; null when the user gave up. */
  readonly prompt: Question<{ readonly name: string; readonly rest: string }, Composed | null>;
  /** Of what was dropped. */
  readonly mentionsOf: Question<{ readonly uris: readonly string[] }, readonly Mention[]>;
}

export interface Code {
  readonly text: string;
  readonly language: string;
  /** That the answer said it belongs to. */
  readonly file?: string;
}

/** All that the page may ask; the extension hands the engine's questions on. */
export type ChatPageQuestions = Omit<
  ChatQuestions,
  "once" | "export" | "import" | "remove" | "change" | "sent" | "tools"
> &
  EditorAsks;

/** To be written into the composer, or said at once. */
export interface Composed {
  readonly text: string;
  readonly mentions?: readonly Mention[];
  readonly send?: boolean;
  /** In a new chat in any case. */
  readonly fresh?: true;
}

export type ChatNews =
  | { readonly kind: "events"; readonly params: ChatEventsParams }
  /** Chats or models are not what they were. */
  | { readonly kind: "changed" }
  /** The engine is another one: what it said before may be missing something. */
  | { readonly kind: "restarted" }
  | { readonly kind: "offered"; readonly mentions: readonly Mention[] }
  | { readonly kind: "compose"; readonly composed: Composed }
  | { readonly kind: "show"; readonly what: "new" | "history" | "composer" };
