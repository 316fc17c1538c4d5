/** From what stands in the form to an instance that can be asked; or what is wrong, by the key of the file. */
import type * as z from "zod/mini";

import { told, type Told } from "../completion/told.ts";
import { type SetUp, setUpSchema } from "../knowledge/yaml-files.ts";
import type { Instance } from "../providers/instance.ts";
import type { Draft, FieldMistake, Fields } from "../protocol/setup.ts";

export type ReadDraft =
  | { readonly ok: true; readonly instance: Instance; readonly setUp: SetUp }
  | { readonly ok: false; readonly mistakes: readonly FieldMistake[] };

export function readDraft({ id, fields, key }: Draft): ReadDraft {
  const result = setUpSchema.safeParse(fields);
  if (!result.success) return { ok: false, mistakes: result.error.issues.flatMap(mistakesOf) };
  const { fields: known } = result.data;
  return {
    ok: true,
    instance: { id, ...known, ...(key !== undefined && key !== "" && { api_key: key }) },
    setUp: result.data,
  };
}

/** For questions that need no model yet: which there are is what is asked. */
export function withoutModel({ id, fields, key }: Draft): ReadDraft {
  const named = { ...fields, ...(!fields["model"] && !fields["chat_model"] && { chat_model: "?" }) };
  return readDraft({ id, fields: named, ...(key !== undefined && { key }) });
}

function mistakesOf(issue: z.core.$ZodIssue): readonly FieldMistake[] {
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      key: [...issue.path, key].join("."),
      words: told("{0} is not a key that is known here", key),
    }));
  }
  return [{ key: issue.path.join(".") || "model", words: told(issue.message) }];
}

/** A sentence each. */
export function mistakeWords({ mistakes }: ReadDraft & { readonly ok: false }): readonly Told[] {
  return mistakes.map(({ key, words }) => told("{0}: {1}.", key, words));
}

/** Without what the form left empty. */
export function tidied(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => !isEmpty(value)));
}

function isEmpty(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.length === 0;
  return typeof value === "object" && Object.keys(value).length === 0;
}
