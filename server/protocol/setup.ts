/**
 * What the providers page and the engine ask and tell each other. Types and names only: the page runs in a browser, and the
 * extension merely hands the messages on.
 */

import type {
  Fields,
  FoundView,
  InstanceView,
  KindView,
  KnownView,
  LocalServerView,
  ModelsView,
  PreviewView,
  Recognised,
  RequestView,
  Saved,
  VerdictView,
} from "./setup-views.ts";
import type { Words } from "./told.ts";

export type * from "./setup-views.ts";

/** Server → client: something that the page shows has changed. */
export const SETUP_CHANGED = "keyfill/setup/changed";

/** Server → client: how far a probe has come. */
export const PROBE_PROGRESS = "keyfill/setup/probeProgress";

/** Client → server: whether nothing is set up, and a server listens where local ones usually do. Cheap, for each start. */
export const SERVER_NEAR_REQUEST = "keyfill/setup/isServerNear";

/** Every question of the page: what is asked, and what is answered. On the wire each is `keyfill/setup/<name>`. */
export interface SetupQuestions {
  /** All that is known without asking anybody. */
  readonly overview: { readonly asked: Record<string, never>; readonly answer: Overview };
  /** Servers that run on the machine where the engine runs. */
  readonly localServers: {
    readonly asked: Record<string, never>;
    readonly answer: readonly LocalServerView[];
  };
  /** What a pasted text is: a key, an address, or neither. */
  readonly recognise: { readonly asked: { readonly text: string }; readonly answer: Recognised };
  readonly models: { readonly asked: Draft; readonly answer: ModelsView };
  /** What is known of the models that a draft names, without asking its server. */
  readonly known: { readonly asked: Draft; readonly answer: KnownView };
  readonly probe: { readonly asked: Draft & { readonly run: string }; readonly answer: VerdictView | null };
  readonly stopProbe: { readonly asked: { readonly run: string }; readonly answer: null };
  readonly save: { readonly asked: Draft; readonly answer: Saved };
  readonly remove: { readonly asked: { readonly id: string }; readonly answer: null };
  /** What other tools on this machine were set up with; the extension adds what stands in the editor's settings. */
  readonly findings: {
    readonly asked: { readonly settings: EditorSettings };
    readonly answer: readonly FoundView[];
  };
  /** One of the findings whole. The key in it is for the secret store, and no business of the page. */
  readonly finding: {
    readonly asked: { readonly settings: EditorSettings; readonly id: string };
    readonly answer: Draft | null;
  };
  /** The prompt that a template makes, and whether its markers are single tokens. */
  readonly preview: { readonly asked: Draft; readonly answer: PreviewView };
  /** The last requests to an instance, the newest last. */
  readonly requests: { readonly asked: { readonly id: string }; readonly answer: readonly RequestView[] };
}

export type SetupQuestion = keyof SetupQuestions;
export type Asked<Q extends SetupQuestion> = SetupQuestions[Q]["asked"];
export type Answer<Q extends SetupQuestion> = SetupQuestions[Q]["answer"];

/** By who may ask. */
export const SETUP_QUESTIONS: Readonly<Record<SetupQuestion, "the page" | "the extension">> = {
  overview: "the page",
  localServers: "the page",
  recognise: "the page",
  models: "the page",
  known: "the page",
  probe: "the page",
  stopProbe: "the page",
  save: "the page",
  remove: "the page",
  findings: "the extension",
  finding: "the extension",
  preview: "the page",
  requests: "the page",
};

export const setupMethod = (question: SetupQuestion) => `keyfill/setup/${question}`;

/** By extension and by setting: only what the user wrote. */
export type EditorSettings = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A provider instance as it stands in the form. */
export interface Draft {
  /** The name of its file without the ending. */
  readonly id: string;
  /** By the keys of the file; one that is missing is not in the file, or is taken out of it. */
  readonly fields: Fields;
  /** A key that is not kept yet. It is used for the question, and concealed in the log. */
  readonly key?: string;
}

export interface Overview {
  /** Where the files of the instances are. */
  readonly folder: string;
  readonly kinds: readonly KindView[];
  readonly instances: readonly InstanceView[];
  /** `provider/model` that completes now. */
  readonly serving: string;
  /** Why nobody completes, or what is wrong with the files: `file:line:col: …`. */
  readonly mistakes: readonly Words[];
  /** Model families that can fill in the middle, for a model whose name tells none. */
  readonly families: readonly string[];
}
