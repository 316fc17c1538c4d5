/**
 * What VS Code's own chat, and whoever else speaks to models through the editor, asks of the models that are set up here.
 * Types and names only.
 */
import type { ChatFailure, Effort } from "./chat/conversation.ts";
import type { ModelView } from "./chat/questions.ts";

/** Server → client: whether there are models to chat with; at the start, and whenever the user's files have changed. */
export const LANGUAGE_MODELS_CHANGED = "keyfill/languageModels/changed";
export interface LanguageModelsChanged {
  /** There are some, as far as that is known without asking their servers. */
  readonly some: boolean;
  /** Not told at the start: there may be others than before. */
  readonly changed: boolean;
}

/** Client → server: every model that chats. */
export const LANGUAGE_MODELS_REQUEST = "keyfill/languageModels/list";
export type LanguageModels = readonly ModelView[];

/** Client → server: one answer. It comes in pieces, by notifications of this run, all of them before the result. Can be cancelled. */
export const LANGUAGE_MODEL_ANSWER = "keyfill/languageModels/answer";
export interface LanguageModelAsked {
  /** Names the asking in its notifications. */
  readonly run: string;
  /** `provider/model`. */
  readonly target: string;
  readonly messages: readonly LanguageModelMessage[];
  readonly tools?: readonly LanguageModelTool[];
  /** The answer is to be a call of one of them. */
  readonly mustCall?: boolean;
  readonly maxTokens?: number;
  readonly temperature?: number;
  readonly effort?: Effort;
}
export type LanguageModelEnd =
  | { readonly kind: "ended"; readonly why: "said" | "length" | "filtered" | "stopped" }
  | { readonly kind: "failed"; readonly failure: ChatFailure };

/** Server → client. */
export const LANGUAGE_MODEL_PIECES = "keyfill/languageModels/pieces";
export interface LanguageModelPieces {
  readonly run: string;
  readonly pieces: readonly LanguageModelPiece[];
}
export type LanguageModelPiece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "reasoning"; readonly text: string }
  | { readonly kind: "call"; readonly call: LanguageModelCall };

/** Client → server: how many tokens a text is to a model, or a message. */
export const LANGUAGE_MODEL_COUNT = "keyfill/languageModels/count";
export interface LanguageModelCounted {
  readonly target: string;
  readonly text: string | LanguageModelMessage;
}

export type LanguageModelMessage =
  | { readonly role: "system"; readonly text: string }
  | { readonly role: "user"; readonly parts: readonly LanguageModelPart[] }
  | {
      readonly role: "assistant";
      readonly parts: readonly LanguageModelPart[];
      readonly toolCalls?: readonly LanguageModelCall[];
    }
  | { readonly role: "tool"; readonly callId: string; readonly text: string };

export type LanguageModelPart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "image"; readonly mediaType: string; readonly base64: string };

export interface LanguageModelCall {
  readonly id: string;
  readonly name: string;
  /** JSON. */
  readonly arguments: string;
}

export interface LanguageModelTool {
  readonly name: string;
  readonly description: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}
