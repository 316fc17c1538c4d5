/** What happens in a conversation, one line of JSON each on disk, and one after the other to the page. */
import type {
  Call,
  CallState,
  ChatOptions,
  Dropped,
  FileChange,
  Figures,
  Queued,
  TurnState,
} from "./conversation.ts";
import type { Attached } from "./mention.ts";

export type ChatEvent =
  /** Always the first. */
  | { readonly kind: "began"; readonly id: string; readonly at: number; readonly options: ChatOptions }
  | { readonly kind: "titled"; readonly title: string }
  | { readonly kind: "options"; readonly options: ChatOptions }
  | {
      readonly kind: "asked";
      readonly turn: string;
      readonly parent: string | undefined;
      readonly at: number;
      readonly text: string;
      readonly attached: readonly Attached[];
    }
  /** A model answers the turn `parent`. */
  | {
      readonly kind: "answering";
      readonly turn: string;
      readonly parent: string;
      readonly at: number;
      readonly target: string;
    }
  /** The model is asked once more, with the results of its calls; or another one, because the first failed. */
  | { readonly kind: "step"; readonly turn: string; readonly target: string }
  | { readonly kind: "dropped"; readonly turn: string; readonly dropped: readonly Dropped[] }
  /** Of the last step, as are all that follow. */
  | { readonly kind: "text"; readonly turn: string; readonly text: string }
  | {
      readonly kind: "reasoning";
      readonly turn: string;
      readonly text: string;
      readonly signature?: string;
      readonly redacted?: true;
    }
  | {
      readonly kind: "call";
      readonly turn: string;
      readonly call: Pick<Call, "id" | "name" | "arguments" | "signature" | "title">;
    }
  | { readonly kind: "call-state"; readonly turn: string; readonly call: string; readonly state: CallState }
  /** Added to what the call has told so far. */
  | { readonly kind: "result"; readonly turn: string; readonly call: string; readonly text: string }
  | {
      readonly kind: "changed";
      readonly turn: string;
      readonly call: string;
      readonly changes: readonly FileChange[];
    }
  | { readonly kind: "figures"; readonly turn: string; readonly figures: Figures }
  | { readonly kind: "state"; readonly turn: string; readonly state: TurnState }
  | { readonly kind: "undone"; readonly turn: string; readonly undone: boolean }
  /** Another branch is read. */
  | { readonly kind: "leaf"; readonly turn: string | undefined }
  | { readonly kind: "queue"; readonly queue: readonly Queued[] };
