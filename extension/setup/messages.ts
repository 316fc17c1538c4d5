/** What the providers page and the extension say to each other. The engine's questions pass through; the rest is answered here. */
import type {
  Answer as EngineAnswer,
  Asked as EngineAsked,
  Draft,
  FoundView,
  ProbeProgressParams,
  SetupQuestion,
} from "../../server/protocol/setup.ts";

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
  readonly showLog: { readonly asked: Record<string, never>; readonly answer: null };
}

export interface Surroundings {
  readonly chosen: string;
  readonly fallback: readonly string[];
  /** Where the engine runs, when that is not where the window is: `ssh-remote`, `wsl`, `dev-container`. */
  readonly remote?: string;
  readonly trusted: boolean;
}

export type PageQuestion = SetupQuestion | keyof EditorQuestions;

export type PageAsked<Q extends PageQuestion> = Q extends SetupQuestion
  ? EngineAsked<Q>
  : Q extends keyof EditorQuestions
    ? EditorQuestions[Q]["asked"]
    : never;

export type PageAnswer<Q extends PageQuestion> = Q extends SetupQuestion
  ? EngineAnswer<Q>
  : Q extends keyof EditorQuestions
    ? EditorQuestions[Q]["answer"]
    : never;

/** From the page. */
export interface Ask {
  readonly id: number;
  readonly question: PageQuestion;
  readonly asked: unknown;
}

/** To the page. */
export type ToPage =
  | { readonly kind: "answer"; readonly id: number; readonly answer: unknown }
  | { readonly kind: "failed"; readonly id: number; readonly message: string }
  | { readonly kind: "changed" }
  | { readonly kind: "progress"; readonly progress: ProbeProgressParams }
  /** Begin with adding this. */
  | { readonly kind: "add"; readonly text: string };
