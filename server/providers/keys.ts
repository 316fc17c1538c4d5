/** Where a provider instance's key comes from: its file, the environment, or the client's secret store. Nothing else holds one. */
import type { Target } from "./target.ts";

export interface Keys {
  readonly of: (target: Target) => Promise<string | undefined>;
  /** A key was set or removed in the secret store. */
  readonly forget: () => void;
}

interface KeySources {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly secret: (instance: string) => Promise<string | undefined>;
  /** Told of every key before it is used, so that no log shows it. */
  readonly conceal: (key: string) => void;
}

export function createKeys({ env, secret, conceal }: KeySources): Keys {
  const asked = new Map<string, Promise<string | undefined>>();
  return {
    async of({ instance, apiKey }) {
      const key = clean(await (apiKey === undefined ? fromStore(instance) : fromFile(apiKey)));
      if (key !== undefined) conceal(key);
      return key;
    },
    forget: () => asked.clear(),
  };

  function fromFile(apiKey: string): string | undefined {
    return apiKey.startsWith("$") ? env[apiKey.slice(1)] : apiKey;
  }

  function fromStore(instance: string): Promise<string | undefined> {
    const answer = asked.get(instance) ?? secret(instance);
    asked.set(instance, answer);
    return answer;
  }
}

/** Keys are pasted with blanks and quotes around them. */
function clean(key: string | undefined): string | undefined {
  const trimmed = key?.trim().replace(/^["']|["']$/g, "");
  return trimmed === "" ? undefined : trimmed;
}
