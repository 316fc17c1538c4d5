/** What the chat page and the commands ask the engine, and its answers; and what the engine asks the editor. Types and names only. */
import type { ChatFailure, ChatHead, Conversation, OptionsChosen } from "./conversation.ts";
import type { ChatEvent } from "./event.ts";
import type { Attached, Lines, Mention, Suggested } from "./mention.ts";
import type { Prompts } from "./prompt.ts";

/** Server → client: what happened in a chat, in order, some milliseconds of it at once. */
export const CHAT_EVENTS = "keyfill/chat/events";
export interface ChatEventsParams {
  readonly chat: string;
  /** The number of the first; each chat counts its events from 0. Whoever missed one opens the chat anew. */
  readonly first: number;
  readonly events: readonly ChatEvent[];
}

/** Server → client: the list of chats, or of models, is not what it was. */
export const CHATS_CHANGED = "keyfill/chat/changed";

interface Question<Asked, Answer> {
  readonly asked: Asked;
  readonly answer: Answer;
}
type Nothing = Record<string, never>;

/** On the wire each is `keyfill/chat/<name>`. */
export interface ChatQuestions {
  /** The latest first; with a query, those that say it. */
  readonly list: Question<{ readonly query?: string }, readonly ChatHead[]>;
  /** Null for a chat that does not exist. */
  readonly open: Question<{ readonly chat: string }, Opened | null>;
  /** A new one that nobody wrote in is not kept. `from`: it begins as a copy of the path to this turn. */
  readonly begin: Question<
    {
      readonly options?: OptionsChosen;
      readonly from?: { readonly chat: string; readonly turn: string };
    },
    Opened
  >;
  readonly rename: Question<{ readonly chat: string; readonly title: string }, null>;
  readonly remove: Question<{ readonly chat: string }, null>;
  readonly options: Question<{ readonly chat: string; readonly options: OptionsChosen }, null>;
  readonly export: Question<{ readonly chat: string; readonly as: "markdown" | "json" }, string>;
  /** What `export` wrote as JSON. Rejects with what is wrong with it. */
  readonly import: Question<{ readonly text: string }, ChatHead>;

  /**
   * Says something behind `after`: the leaf, or an earlier turn to branch from (an edited message goes behind the parent of
   * the first one; undefined for the very beginning). While an answer is on its way it is queued.
   */
  readonly send: Question<
    {
      readonly chat: string;
      readonly after?: string | undefined;
      readonly text: string;
      readonly mentions: readonly Mention[];
    },
    null
  >;
  readonly unqueue: Question<{ readonly chat: string; readonly queued: string }, null>;
  /** Another answer to the question of this answer; what was there stays, as another branch. Also after a failure. */
  readonly again: Question<{ readonly chat: string; readonly turn: string }, null>;
  readonly stop: Question<{ readonly chat: string }, null>;
  /** Another branch is read: the newest leaf below this turn. */
  readonly read: Question<{ readonly chat: string; readonly turn: string }, null>;
  readonly permit: Question<
    { readonly chat: string; readonly call: string; readonly decision: "once" | "chat" | "always" | "deny" },
    null
  >;
  /** Takes back all that the turn did to files, or does it again. Answers with the files that could not be: changed since. */
  readonly undo: Question<
    { readonly chat: string; readonly turn: string; readonly undone: boolean },
    { readonly kept: readonly string[] }
  >;
  /** The texts of one change, for a diff. */
  readonly change: Question<
    { readonly chat: string; readonly turn: string; readonly call: string; readonly uri: string },
    { readonly before: string; readonly after: string } | null
  >;
  /** The request of a step as it was sent, as Markdown; it is in memory alone. */
  readonly sent: Question<{ readonly chat: string; readonly turn: string }, string>;

  /** What a mention comes to for this chat's model. */
  readonly attach: Question<{ readonly chat: string; readonly mention: Mention }, Attached>;
  /** For what stands behind an @. */
  readonly suggest: Question<{ readonly text: string }, readonly Suggested[]>;
  /** How much a message would fill, typed and attached, before it is sent. */
  readonly measure: Question<
    {
      readonly chat: string;
      readonly after?: string | undefined;
      readonly text: string;
      readonly mentions: readonly Mention[];
    },
    { readonly tokens: number; readonly windowTokens: number; readonly estimated?: true }
  >;
  readonly models: Question<Nothing, readonly ModelView[]>;
  /** All there are, for the user to choose from. */
  readonly tools: Question<Nothing, readonly ToolView[]>;
  /** The system prompts that there are, the one that ships first; and the user's own prompts. */
  readonly prompts: Question<Nothing, { readonly instructions: readonly string[] } & Prompts>;

  /** One answer outside of any chat: the edit of a selection. By the light model if there is one. */
  readonly once: Question<
    { readonly instructions: string; readonly text: string; readonly light?: boolean },
    { readonly text: string } | { readonly failure: ChatFailure }
  >;
  /** The message of a commit, by the light model if there is one. */
  readonly commitMessage: Question<
    {
      /** The URI of the repository's root. */
      readonly root: string;
      readonly diff: string;
      /** Messages of the last commits, the latest first. */
      readonly recent: readonly string[];
      /** What the user has written of it. */
      readonly begun: string;
    },
    CommitMessage | { readonly failure: ChatFailure }
  >;
}

export interface CommitMessage {
  readonly text: string;
  /** Of these files the model was not shown all, because they were too long. */
  readonly shortened: readonly string[];
  /** Of these it was shown nothing, by the rules of privacy. */
  readonly withheld: readonly string[];
}

export type ChatQuestion = keyof ChatQuestions;
export type Asked<Q extends ChatQuestion> = ChatQuestions[Q]["asked"];
export type Answer<Q extends ChatQuestion> = ChatQuestions[Q]["answer"];

/** The same, for whoever has to name them all. */
export const CHAT_QUESTIONS: Readonly<Record<ChatQuestion, true>> = {
  list: true,
  open: true,
  begin: true,
  rename: true,
  remove: true,
  options: true,
  export: true,
  import: true,
  send: true,
  unqueue: true,
  again: true,
  stop: true,
  read: true,
  permit: true,
  undo: true,
  change: true,
  sent: true,
  attach: true,
  suggest: true,
  measure: true,
  models: true,
  tools: true,
  prompts: true,
  once: true,
  commitMessage: true,
};

export const chatMethod = (question: ChatQuestion) => `keyfill/chat/${question}`;

/** `turns` travels as a list. */
export interface Opened {
  readonly conversation: Omit<Conversation, "turns"> & {
    readonly turns: readonly (readonly [string, Turns])[];
  };
  /** The number that the next event will have. */
  readonly next: number;
}
type Turns = Conversation["turns"] extends Map<string, infer Turn> ? Turn : never;

export interface ModelView {
  /** `provider/model`. */
  readonly target: string;
  readonly provider: string;
  readonly model: string;
  readonly windowTokens: number;
  readonly outputTokens: number;
  readonly tools: boolean;
  readonly images: boolean;
  readonly reasoning: boolean;
  readonly local: boolean;
  /** In dollars for a million tokens. */
  readonly price?: { readonly input: number; readonly output: number };
}

export interface ToolView {
  readonly name: string;
  readonly description: string;
  /** That it takes of every prompt it is offered in. */
  readonly tokens: number;
  /** Keyfill's; else one of VS Code, another extension or an MCP server. */
  readonly isOwn: boolean;
}

/** Server → client: what only the editor knows or can do. On the wire each is `keyfill/chat/editor/<name>`. */
export interface EditorQuestions {
  readonly selection: Question<Nothing, (Lines & { readonly uri: string; readonly text: string }) | null>;
  /** What the tabs show, the one in front first. */
  readonly tabs: Question<Nothing, readonly { readonly uri: string }[]>;
  readonly problems: Question<
    { readonly uri?: string },
    readonly (Lines & {
      readonly uri: string;
      readonly severity: "error" | "warning" | "hint";
      readonly message: string;
    })[]
  >;
  /** Whether a page may be fetched that the user has named: this one, or any of its host from now on. Null: it may not. */
  readonly mayFetch: Question<{ readonly url: string; readonly host: string }, "once" | "always" | null>;
  /** What stands in the terminal in front, as far as it can be read. */
  readonly terminal: Question<Nothing, string | null>;
  /** Every tool of other extensions and MCP servers. */
  readonly tools: Question<Nothing, readonly EditorTool[]>;
  readonly callTool: Question<
    { readonly name: string; readonly input: unknown },
    { readonly text: string; readonly failed?: true }
  >;
  /** All or nothing; open documents are changed and saved, files are made, deleted or renamed. Refused when a file is not as told. */
  readonly change: Question<{ readonly changes: readonly FileEdit[] }, Changed>;
}
export type EditorQuestion = keyof EditorQuestions;
export const editorMethod = (question: string) => `keyfill/chat/editor/${question}`;

export interface EditorTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

export interface Changed {
  /** Why nothing was changed. */
  readonly problem?: string;
  /** Where a file has become something else, because saving formats it. */
  readonly became?: readonly { readonly uri: string; readonly text: string }[];
}

/** Undefined for a file that is not there: before, or after. */
export interface FileEdit {
  readonly uri: string;
  readonly before: string | undefined;
  readonly after?: string | undefined;
}
