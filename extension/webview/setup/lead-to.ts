/** Leads to what is wrong: opens the sections in which such fields stand, and goes into the first. */
import type { FieldMistake } from "../../../server/protocol/setup.ts";

/** Answers what has no field here. */
export function leadTo(mistakes: readonly FieldMistake[]): readonly FieldMistake[] {
  const fields = mistakes.map(({ key }) => fieldOf(key));
  for (const field of fields) field?.closest("vscode-collapsible")?.setAttribute("open", "");
  // What a section shows, it lays out in its own time; what is not shown yet cannot be entered.
  requestAnimationFrame(() => fields.find((field) => field !== undefined)?.focus());
  return mistakes.filter((_, index) => fields[index] === undefined);
}

/** Leads into one field. */
export function enter(key: string): void {
  leadTo([{ key, words: { text: "" } }]);
}

/** `headers.x` is wrong in the field of `headers`. */
function fieldOf(key: string): HTMLElement | undefined {
  const found = document.getElementById(`field-${key}`);
  const outer = key.slice(0, Math.max(0, key.lastIndexOf(".")));
  return found ?? (outer === "" ? undefined : fieldOf(outer));
}
