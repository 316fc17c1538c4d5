/** Who would be asked for a suggestion, and whether anybody should be. */
import { affordable } from "./affordable.ts";
import { extent as extentOf } from "./extent.ts";
import { gate, isUnlikely } from "./gate.ts";
import { type Hole, holeAt } from "./hole.ts";
import type { Need, Ports } from "./ports.ts";
import type { CompletionRequest } from "./request.ts";

/** The hole is read for who wants to know it. */
export function consider(request: CompletionRequest, ports: Ports) {
  const { document } = request.place;
  let read: Hole | undefined;
  const hole = () =>
    (read ??= holeAt(request.place, ports.language(document.languageId), ports.syntaxAt?.(request.place)));
  const choice = affordable(
    ports.target(() => needOf(request, hole())),
    request,
    ports,
  );
  const said = gate(request, { choice, privacy: ports.privacy, hole });
  const unlikely = isUnlikely(said) ? said : undefined;
  return { hole, choice, unlikely, refusal: unlikely ? undefined : said };
}

/** Another target may be better at more than a line, and whoever asks by hand wants the best. */
function needOf({ trigger }: CompletionRequest, hole: Hole): Need {
  return trigger === "manual" || extentOf(hole, trigger).kind === "block" ? "block" : "line";
}
