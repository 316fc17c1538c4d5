/** What goes to the index's thread and comes from it. */
import type { Happening } from "./indexer.ts";
import type { IndexStatus } from "../../protocol.ts";
import type { PrivacyWishes } from "../../privacy/privacy.ts";
import type { Recipient } from "../../privacy/recipient.ts";
import type { Asked, QuestionName } from "./questions.ts";

/** What the thread is started with. */
export interface ThreadSetup {
  /** Language → the endings of its files. */
  readonly languages: Readonly<Record<string, readonly string[]>>;
  /** Where indexes are kept; nothing is kept without it. */
  readonly storage?: string;
  /** Where vectors are kept. */
  readonly vectors?: string;
}

/** To a process that builds the index of one folder, and answers with how many files that are so far. */
export interface BuildOrder {
  readonly setup: ThreadSetup;
  readonly folder: string;
}

export type ToThread =
  | { readonly kind: "happened"; readonly id: number; readonly happening: Happening }
  | {
      readonly kind: "asked";
      readonly id: number;
      readonly name: QuestionName;
      readonly asked: Asked;
      readonly to: Recipient;
    }
  | { readonly kind: "wished"; readonly wishes: PrivacyWishes }
  | { readonly kind: "close" };

export type FromThread =
  /** To what has been asked, or when what happened has been dealt with. */
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly kind: "failed"; readonly id?: number; readonly why: string }
  | { readonly kind: "status"; readonly status: IndexStatus }
  | { readonly kind: "closed" };
