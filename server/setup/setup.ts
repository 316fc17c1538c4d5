/**
 * The engine's side of the providers page: answers each of its questions. Knows neither the editor nor how the page looks.
 * Loaded when the page is first opened.
 */
import { clock } from "../clock.ts";
import type { Signal } from "../completion/ports.ts";
import { told, type Told, type Words } from "../completion/told.ts";
import { knowledgeOf, ownFile } from "../knowledge/knowledge.ts";
import { recordOf } from "../models/resolve.ts";
import type { Instance } from "../providers/instance.ts";
import { resolveTarget } from "../providers/target.ts";
import type {
  Answer,
  Asked,
  Draft,
  Fields,
  KnownView,
  ModelsView,
  PreviewView,
  Recognised,
  Saved,
  SetupQuestion,
} from "../protocol/setup.ts";
import { mistakeWords, type ReadDraft, readDraft, tidied, withoutModel } from "./draft.ts";
import { findAll } from "./import/find.ts";
import { overview } from "./overview.ts";
import type { SetupParts } from "./parts.ts";
import { preview } from "./preview.ts";
import { probe } from "./probing.ts";
import { schemaLine } from "./schema-line.ts";
import { fileOf, mistakeInName, readFields, removeFile, writeFields } from "./provider-file.ts";
import { keyIn, looksLikeAddress, NEITHER, providersAt, providersForKey } from "./recognise.ts";
import { kindsOf } from "./kinds.ts";
import { knownValues, modelsView, requestView } from "./views.ts";

export type SetupAnswers = {
  readonly [Q in SetupQuestion]: (asked: Asked<Q>, signal: Signal) => Promise<Answer<Q>>;
};

export function createSetup(parts: SetupParts): SetupAnswers {
  const { folder, selection, explorer, progress, health } = parts;
  const runs = new Map<string, AbortController>();
  return {
    overview: () => overview(parts),
    async localServers(_asked, signal) {
      const servers = await (await explorer()).localServers(signal);
      const { instances } = selection.known().own;
      return servers.map(({ provider: kind, name, baseUrl: address, models, wantsKey }) => {
        const known = instances.find((instance) => isAt(instance, { kind, address }, parts));
        return {
          kind,
          name,
          address,
          models: models.map(({ id }) => id),
          wantsKey,
          ...(known && { instance: known.id }),
        };
      });
    },
    recognise: ({ text }, signal) => recognise(text, parts, signal),
    models: (draft, signal) => models(draft, parts, signal),
    known: (draft) => Promise.resolve(known(draft, parts)),
    async probe({ run, ...draft }, signal) {
      const aborter = new AbortController();
      signal.addEventListener("abort", () => aborter.abort());
      runs.set(run, aborter);
      try {
        return await probe({ run, draft }, { explorer: await explorer(), progress }, aborter.signal);
      } finally {
        runs.delete(run);
      }
    },
    stopProbe({ run }) {
      runs.get(run)?.abort();
      return Promise.resolve(null);
    },
    save: (draft) => save(draft, parts),
    async remove({ id }) {
      await removeFile(await fileOf(folder, id));
      await health.forget(id);
      return null;
    },
    findings: async ({ settings }) => (await findAll(settings, parts)).map(({ view }) => view),
    async finding({ settings, id }) {
      const found = (await findAll(settings, parts)).find(({ view }) => view.id === id);
      return found?.draft ?? null;
    },
    preview: (draft) => previewOf(draft, parts),
    requests: ({ id }) => Promise.resolve(parts.requests.of(id).map(requestView)),
  };
}

function isAt(
  { provider, base_url }: Instance,
  { kind, address }: { readonly kind: string; readonly address: string },
  { selection }: SetupParts,
): boolean {
  const own = base_url ?? knowledgeOf(selection.known()).provider(provider)?.base_url;
  const root = (url: string | undefined) =>
    URL.parse(url ?? "")?.host.replace("localhost", "127.0.0.1") ?? "";
  return own !== undefined && root(own) === root(address) && (provider === kind || base_url !== undefined);
}

async function recognise(text: string, parts: SetupParts, signal: Signal): Promise<Recognised> {
  const kinds = kindsOf(parts.selection);
  if (looksLikeAddress(text)) return recogniseAddress(text, parts, signal);
  const found = keyIn(text);
  if (!found) return NEITHER;
  return { kind: "key", key: found.key, providers: providersForKey(text, kinds) };
}

/** A server that answers as its kind does is believed; else the host tells; else it is one of the many that speak OpenAI's. */
async function recogniseAddress(text: string, { selection, explorer }: SetupParts, signal: Signal) {
  const asking = await explorer();
  const repaired = await asking.repairBaseUrl({ pasted: text, provider: "openai-compatible" }, signal);
  const kinds = kindsOf(selection);
  const local = (await asking.localServers(signal)).filter(
    ({ baseUrl }) => URL.parse(baseUrl)?.port === URL.parse(repaired.url)?.port && isNear(repaired.url),
  );
  const anywhere = kinds.filter(([, { base_url, place }]) => base_url === undefined || place === "local");
  const owners = providersAt(repaired.url, kinds);
  const likely = [...local.map(({ provider }) => provider), ...owners];
  const providers = [...new Set([...likely, "openai-compatible", ...anywhere.map(([id]) => id)])];
  const [server] = local;
  // Of whose host it is, but not where the API is: a page of theirs, for one.
  const usual = kinds.find(([id]) => id === owners[0])?.[1].base_url;
  const address = repaired.kind === "works" ? repaired.url : (usual ?? repaired.url);
  return {
    kind: "address",
    providers,
    address: server?.baseUrl ?? address,
    answers: server !== undefined || repaired.kind === "works",
    words: server || address !== repaired.url ? [] : repaired.words,
    wantsKey: server?.wantsKey ?? repaired.wantsKey,
  } as const;
}

function isNear(url: string): boolean {
  return /^(?:localhost|127\.|\[::1\])/.test(URL.parse(url)?.hostname ?? "");
}

async function models(
  draft: Draft,
  { selection, explorer }: SetupParts,
  signal: Signal,
): Promise<ModelsView> {
  const read = withoutModel(draft);
  if (!read.ok) return { kind: "failed", message: mistakeWords(read)[0] ?? "", advice: "" };
  const offered = await (await explorer()).offers({ instance: read.instance, refresh: true }, signal);
  const provider = knowledgeOf(selection.known()).provider(read.instance.provider);
  return modelsView(offered, provider?.suggests ?? {});
}

/** With what the draft itself says of its models, which is not in the file yet. */
function knowledgeWith({ instance, setUp }: ReadDraft & { readonly ok: true }, { selection }: SetupParts) {
  const { shipped, own } = selection.known();
  const sayings = new Map(own.sayings).set(instance.id, setUp);
  return knowledgeOf({ shipped, own: { ...own, sayings } }, selection.told);
}

function known(draft: Draft, parts: SetupParts): KnownView {
  const read = readDraft({ ...draft, fields: tidied(draft.fields) });
  if (!read.ok) return { model: "", values: [], mistakes: read.mistakes, otherwise: {} };
  const { instance, setUp } = read;
  const name = instance.model ?? instance.chat_model ?? "";
  const purpose = instance.model === undefined ? "chat" : "completion";
  const model = knowledgeWith(read, parts).model({ instance, name, purpose });
  const [{ [name]: _, ...others } = {}] = setUp.models[purpose];
  const values = knownValues(model, ownFile(instance.id));
  return { model: name, values, mistakes: [], otherwise: recordOf(name, others) ?? {} };
}

async function save(draft: Draft, { folder, schema }: SetupParts): Promise<Saved> {
  const { id } = draft;
  const misnamed = mistakeInName(id);
  if (misnamed) return refused(misnamed);
  const file = await fileOf(folder, id);
  const fields = tidied({ ...(await keptKey(draft, file)), ...draft.fields });
  const read = readDraft({ id, fields });
  if (!read.ok) return read;
  try {
    const unwritable = await writeFields(file, fields, await schemaLine(folder, schema));
    return unwritable ? refused(unwritable) : { ok: true, file };
  } catch (error) {
    return refused(
      told("It could not be saved: {0}.", error instanceof Error ? error.message : String(error)),
    );
  }
}

function refused(words: Told): Saved {
  return { ok: false, mistakes: [{ key: "id", words }] };
}

/** The page is not shown a key that stands in the file; it stays there until another one, or null, takes its place. */
async function keptKey({ key }: Draft, file: string): Promise<Fields> {
  const before = key === undefined ? (await readFields(file))?.["api_key"] : undefined;
  return before === undefined ? {} : { api_key: before };
}

async function previewOf(draft: Draft, parts: SetupParts): Promise<PreviewView> {
  const none = (words: readonly Words[]): PreviewView => ({ form: "none", words, exact: false, markers: [] });
  const read = readDraft({ ...draft, fields: tidied(draft.fields) });
  if (!read.ok) return none(mistakeWords(read));
  const target = resolveTarget(read.instance, knowledgeWith(read, parts));
  if (!("form" in target))
    return none([told("There is no prompt to show: {0}.", told(target.message)), target.advice]);
  return preview(target, await parts.tokenizers.ready(target.tokenizer), clock);
}
