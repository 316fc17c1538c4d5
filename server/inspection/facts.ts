/** The last completion as data, for who wants to read it by a program. Of a target only its name: it may hold a key. */
import type { Past } from "./past.ts";

export function factsOf({ seen, conclusions }: Past): unknown {
  const last = conclusions.at(-1);
  const askings = seen.filter(({ id }) => id === last?.outcome.id);
  return {
    ...last,
    askings: askings.map(({ target, parts, ...asking }) => ({
      ...asking,
      target: target.id,
      parts: parts(),
    })),
  };
}
