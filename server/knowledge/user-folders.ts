/** The user's folders of providers and models: where they are, whether there is anything in them, and when that changes. */
import { watch } from "node:fs";
import { mkdir, readdir } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Beside `providers.d`. */
export function modelsFolder(providers: string): string {
  return join(dirname(providers), "models.d");
}

export async function isEmpty(providers: string): Promise<boolean> {
  const names = await Promise.all(
    [providers, modelsFolder(providers)].map((folder) => readdir(folder).catch(() => [])),
  );
  return names.flat().length === 0;
}

const SETTLE_MS = 50;

/** Calls back after something in the user's folders changed. Answers how to stop. */
export async function watchFolders(folder: string, changed: () => void): Promise<() => void> {
  let timer: NodeJS.Timeout | undefined;
  const folders = [folder, modelsFolder(folder)];
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));
  const watchers = folders.map((folder) =>
    watch(folder, () => {
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLE_MS);
    }).unref(),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
