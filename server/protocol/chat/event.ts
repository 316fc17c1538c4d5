/** What happens in a conversation, one line of JSON each on disk, and one after the other to the page. */
import type {
  Call,
  CallState,
  ChatFailure,
  ChatOptions,
  Dropped,
  FileChange,
  Figures,
  Queued,
  TurnState,
} from "./conversation.ts";
import type { Attached } from "./mention.ts";

interface OfTurn {
  readonly turn: string;
}

interface OfCall extends OfTurn {
  readonly call: string;
}

export interface ChatEvents {
  /** Always the first. */
  readonly began: { readonly id: string; readonly at: number; readonly options: ChatOptions };
  readonly titled: { readonly title: string };
  readonly options: { readonly options: ChatOptions };
  readonly queue: { readonly queue: readonly Queued[] };
  /** Another branch is read. */
  readonly leaf: { readonly turn?: string | undefined };

  readonly asked: OfTurn & {
    readonly parent?: string | undefined;
    readonly at: number;
    readonly text: string;
    readonly attached: readonly Attached[];
  };
  /** A model answers the turn `parent`. */
  readonly answering: OfTurn & { readonly parent: string; readonly at: number; readonly target: string };
  readonly dropped: OfTurn & { readonly dropped: readonly Dropped[] };
  readonly state: OfTurn & { readonly state: TurnState };
  readonly undone: OfTurn & { readonly undone: boolean };

  /** The model is asked once more, with the results of its calls; or another one, because the first failed. */
  readonly step: OfTurn & { readonly target: string };
  /** Of the last step, as are all that follow. */
  readonly text: OfTurn & { readonly text: string };
  readonly reasoning: OfTurn & {
    readonly text: string;
    readonly signature?: string;
    readonly redacted?: true;
  };
  readonly figures: OfTurn & { readonly figures: Figures };
  /** Who was asked could not answer, and somebody else is asked. */
  readonly fell: OfTurn & { readonly failure: ChatFailure };

  readonly call: OfTurn & {
    readonly call: Pick<Call, "id" | "name" | "arguments" | "signature" | "title">;
  };
  readonly "call-state": OfCall & { readonly state: CallState };
  /** Added to what the call has told so far. */
  readonly result: OfCall & { readonly text: string };
  readonly changed: OfCall & { readonly changes: readonly FileChange[] };
}

export type ChatEvent<Kind extends keyof ChatEvents = keyof ChatEvents> = {
  readonly [K in Kind]: { readonly kind: K } & ChatEvents[K];
}[Kind];
