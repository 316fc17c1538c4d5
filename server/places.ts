/** Where Keyfill keeps things on this machine: configuration and caches. Decided here for good. */
import { homedir, platform } from "node:os";
import { join } from "node:path";

export interface Places {
  readonly config: string;
  /** One YAML per provider instance. */
  readonly providers: string;
  readonly cache: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

export function places(env: Environment, system: { home: string; windows: boolean } = thisSystem()): Places {
  const { home, windows } = system;
  const roaming = env["APPDATA"] ?? join(home, "AppData", "Roaming");
  const local = env["LOCALAPPDATA"] ?? join(home, "AppData", "Local");
  const config =
    nonEmpty(env["KEYFILL_HOME"]) ??
    join(nonEmpty(env["XDG_CONFIG_HOME"]) ?? (windows ? roaming : join(home, ".config")), "keyfill");
  const cache = join(nonEmpty(env["XDG_CACHE_HOME"]) ?? (windows ? local : join(home, ".cache")), "keyfill");
  return { config, providers: join(config, "providers.d"), cache };
}

function thisSystem() {
  return { home: homedir(), windows: platform() === "win32" };
}

function nonEmpty(text: string | undefined): string | undefined {
  return text === "" ? undefined : text;
}
