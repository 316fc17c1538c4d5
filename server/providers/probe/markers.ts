/**
 * Whether the markers of a template are markers to the model: one token each. A marker that is several is plain text to it,
 * and what it completes then is garbage. The server is believed where it tells; else the model's own tokenizer.
 */
import * as z from "zod/mini";

import type { Signal } from "../../completion/ports.ts";
import { askJson } from "../discovery/ask-json.ts";
import type { Endpoint } from "../endpoint.ts";
import { HttpError } from "../../http.ts";
import { ProviderError } from "../provider-error.ts";
import type { Means } from "../send.ts";
import type { Target } from "../target.ts";

/** As much of a tokenizer as is needed here. */
export interface MarkerIds {
  /** False for an estimate, which knows no ids. */
  readonly exact: boolean;
  readonly tokenId: (text: string) => number | undefined;
}

export interface MarkerCheck {
  readonly askedOf: "the server" | "the tokenizer" | "nobody";
  /** Markers of the hole that are not one token. */
  readonly split: readonly string[];
  /** Stops that look like a marker and are not one token: they still stop, as text. */
  readonly splitStops: readonly string[];
}

export interface Checking {
  readonly means: Means<Endpoint>;
  readonly tokenizer: (source: string) => Promise<MarkerIds>;
  /** Servers of one's own have `/tokenize`; others are not bothered. */
  readonly asksServer: boolean;
}

type IsOne = (text: string) => boolean | Promise<boolean>;

export async function checkMarkers(
  target: Target,
  { means, tokenizer, asksServer }: Checking,
  signal: Signal,
): Promise<MarkerCheck> {
  const { form } = target;
  if (form.kind !== "fim") return NOBODY;
  const { prefix, suffix, middle, repository } = form.template;
  const markers = clean([prefix, suffix, middle, repository?.name, repository?.file]);
  const stops = clean(target.stops.filter((stop) => LOOKS_LIKE_MARKER.test(stop))).filter(
    (stop) => !markers.includes(stop),
  );
  const ask: IsOne = async (text) => (await tokensOfServer({ target, text }, means, signal)) === 1;
  const [first] = markers;
  const serverTells =
    asksServer &&
    first !== undefined &&
    (await tokensOfServer({ target, text: first }, means, signal)) !== undefined;
  if (serverTells) return { askedOf: "the server", ...(await sorted(markers, stops, ask)) };
  const local = await tokenizer(target.tokenizer);
  if (!local.exact) return NOBODY;
  const isOne: IsOne = (text) => local.tokenId(text) !== undefined;
  return { askedOf: "the tokenizer", ...(await sorted(markers, stops, isOne)) };
}

const NOBODY: MarkerCheck = { askedOf: "nobody", split: [], splitStops: [] };
const LOOKS_LIKE_MARKER = /^(?:<[^\s/]|\[[A-Z])/;

/** A family may write blanks around a marker, or have none of a kind. */
function clean(markers: readonly (string | undefined)[]): readonly string[] {
  return [...new Set(markers.map((marker) => marker?.trim() ?? "").filter(Boolean))];
}

async function sorted(markers: readonly string[], stops: readonly string[], isOne: IsOne) {
  return { split: await notOne(markers, isOne), splitStops: await notOne(stops, isOne) };
}

async function notOne(texts: readonly string[], isOne: IsOne): Promise<readonly string[]> {
  const found = await Promise.all(texts.map(async (text) => ({ text, one: await isOne(text) })));
  return found.filter(({ one }) => !one).map(({ text }) => text);
}

const tokenized = z.object({ tokens: z.array(z.unknown()) });

/**
 * llama.cpp reads `content`, vLLM `prompt`, and both pass over what they do not know.
 * https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md, https://docs.vllm.ai (Tokenizer API), read 2026-11.
 */
async function tokensOfServer(
  { target, text }: { readonly target: Target; readonly text: string },
  means: Means<Endpoint>,
  signal: Signal,
): Promise<number | undefined> {
  const question = {
    endpoint: target,
    behind: "root",
    path: "/tokenize",
    body: {
      model: target.model,
      content: text,
      prompt: text,
      add_special: false,
      add_special_tokens: false,
      parse_special: true,
    },
  } as const;
  try {
    const answer = tokenized.safeParse(await askJson(question, means, signal));
    return answer.success ? answer.data.tokens.length : undefined;
  } catch (error) {
    if (error instanceof ProviderError || error instanceof HttpError) return undefined;
    throw error;
  }
}
