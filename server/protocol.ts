/**
 * The messages that Keyfill's client and server exchange beside LSP 3.18. The only server file that `extension/` imports;
 * it imports no library, because the two ends stand on different versions of theirs.
 */
import type { Told, Words } from "./protocol/told.ts";

/** What a client says of itself in `initializationOptions`. Any LSP client may leave it out. */
export interface ClientAbilities {
  /** It answers `keyfill/apiKey`. */
  readonly apiKeys?: boolean;
  /** It has the command `keyfill.accepted`, which it reports by `keyfill/accepted`. */
  readonly reportsAcceptance?: boolean;
  /** Whether the user trusts the workspace; a client that does not say so has no such question. */
  readonly trusted?: boolean;
  /** It answers `keyfill/definitions`. */
  readonly definitions?: boolean;
  /** It answers what a chat asks of the editor. */
  readonly chatEditor?: boolean;
  /** Another extension completes YAML by the schemas that extensions name. */
  readonly completesYaml?: boolean;
  /** A folder for what belongs to the workspaces and can be made again, such as their indexes. */
  readonly storage?: string;
}

/** Client → server, within the context of `textDocument/inlineCompletion`: what only the editor knows. Any may be left out. */
export const EDITOR_FACTS = "keyfill";
export interface EditorFacts {
  /** What keeps completions off here, whatever the settings say. */
  readonly off?: "language" | "file" | "snoozed";
  readonly cursors?: number;
  /** The document is shown beside another one, for comparison. */
  readonly comparing?: boolean;
  /** The program that is being debugged stands still, and the user wants silence then. */
  readonly halted?: boolean;
}

/** Client → server: what the editor shows and says, whenever that changes. Any may be left out. */
export const EDITOR_VIEW_NOTIFICATION = "keyfill/editorView";
export interface EditorView {
  /** Where the user looks or has looked, the latest last. */
  readonly viewed?: readonly LineRange[];
  /** What was just copied in the workspace. */
  readonly copied?: LineRange | undefined;
  /** What the editor's tools find wrong near the cursor. */
  readonly problems?: readonly Problem[];
}
export interface Problem extends Spot {
  readonly message: string;
}
/** Lines count from 0; both ends belong to them. */
export interface LineRange {
  readonly uri: string;
  readonly start: number;
  readonly end: number;
}

/** Server → client: where the names at these characters of a line are defined, as a list of `Spot`. */
export const DEFINITIONS_REQUEST = "keyfill/definitions";
export interface DefinitionsParams extends Spot {
  readonly characters: readonly number[];
}
export interface Spot {
  readonly uri: string;
  readonly line: number;
}

/** Server → client: the key that the user keeps in the client's secret store for a provider instance. */
export const API_KEY_REQUEST = "keyfill/apiKey";
export interface ApiKeyParams {
  readonly provider: string;
}
export type ApiKeyResult = string | null;

/** Client → server: a key was set or removed; ask again. */
export const API_KEY_CHANGED = "keyfill/apiKeyChanged";

/** Client → server: the user trusts the workspace now. */
export const TRUST_GRANTED = "keyfill/trustGranted";

/** What a suggestion has the editor run when it is accepted, with its name as the only argument. */
export const ACCEPTED_COMMAND = "keyfill.accepted";
/** Client → server: the suggestion of this name was accepted. */
export const ACCEPTED_NOTIFICATION = "keyfill/accepted";
export interface AcceptedParams {
  readonly name: string;
}

/** Client → server: the day's budget is used up, and the user goes on all the same, in every window. */
export const GO_ON_NOTIFICATION = "keyfill/goOnToday";

/** Client → server: what was asked lately and what it came to, as a page in Markdown. It is in memory alone. */
export const INSPECT_REQUEST = "keyfill/inspect";
export interface InspectParams {
  readonly page: "why" | "prompt";
  /** What only the editor knows of, as sentences. */
  readonly hints?: readonly string[];
  /** Of the user's language, by the English ones. */
  readonly texts?: Readonly<Record<string, string>> | undefined;
}
export interface InspectResult {
  readonly markdown: string;
}

/** Server → client: how completions fare, from time to time. */
export const FIGURES_NOTIFICATION = "keyfill/figures";
export interface Figures {
  /** Until there was enough of an answer, by the target that was asked last. */
  readonly p50Ms?: number;
  readonly p95Ms?: number;
  /** How much of its prompts its server had in its cache, 0 to 1. */
  readonly cacheReuse?: number;
  /** Sent to and received from providers elsewhere than on this machine. */
  readonly tokensToday: number;
  /** In dollars, as far as prices are known. */
  readonly moneyToday: number;
}

/** Client → server: which provider instances there are, to choose one from. */
export const PROVIDERS_REQUEST = "keyfill/providers";
export interface ProvidersResult {
  readonly instances: readonly string[];
  /** Where the user's provider files are. */
  readonly folder: string;
}

/** Client → server: find out whether completion really works with this provider instance. */
export const PROBE_REQUEST = "keyfill/probe";
export interface ProbeParams {
  readonly provider: string;
}
export interface ProbeResult {
  readonly ok: boolean;
  /** What was found, as a sentence, and what to do about it. */
  readonly why: string;
  readonly advice?: string;
  /** The same, for who has other languages. */
  readonly told?: readonly Told[];
  readonly timeToFirstTokenMs?: number;
}

/** Client → server: what the index of the workspace holds, perhaps after doing something about it. */
export const INDEX_REQUEST = "keyfill/index";
export interface IndexParams {
  /** To rebuild also ends a pause. */
  readonly action?: "pause" | "resume" | "rebuild";
}

/** Server → client: the same, whenever it changes. */
export const INDEX_NOTIFICATION = "keyfill/indexStatus";
export interface IndexStatus {
  readonly state: "off" | "indexing" | "ready" | "paused" | "failed";
  readonly files: number;
  readonly symbols: number;
  readonly chunks: number;
  /** Of the tables in memory. */
  readonly memoryBytes: number;
  /** Of what is kept for the next time. */
  readonly diskBytes: number;
  /** The last time that all folders were gone through, and how many files had to be read. */
  readonly lastScan?: { readonly ms: number; readonly read: number } | undefined;
  /** Of those that teams run: by name, and why one is left alone for now. */
  readonly shared?: readonly SharedIndexStatus[];
  /** Which files are not indexed, and why not; the most frequent reason first. */
  readonly leftOut: readonly {
    readonly why: string;
    readonly reason: string;
    readonly files: number;
    readonly examples: readonly string[];
  }[];
}

export interface SharedIndexStatus {
  readonly name: string;
  readonly why?: Words;
}

/** Server → client: what the engine is doing, whenever that changes. */
export const STATUS_NOTIFICATION = "keyfill/status";
export interface Status {
  readonly state: "idle" | "failing";
  /** Who completes: `provider/model`. */
  readonly target: string;
  /** The last outcome, in English sentences for the user. */
  readonly last?: string;
  /** The same, for who has other languages. */
  readonly told?: readonly Told[];
  /** Why nothing was suggested last, if nothing was: a name that does not change. */
  readonly reason?: string;
}
