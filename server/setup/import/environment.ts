/** Keys that lie in the environment, under the names that their providers' own tools use → servers. Pure. */
import type { Kinds } from "../recognise.ts";
import type { FoundServer } from "./found.ts";

type Environment = Readonly<Record<string, string | undefined>>;

/** One for each provider whose key is there, the first where several share a name; with the models to begin with. */
export function serversOfEnvironment(env: Environment, kinds: Kinds): readonly FoundServer[] {
  const taken = new Set<string>();
  return kinds.flatMap(([kind, { key, suggests }]) => {
    const name = key.env.find((variable) => Boolean(env[variable]));
    const { completion: model, chat: chatModel } = suggests;
    if (name === undefined || taken.has(name) || (model ?? chatModel) === undefined) return [];
    taken.add(name);
    return [{ kind, key: `$${name}`, model, chatModel }];
  });
}
