/** One request to one target, as it went: for whoever wants to know why it came to what it came to. */
import type { Extent } from "./extent.ts";
import type { Outcome } from "./outcome.ts";
import type { CompletionTarget, GenerateEvent, Ports, Prompt, Snippet } from "./ports.ts";
import type { Fitted } from "./prompt/fitted.ts";
import type { CompletionRequest } from "./request.ts";
import type { Mending } from "./suggestion/mendings.ts";

export interface Asking {
  /** The same for all that were asked for one suggestion: who failed before another, and several to choose from. */
  readonly id: number;
  readonly request: CompletionRequest;
  readonly target: CompletionTarget;
  readonly extent: Extent;
  /** What was found for the place, best first; what of it had room is in `fitted`. */
  readonly found: readonly Snippet[];
  readonly fitted: Fitted;
  readonly prompt: Prompt;
  readonly pieces: readonly Piece[];
  readonly end: End;
  readonly outcome: Outcome;
  /** What was made of the answer, step by step; worked out when it is asked for. */
  readonly mended: () => readonly Mending[];
}

export interface ObservedPorts extends Ports {
  /** Told how every request went, when it is over. */
  readonly observe?: (asking: Asking) => void;
}

/** Of the answer, as it came. */
export interface Piece {
  readonly text: string;
  /** Since the request. */
  readonly ms: number;
}

/** How the stream ended: by itself, or because there was enough. */
export type End = (GenerateEvent & { readonly kind: "end" })["reason"] | "failed" | "enough";
