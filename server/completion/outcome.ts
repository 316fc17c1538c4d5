/** What a completion comes to: a suggestion, or nothing with the reason. There is no third way, and failing is not an answer. */
import { FAILURES, type Failure, type SpentUp, type Usage } from "./ports.ts";
import type { Rest, Timings } from "./timings.ts";

/** Why nobody is asked: what the gate says. */
export const REFUSALS = {
  disabled: "Keyfill is switched off",
  "off-for-language": "Keyfill is switched off for this language",
  "off-for-file": "Keyfill is switched off for this file",
  snoozed: "Keyfill is snoozed",
  "foreign-scheme": "this is neither a file nor an untitled document nor a notebook's cell",
  "several-cursors": "there are several cursors",
  comparing: "two files are being compared",
  "fixed-item": "the selected IntelliSense item cannot be continued",
  "too-many-lines": "the file has more than 50,000 lines",
  "too-long-line": "the line has more than 10,000 characters",
  "merge-conflict": "a merge conflict is near and not resolved",
  ignored: "a rule of yours (.keyfillignore or files.exclude) leaves this file out",
  withheld: "a privacy rule of yours keeps this file from the provider",
  "in-secret": "the cursor stands in a secret",
  "mid-word": "the cursor is inside a word",
  "text-behind": "a model that only chats has little to add before other text",
  "in-comment": "your settings want none in comments",
  "in-string": "your settings want none in strings",
  halted: "the program that is being debugged stands still",
  "typo-fix": "a letter was taken back, and another will follow",
  "daily-requests": "today's budget of requests is used up",
  "daily-tokens": "today's budget of tokens is used up",
  "daily-money": "today's budget of money is used up",
} as const;

export type Refusal = keyof typeof REFUSALS;

/** Every reason to suggest nothing, and how it is told to the user after "Nothing suggested:". */
export const REASONS = {
  ...REFUSALS,
  superseded: "typing went on before there was an answer",
  empty: "the model had nothing to add here",
  loops: "the model only repeated itself",
  "cut-off": "the answer reached its limit before anything of it was whole",
  placeholder: "the model only held a place for what is to be written",
  refusal: "the model talked instead of completing",
  "repeats-line-above": "the model only repeated the line above",
  "repeats-line-below": "the model only repeated the line below",
  secret: "the model suggested a secret, or what Keyfill had put in the place of one",
  ...FAILURES,
} as const;

export type Reason = keyof typeof REASONS;

/** What accepting does: `text` goes in at the cursor, in place of what it `replaces` there. */
export interface Edit {
  readonly text: string;
  /** UTF-16 units right of the cursor, on its line. All that they are is in `text` again, so that nothing is lost. */
  readonly replaces: number;
}

export interface Suggestion extends Edit {
  readonly kind: "suggestion";
  /** Names the asking that it came from, among all of this engine. */
  readonly id: number;
  readonly origin: "generated" | "adopted" | "typed-as-suggested" | "onward";
  readonly target: string;
  readonly timings: Timings;
  readonly prompt?: PromptReport;
  readonly fallen?: readonly Fall[];
  readonly instead?: Spared;
  readonly rest?: Rest;
  /** What else was said, for who wants to choose. */
  readonly alternatives?: readonly Edit[];
  /** What came behind it in the same answer: it may serve once this is accepted. */
  readonly onward?: string;
}

export interface Nothing {
  readonly kind: "nothing";
  /** Names the asking that it came from, if somebody was asked. */
  readonly id?: number;
  readonly reason: Reason;
  /** Present when a provider is the reason. */
  readonly failure?: Failure;
  readonly target?: string;
  readonly timings: Timings;
  readonly prompt?: PromptReport;
  readonly fallen?: readonly Fall[];
  readonly instead?: Spared;
  readonly rest?: Rest;
}

export type Outcome = Suggestion | Nothing;

/** Who was asked before the target that answers, and why that came to nothing. */
export interface Fall {
  readonly target: string;
  readonly failure: Failure;
}

/** Who was not asked because the day's budget for it is used up, so that another was. */
export interface Spared {
  readonly target: string;
  readonly why: SpentUp;
}

/** What was sent, in numbers. */
export interface PromptReport {
  /** Of the whole prompt, as it was sent. */
  readonly tokens: number;
  /** False when the tokens were estimated. */
  readonly exact: boolean;
  readonly snippets: number;
  /** What the provider says, or, marked as estimated, what we counted in its place. */
  readonly usage?: Usage;
}
