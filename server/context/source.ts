/** What a source of context is: something that finds snippets for a place. It may be slow, and it may find nothing. */
import type { Recipient } from "../privacy/recipient.ts";
import type { Signal, Snippet } from "../completion/ports.ts";
import type { Place } from "../completion/request.ts";

export interface Asker {
  /** Who is to be shown what is found. */
  readonly to: Recipient;
  readonly signal: Signal;
}

export interface Source {
  readonly name: string;
  /** How much what it ranks first counts, beside the first of the others. */
  readonly weight: number;
  find(place: Place, asker: Asker): Promise<readonly Snippet[]>;
}
