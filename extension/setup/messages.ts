/** What the providers page asks, and the news it is brought. */
import type { Draft, FoundView, ProbeProgressParams, SetupQuestions } from "../../server/protocol/setup.ts";

/** What only the editor can do or know. */
export interface EditorQuestions {
  readonly surroundings: { readonly asked: Record<string, never>; readonly answer: Surroundings };
  /** Which providers complete, in which order. */
  readonly choose: {
    readonly asked: { readonly provider: string; readonly fallback: readonly string[] };
    readonly answer: null;
  };
  /** Into the secret store; an empty key removes the one that is there. */
  readonly keepKey: { readonly asked: { readonly id: string; readonly key: string }; readonly answer: null };
  /** What other tools were set up with. */
  readonly found: { readonly asked: Record<string, never>; readonly answer: readonly FoundView[] };
  /** Copies one of them; the answer is what stands in its file now, or null when there is nothing to copy any more. */
  readonly takeOver: { readonly asked: { readonly id: string }; readonly answer: Draft | null };
  readonly confirm: {
    readonly asked: { readonly message: string; readonly detail: string; readonly action: string };
    readonly answer: boolean;
  };
  readonly openFile: { readonly asked: { readonly file: string }; readonly answer: null };
  readonly openLink: { readonly asked: { readonly url: string }; readonly answer: null };
  readonly openSettings: { readonly asked: Record<string, never>; readonly answer: null };
  readonly inspectPrompt: { readonly asked: Record<string, never>; readonly answer: null };
  readonly showLog: { readonly asked: Record<string, never>; readonly answer: null };
}

export interface Surroundings {
  readonly chosen: string;
  readonly fallback: readonly string[];
  /** Where the engine runs, when that is not where the window is: `ssh-remote`, `wsl`, `dev-container`. */
  readonly remote?: string;
  readonly trusted: boolean;
}

/** All that the page may ask; the extension hands the engine's questions on. */
export type PageQuestions = SetupQuestions & EditorQuestions;

export type News =
  | { readonly kind: "changed" }
  | { readonly kind: "progress"; readonly progress: ProbeProgressParams }
  /** Begin with adding this. */
  | { readonly kind: "add"; readonly text: string };
