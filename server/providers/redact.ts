/** Takes a key out of what is about to be told: as it is, as JSON or a URL would write it, and where a cut left only its beginning. Pure. */
import { type Words } from "../completion/told.ts";
import type { Failure } from "../completion/ports.ts";

const SHORTEST_SECRET = 6;
const BLOT = "***";

export function redact(text: string, secrets: readonly (string | undefined)[]): string {
  const known = secrets.filter((secret) => secret !== undefined && secret.length >= SHORTEST_SECRET);
  const forms = known.flatMap((secret) => (secret === undefined ? [] : formsOf(secret)));
  // A longer one may hold a shorter one.
  const longestFirst = [...new Set(forms)].toSorted((a, b) => b.length - a.length);
  const clean = longestFirst.reduce((left, form) => left.replaceAll(form, BLOT), text);
  return longestFirst.reduce(withoutBeginning, clean);
}

function formsOf(secret: string): readonly string[] {
  return [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret)];
}

/** Messages are shortened, and that may go through the middle of a key. */
function withoutBeginning(text: string, secret: string): string {
  for (let length = secret.length - 1; length >= SHORTEST_SECRET; length--) {
    if (text.endsWith(secret.slice(0, length))) return text.slice(0, -length) + BLOT;
  }
  return text;
}

const SECRET_NAME = /auth|key|token|secret|cookie|password/i;

/** The values that prove who asks, among headers or query parameters of the user's own. */
export function secretsIn(named: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(named)
    .filter(([name]) => SECRET_NAME.test(name))
    .flatMap(([, value]) => [value, value.replace(/^(?:Bearer|Basic) +/i, "")]);
}

/** As they may be shown: that there is such a value, and not which. */
export function concealed(
  named: Readonly<Record<string, string>>,
  secrets: readonly (string | undefined)[],
): Readonly<Record<string, string>> {
  const shown = ([name, value]: readonly [string, string]) =>
    [name, SECRET_NAME.test(name) ? BLOT : redact(value, secrets)] as const;
  return Object.fromEntries(Object.entries(named).map(shown));
}

interface Asked {
  readonly headers: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
}

/** Notes the key that goes along, and takes it out of what is told afterwards. */
export function discreet<Endpoint extends Asked>(keyOf: (endpoint: Endpoint) => Promise<string | undefined>) {
  const secrets = new Set<string>();
  const hide = (text: string): string => redact(text, [...secrets]);
  const hidden = (words: Words): Words => {
    if (typeof words === "string") return hide(words);
    const { text, values } = words;
    return { text: hide(text), ...(values && { values: values.map(hidden) }) };
  };
  return {
    hide,
    keyOf: async (endpoint: Endpoint): Promise<string | undefined> => {
      const key = await keyOf(endpoint);
      for (const secret of [key, ...secretsIn(endpoint.headers), ...secretsIn(endpoint.query)]) {
        if (secret !== undefined) secrets.add(secret);
      }
      return key;
    },
    clean: (failure: Failure): Failure => ({
      ...failure,
      message: hidden(failure.message),
      advice: hidden(failure.advice),
    }),
  };
}
