/** A growing text, drawn as Markdown into its place. What has been drawn for good is not touched again. */
import { type Block, GrowingText, type Grown } from "./blocks.ts";
import { additions, draw } from "./dom.ts";
import type { Drawn } from "./drawn.ts";
import { coloured } from "./highlight.ts";
import { openEscape, plain } from "./visible.ts";
import type { Work } from "./work.ts";

/** Read and drawn in a few milliseconds. */
const PIECE = 2000;
/** Blocks that are laid out together; those that are not seen, are not. */
const RUN = 12;
const CHAPTER = 12;
const CHARACTERS_A_LINE = 70;
/** A block of a kind that can't be cut takes ever longer to draw: then it is drawn less often. */
const SLOW_MS = 10;
/** Coloured in some milliseconds. */
const MENDED = 12_000;

export interface Shown {
  readonly text: string;
  /** Nothing more will come. */
  readonly whole: boolean;
}

/** Told what each block says that has come to its end. */
export type Hear = (words: string) => void;

export interface With {
  readonly work: Work;
  readonly hear: Hear;
}

export class Drawing {
  readonly #place: HTMLElement;
  readonly #with: With;
  #shown: Shown = { text: "", whole: false };
  #growing = new GrowingText();
  #drawn = 0;
  #ended = false;
  #waits = false;
  #notBefore = 0;
  /** Of those that are settled. */
  #last: Drawn | undefined;
  #cutCode: Drawn | undefined;
  #tail: Node[] = [];

  constructor(place: HTMLElement, how: With) {
    this.#place = place;
    this.#with = how;
  }

  show(shown: Shown): void {
    const before = this.#shown;
    if (shown.text === before.text && shown.whole === before.whole) return;
    if (!shown.text.startsWith(before.text.slice(-100), Math.max(0, before.text.length - 100)) || this.#ended)
      this.#restart();
    this.#shown = shown;
    const rest = shown.text.length - this.#drawn;
    if (rest > PIECE) this.#place.style.minHeight = `${String(Math.ceil(rest / CHARACTERS_A_LINE) * 1.5)}em`;
    if (this.#waits) return;
    this.#waits = true;
    this.#later();
  }

  #later(): void {
    const step = () => this.#with.work.add(() => this.#step());
    const restMs = this.#notBefore - performance.now();
    if (restMs > 0) setTimeout(step, restMs);
    else step();
  }

  #step(): boolean {
    const started = performance.now();
    const goesOn = this.#feed();
    const tookMs = performance.now() - started;
    if (tookMs < SLOW_MS) return goesOn;
    this.#notBefore = started + tookMs * 4;
    if (goesOn) this.#later();
    return false;
  }

  #feed(): boolean {
    const { text, whole } = this.#shown;
    const end = Math.min(text.length, this.#drawn + PIECE);
    const raw = text.slice(this.#drawn, end);
    const isLast = end === text.length;
    const length = isLast && whole ? raw.length : openEscape(raw);
    this.#drawn += length;
    this.#grow(this.#growing.add(plain(raw.slice(0, length))));
    if (!isLast && length > 0) return true;
    if (whole) this.#end();
    this.#waits = false;
    this.#place.style.minHeight = "";
    return false;
  }

  #grow({ settled, tail }: Grown): void {
    this.#dropTail();
    for (const block of settled) this.#settle(block);
    for (const block of tail) this.#tail.push(...(this.#extend(block) ?? [this.#append(block).element]));
  }

  #end(): void {
    this.#dropTail();
    for (const block of this.#growing.end()) this.#settle(block);
    this.#mendCode();
    this.#ended = true;
  }

  #settle(block: Block): void {
    if (!block.joined) this.#mendCode();
    const added = this.#extend(block);
    if (added && block.token.type === "code") this.#cutCode = this.#last;
    if (!added) this.#last = this.#append(block);
    for (const node of added ?? []) if (node instanceof Element) node.classList.add("far");
    if (this.#shown.whole) return;
    this.#with.hear(
      added ? added.map(({ textContent }) => textContent).join("") : (this.#last?.body.textContent ?? ""),
    );
  }

  #append({ token }: Block): Drawn {
    const drawn = draw(token);
    this.#run().append(drawn.element);
    return drawn;
  }

  /** Answers what it added, where the block goes on from the last one. */
  #extend({ token, joined }: Block): readonly Node[] | undefined {
    if (!joined || !this.#last) return undefined;
    const added = additions(token);
    this.#last.body.append(...added);
    return added;
  }

  /** In runs, and those in chapters: the browser looks at each of the outer ones for every frame. */
  #run(): Element {
    const chapter = this.#place.lastElementChild;
    const last = chapter?.lastElementChild;
    if (last && last.childElementCount < RUN) return last;
    const run = division("run");
    if (chapter && chapter.childElementCount < CHAPTER) {
      last?.previousElementSibling?.classList.add("far");
      chapter.append(run);
    } else {
      chapter?.previousElementSibling?.classList.add("far");
      this.#place.append(division("chapter", run));
    }
    return run;
  }

  /** Code that was cut was coloured in pieces, of which each knew nothing of the others. */
  #mendCode(): void {
    const cut = this.#cutCode;
    if (!cut) return;
    this.#cutCode = undefined;
    const text = cut.body.textContent;
    if (text.length < MENDED)
      cut.body.replaceChildren(...coloured(text, cut.element.dataset["language"] ?? ""));
  }

  #dropTail(): void {
    for (const node of this.#tail.splice(0)) node.parentNode?.removeChild(node);
  }

  #restart(): void {
    this.#place.replaceChildren();
    this.#growing = new GrowingText();
    this.#drawn = 0;
    this.#ended = false;
    this.#last = undefined;
    this.#cutCode = undefined;
    this.#tail = [];
  }
}

function division(name: string, ...children: readonly Node[]): HTMLElement {
  const element = document.createElement("div");
  element.className = name;
  element.append(...children);
  return element;
}
