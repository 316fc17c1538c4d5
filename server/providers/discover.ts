/** Which models a provider instance serves, asked of its server in the form that the provider's file names. Kept for a while. */
import type { Signal } from "../completion/ports.ts";
import { askModels, type Discovered } from "./discovery/ask-models.ts";
import { type ToldRecord, toldRecord } from "./discovery/told-record.ts";
import type { Endpoint } from "./endpoint.ts";
import type { Instance } from "./instance.ts";
import type { Means } from "./send.ts";
import type { Knowledge } from "./target.ts";

export type { Discovered } from "./discovery/ask-models.ts";

export interface Discovery {
  readonly models: (ask: ModelsAsked, signal: Signal) => Promise<Discovered>;
  /** What the server told of one model, as far as it was asked; without asking. */
  readonly told: (asked: { readonly instance: Instance; readonly name: string }) => ToldRecord | undefined;
}

export interface ModelsAsked {
  readonly instance: Instance;
  /** Ask again, however fresh the last answer is. */
  readonly refresh?: boolean;
}

export interface DiscoveryParts {
  readonly knowledge: () => Knowledge;
  readonly means: Means<Endpoint>;
  /** The models that the files of an instance and of its provider name. */
  readonly written: (instance: Instance) => readonly string[];
  readonly now?: () => number;
}

const FRESH_MS = 10 * 60_000;

interface Kept {
  readonly at: number;
  readonly found: Discovered & { readonly kind: "listed" };
}

export function createDiscovery({
  knowledge,
  means,
  written,
  now = () => Date.now(),
}: DiscoveryParts): Discovery {
  const kept = new Map<string, Kept>();
  return {
    async models({ instance, refresh = false }, signal) {
      const key = keyOf(instance);
      const last = kept.get(key);
      if (last && !refresh && now() - last.at < FRESH_MS) return last.found;
      const found = await askModels({ instance, knowledge: knowledge(), written }, means, signal);
      if (found.kind === "listed") kept.set(key, { at: now(), found });
      return found;
    },
    told({ instance, name }) {
      const model = kept.get(keyOf(instance))?.found.models.find(({ id }) => id === name);
      return model && toldRecord(model);
    },
  };
}

function keyOf({ id, provider, base_url = "" }: Instance): string {
  return JSON.stringify([id, provider, base_url]);
}
