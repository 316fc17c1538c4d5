/** Where the conversation is read: at its end, which is kept in sight while it grows, or where the reader has scrolled to. */
import type { State } from "./state.ts";

/** Nearer than this is at the end. */
const NEAR = 30;

export class Reading {
  readonly #root: HTMLElement;
  readonly #resized: ResizeObserver;
  #chat: string | undefined;
  #leaf: string | undefined;
  #watched: Element | undefined;
  /** How far the end is below what is seen; 0 follows it. */
  #fromEnd: number;
  /** What stood at the top when it last moved. */
  #top = 0;
  /** Until the reader moves, the page that came back is put where it was. */
  #returning: boolean;
  #moved = () => {};

  constructor(root: HTMLElement, fromEnd = 0) {
    this.#root = root;
    this.#fromEnd = fromEnd;
    this.#returning = fromEnd > 0;
    for (const deed of ["wheel", "pointerdown", "keydown"]) {
      root.addEventListener(deed, () => (this.#returning = false), { capture: true, passive: true });
    }
    this.#resized = new ResizeObserver(() => this.#keepPlace());
    root.addEventListener("scroll", () => this.#scrolled(), { capture: true, passive: true });
  }

  get fromEnd(): number {
    return this.#fromEnd;
  }

  onMoved(moved: () => void): void {
    this.#moved = moved;
  }

  /** A chat that is opened, and a message that is sent, are read at their end. */
  drawn({ open, place }: State): void {
    if (!open || place !== "talk") return;
    const { leaf } = open.conversation;
    const isOther = this.#chat !== undefined && this.#chat !== open.id;
    const isSent =
      this.#leaf !== leaf && leaf !== undefined && open.conversation.turns.get(leaf)?.kind === "user";
    if (isOther || (isSent && this.#chat !== undefined)) {
      this.#fromEnd = 0;
      this.#returning = false;
    }
    this.#chat = open.id;
    this.#leaf = leaf;
    this.#watch();
    this.#keepPlace();
  }

  get #list(): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(".reading");
  }

  #watch(): void {
    const turns = this.#list?.firstElementChild ?? undefined;
    if (turns === this.#watched) return;
    this.#resized.disconnect();
    this.#watched = turns;
    if (turns) this.#resized.observe(turns);
    if (this.#list) this.#resized.observe(this.#list);
  }

  #keepPlace(): void {
    const list = this.#list;
    if (!list || (this.#fromEnd > NEAR && !this.#returning)) return;
    list.scrollTop = list.scrollHeight - list.clientHeight - this.#fromEnd;
    this.#top = list.scrollTop;
  }

  #scrolled(): void {
    const list = this.#list;
    if (this.#returning || !list?.querySelector(".turns")) return;
    const wentUp = list.scrollTop < this.#top;
    this.#top = list.scrollTop;
    // Lines that wrap anew in a narrower view lead nobody away from the end.
    if (this.#fromEnd === 0 && !wentUp) {
      this.#keepPlace();
      return;
    }
    const fromEnd = list.scrollHeight - list.scrollTop - list.clientHeight;
    const before = this.#fromEnd;
    this.#fromEnd = fromEnd <= NEAR ? 0 : Math.round(fromEnd);
    if (before !== this.#fromEnd) this.#moved();
  }
}
