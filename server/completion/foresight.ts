/**
 * What will be asked next, made ready while the editor waits before it asks: whoever types on will be where the change has
 * put the cursor. A guess that was wrong is work in vain, and nothing else.
 */
import { NEVER } from "./flights.ts";
import type { CompletionTarget, Ports } from "./ports.ts";
import { type Ready, readying } from "./prepare.ts";
import type { Kept } from "./prompt/kept.ts";
import type { CompletionRequest, Place, Snapshot } from "./request.ts";

/** Half of what VS Code waits: by then the grammar's thread has read the change, and who types in a burst has typed on. */
const LOOK_MS = 25;
/** Later, more may have changed than the place tells. */
const GOOD_FOR_MS = 250;

export interface Met {
  readonly request: CompletionRequest;
  readonly ready?: Ready;
}

interface Foreseen extends Met {
  readonly at: number;
}

interface Surroundings {
  readonly ports: Ports;
  readonly kept: Kept;
  /** Who would be asked, if anybody. */
  readonly whoFor: (request: CompletionRequest) => CompletionTarget | undefined;
}

export class Foresight {
  readonly #surroundings: Surroundings;
  /** Asked last. */
  #last: CompletionRequest | undefined;
  #next: Foreseen | undefined;
  #isLooking = false;

  constructor(surroundings: Surroundings) {
    this.#surroundings = surroundings;
  }

  /** The request, with its place as it was foreseen, where it was: what was read of that is known. And what is ready for it. */
  meet(asked: CompletionRequest): Met {
    const next = this.#next;
    this.#next = undefined;
    this.#last = asked;
    const { clock } = this.#surroundings.ports;
    const isMet = next && isSame(next.request.place, asked.place) && clock.now() - next.at < GOOD_FOR_MS;
    if (!isMet) return { request: asked };
    const request = { ...asked, place: next.request.place };
    return asked.trigger === "automatic" && next.ready ? { request, ready: next.ready } : { request };
  }

  documentChanged(document: Snapshot): void {
    const request = this.#last && nextAfter(this.#last, document);
    if (!request) return;
    this.#next = { request, at: this.#surroundings.ports.clock.now() };
    if (!this.#isLooking) void this.#look();
  }

  documentClosed(uri: string): void {
    if (this.#last?.place.document.uri === uri) this.#last = undefined;
  }

  /** One look for all the keys of a burst: one for each would hold the document of each for as long. */
  async #look(): Promise<void> {
    const { ports, whoFor, kept } = this.#surroundings;
    this.#isLooking = true;
    for (
      let leftMs = LOOK_MS;
      leftMs > 0;
      leftMs = this.#next ? this.#next.at + LOOK_MS - ports.clock.now() : 0
    )
      await ports.clock.sleep(leftMs, NEVER);
    this.#isLooking = false;
    const next = this.#next;
    const target = next && whoFor(next.request);
    if (target)
      this.#next = { ...next, ready: readying({ request: next.request, target, kept }, ports, UNWATCHED) };
  }
}

const UNWATCHED = { watch: { lap: () => undefined }, signal: NEVER };

/** Who goes on as before will ask here; undefined when the change was made somewhere else. */
export function nextAfter(
  { place, selected, ...last }: CompletionRequest,
  document: Snapshot,
): CompletionRequest | undefined {
  const before = place.document;
  if (before.uri !== document.uri || before.around || selected) return undefined;
  const line = place.line + document.lines.length - before.lines.length;
  const [was = "", is] = [before.lines[place.line], document.lines[line]];
  const behind = was.slice(place.character);
  if (is === undefined || is === was || !is.endsWith(behind)) return undefined;
  const end = is.length - behind.length;
  const isPair = line === place.line && PAIR.test(is.slice(place.character, end));
  return { ...last, trigger: "automatic", place: { document, line, character: isPair ? end - 1 : end } };
}

/** Of which an editor puts in the second by itself, and leaves the cursor before it. */
const PAIR = /^(?:\(\)|\[\]|\{\}|""|''|``)$/;

function isSame(place: Place, other: Place): boolean {
  return (
    place.document === other.document && place.line === other.line && place.character === other.character
  );
}
