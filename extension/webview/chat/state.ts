/** What the page knows and shows. The conversation changes by its events; all else is replaced by the actions. */
import type { ChatHead } from "../../../server/protocol/chat/conversation.ts";
import type { Attached, Mention, Suggested } from "../../../server/protocol/chat/mention.ts";
import type { PromptView } from "../../../server/protocol/chat/prompt.ts";
import type { ModelView } from "../../../server/protocol/chat/questions.ts";
import type { OpenChat } from "./open-chat.ts";

export interface State {
  readonly open: OpenChat | undefined;
  readonly place: "talk" | "history";
  readonly chats: readonly ChatHead[] | undefined;
  readonly search: string;
  /** The chat whose title is being written. */
  readonly renaming: string | undefined;
  /** Undefined until the engine has said. */
  readonly models: readonly ModelView[] | undefined;
  readonly instructions: readonly string[];
  readonly prompts: readonly PromptView[];
  readonly draft: Draft;
  /** What lies in front in the editor. */
  readonly offered: readonly Mention[];
  readonly completion: Completion | undefined;
  readonly menu: "models" | "options" | "mode" | undefined;
  /** What is typed to find a model. */
  readonly wanted: string;
  readonly measured: Measured | undefined;
  /** What went wrong with something the user did. */
  readonly trouble: string | undefined;
}

export interface Draft {
  readonly text: string;
  readonly attached: readonly Chip[];
  /** The turn that is said anew, in other words. */
  readonly editing?: string | undefined;
}

/** What is shown beside the message; it is counted a moment later. */
export interface Chip {
  readonly mention: Mention;
  readonly attached?: Attached;
}

/** What could be meant by the word at the cursor. */
export interface Completion {
  readonly from: number;
  readonly to: number;
  readonly choices: readonly Choice[];
  readonly at: number;
}

export type Choice =
  | Suggested
  | { readonly prompt: PromptView; readonly label: string; readonly detail: string; readonly icon: string };

export interface Measured {
  readonly tokens: number;
  readonly windowTokens: number;
  readonly estimated?: true;
}

export const NO_DRAFT: Draft = { text: "", attached: [] };

export const NOTHING_YET: State = {
  open: undefined,
  place: "talk",
  chats: undefined,
  search: "",
  renaming: undefined,
  models: undefined,
  instructions: [],
  prompts: [],
  draft: NO_DRAFT,
  offered: [],
  completion: undefined,
  menu: undefined,
  wanted: "",
  measured: undefined,
  trouble: undefined,
};

/** What outlives the page: its being hidden, a reload, a restart. */
export interface Remembered {
  readonly chat?: string;
  readonly draft?: Draft;
  readonly place?: State["place"];
  /** How far above its end the conversation is read. */
  readonly fromEnd?: number;
}

/** The page wrote it itself; from an older version it may be something else. */
export function rememberedIn(state: unknown): Remembered {
  return typeof state === "object" && state !== null ? state : {};
}
