/**
 * Embeds a workspace, batch by batch, and then what changes in it: as far as was agreed to, within the day's budget, and as
 * fast as the provider lets it. What fails in passing is tried again. Knows neither the network nor the index.
 */
import { withAdvice } from "../completion/told.ts";
import type { Clock, Failure, Signal } from "../completion/ports.ts";
import type { EmbeddingsStatus } from "../protocol/embeddings.ts";
import type { Agreement } from "./agreement.ts";

export interface Text {
  readonly hash: string;
  readonly text: string;
}

/** How the workspace stands. */
export interface Standing {
  readonly isDone: boolean;
  readonly chunks: number;
  readonly embedded: number;
  readonly missing: number;
  readonly texts: readonly Text[];
}

export type Outcome =
  | { readonly kind: "learned" }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "aborted" };

export interface JobParts {
  /** `provider/model`. */
  readonly target: string;
  /** How many texts one request may carry. */
  readonly maxTexts: number;
  readonly clock: Clock;
  readonly agreement: Agreement;
  /** Undefined when there is nothing to index. */
  readonly standing: (texts: number, isSample?: true) => Promise<Standing | undefined>;
  /** Embeds them and keeps what comes. */
  readonly embed: (texts: readonly Text[], signal: Signal) => Promise<Outcome>;
  /** Why nothing may be sent any more today, as a sentence. */
  readonly spentUp: () => string | undefined;
  readonly changed: (status: EmbeddingsStatus) => void;
}

/** While there is something to do; and between looks for what has changed. */
const BUSY_MS = 200;
const REST_MS = 15_000;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 5 * 60_000;
const PASSING: readonly Failure["kind"][] = ["rate-limited", "overloaded", "unreachable", "timeout"];

export class Job {
  status: EmbeddingsStatus;
  readonly #parts: JobParts;
  readonly #closing = new AbortController();
  /** What was refused, or is asked for again though it was just embedded, is not sent again in this life. */
  readonly #hopeless = new Set<string>();
  #last: ReadonlySet<string> = new Set();
  #batch: number;
  #isPaused = false;
  #failures = 0;
  #nap = new AbortController();

  constructor(parts: JobParts) {
    this.#parts = parts;
    this.#batch = parts.maxTexts;
    this.status = { state: "asks", target: parts.target, chunks: 0, embedded: 0 };
  }

  /** Until it is closed. */
  async run(): Promise<void> {
    const { clock } = this.#parts;
    while (!this.#closing.signal.aborted) {
      const restMs = await this.#step();
      this.#nap = new AbortController();
      if (!this.#closing.signal.aborted) await clock.sleep(restMs, this.#nap.signal);
    }
  }

  /** Whatever it waits for, it looks again. */
  wake(): void {
    this.#failures = 0;
    this.#nap.abort();
  }

  pause(): void {
    this.#isPaused = true;
    this.#tell({ state: "paused" });
  }

  resume(): void {
    this.#isPaused = false;
    this.wake();
  }

  close(): void {
    this.#closing.abort();
    this.#nap.abort();
  }

  /** Answers for how long there is nothing to do. */
  async #step(): Promise<number> {
    const { agreement, standing, spentUp } = this.#parts;
    if (this.#isPaused || this.#failures < 0) return REST_MS;
    const now = await standing(agreement.isGiven() ? this.#batch + this.#hopeless.size : 0);
    if (!now) return REST_MS;
    if (!now.isDone) return this.#tell({ ...figures(now), state: "embedding" }, BUSY_MS);
    if (now.missing === 0) return this.#ready(now);
    if (!agreement.covers(now.missing)) return this.#tell({ ...figures(now), state: "asks" }, REST_MS);
    for (const { hash } of now.texts) if (this.#last.has(hash)) this.#hopeless.add(hash);
    const texts = now.texts.filter(({ hash }) => !this.#hopeless.has(hash)).slice(0, this.#batch);
    if (texts.length === 0) return this.#ready(now);
    const why = spentUp();
    if (why !== undefined) return this.#tell({ ...figures(now), state: "waiting", why }, REST_MS);
    this.#tell({ ...figures(now), state: "embedding" });
    return this.#embed(texts);
  }

  #ready(now: Standing): number {
    if (this.#parts.agreement.isGiven()) this.#parts.agreement.completed(now.chunks);
    return this.#tell({ ...figures(now), state: "ready" }, REST_MS);
  }

  async #embed(texts: readonly Text[]): Promise<number> {
    const outcome = await this.#parts.embed(texts, this.#closing.signal);
    if (outcome.kind === "aborted") return 0;
    if (outcome.kind === "failed") return this.#failed(outcome.failure, texts);
    this.#failures = 0;
    this.#last = new Set(texts.map(({ hash }) => hash));
    this.#parts.agreement.spend(texts.length);
    return 0;
  }

  #failed(failure: Failure, texts: readonly Text[]): number {
    const { kind, retryAfterMs = 0, lasting } = failure;
    // Perhaps one of them alone is refused, or they are too many.
    if (kind === "bad-request" && texts.length > 1) {
      this.#batch = Math.ceil(texts.length / 2);
      return 0;
    }
    if (kind === "bad-request" && this.status.embedded > 0) {
      for (const { hash } of texts) this.#hopeless.add(hash);
      return 0;
    }
    const why = withAdvice(failure);
    if (!PASSING.includes(kind) || lasting) {
      this.#failures = -1;
      return this.#tell({ state: "failed", why }, REST_MS);
    }
    const own = Math.min(FIRST_WAIT_MS * 2 ** this.#failures++, LONGEST_WAIT_MS);
    return this.#tell({ state: "waiting", why }, Math.max(own, retryAfterMs));
  }

  #tell(news: Partial<EmbeddingsStatus> & Pick<EmbeddingsStatus, "state">, restMs = 0): number {
    const { why: _, ...before } = this.status;
    const status = { ...before, ...news, ...(this.#isPaused && { state: "paused" as const }) };
    if (JSON.stringify(status) !== JSON.stringify(this.status)) this.#parts.changed(status);
    this.status = status;
    return restMs;
  }
}

function figures({ chunks, embedded }: Standing): Pick<EmbeddingsStatus, "chunks" | "embedded"> {
  return { chunks, embedded };
}
