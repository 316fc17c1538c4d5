/** Who is asked when the day's budget has stopped the first choice: the next in the chain whom it does not stop. */
import { limitFor } from "./hold-back.ts";
import type { Outcome } from "./outcome.ts";
import type { CompletionTarget, Failure, Ports, SpentUp, TargetChoice } from "./ports.ts";
import type { CompletionRequest } from "./request.ts";

export interface Chosen extends Extract<TargetChoice, { readonly kind: "target" }> {
  /** In whose place the target is asked. */
  readonly instead?: { readonly target: CompletionTarget; readonly why: SpentUp };
}

/** The choice itself where nothing stops it, or nobody can stand in. */
export function affordable(
  choice: TargetChoice,
  request: CompletionRequest,
  ports: Ports,
): Chosen | { readonly kind: "failed"; readonly failure: Failure } {
  const why = choice.kind === "target" ? limitFor(request, choice.target, ports) : undefined;
  if (choice.kind === "failed" || !why) return choice;
  const [target, ...fallbacks] = othersFor(choice, request, ports);
  return target ? { kind: "target", target, fallbacks, instead: { target: choice.target, why } } : choice;
}

/** Who may not be shown the document, or costs more than a day may, is no help. */
export function othersFor(
  { fallbacks = [] }: Chosen,
  request: CompletionRequest,
  ports: Ports,
): readonly CompletionTarget[] {
  const { document } = request.place;
  return fallbacks.filter(
    (other) => !ports.privacy.keeps(document, other) && !limitFor(request, other, ports),
  );
}

/** What was paid for already serves as well as what costs nothing. */
export function eitherOf<Found>(
  { target, instead }: Chosen,
  find: (id: string) => Found | undefined,
): Found | undefined {
  return find(target.id) ?? (instead && find(instead.target.id));
}

/** Says in whose place it came; when nobody could stand in, the budget is the reason. */
export function inPlaceOf({ instead }: Chosen, outcome: Outcome): Outcome {
  if (!instead) return outcome;
  const { target, why } = instead;
  if (outcome.kind === "suggestion" || !outcome.failure)
    return { ...outcome, instead: { target: target.id, why } };
  const { failure, target: asked = "", fallen = [], timings } = outcome;
  return { kind: "nothing", reason: why, fallen: [...fallen, { target: asked, failure }], timings };
}
