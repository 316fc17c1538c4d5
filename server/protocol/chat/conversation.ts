/**
 * A conversation as it is kept and shown: a tree of turns, of which one path is being read. It changes only by the events in
 * `event.ts`, which `apply.ts` brings in, in the engine and on the page alike.
 */
import type { Words } from "../told.ts";
import type { Attached } from "./mention.ts";

/** Which tools the model has: none, those that only read, or all. */
export type Mode = "ask" | "explore" | "agent";
export type Effort = "none" | "low" | "medium" | "high";

/** What is chosen for one chat. */
export interface ChatOptions {
  /** `provider/model`; empty for the first that chats. */
  readonly target: string;
  readonly mode: Mode;
  /** Left out: as the provider would have it. */
  readonly temperature?: number | undefined;
  readonly effort?: Effort | undefined;
  /** The name of the system prompt; empty for the one that ships. */
  readonly instructions: string;
}

/** What of it is to change; null takes a choice back. */
export type OptionsChosen = {
  readonly [Name in keyof ChatOptions]?:
    NonNullable<ChatOptions[Name]> | (undefined extends ChatOptions[Name] ? null : never);
};

export interface Conversation {
  readonly id: string;
  readonly createdAt: number;
  title: string;
  options: ChatOptions;
  /** By id, in the order in which they began. */
  readonly turns: Map<string, Turn>;
  /** The last turn of the path that is read; undefined while there is none. */
  leaf: string | undefined;
  /** Asked while an answer was on its way, the next one first. */
  queue: readonly Queued[];
}

export type Turn = UserTurn | ModelTurn;

export interface UserTurn {
  readonly kind: "user";
  readonly id: string;
  readonly parent: string | undefined;
  readonly at: number;
  readonly text: string;
  readonly attached: readonly Attached[];
}

/** One answer: as many steps as the model was asked, each but the last ending in calls of tools. */
export interface ModelTurn {
  readonly kind: "model";
  readonly id: string;
  readonly parent: string;
  readonly at: number;
  /** `provider/model`. */
  target: string;
  steps: Step[];
  state: TurnState;
  /** What had no room in the prompt, or less of it. */
  dropped: readonly Dropped[];
  /** Its edits were taken back. */
  undone: boolean;
}

export type TurnState =
  | { readonly kind: "answering" }
  /** Why it ended: all was said, the answer grew too long, it was filtered, or the user stopped it. */
  | { readonly kind: "ended"; readonly why: "said" | "length" | "filtered" | "stopped" | "too-many-steps" }
  | { readonly kind: "failed"; readonly failure: ChatFailure }
  /** The engine ended in the middle of it; what had come is there. */
  | { readonly kind: "broken-off" };

export interface ChatFailure {
  /** As in `FAILURES`. */
  readonly kind: string;
  readonly message: Words;
  /** What the user can do about it, as a whole sentence. */
  readonly advice: Words;
  readonly status?: number;
}

export interface Step {
  /** `provider/model`, which was asked. */
  readonly target: string;
  /** As they came. */
  readonly pieces: Piece[];
  readonly calls: Call[];
  figures: Figures | undefined;
  /** Why another one was asked in the next step. */
  failure: ChatFailure | undefined;
}

export type Piece =
  | { readonly kind: "text"; text: string }
  | { readonly kind: "reasoning"; text: string; signature?: string; redacted?: true };

export interface Call {
  readonly id: string;
  readonly name: string;
  /** JSON, as the model wrote it. */
  readonly arguments: string;
  readonly signature?: string;
  /** What it does, in words for the user: “Read server/main.ts, lines 1 to 40”. */
  title: Words;
  state: CallState;
  /** What the model was told, as far as it came; what runs may tell how far it is. */
  result: string;
  /** What was done to files, to be reviewed and taken back. */
  changes: readonly FileChange[];
}

export type CallState =
  /** The user is asked first. */
  | { readonly kind: "asking"; readonly permission: PermissionAsked }
  | { readonly kind: "running" }
  | { readonly kind: "done" }
  | { readonly kind: "failed" }
  | { readonly kind: "denied" };

export interface PermissionAsked {
  /** What will be done, to the letter: a command line, a diff, an address. */
  readonly detail: string;
  /** What “always” would allow from now on, in words; empty when there is no such thing. */
  readonly pattern: string;
  /** Why it is worth a second look. */
  readonly warning?: string;
}

/** One file, before and after. Texts are kept beside the conversation, by these names. */
export interface FileChange {
  readonly uri: string;
  readonly path: string;
  /** Undefined where there was no file, or is none any more. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  readonly added: number;
  readonly removed: number;
}

export interface Dropped {
  /** What it was, in words: “server/main.ts”, “the result of search_text”. */
  readonly what: string;
  readonly how: "shortened" | "left out";
  readonly tokens: number;
}

export interface Figures {
  /** What the prompt came to, by our count, and what the model holds. */
  readonly promptTokens: number;
  /** It was not counted with the model's own tokenizer. */
  readonly promptEstimated?: true;
  readonly windowTokens: number;
  readonly input?: number;
  readonly output?: number;
  readonly cached?: number;
  readonly reasoning?: number;
  /** We counted, because the provider did not. */
  readonly estimated?: true;
  readonly firstTokenMs?: number;
  readonly tokensPerSecond?: number;
  /** In dollars, where the price is known. */
  readonly money?: number;
}

export interface Queued {
  readonly id: string;
  readonly text: string;
  readonly attached: readonly Attached[];
}

/** As lists show it. */
export interface ChatHead {
  readonly id: string;
  readonly title: string;
  readonly at: number;
  readonly turns: number;
  readonly target: string;
  /** An answer is on its way. */
  readonly busy: boolean;
}
