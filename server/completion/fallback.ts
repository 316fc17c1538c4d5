/** Asks one target after the other until one answers. Each gets a prompt of its own, since templates and windows differ. */
import type { Fall, Outcome } from "./outcome.ts";
import type { CompletionTarget, Failure, FailureKind, GenerateEvent, Signal } from "./ports.ts";

/** What is wrong with the set-up is to be told, not papered over. */
const OTHERS_MAY_HELP: Readonly<Record<FailureKind, boolean>> = {
  "no-key": false,
  "no-fim": false,
  misconfigured: false,
  refused: true,
  "rate-limited": true,
  overloaded: true,
  unreachable: true,
  timeout: true,
  "bad-request": true,
  "bad-answer": true,
  "unknown-model": true,
};

export type Ask = (target: CompletionTarget, arrived: (textSoFar: string) => void) => Promise<Outcome>;

interface Asking {
  /** The first choice first. */
  readonly targets: readonly [CompletionTarget, ...CompletionTarget[]];
  readonly ask: Ask;
  readonly arrived: (textSoFar: string) => void;
}

/** The outcome of the first that answers, or of the last; and who failed before it. */
export async function fallBack({ targets, ask, arrived }: Asking, signal: Signal): Promise<Outcome> {
  const [first, ...others] = targets;
  let hasBegun = false;
  const once = (target: CompletionTarget) =>
    ask(target, (textSoFar) => {
      hasBegun = true;
      arrived(textSoFar);
    });
  let target = first;
  let outcome = await once(target);
  const fallen: Fall[] = [];
  for (const next of others) {
    const failure = outcome.kind === "nothing" ? outcome.failure : undefined;
    if (!failure || !OTHERS_MAY_HELP[failure.kind] || hasBegun || signal.aborted) break;
    fallen.push({ target: target.id, failure });
    target = next;
    outcome = await once(target);
  }
  return fallen.length > 0 ? { ...outcome, fallen } : outcome;
}

interface Chain<Asked> {
  readonly targets: readonly Asked[];
  readonly ask: (target: Asked) => AsyncIterable<GenerateEvent>;
  /** Told of each that failed, before the next is asked. */
  readonly fell: (target: Asked, failure: Failure) => void;
}

/** The same for streams that are shown as they come: the next is asked only before anything was shown. */
export async function* firstToAnswer<Asked>({
  targets,
  ask,
  fell,
}: Chain<Asked>): AsyncGenerator<GenerateEvent> {
  for (const [at, target] of targets.entries()) {
    const isLast = at === targets.length - 1;
    const held: GenerateEvent[] = [];
    let hasBegun = isLast;
    let failure: Failure | undefined;
    for await (const event of ask(target)) {
      if (event.kind === "failed" && !hasBegun && OTHERS_MAY_HELP[event.failure.kind]) {
        ({ failure } = event);
        break;
      }
      // What comes before the answer itself, such as the count of the prompt, is the failed one's own.
      hasBegun ||= event.kind !== "usage";
      held.push(event);
      if (hasBegun) yield* held.splice(0);
    }
    if (!failure) {
      yield* held;
      return;
    }
    fell(target, failure);
  }
}
