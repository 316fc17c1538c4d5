/** Tells a screen reader of an answer as it comes: each block when it has come to its end, politely, and each once. */

/** Older ones were said long ago. */
const MOST = 8;

export class Hearing {
  readonly #log: HTMLElement;

  constructor(body: HTMLElement) {
    this.#log = document.createElement("div");
    this.#log.className = "hidden";
    this.#log.setAttribute("role", "log");
    this.#log.setAttribute("aria-live", "polite");
    body.append(this.#log);
  }

  tell(words: string): void {
    const said = document.createElement("p");
    said.textContent = words;
    this.#log.append(said);
    while (this.#log.childElementCount > MOST) this.#log.firstElementChild?.remove();
  }
}
