/** What a source of context is: something that finds snippets for a place. It may be slow, and it may find nothing. */
import type { Signal, Snippet } from "../completion/ports.ts";
import type { Place, Snapshot } from "../completion/request.ts";
import type { Part } from "../privacy/privacy.ts";
import type { Recipient } from "../privacy/recipient.ts";

/** For whom snippets are wanted. */
export interface Asker {
  /** Who is to be shown what is found. */
  readonly to: Recipient;
  /** The other open documents that he may see anything of, the one that changed last first. */
  readonly documents: readonly Snapshot[];
  /** Some lines of a file as he may see them. */
  readonly show: (part: Part) => string;
  readonly signal: Signal;
}

export interface Source {
  readonly name: string;
  /** How much what it ranks first counts, beside the first of the others. */
  readonly weight: number;
  find(place: Place, asker: Asker): Promise<readonly Snippet[]>;
}
