/** What the provider's file says of one model, below `models`: read and changed in the draft. */
import type { Fields } from "../../../server/protocol/setup.ts";
import type { Form } from "./state.ts";

export interface ModelOfForm {
  readonly form: Form;
  readonly model: string;
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null;
}

export function recordOf({ form, model }: ModelOfForm): Fields {
  const { models } = form.draft.fields;
  const own = isFields(models) ? models[model] : undefined;
  return isFields(own) ? own : otherwise({ form, model });
}

/** An entry under the whole name stands for a pattern's, too: what that says is taken along, or it would be lost. */
function otherwise({ form: { known }, model }: ModelOfForm): Fields {
  return known?.model === model ? known.otherwise : {};
}

/** Undefined takes a value away; and the entry with its last one, unless another would take its place. */
export function setInRecord(
  of: ModelOfForm,
  { key, value }: { readonly key: string; readonly value: unknown },
  actions: { readonly setField: (key: string, value: unknown) => void },
): void {
  const { [key]: _, ...others } = recordOf(of);
  const record = value === undefined ? others : { ...recordOf(of), [key]: value };
  const { models } = of.form.draft.fields;
  const { [of.model]: _own, ...otherModels } = isFields(models) ? models : {};
  const isNeeded = Object.keys({ ...record, ...otherwise(of) }).length > 0;
  const all = isNeeded ? { ...(isFields(models) && models), [of.model]: record } : otherModels;
  actions.setField("models", Object.keys(all).length > 0 ? all : undefined);
}
