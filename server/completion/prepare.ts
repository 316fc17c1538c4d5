/** Steps 4 to 7: what is asked, and the prompt that asks for it; also ahead of the moment when somebody waits for it. */
import { extent as extentOf } from "./extent.ts";
import { holeAt } from "./hole.ts";
import type { CompletionTarget, Ports, Signal, Snippet } from "./ports.ts";
import { fit } from "./prompt/budget.ts";
import type { Kept } from "./prompt/kept.ts";
import { withNeighbours } from "./prompt/neighbours.ts";
import { render } from "./prompt/render.ts";
import type { CompletionRequest } from "./request.ts";
import type { Stopwatch } from "./timings.ts";

interface Wanted {
  readonly request: CompletionRequest;
  readonly target: CompletionTarget;
  /** What the last prompt was made of. */
  readonly kept: Kept;
}

export type Prepared = Awaited<ReturnType<typeof prepare>>;

/** What was begun for a place: its context, and the prompt for one target. */
export interface Ready extends Wanted {
  readonly gathering: Promise<readonly Snippet[]>;
  readonly prepared: Promise<Prepared>;
}

interface Watched {
  readonly watch: Pick<Stopwatch, "lap">;
  readonly signal: Signal;
}

/** Context is gathered and the prompt made from now on, whenever they are needed. */
export function readying(wanted: Wanted, ports: Ports, { watch, signal }: Watched): Ready {
  const { request, target } = wanted;
  const gathering = ports.retrieve(request.place, target, signal);
  const prepared = prepare({ ...wanted, gathering }, ports, watch);
  // Who uses it is told of a fault.
  prepared.then(({ prompt }) => ports.ready?.(target, prompt)).catch(() => undefined);
  return { ...wanted, gathering, prepared };
}

/** What is ready, unless it is for another target, or the grammar has told of the place since. */
export async function preparedFor(
  target: CompletionTarget,
  ready: Ready,
  { ports, watch }: { readonly ports: Ports; readonly watch: Pick<Stopwatch, "lap"> },
): Promise<Prepared> {
  const prepared = target === ready.target ? await ready.prepared : undefined;
  const isTold = prepared && !prepared.hole.syntax && ports.syntaxAt?.(ready.request.place);
  return prepared && !isTold ? prepared : prepare({ ...ready, target }, ports, watch);
}

async function prepare(
  { request, target, gathering, kept }: Wanted & Pick<Ready, "gathering">,
  ports: Ports,
  watch: Pick<Stopwatch, "lap">,
) {
  const { place, trigger } = request;
  const hole = holeAt(place, ports.language(place.document.languageId), ports.syntaxAt?.(place));
  const extent = extentOf(hole, trigger, target);
  watch.lap("extent");
  const snippets = await gathering;
  watch.lap("retrieve");
  const shown = ports.privacy.clean({ place: withNeighbours(place), snippets }, target);
  const fitted = fit({ ...shown, hole, kept }, target, ports.counter(target));
  watch.lap("fit");
  const insists = trigger === "manual" && ({ insists: true } as const);
  const prompt = { ...render({ hole, fitted, extent }, target), ...insists };
  watch.lap("render");
  return { hole, extent, found: shown.snippets, fitted, prompt };
}
