/** Builds the arguments of a function call from Vertex's parts, each of which is a value at a path: `$.items[0].name`. */
import * as z from "zod/mini";

import { figure, flag, label } from "./lenient.ts";

/** https://cloud.google.com/vertex-ai/generative-ai/docs/reference/rest/v1/Content#PartialArg */
export const partialArgument = z.object({
  jsonPath: z.string(),
  stringValue: label,
  numberValue: figure,
  boolValue: flag,
});

export type PartialArgument = z.infer<typeof partialArgument>;

/** A hole of a million places in a list would be somebody's joke. */
const MAX_INDEX = 10_000;

/** Takes one part more, and answers all of them as JSON. */
export function newPartialArguments(): (part: PartialArgument) => string {
  const root = new Map<string, Value>();
  return ({ jsonPath, stringValue, numberValue, boolValue }) => {
    const steps = [...jsonPath.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]/g)].map(
      ([, name, index, quoted]) => name ?? index ?? quoted ?? "",
    );
    put(root, steps, stringValue ?? numberValue ?? boolValue ?? null);
    return JSON.stringify(plain(root));
  };
}

type Value = string | number | boolean | null | Map<string, Value>;

function put(into: Map<string, Value>, [step, ...rest]: readonly string[], value: Value): void {
  if (step === undefined) return;
  const below = into.get(step);
  if (rest.length === 0) {
    // A string goes on where it stopped.
    into.set(step, typeof below === "string" && typeof value === "string" ? below + value : value);
    return;
  }
  const inner = below instanceof Map ? below : new Map<string, Value>();
  into.set(step, inner);
  put(inner, rest, value);
}

function plain(value: Value): unknown {
  if (!(value instanceof Map)) return value;
  const names = [...value.keys()];
  const isList = names.length > 0 && names.every((name) => /^\d+$/.test(name) && Number(name) < MAX_INDEX);
  if (!isList) return Object.fromEntries([...value].map(([name, inner]) => [name, plain(inner)]));
  const list: unknown[] = [];
  for (const [name, inner] of value) list[Number(name)] = plain(inner);
  return list;
}
