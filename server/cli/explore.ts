/** `keyfill models` and `keyfill probe`: what the engine finds out by asking providers, as text. */
import type { Engine } from "../engine.ts";
import { listModels } from "./models.ts";
import { type ProbeAsked, probeProviders } from "./probe.ts";

/** What goes to standard output, what went wrong, and whether all is well. */
interface Told {
  readonly out?: string;
  readonly problem?: string;
  readonly ok: boolean;
}

export async function tellModels({ selection, exploration }: Engine, provider: string): Promise<Told> {
  const explorer = await exploration.explorer();
  const { signal } = new AbortController();
  const told = await listModels(
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
  return { ...told, ok: told.problem === undefined };
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
