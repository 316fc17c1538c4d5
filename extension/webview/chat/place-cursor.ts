/** Puts an edited text into its field, the cursor where one writes on. */
import type { Edit } from "./word-at.ts";

export function place(field: HTMLTextAreaElement, { text, cursor }: Edit): void {
  field.value = text;
  field.focus();
  field.setSelectionRange(cursor, cursor);
}
