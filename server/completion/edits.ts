/** What was last done to each document, as far as it tells whether its user wants to be spoken to. */
import { type LineEdit, lineEdit } from "./line-edit.ts";
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
    const edit = last ? kindOf(lineEdit(last.lines, lines), last.lines) : "other";
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
function kindOf({ from, removed, added }: LineEdit, before: readonly string[]): Edit {
  if (removed !== 1 || added.length !== 1) return "other";
  const [was, is] = [before[from] ?? "", added[0] ?? ""];
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
