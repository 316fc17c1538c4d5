/** Asks one server for its models: the list, and where that tells too little, the server's other pages. */
import { told } from "../../completion/told.ts";
import type { Failure, Signal } from "../../completion/ports.ts";
import { type DialectName } from "../dialects.ts";
import { type Endpoint, endpoint } from "../endpoint.ts";
import type { Instance } from "../instance.ts";
import type { ListedModel, Listing } from "../listing.ts";
import { LISTINGS, type ListName } from "../listings.ts";
import { openaiListing } from "../listings/openai.ts";
import { readOllamaShow } from "../listings/ollama.ts";
import { advise, failure, fromThrown, ProviderError } from "../provider-error.ts";
import { discreet } from "../redact.ts";
import type { Means } from "../send.ts";
import { type Knowledge, noAddress, unknownProvider } from "../target.ts";
import { HttpError } from "../../http.ts";
import { askJson } from "./ask-json.ts";

export type Discovered =
  | {
      readonly kind: "listed";
      readonly models: readonly ListedModel[];
      /** Where the provider has no list, its file has one. */
      readonly from: "server" | "file";
    }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "aborted" };

export interface AskingModels {
  readonly instance: Instance;
  readonly knowledge: Knowledge;
  readonly written: (instance: Instance) => readonly string[];
}

/** https://platform.claude.com/docs/en/api/versioning, read 2026-11. */
const HEADERS: Readonly<Partial<Record<ListName, Readonly<Record<string, string>>>>> = {
  anthropic: { "anthropic-version": "2023-06-01" },
};

export async function askModels(
  { instance, knowledge, written }: AskingModels,
  means: Means<Endpoint>,
  signal: Signal,
): Promise<Discovered> {
  const provider = knowledge.provider(instance.provider);
  if (!provider) return { kind: "failed", failure: unknownProvider(instance) };
  const { list } = provider.transports;
  if (list === "none") {
    return { kind: "listed", from: "file", models: written(instance).map((id) => ({ id })) };
  }
  const endpoint = listEndpoint(instance, knowledge);
  if (!endpoint) return { kind: "failed", failure: noAddress(instance, provider) };
  const { keyOf, clean } = discreet(means.keyOf);
  const discreetly = { ...means, keyOf };
  try {
    const models = await read({ list, endpoint }, discreetly, signal);
    return {
      kind: "listed",
      from: "server",
      models: await enriched({ list, endpoint, models }, discreetly, signal),
    };
  } catch (error) {
    const thrown = fromThrown(error);
    if (!thrown || signal.aborted) return { kind: "aborted" };
    return { kind: "failed", failure: clean(advise(thrown.toJSON(), provider.errors[thrown.kind])) };
  }
}

/** The dialect that is served at the base URL itself says where that is. */
function listEndpoint(instance: Instance, knowledge: Knowledge): Endpoint | undefined {
  const provider = knowledge.provider(instance.provider);
  if (!provider) return undefined;
  const { completion, chat } = provider.transports;
  const dialects: readonly DialectName[] = [...completion, ...(chat ? [chat] : [])];
  const dialect = dialects.find((name) => provider.paths[name] === undefined) ?? "openai-chat";
  const model = { temperature: true, wantsReasoningBack: false };
  return endpoint(dialect, { instance, provider, name: "", model });
}

interface List {
  readonly list: ListName;
  readonly endpoint: Endpoint;
}

async function read(list: List, means: Means<Endpoint>, signal: Signal): Promise<readonly ListedModel[]> {
  const listing = LISTINGS[list.list];
  try {
    return await readList({ ...list, listing }, means, signal);
  } catch (error) {
    const hasNoSuchPage =
      error instanceof ProviderError && (error.kind === "bad-answer" || error.kind === "unknown-model");
    // Whoever has a list of a kind of its own also has OpenAI's; older versions, and some proxies, have only that.
    const simple = { ...openaiListing, behind: "root", path: "/v1/models" } as const;
    if (listing.behind === "base" || !hasNoSuchPage) throw error;
    return readList({ ...list, listing: simple }, means, signal);
  }
}

async function readList(
  { list, endpoint, listing }: List & { readonly listing: Listing },
  means: Means<Endpoint>,
  signal: Signal,
): Promise<readonly ListedModel[]> {
  const { behind, path } = listing;
  const headers = HEADERS[list] ?? {};
  const models = listing.read(await askJson({ endpoint, behind, path, headers }, means, signal));
  if (models) return models;
  throw new ProviderError(
    failure("bad-answer", told("{0} answered with something that is no list of models", endpoint.baseUrl)),
  );
}

interface Enriching extends List {
  readonly models: readonly ListedModel[];
}

function enriched(enriching: Enriching, means: Means<Endpoint>, signal: Signal) {
  const { list, models } = enriching;
  if (list === "ollama") return shown(enriching, means, signal);
  if (list === "llamacpp") return named(enriching, means, signal);
  return Promise.resolve(models);
}

/** Ollama tells of each model what it can do, one at a time; a few at once do not disturb it. */
async function shown({ endpoint, models }: Enriching, means: Means<Endpoint>, signal: Signal) {
  const AT_ONCE = 4;
  const found: ListedModel[] = [];
  for (let at = 0; at < models.length; at += AT_ONCE) {
    const batch = models.slice(at, at + AT_ONCE).map(async (model) => {
      const question = { endpoint, behind: "root", path: "/api/show", body: { model: model.id } } as const;
      const data = await orNothing(askJson(question, means, signal));
      const told = readOllamaShow(model.id, data);
      return told ? { ...model, ...told } : model;
    });
    found.push(...(await Promise.all(batch)));
  }
  return found;
}

/** llama.cpp's list knows the name to ask by, and its properties know the window. */
async function named({ endpoint, models }: Enriching, means: Means<Endpoint>, signal: Signal) {
  const question = { endpoint, behind: "root", path: "/v1/models" } as const;
  const list = openaiListing.read(await orNothing(askJson(question, means, signal)));
  const [own] = models;
  if (!list || list.length === 0 || !own) return models;
  return list.map((model) => (list.length === 1 ? { ...model, ...own, id: model.id } : model));
}

/** What is told beside the list may be missing. */
async function orNothing(answer: Promise<unknown>): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    const isMissing =
      error instanceof ProviderError || (error instanceof HttpError && error.kind !== "aborted");
    if (isMissing) return undefined;
    throw error;
  }
}
