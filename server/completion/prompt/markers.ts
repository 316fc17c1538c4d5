/**
 * The strings that would steer a model if they stood in the user's text: they are broken by one blank, and put together
 * again in its answer.
 */
import type { CompletionTarget } from "../ports.ts";
import { CHAT_MARKERS } from "./chat.ts";

export interface Markers {
  readonly broken: (text: string) => string;
  /** What the user's own text has as a marker is a marker in the answer, too. */
  readonly whole: (text: string) => string;
}

type Marked = Pick<CompletionTarget, "form" | "stops">;

const known = new WeakMap<Marked, Markers>();

/** Asked several times at each keystroke. */
export function markersOf(target: Marked): Markers {
  const markers = known.get(target) ?? readMarkers(target);
  known.set(target, markers);
  return markers;
}

function readMarkers({ form, stops }: Marked): Markers {
  const markers = [...new Set([...formMarkers(form), ...stops])]
    // Some families write blanks around a marker, and may have no marker of a kind; an end of a line is none.
    .map((marker) => marker.trim())
    .filter((marker) => /^[<[｜▁].+[>\]]$/u.test(marker));
  const pieces = markers.map((marker) => [marker, `${marker.slice(0, 1)} ${marker.slice(1)}`] as const);
  return {
    broken: (text) => pieces.reduce((clean, [marker, broken]) => clean.replaceAll(marker, broken), text),
    whole: (text) => pieces.reduce((clean, [marker, broken]) => clean.replaceAll(broken, marker), text),
  };
}

function formMarkers(form: CompletionTarget["form"]): readonly string[] {
  if (form.kind === "chat") return CHAT_MARKERS;
  if (form.kind === "infill") return [];
  const { prefix, suffix, middle, repository } = form.template;
  return [prefix, suffix, middle, repository?.name ?? "", repository?.file ?? ""];
}
