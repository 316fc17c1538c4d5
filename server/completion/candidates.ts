/** Several suggestions for one place, to choose from: the likeliest, and samples that dare more. */
import type { Edit, Outcome, Suggestion } from "./outcome.ts";
import type { Aborter, Clock, CompletionTarget, Signal } from "./ports.ts";
import type { CompletionRequest } from "./request.ts";

/** How much a sample may dare; those that were asked as likely as this already are left at it. */
const DARING = 0.7;
/** Whoever asked by hand waits no longer for the others than this, or as long again as for the first. */
const GRACE_MS = 400;

export function daring(target: CompletionTarget): CompletionTarget {
  return { ...target, temperature: Math.max(target.temperature, DARING) };
}

/** How many more than one, for who asks by hand. */
export function othersWanted(
  { trigger, candidates = 1 }: CompletionRequest,
  { deterministic }: CompletionTarget,
): number {
  return trigger === "manual" && !deterministic ? candidates - 1 : 0;
}

interface Asking {
  readonly first: Promise<Outcome>;
  readonly sample: (signal: Signal) => Promise<Outcome>;
  /** How many samples. */
  readonly others: number;
  readonly ports: { readonly clock: Clock; readonly newAborter: () => Aborter };
}

/** The first, with what the others say differently by the time that is given to them. */
export async function choices(
  { first, sample, others: count, ports: { clock, newAborter } }: Asking,
  signal: Signal,
): Promise<Outcome> {
  if (count === 0) return first;
  const aborter = newAborter();
  const abort = () => aborter.abort();
  signal.addEventListener("abort", abort);
  const arrived: Suggestion[] = [];
  const others = Array.from({ length: count }, async () => {
    const outcome = await sample(aborter.signal);
    if (outcome.kind === "suggestion") arrived.push(outcome);
  });
  try {
    const started = clock.now();
    const outcome = await first;
    if (outcome.kind === "suggestion" || !outcome.failure) {
      const grace = clock.sleep(Math.max(GRACE_MS, clock.now() - started), aborter.signal);
      await Promise.race([Promise.all(others), grace]);
    }
    return together(outcome, arrived);
  } finally {
    abort();
    signal.removeEventListener("abort", abort);
    // They end by the abort; a fault of ours in one of them is told by the first.
    void Promise.allSettled(others);
  }
}

function together(first: Outcome, others: readonly Suggestion[]): Outcome {
  const [head, ...rest] = first.kind === "suggestion" ? [first, ...others] : others;
  if (!head) return first;
  const seen = new Set([head.text.trim()]);
  const alternatives: Edit[] = [];
  for (const { text, replaces } of rest) {
    if (seen.has(text.trim())) continue;
    seen.add(text.trim());
    alternatives.push({ text, replaces });
  }
  return { ...head, ...(alternatives.length > 0 && { alternatives }) };
}
