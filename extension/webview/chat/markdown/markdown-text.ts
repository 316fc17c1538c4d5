/** The element that shows a growing text as Markdown. */
import { Drawing, type Shown, type With } from "./drawing.ts";

export function markdownElement(how: With): CustomElementConstructor {
  return class extends HTMLElement {
    readonly #drawing = new Drawing(this, how);

    set shown(shown: Shown) {
      this.#drawing.show(shown);
    }
  };
}
