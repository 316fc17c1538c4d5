/** What the providers page shows, as plain data. Types only. */
import type { Told, Words } from "./told.ts";

export type Fields = Readonly<Record<string, unknown>>;

/** A provider that Keyfill knows how to speak to. */
export interface KindView {
  readonly id: string;
  readonly name: string;
  readonly place: "cloud" | "local";
  /** Missing where everyone has an address of their own. */
  readonly baseUrl?: string;
  readonly keyNeeded: boolean;
  readonly keyUrl?: string;
  /** Environment variables that usually hold the key; `set` are those that do. */
  readonly keyVariables: readonly string[];
  readonly keyVariablesSet: readonly string[];
  /** The ways in which it completes, in the order in which they are tried. */
  readonly completes: readonly string[];
  readonly chats: boolean;
  readonly help: readonly string[];
  readonly suggests: { readonly completion?: string; readonly chat?: string };
  /** It is the user's own. */
  readonly own: boolean;
}

export interface InstanceView {
  readonly id: string;
  /** Missing for the one that the environment describes. */
  readonly file?: string;
  readonly kind: string;
  readonly kindName: string;
  readonly place: "cloud" | "local";
  readonly enabled: boolean;
  readonly address: string;
  readonly model?: string;
  readonly chatModel?: string;
  /** As they stand in the file; a key that stands there is left out. */
  readonly fields: Fields;
  readonly key: KeyView;
  readonly verdict?: VerdictView;
  readonly health: HealthView;
}

/** Where its key comes from. The key itself never comes to the page. */
export interface KeyView {
  readonly from:
    "not needed" | "nowhere" | "the secret store" | "keys.yaml" | "its file" | "the environment" | "a header";
  /** `$NAME` or `command: …`. */
  readonly how?: string;
}

export interface HealthView {
  /** ISO 8601. */
  readonly lastSuccess?: string;
  readonly lastFailure?: { readonly at: string; readonly message: Words; readonly advice: Words };
  /** Of the first text, over the last requests. */
  readonly firstTextMs?: { readonly p50: number; readonly p95: number; readonly requests: number };
}

/** One of the last requests to a provider, without its key and without what was said. */
export interface RequestView {
  /** ISO 8601. */
  readonly at: string;
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Of the body, in characters. */
  readonly sent: number;
  readonly status?: number;
  /** Until the head of the answer. */
  readonly ms?: number;
  readonly trouble?: string;
}

export interface LocalServerView {
  readonly kind: string;
  readonly name: string;
  readonly address: string;
  readonly models: readonly string[];
  readonly wantsKey: boolean;
  /** It is set up already, under this name. */
  readonly instance?: string;
}

/** A provider that another tool was set up with, and this one is not. */
export interface FoundView {
  readonly id: string;
  /** The tool, and where it says so. */
  readonly tool: string;
  readonly place: string;
  readonly kindName: string;
  readonly address?: string;
  readonly model?: string;
  readonly chatModel?: string;
  /** `$NAME` stays what it is; a key itself is not shown. */
  readonly key?: string;
}

export type Recognised =
  /** The key is what was pasted, without what was copied with it. */
  | { readonly kind: "key"; readonly key: string; readonly providers: readonly string[] }
  | {
      readonly kind: "address";
      readonly providers: readonly string[];
      readonly address: string;
      readonly answers: boolean;
      /** What was mended in it, or what is wrong with it, a sentence each. */
      readonly words: readonly Told[];
      readonly wantsKey: boolean;
    }
  | { readonly kind: "neither"; readonly words: Told };

export type ModelsView =
  | {
      readonly kind: "models";
      readonly from: "server" | "file";
      readonly models: readonly ModelView[];
      /** What to begin with. */
      readonly completion?: string;
      readonly chat?: string;
    }
  | { readonly kind: "failed"; readonly message: Words; readonly advice: Words };

export interface ModelView {
  readonly id: string;
  readonly completes: "fills" | "in a chat" | "no";
  readonly chats: boolean;
  readonly tools: boolean;
  readonly images: boolean;
  readonly windowTokens?: number;
  readonly size?: string;
  /** Dollars for a million tokens. */
  readonly price?: { readonly input?: number; readonly output?: number };
  readonly loaded?: boolean;
}

/** Every value of the model that completes, and who said so. */
export interface KnownView {
  /** Its name; where none completes, that of the one that chats. */
  readonly model: string;
  readonly values: readonly KnownValue[];
  /** Wrong in the draft: the key, and what is wrong. */
  readonly mistakes: readonly FieldMistake[];
  /** What the file would say of it without an entry under its whole name: by a pattern, for example. */
  readonly otherwise: Fields;
}

export interface KnownValue {
  readonly key: string;
  readonly name: Words;
  readonly value: Words;
  readonly from: Words;
  /** The provider's own file says it. */
  readonly yours: boolean;
  readonly entry: Entry;
}

/** How a value is written by hand; a list: some of these. */
export type Entry = "number" | "yes or no" | "text" | "lines" | "markers" | readonly string[];

export interface FieldMistake {
  readonly key: string;
  readonly words: Told;
}

export interface VerdictView {
  readonly ok: boolean;
  readonly model: string;
  readonly date: string;
  /** A sentence each. */
  readonly why: readonly Told[];
  readonly advice?: readonly Told[];
  readonly remarks: readonly Told[];
  readonly evidence: readonly EvidenceView[];
  readonly alternatives: readonly string[];
  readonly figures?: {
    readonly transport: string;
    readonly form: string;
    readonly timeToFirstTokenMs: number;
    readonly tokensPerSecond?: number;
    readonly maxTokens: number;
    readonly multiline: boolean;
    readonly restMs: number;
  };
}

export interface EvidenceView {
  readonly way: Told;
  readonly hole?: string;
  readonly came?: string;
  readonly ms?: number;
  readonly found: Told;
  readonly good: boolean;
}

export interface ProbeProgressParams {
  readonly run: string;
  /** What is done now, or what came of it. */
  readonly words: Told;
  readonly good?: boolean;
}

export type Saved =
  | { readonly ok: true; readonly file: string }
  | { readonly ok: false; readonly mistakes: readonly FieldMistake[] };

export interface PreviewView {
  /** The prompt for a small example; missing where the model is not shown one. */
  readonly prompt?: string;
  readonly form: "fim" | "infill" | "chat" | "none";
  readonly words: readonly Words[];
  readonly tokens?: number;
  readonly exact: boolean;
  readonly markers: readonly { readonly text: string; readonly tokens?: number }[];
}
