/** How each provider instance fares, in this window and in those before: its last success, its last failure, how soon it speaks. */
import type { Failure, GenerateEvent, Prompt, Signal } from "../completion/ports.ts";
import type { Target } from "./target.ts";

/** Times are milliseconds since 1970. */
export interface Health {
  readonly lastSuccess?: number;
  readonly lastFailure?: FailureThen;
  /** Of the last completions, the newest last. */
  readonly firstText: readonly { readonly at: number; readonly ms: number }[];
}

export type FailureThen = Pick<Failure, "kind" | "message" | "advice" | "status"> & { readonly at: number };

export interface HealthRecords {
  readonly of: (instance: string) => Promise<Health>;
  /** The same stream of a completion, with a note of what becomes of it. */
  readonly watched: Generate;
  /** The same of a chat, which takes longer to speak: how long says nothing of completions. */
  readonly heard: (instance: string, events: Events) => Events;
  readonly forget: (instance: string) => Promise<void>;
  /** After a success or a failure. */
  readonly onNews: (listener: () => void) => void;
  /** Resolves when all is on disk, or could not be put there. */
  readonly written: () => Promise<void>;
}

/** Where it is kept for the next window. */
export interface HealthFiles {
  /** Undefined when there is nothing that can be read. */
  readonly read: (instance: string) => Promise<Health | undefined>;
  /** Never throws: what is not kept is only not known later. */
  readonly write: (instance: string, health: Health) => Promise<void>;
  readonly remove: (instance: string) => Promise<void>;
}

type Events = AsyncIterable<GenerateEvent>;
type Generate = (target: Target, prompt: Prompt, signal: Signal) => Events;

interface Surroundings {
  readonly generate: Generate;
  /** Opened when there is something to keep, or somebody asks. */
  readonly files: () => Promise<HealthFiles>;
  readonly now?: () => number;
}

const UNKNOWN: Health = { firstText: [] };
const SPEAKS: ReadonlySet<GenerateEvent["kind"]> = new Set(["text", "reasoning", "tool-call"]);
const KEPT = 100;
const GATHERED_MS = 2000;

export function watchHealth({ generate, files, now = Date.now }: Surroundings): HealthRecords {
  /** What this window has seen itself. */
  const seen = new Map<string, Health>();
  const listeners: (() => void)[] = [];
  let waiting = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  async function of(instance: string): Promise<Health> {
    const before = await (await files()).read(instance);
    return together(before ?? UNKNOWN, seen.get(instance) ?? UNKNOWN);
  }

  async function keep(): Promise<void> {
    const changed = waiting;
    waiting = new Set();
    for (const instance of changed) await (await files()).write(instance, await of(instance));
  }

  async function written(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(keep);
    await writing;
  }

  function note(instance: string, news: Partial<Health>): void {
    seen.set(instance, together(seen.get(instance) ?? UNKNOWN, { ...UNKNOWN, ...news }));
    waiting.add(instance);
    timer ??= setTimeout(() => void written(), GATHERED_MS).unref();
    for (const listen of listeners) listen();
  }

  async function* noted(instance: string, events: Events, began?: number): Events {
    let spoke = false;
    for await (const event of events) {
      const at = now();
      if (event.kind === "failed") note(instance, { lastFailure: failureAt(at, event.failure) });
      else if (!spoke && SPEAKS.has(event.kind)) {
        spoke = true;
        const firstText = began === undefined ? [] : [{ at, ms: at - began }];
        note(instance, { lastSuccess: at, firstText });
      }
      yield event;
    }
  }

  return {
    of,
    watched: (target, prompt, signal) => noted(target.instance, generate(target, prompt, signal), now()),
    heard: noted,
    async forget(instance) {
      seen.delete(instance);
      waiting.delete(instance);
      await (await files()).remove(instance);
    },
    onNews: (listener) => void listeners.push(listener),
    written,
  };
}

function failureAt(at: number, { kind, message, advice, status }: Failure): FailureThen {
  return { at, kind, message, advice, ...(status !== undefined && { status }) };
}

/** What two windows know, or one and those before it. */
function together(a: Health, b: Health): Health {
  const lastSuccess = Math.max(a.lastSuccess ?? 0, b.lastSuccess ?? 0);
  const lastFailure = (a.lastFailure?.at ?? 0) > (b.lastFailure?.at ?? 0) ? a.lastFailure : b.lastFailure;
  const all = [...a.firstText, ...b.firstText].map(
    (one) => [`${String(one.at)} ${String(one.ms)}`, one] as const,
  );
  const firstText = [...new Map(all).values()].toSorted((one, other) => one.at - other.at).slice(-KEPT);
  return { firstText, ...(lastSuccess > 0 && { lastSuccess }), ...(lastFailure && { lastFailure }) };
}
