/** `keyfill models` and `keyfill probe`: what the engine finds out by asking providers, as text. */
import type { Engine } from "../engine.ts";
import { listModels } from "./models.ts";
import { type ProbeAsked, probeProviders } from "./probe.ts";
import type { Told } from "./told.ts";

export async function tellModels({ selection, exploration }: Engine, provider: string): Promise<Told> {
  const explorer = await exploration.explorer();
  const { signal } = new AbortController();
  return listModels(
    {
      instances: selection.instances,
      async models(id) {
        const instance = exploration.instance(id);
        return instance ? explorer.offers({ instance }, signal) : { kind: "aborted" };
      },
      local: () => explorer.localServers(signal),
    },
    provider,
  );
}

export async function tellProbe(
  { selection, exploration }: Engine,
  asked: ProbeAsked,
  show: "text" | "json",
): Promise<Told> {
  const explorer = await exploration.explorer();
  const { signal } = new AbortController();
  return probeProviders(
    {
      instances: selection.instances,
      async probe(id, model) {
        const instance = exploration.instance(id);
        if (!instance) return "aborted";
        return explorer.probe({ instance: model === "" ? instance : { ...instance, model } }, signal);
      },
    },
    asked,
    show,
  );
}
