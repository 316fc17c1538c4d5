/** What the core needs from outside, as interfaces: nothing here knows who answers. Failures are data: no port throws. */
import type { FimTemplate } from "./fim-template.ts";
import type { Delimiters, Language } from "./language.ts";
import type { Message, Tool, ToolCall } from "./message.ts";
import type { CompletionRequest, Place, Snapshot } from "./request.ts";
import type { TokenCounter } from "./token-counter.ts";
import type { SyntaxAt } from "./syntax-at.ts";
import type { Words } from "./told.ts";
import type { Quirk } from "./suggestion/quirks.ts";

export type { FimTemplate };
export type { Fit, TokenCounter, Walk } from "./token-counter.ts";

/** As much of an AbortSignal as the core needs; Node's own fits. */
export interface Signal {
  readonly aborted: boolean;
  addEventListener(type: "abort", listener: () => void): void;
  removeEventListener(type: "abort", listener: () => void): void;
}

export interface Aborter {
  readonly signal: Signal;
  abort(): void;
}

export interface Clock {
  /** Milliseconds that only ever grow. */
  now(): number;
  /** Ends early, without an error, when the signal aborts. */
  sleep(ms: number, signal: Signal): Promise<void>;
}

/** A piece of other code, to be shown to the model beside the hole; where in its file it begins, from 0, may be known. */
export interface Snippet {
  readonly path: string;
  readonly line?: number;
  readonly text: string;
  /** How likely it is to be of use, 0 to 1; comparable only within one retrieval. */
  readonly score: number;
  readonly source: string;
  /** It changes as the user types, so it stands behind those that last. */
  readonly volatile?: true;
}

/** A provider and a model, resolved: all that the core may know of them. */
export interface CompletionTarget {
  /** `provider/model`: names it in logs and keys, and is never looked into. */
  readonly id: string;
  readonly form:
    | { readonly kind: "fim"; readonly template: FimTemplate }
    | { readonly kind: "infill" }
    /** By way of a conversation, for a model that was never shown a hole. */
    | { readonly kind: "chat"; readonly effort?: "none" | "low" };
  /** What a prompt may hold, the answer already left out. */
  readonly promptTokens: number;
  readonly maxTokens: number;
  readonly temperature: number;
  readonly stops: readonly string[];
  /** How long typing should have rested before this target is asked. */
  readonly restMs: number;
  /** A server of the user's own: asking it costs nothing but its time. */
  readonly local?: boolean;
  /** It says the same each time: there is no choice to be had from it. */
  readonly deterministic?: boolean;
  /** What its answers are mended for. */
  readonly quirks?: readonly Quirk[];
  /** False once it was seen that several lines are too much for it, or come too slowly: it is asked for one. */
  readonly multiline?: boolean;
}

interface PromptLimits {
  readonly maxTokens: number;
  readonly temperature: number;
  readonly stops: readonly string[];
  /** Somebody asked by hand: a target that is left alone for a while is asked all the same. */
  readonly insists?: true;
}

/** What is sent: text with its markers in it, the parts for a target that puts them together itself, or a conversation. */
export type Prompt = PromptLimits &
  (
    | { readonly kind: "text"; readonly text: string }
    | {
        readonly kind: "infill";
        readonly path: string;
        readonly languageId: string;
        readonly comment?: Delimiters;
        readonly prefix: string;
        readonly suffix: string;
        readonly snippets: readonly Snippet[];
      }
    | {
        readonly kind: "chat";
        readonly messages: readonly Message[];
        readonly tools?: readonly Tool[];
        /** The answer is to be a call of one of them, where the provider can be told so. */
        readonly mustCall?: true;
        /** How hard to think, for models that can be told. */
        readonly effort?: "none" | "low" | "medium" | "high";
      }
  );

export const FAILURES = {
  "no-key": "the provider wants an API key",
  refused: "the provider refused the key",
  "rate-limited": "the provider asks to slow down",
  overloaded: "the provider is overloaded or failing",
  unreachable: "the provider could not be reached or broke off",
  timeout: "the provider did not answer in time",
  "bad-request": "the provider did not accept the request",
  "bad-answer": "the provider answered with something that is not a completion",
  "unknown-model": "the provider does not know this model",
  "no-fim": "this model cannot fill in the middle",
  misconfigured: "the provider is not set up right",
} as const;

export type FailureKind = keyof typeof FAILURES;

export interface Failure {
  readonly kind: FailureKind;
  readonly message: Words;
  /** What the user can do about it, as a whole sentence. */
  readonly advice: Words;
  /** Of the answer, if there was one. */
  readonly status?: number;
  /** Not before then is it of any use to ask again. */
  readonly retryAfterMs?: number;
  /** It does not pass by itself: to ask again would fail in the same way. */
  readonly lasting?: true;
}

/** As the provider tells it; every figure may be missing. */
export interface Usage {
  readonly inputTokens?: number;
  readonly outputTokens?: number;
  readonly totalTokens?: number;
  /** Of the input, what the provider had in its prompt cache. */
  readonly cachedTokens?: number;
  /** Of the output, what was thought and not said. */
  readonly reasoningTokens?: number;
  /** We counted, because the provider did not. */
  readonly estimated?: true;
}

/** A stream is any number of the others, then one `end` or `failed`. */
export type GenerateEvent =
  | { readonly kind: "text"; readonly text: string }
  /** A signature closes what was thought before it. Redacted: nobody may read it, and the signature is all of it. */
  | {
      readonly kind: "reasoning";
      readonly text: string;
      readonly signature?: string;
      readonly redacted?: true;
    }
  /** Whole: its pieces have been put together. */
  | { readonly kind: "tool-call"; readonly call: ToolCall }
  | { readonly kind: "usage"; readonly usage: Usage }
  | {
      readonly kind: "end";
      readonly reason: "stop" | "length" | "tool-calls" | "filtered" | "aborted";
      /** Who answered, as the provider tells it. */
      readonly id?: string;
      readonly model?: string;
      /** Which target it was, of several that may have been asked. */
      readonly target?: string;
    }
  | { readonly kind: "failed"; readonly failure: Failure };

export type TargetChoice =
  | {
      readonly kind: "target";
      readonly target: CompletionTarget;
      /** Asked in this order when it fails. */
      readonly fallbacks?: readonly CompletionTarget[];
    }
  | { readonly kind: "failed"; readonly failure: Failure };

/** What is wanted of a target: a few words, or as much as a whole block, which another may do better. */
export type Need = "line" | "block";

/** One request to a target, when it is over: what it cost. */
export interface Spending {
  /** The asking that it was for, as its suggestion names it; below nought, something else than a completion. */
  readonly id: number;
  readonly target: string;
  readonly trigger: CompletionRequest["trigger"] | "chat" | "embedding";
  readonly promptTokens: number;
  readonly receivedTokens: number;
  readonly usage?: Usage;
  readonly ended: "text" | "failed" | "aborted";
}

/** The day's budgets, as the reasons for which nothing is sent. */
export type SpentUp = "daily-requests" | "daily-tokens" | "daily-money";

/** What a prompt is made from. */
export type Shown = { readonly place: Place; readonly snippets: readonly Snippet[] };

/** What may be shown to whom. */
export interface Privacy {
  /** Why this target may not be shown the document, if it may not. */
  readonly keeps: (document: Snapshot, from: CompletionTarget) => "ignored" | "withheld" | undefined;
  /** The cursor stands in a secret, or where one is being typed. */
  readonly guards: (place: Place) => boolean;
  /** What this target may be shown of it, every column and line where it was. */
  readonly clean: (shown: Shown, target: CompletionTarget) => Shown;
  /** The suggestion says a secret, or what stood in the place of one. */
  readonly betrays: (suggestion: string, place: Place) => boolean;
}

export interface Ports {
  readonly clock: Clock;
  readonly newAborter: () => Aborter;
  /** Which target is to be asked; a failure when none can be. What is needed takes time to find out, and may not matter. */
  readonly target: (need: () => Need) => TargetChoice;
  readonly privacy: Privacy;
  /** Keeps to its own deadline and answers with what it has by then, best first, and this target may be shown. */
  readonly retrieve: (place: Place, target: CompletionTarget, signal: Signal) => Promise<readonly Snippet[]>;
  /** What the grammar says of a place, if that is known by now; nothing is waited for. */
  readonly syntaxAt?: (place: Place) => SyntaxAt | undefined;
  readonly counter: (target: CompletionTarget) => TokenCounter;
  readonly language: (languageId: string) => Language;
  /** Told of a prompt that is likely to be sent: what can be done for that ahead of it is done now. */
  readonly ready?: (target: CompletionTarget, prompt: Prompt) => void;
  readonly generate: (
    target: CompletionTarget,
    prompt: Prompt,
    signal: Signal,
  ) => AsyncIterable<GenerateEvent>;
  /** How much is left of a target's limits, 0 to 1, if it tells. */
  readonly shareLeft?: (target: CompletionTarget) => number | undefined;
  /** Which of the day's budgets this target has used up, if one is. */
  readonly spentUp?: (target: CompletionTarget) => SpentUp | undefined;
  /** Told of every request that was sent. */
  readonly spent?: (spending: Spending, target: CompletionTarget) => void;
}
