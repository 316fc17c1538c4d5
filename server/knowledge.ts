/** Everything that is read from `resources/` and from the user's folder: providers, model families, provider instances. */
import { watch } from "node:fs";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";

import { familyOf, modelFamily, modelFamilySchema, type ModelFamily } from "./models/catalog.ts";
import {
  type Instance,
  instanceFromEnvironment,
  instanceSchema,
  providerSchema,
} from "./providers/catalog.ts";
import type { Knowledge } from "./providers/target.ts";
import { readFolder } from "./resources.ts";

/** What ships with Keyfill. A mistake in it is ours, and a test finds it. */
export async function readResources(
  resources: string,
): Promise<Knowledge & { readonly mistakes: readonly string[] }> {
  const providers = await readFolder(join(resources, "providers"), providerSchema);
  const models = await readFolder(join(resources, "models"), modelFamilySchema);
  const families = new Map<string, ModelFamily>();
  for (const [id, yaml] of models.entries) families.set(id, modelFamily(id, yaml));
  return {
    provider: (id) => providers.entries.get(id),
    model: (name, family) => (family ? families.get(family) : familyOf(name, families.values())),
    mistakes: [...providers.mistakes, ...models.mistakes],
  };
}

export interface Instances {
  /** In the order in which they are tried when none is chosen: the environment's, then the files by name. */
  readonly instances: readonly Instance[];
  readonly mistakes: readonly string[];
}

export async function readInstances(
  folder: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<Instances> {
  const files = await readFolder(folder, instanceSchema);
  const fromFiles = [...files.entries].map(([id, instance]) => ({ id, ...instance }));
  const environment = instanceFromEnvironment(env);
  if (!environment) return { instances: fromFiles, mistakes: files.mistakes };
  return "mistake" in environment
    ? { instances: fromFiles, mistakes: [environment.mistake, ...files.mistakes] }
    : { instances: [environment, ...fromFiles], mistakes: files.mistakes };
}

const SETTLE_MS = 50;

/** Calls back after something in the folder changed. Answers how to stop. */
export async function watchFolder(folder: string, changed: () => void): Promise<() => void> {
  await mkdir(folder, { recursive: true });
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, () => {
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLE_MS);
  });
  watcher.unref();
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
