/** What the user shows the model beside the words of a message. */

/** Lines count from 0, both ends belong to them. */
export interface Lines {
  readonly first: number;
  readonly last: number;
}

/** What was named. What it says is looked up when the message is sent. */
export type Mention =
  | { readonly kind: "file"; readonly uri: string; readonly lines?: Lines }
  | { readonly kind: "folder"; readonly uri: string }
  /** Where a name is declared; `symbol` and `definition` are one thing. */
  | { readonly kind: "definition"; readonly name: string; readonly uri?: string }
  | { readonly kind: "references"; readonly name: string }
  /** What the index finds for these words; for the message itself, when they are missing. */
  | { readonly kind: "workspace"; readonly query?: string }
  /** The text that is selected now; the file and its lines are known when it is offered. */
  | { readonly kind: "selection"; readonly uri?: string; readonly lines?: Lines }
  | { readonly kind: "open" }
  | { readonly kind: "problems"; readonly uri?: string }
  | { readonly kind: "terminal" }
  /** What is not committed yet, what is staged, or one commit. */
  | { readonly kind: "git"; readonly what: "changes" | "staged" | { readonly commit: string } }
  | { readonly kind: "tree" }
  | { readonly kind: "web"; readonly url: string }
  /** What was pasted or dropped. */
  | { readonly kind: "text"; readonly name: string; readonly text: string }
  | { readonly kind: "image"; readonly name: string; readonly mediaType: string; readonly base64: string };

/** A mention with what it came to. */
export interface Attached {
  readonly mention: Mention;
  /** As a chip shows it: “main.ts:10-20”. */
  readonly label: string;
  readonly tokens: number;
  /** The count is an estimate. */
  readonly estimated?: true;
  /** What the model is shown; empty for an image, and before the message is sent. */
  readonly text: string;
  /** Why there is nothing to show, and what to do. */
  readonly problem?: string;
}

/** What could be mentioned next, as one types. */
export interface Suggested {
  readonly mention: Mention;
  readonly label: string;
  /** Where it lies, or what it does. */
  readonly detail: string;
  /** A codicon. */
  readonly icon: string;
  /** To be written on with what it is about, before it means anything: `@file`, `@web`. */
  readonly opens?: string;
}
