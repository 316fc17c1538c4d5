/**
 * Servers on this machine, found without being asked for: each usual port of a local provider, all at once and only for a
 * moment. A server is known by what it answers, not by its port, and one that answers nothing of the kind is left alone.
 */
import * as z from "zod/mini";

import type { Signal } from "../../completion/ports.ts";
import { type ConnectionOptions, type Http, HttpError } from "../../http.ts";
import type { ProviderSpec } from "../catalog.ts";
import type { ListedModel } from "../listing.ts";
import { LISTINGS, type ListName } from "../listings.ts";
import { parseJson } from "../provider-error.ts";
import { wholeText } from "../send.ts";
import { isLoopback, localKinds, type Providers, rootOf, usualDoors } from "./doors.ts";

export interface LocalServer {
  /** The id of its kind. */
  readonly provider: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly models: readonly ListedModel[];
  /** It is there and wants a key before it says more. */
  readonly wantsKey: boolean;
}

/** Where a server may be, and what its certificates are. */
export interface Door {
  /** Before the version of the API. */
  readonly root: string;
  readonly connection?: ConnectionOptions;
}

export interface LocalSearch {
  readonly providers: Providers;
  /** Other ports of this machine, such as those of servers that were set up before. */
  readonly alsoAt?: readonly Door[];
  readonly withinMs?: number;
}

/** Where nobody listens, that is clear at once; a machine that is starting an editor takes its time to answer. */
const WITHIN_MS = 1000;

export async function findLocalServers(
  { providers, alsoAt = [], withinMs = WITHIN_MS }: LocalSearch,
  http: Http,
  signal: Signal,
): Promise<readonly LocalServer[]> {
  const local = localKinds(providers);
  const usual = usualDoors(local).map((root) => ({ root }));
  // Of one place, the door that says more is the later one.
  const near = [...usual, ...alsoAt.filter(({ root }) => isLoopback(root))];
  const doors = [...new Map(near.map((door) => [door.root, door])).values()];
  const aborter = new AbortController();
  const abort = () => aborter.abort();
  const timer = setTimeout(abort, withinMs);
  signal.addEventListener("abort", abort);
  try {
    const found = await Promise.all(
      doors.map((door) => whoIsAt({ ...door, providers: local }, http, aborter.signal)),
    );
    return found.flatMap((server) => server ?? []);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

interface Asked extends Door {
  readonly providers: Providers;
}

/** The most telling first: llama.cpp also answers Ollama's question, and nearly everyone OpenAI's. */
const QUESTIONS: readonly (readonly [ListName, string])[] = [
  ["llamacpp", "/props"],
  ["lm-studio", "/api/v0/models"],
  ["tgi", "/info"],
  ["ollama", "/api/tags"],
  ["openai", "/v1/models"],
];

async function whoIsAt(door: Asked, http: Http, signal: Signal): Promise<LocalServer | undefined> {
  const answers = await Promise.all(
    QUESTIONS.map(async ([list, path]) => ({ list, ...(await look({ ...door, http, path }, signal)) })),
  );
  const openAi = answers.find(({ list }) => list === "openai");
  return namedBy(answers, openAi?.data, door) ?? knownByForm(answers, door) ?? closed(openAi?.status, door);
}

interface Heard {
  readonly list: ListName;
  readonly status?: number;
  readonly data?: unknown;
}

/** It says itself who it is. */
function namedBy(answers: readonly Heard[], openAi: unknown, { root, providers }: Asked) {
  const owner = ownerIn(openAi);
  const found = owner === undefined ? undefined : providers.find(([, { owned_by }]) => owned_by === owner);
  if (!found) return undefined;
  const { list } = found[1].transports;
  const own = answers.find((answer) => answer.list === list)?.data;
  return server(found, root, modelsIn(list, own) ?? modelsIn("openai", openAi) ?? []);
}

function knownByForm(answers: readonly Heard[], { root, providers }: Asked) {
  for (const { list, data } of answers) {
    const models = modelsIn(list, data);
    const found = models && likeliest(providers, root, list);
    if (found) return server(found, root, models);
  }
  return undefined;
}

/** It has OpenAI's list, and keeps it from those without a key. */
function closed(status: number | undefined, { root, providers }: Asked) {
  const found = status === 401 || status === 403 ? likeliest(providers, root, "openai") : undefined;
  return found && { ...server(found, root, []), wantsKey: true };
}

function modelsIn(list: ProviderSpec["transports"]["list"], data: unknown) {
  return list === "none" ? undefined : LISTINGS[list].read(data);
}

function server(
  [provider, { name, base_url = "" }]: Providers[number],
  root: string,
  models: readonly ListedModel[],
): LocalServer {
  const baseUrl = root + base_url.slice(rootOf(base_url).length);
  return { provider, name, baseUrl, models, wantsKey: false };
}

/** Of those who answer in this form, the one whose port it is. */
function likeliest(providers: Providers, root: string, list: ListName): Providers[number] | undefined {
  const able = providers
    .filter(([, { transports }]) => transports.list === list)
    .toSorted(([, a], [, b]) => a.rank - b.rank);
  const atHome = able.find(([, { base_url = "" }]) => rootOf(base_url) === root);
  // OpenAI's form alone, somewhere else, says nothing of who it is.
  return atHome ?? (list === "openai" ? undefined : able[0]);
}

const owned = z.object({ data: z.array(z.object({ owned_by: z.string() })).check(z.minLength(1)) });

function ownerIn(data: unknown): string | undefined {
  const parsed = owned.safeParse(data);
  return parsed.success ? parsed.data.data[0]?.owned_by : undefined;
}

const MAX_LENGTH = 1024 * 1024;

async function look(
  { http, root, connection, path }: Door & { readonly http: Http; readonly path: string },
  signal: Signal,
): Promise<{ readonly status?: number; readonly data?: unknown }> {
  try {
    const timeouts = { connectMs: WITHIN_MS, firstByteMs: WITHIN_MS, stallMs: WITHIN_MS };
    const response = await http.send(
      { url: root + path, method: "GET", headers: { accept: "application/json" }, timeouts, connection },
      signal,
    );
    const data = parseJson(await wholeText(response.body, MAX_LENGTH));
    return response.status === 200 ? { status: 200, data } : { status: response.status };
  } catch (error) {
    // Nobody there, or nobody who speaks HTTP: what was to be found out.
    if (error instanceof HttpError) return {};
    throw error;
  }
}
