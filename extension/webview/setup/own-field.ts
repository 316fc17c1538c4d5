/** A field of the provider's file that is plain text or a number. */
import type { TemplateResult } from "lit";

import type { Actions } from "./actions.ts";
import { type Field, field, textInput } from "./fields.ts";
import { mistakeIn, textField } from "./state.ts";

export function ownText(own: Field, actions: Actions): TemplateResult {
  return input(own, (value) => actions.setField(own.key, value.trim()));
}

export function ownNumber(own: Field, actions: Actions): TemplateResult {
  return input(own, (value) => actions.setField(own.key, numberIn(value)));
}

function input(own: Field, changed: (value: string) => void): TemplateResult {
  const { form, key, label } = own;
  const invalid = mistakeIn(form, key) !== undefined;
  return field(own, textInput({ key, label, value: textField(form, key), invalid, changed }));
}

/** What is no number stays as it was written, and is told to be wrong. */
export function numberIn(text: string): number | string {
  const trimmed = text.trim();
  return trimmed !== "" && Number.isFinite(Number(trimmed)) ? Number(trimmed) : trimmed;
}
