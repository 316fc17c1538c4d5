/** What was last done to each document, as far as it tells whether its user wants to be spoken to. */
import type { CompletionRequest, Snapshot } from "./request.ts";

type Edit = "typed" | "taken-back" | "other";

interface Last {
  readonly lines: readonly string[];
  readonly edit: Edit;
  /** What was done just before. */
  readonly before: Edit;
}

export class Edits {
  readonly #last = new Map<string, Last>();

  documentChanged({ uri, lines }: Snapshot): void {
    const last = this.#last.get(uri);
    if (lines === last?.lines) return;
    const edit = last ? editBetween(last.lines, lines) : "other";
    this.#last.set(uri, { lines, edit, before: last?.edit ?? "other" });
  }

  documentClosed(uri: string): void {
    this.#last.delete(uri);
  }

  /** One letter was taken back in the midst of typing: another one will follow at once. */
  isTypoFix({ place, trigger }: CompletionRequest): boolean {
    const { uri, lines } = place.document;
    const last = this.#last.get(uri);
    return (
      trigger === "automatic" &&
      last?.lines === lines &&
      last.edit === "taken-back" &&
      last.before === "typed"
    );
  }
}

/** Only a line at a time is ever typed. */
function editBetween(before: readonly string[], now: readonly string[]): Edit {
  if (before.length !== now.length) return "other";
  const line = now.findIndex((text, index) => text !== before[index]);
  const [was, is] = [before[line] ?? "", now[line] ?? ""];
  if (isWithout(was, is, 1)) return "typed";
  return isWithout(is, was, 1) ? "taken-back" : "other";
}

/** Is the shorter one the longer one with so many units left out in one place? */
function isWithout(shorter: string, longer: string, units: number): boolean {
  if (longer.length - shorter.length !== units) return false;
  let same = 0;
  while (same < shorter.length && shorter[same] === longer[same]) same++;
  return shorter.slice(same) === longer.slice(same + units);
}
