/** Asks again when a request failed in a way that passes by itself, before anything of the answer was seen. Never after. Pure but for the waiting. */
import type { Clock, Failure, GenerateEvent, Prompt, Signal } from "../completion/ports.ts";

export type Generate<Asked> = (target: Asked, prompt: Prompt, signal: Signal) => AsyncIterable<GenerateEvent>;

export interface Patience {
  readonly retries: number;
  /** Before the first retry; twice as long before each further one. */
  readonly firstMs: number;
  /** Who is asked to wait longer than this gives up. */
  readonly longestMs: number;
}

/** Ghost text that comes late is not seen; who chats waits for an answer. */
export const PATIENCE = {
  completion: { retries: 1, firstMs: 100, longestMs: 500 },
  chat: { retries: 3, firstMs: 500, longestMs: 20_000 },
} as const satisfies Record<string, Patience>;

export interface Retrying<Asked> {
  readonly patience: Patience;
  readonly clock: Pick<Clock, "sleep">;
  /** From 0 to 1, so that not all windows ask again at the same moment. */
  readonly random?: () => number;
  /** Answers whether there is another key now than the one that was refused. */
  readonly renew?: (target: Asked) => Promise<boolean>;
}

export function retrying<Asked>(generate: Generate<Asked>, options: Retrying<Asked>): Generate<Asked> {
  const { patience, clock, random = Math.random, renew = () => Promise.resolve(false) } = options;
  return async function* (target, prompt, signal) {
    let renewed = false;
    for (let retries = 0; ;) {
      const failure = yield* untilFailure(generate(target, prompt, signal));
      if (!failure) return;
      if (failure.status === 401 && !renewed && (await renew(target))) {
        renewed = true;
        continue;
      }
      const ms = delayMs(failure, { patience, retries, random });
      if (retries >= patience.retries || ms === undefined) {
        yield { kind: "failed", failure };
        return;
      }
      await clock.sleep(ms, signal);
      if (signal.aborted) {
        yield { kind: "end", reason: "aborted" };
        return;
      }
      retries++;
    }
  };
}

const SHOWN: readonly GenerateEvent["kind"][] = ["text", "reasoning", "tool-call"];

/** Passes the events on; answers with the failure if it came before anything that is shown. */
async function* untilFailure(
  stream: AsyncIterable<GenerateEvent>,
): AsyncGenerator<GenerateEvent, Failure | undefined> {
  const held: GenerateEvent[] = [];
  let isShown = false;
  for await (const event of stream) {
    if (event.kind === "failed" && !isShown) return event.failure;
    isShown ||= SHOWN.includes(event.kind) || event.kind === "end";
    held.push(event);
    if (isShown) yield* held.splice(0);
  }
  yield* held;
  return undefined;
}

interface Attempt {
  readonly patience: Patience;
  readonly retries: number;
  readonly random: () => number;
}

/** Undefined when it is of no use to ask again so soon. */
function delayMs(failure: Failure, { patience, retries, random }: Attempt): number | undefined {
  const { retryAfterMs = 0 } = failure;
  if (!isTransient(failure) || retryAfterMs > patience.longestMs) return undefined;
  const backOff = patience.firstMs * 2 ** retries * (0.5 + random() / 2);
  // Spread behind the time that was told, never before it.
  return retryAfterMs === 0 ? backOff : retryAfterMs + backOff / 10;
}

function isTransient({ kind, status, lasting, retryAfterMs }: Failure): boolean {
  if (lasting) return false;
  if (kind === "rate-limited") return retryAfterMs !== undefined;
  return kind === "unreachable" || kind === "overloaded" || status === 408;
}
