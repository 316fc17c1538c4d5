/** What is asked of the core: a place in a document, and how it was asked. Plain data; knows no editor protocol. */

/** One state of a document. Never changed in place: an edit makes a new snapshot that shares the untouched lines. */
export interface Snapshot {
  readonly uri: string;
  /** As the model shall see it: relative to its workspace folder, with forward slashes. */
  readonly path: string;
  readonly languageId: string;
  readonly version: number;
  /** Every line with its own terminator; only the last has none. */
  readonly lines: readonly string[];
  /** What the model is to take for one text with it: the other cells of a notebook. Every line has its terminator. */
  readonly around?: { readonly above: readonly string[]; readonly below: readonly string[] };
}

/** A cursor in a snapshot; `character` counts UTF-16 units. */
export interface Place {
  readonly document: Snapshot;
  readonly line: number;
  readonly character: number;
}

export interface CompletionRequest {
  readonly place: Place;
  readonly trigger: "automatic" | "manual";
  /** The place is as it will be once this item is taken; or it is one that cannot be continued. */
  readonly selected?: Selected | "fixed";
  /** The user's switch, for this document's language. */
  readonly enabled: boolean;
  /** How many suggestions to choose from are wanted by hand; one if nothing is said. */
  readonly candidates?: number;
  /** Which targets may be asked for what comes after a suggestion while it is shown; none if nothing is said. */
  readonly askAhead?: "local" | "always" | "never";
  /** Where the user wants none while typing. */
  readonly quietIn?: readonly ("comment" | "string")[];
  readonly editor?: Circumstances;
}

/** The highlighted item of a list like IntelliSense's, and the columns that it replaces on the cursor's line. */
export interface Selected {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What only the editor knows of the moment. Of an editor that does not tell, nothing of it is assumed. */
export interface Circumstances {
  /** What keeps the user's switch off. */
  readonly off?: "language" | "file" | "snoozed" | undefined;
  readonly cursors?: number | undefined;
  /** The document is shown beside another one, for comparison. */
  readonly comparing?: boolean | undefined;
  /** The program that is being debugged stands still. */
  readonly halted?: boolean | undefined;
}
