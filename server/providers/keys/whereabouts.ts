/** Where a provider instance's key is, without the key: for a person who looks at what is set up. */
import { secretsIn } from "../redact.ts";
import type { Owner } from "./owner.ts";
import { clean, COMMAND } from "./form.ts";

export interface Whereabouts {
  readonly place: "its file" | "the secret store" | "keys.yaml" | "the environment" | "a header" | "nowhere";
  /** `$NAME` or `command: …`, where it is found in that way. */
  readonly how?: string;
}

interface Places {
  readonly env: Environment;
  readonly fromStore: (instance: string) => Promise<string | undefined>;
  readonly fromFile: (instance: string, needed: boolean) => Promise<string | undefined>;
}

type Environment = Readonly<Record<string, string | undefined>>;

export async function whereabouts(owner: Owner, { env, fromStore, fromFile }: Places): Promise<Whereabouts> {
  const { instance, apiKey, keyVariables, headers, query } = owner;
  if (apiKey !== undefined) return found("its file", apiKey, env);
  const stored = await fromStore(instance);
  if (stored !== undefined) return found("the secret store", stored, env);
  // A file that others may read is refused, and holds no key then.
  const written = await fromFile(instance, false).catch(() => undefined);
  if (written !== undefined) return found("keys.yaml", written, env);
  const variable = keyVariables.find((name) => clean(env[name]) !== undefined);
  if (variable !== undefined) return { place: "the environment", how: `$${variable}` };
  return { place: [headers, query].some((own) => secretsIn(own).length > 0) ? "a header" : "nowhere" };
}

function found(place: Whereabouts["place"], key: string, env: Environment): Whereabouts {
  const how = clean(key) ?? "";
  if (COMMAND.test(how)) return { place, how };
  if (!how.startsWith("$")) return { place };
  return { place: clean(env[how.slice(1)]) === undefined ? "nowhere" : "the environment", how };
}
