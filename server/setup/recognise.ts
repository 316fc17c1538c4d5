/** What a person has pasted: a key, an address, or neither; and whose it may be. Pure but for the look at an address. */
import { told } from "../completion/told.ts";
import type { ProviderSpec } from "../providers/catalog.ts";
import { addressIn } from "../providers/discovery/pasted-url.ts";
import type { Recognised } from "../protocol/setup.ts";

export type Kinds = readonly (readonly [id: string, spec: ProviderSpec])[];

/** A line of a shell or of an `.env` file. */
const ASSIGNMENT = /^\s*(?:export\s+|set\s+|\$env:)?([A-Za-z_]\w*)\s*[=:]\s*(.+?)\s*;?\s*$/;
const FORM = /^(?:\$[A-Za-z_]\w*|command:\s*\S.*)$/s;
const SHORTEST_KEY = 8;

/** The key alone, without what was copied with it. */
export function keyIn(pasted: string): { readonly key: string; readonly variable?: string } | undefined {
  if (looksLikeAddress(pasted)) return undefined;
  const [, variable, value] = ASSIGNMENT.exec(pasted) ?? [];
  const isForm = FORM.test(pasted.trim());
  const text = (isForm ? pasted : (value ?? pasted)).trim().replace(/^Bearer\s+/i, "");
  const bare = text.replace(/^["'`“”]+|["'`“”,;]+$/g, "");
  if (isForm) return { key: bare };
  if (bare.length < SHORTEST_KEY || /\s/.test(bare) || looksLikeAddress(bare)) return undefined;
  return { key: bare, ...(variable !== undefined && { variable }) };
}

export function looksLikeAddress(text: string): boolean {
  if (FORM.test(text.trim())) return false;
  const address = addressIn(text);
  if (/\s/.test(address)) return false;
  if (/^[a-z][a-z+.-]*:\/|^(?:https?)?\/\//i.test(address)) return true;
  return isHost(address.replace(/^[^\s/@]*@/, ""));
}

function isHost(text: string): boolean {
  return (
    /^(?:localhost|\[[\da-f:]+\]|\d{1,3}(?:\.\d{1,3}){3})(?::\d+)?(?:\/|$)/i.test(text) ||
    /^[\p{L}\d_-]+(?:\.[\p{L}\d_-]+)*:\d{2,5}(?:\/|$)/u.test(text) ||
    /^[\p{L}\d_-]+(?:\.[\p{L}\d_-]+)+\/\S*$/u.test(text) ||
    /^[\p{L}\d-]+(?:\.[\p{L}\d-]+)*\.(?:com|ai|io|net|org|dev|cloud|local|internal|lan)$/iu.test(text) ||
    // No key is words and dots alone.
    /^[a-z-]+(?:\.[a-z-]+)+$/.test(text)
  );
}

/** The providers that a key may be for, the likeliest first; all that want one when it tells nothing. */
export function providersForKey(pasted: string, kinds: Kinds): readonly string[] {
  const { key, variable = "" } = keyIn(pasted) ?? { key: "" };
  const name = key.startsWith("$") ? key.slice(1) : variable;
  const byName = kinds.filter(([, { key }]) => key.env.includes(name));
  if (byName.length > 0) return ids(byName);
  const wanting = kinds.filter(([, { key, place }]) => key.needed || place === "cloud");
  if (FORM.test(key)) return ids(wanting);
  const told = wanting.map((kind) => ({ kind, known: beginning(key, kind[1]) }));
  const looking = told.filter(({ known }) => known > 0).toSorted((a, b) => b.known - a.known);
  const silent = wanting.filter(([, { key: wanted }]) => wanted.looks === undefined);
  // A beginning that only one provider uses leaves no doubt; `sk-` is everybody's.
  const isSure = (looking[0]?.known ?? 0) > COMMON_BEGINNING;
  return ids([...looking.map(({ kind }) => kind), ...(isSure ? [] : silent)]);
}

const COMMON_BEGINNING = "sk-".length;

/** How much of the key's beginning the provider says is its own. */
function beginning(key: string, { key: { looks } }: ProviderSpec): number {
  return looks === undefined ? 0 : (new RegExp(looks).exec(key)?.[0].length ?? 0);
}

/** Whose address it is: by its host, the longest path that fits first. */
export function providersAt(address: string, kinds: Kinds): readonly string[] {
  const host = URL.parse(address)?.host;
  const there = kinds.filter(([, { base_url }]) => base_url && URL.parse(base_url)?.host === host);
  return ids(there.toSorted(([, a], [, b]) => (b.base_url?.length ?? 0) - (a.base_url?.length ?? 0)));
}

function ids(kinds: Kinds): readonly string[] {
  return kinds.map(([id]) => id);
}

export const NEITHER: Recognised = {
  kind: "neither",
  words: told(
    "This is neither a key nor an address. Paste an API key, the address of a server such as http://localhost:8080, or $NAME for an environment variable.",
  ),
};
