/** Finding out about providers by asking them: models, local servers, whether completion works. Loaded when something is first asked. */
import { knowledgeOf, type Told } from "../knowledge/knowledge.ts";
import type { Selection } from "../knowledge/selection.ts";
import { AN_ESTIMATE } from "../models/resolve.ts";
import type { Tokenizers } from "../models/tokenizer.ts";
import type { Network } from "./network.ts";
import type { Explorer, Offered } from "../providers/explore.ts";
import type { Instance } from "../providers/instance.ts";
import type { Keys } from "../providers/keys.ts";
import type { Price } from "../providers/listing.ts";
import type { RequestLog } from "../providers/request-log.ts";
import type { Verdicts } from "../providers/verdicts.ts";

export interface Exploration {
  readonly explorer: () => Promise<Explorer>;
  readonly instance: (id: string) => Instance | undefined;
  /** The names of the models that an instance's provider serves, as far as it tells. */
  readonly modelsOf: (instance: string) => Promise<readonly string[]>;
  /** What the user's file says it costs, else what its server does; a server is asked once. */
  readonly priceOf: (served: Served) => Promise<Price | undefined>;
  /** The same, as far as it is known without asking. */
  readonly knownPrice: (served: Served) => Price | undefined;
  /** What the server of a model tells, whatever the user's file says of others. */
  readonly listedPriceOf: (served: Served) => Promise<Price | undefined>;
  /** Asks the servers of models of whose window nobody else knows; each once. */
  readonly learn: () => Promise<void>;
}

interface Served {
  readonly instance: string;
  readonly model: string;
}

interface Parts {
  readonly selection: Selection;
  readonly network: Network;
  readonly keys: Keys;
  readonly tokenizers: Tokenizers;
  readonly verdicts: Verdicts;
  readonly requests: RequestLog;
  /** Where what is learned is kept for the selection. */
  readonly lessons: Lessons;
}

/** What servers told of their models; empty until one was asked. */
export interface Lessons {
  told: Told;
}

export function createExploration(parts: Parts): Exploration {
  const { selection, lessons } = parts;
  const prices = new Map<string, Prices>();
  let created: Promise<Explorer> | undefined;
  const explorer = () => (created ??= openExplorer(parts, prices));
  const asked = new Set<Instance>();
  const instanceOf = (id: string) => selection.known().own.instances.find((instance) => instance.id === id);
  return {
    explorer,
    async modelsOf(id) {
      const instance = instanceOf(id);
      if (!instance) return [];
      const answer = await (await explorer()).offers({ instance }, new AbortController().signal);
      return answer.kind === "offers" ? answer.completion.map((model) => model.id) : [];
    },
    ...pricing({ explorer, instanceOf, prices }),
    async learn() {
      const { own } = selection.known();
      const unsure = own.instances.filter(
        (instance) => !asked.has(instance) && isUnsure(instance, selection),
      );
      for (const instance of unsure) {
        asked.add(instance);
        const { offers, told } = await explorer();
        const answer = await offers({ instance }, new AbortController().signal);
        if (answer.kind !== "offers") continue;
        lessons.told = told;
        selection.refresh();
      }
    },
    instance: instanceOf,
  };
}

async function openExplorer(
  { selection, network, keys, tokenizers, verdicts, requests }: Parts,
  prices: Map<string, Prices>,
): Promise<Explorer> {
  const { createExplorer } = await import("../providers/explore.ts");
  const explorer = createExplorer({
    http: await network.http(),
    keyOf: keys.of,
    secretOf: keys.secret,
    log: requests,
    instances: () => selection.known().own.instances,
    verdicts,
    knowledge: () => knowledgeOf(selection.known()),
    providers: () => providersOf(selection),
    written: (instance) => writtenModels(selection, instance),
    families: () => families(selection),
    tokenizer: (source) => tokenizers.ready(source),
  });
  return remembering(explorer, prices);
}

type Prices = ReadonlyMap<string, Price>;

function pricesIn(answer: Offered): Prices {
  const models = answer.kind === "offers" ? [...answer.completion, ...answer.chat, ...answer.embedding] : [];
  return new Map(models.flatMap(({ id, price }) => (price ? [[id, price] as const] : [])));
}

/** The same, with the prices of each answer kept, by instance. */
function remembering(explorer: Explorer, prices: Map<string, Prices>): Explorer {
  return {
    ...explorer,
    async offers(asked, signal) {
      const answer = await explorer.offers(asked, signal);
      if (answer.kind === "offers") prices.set(asked.instance.id, pricesIn(answer));
      return answer;
    },
  };
}

interface Pricing {
  readonly explorer: Exploration["explorer"];
  readonly instanceOf: Exploration["instance"];
  readonly prices: ReadonlyMap<string, Prices>;
}

function pricing({ explorer, instanceOf, prices }: Pricing) {
  const lists = new Map<Instance, Promise<Prices>>();
  const list = async (instance: Instance) =>
    pricesIn(await (await explorer()).offers({ instance }, new AbortController().signal));
  const listedPriceOf = async ({ instance: id, model }: Served) => {
    const instance = instanceOf(id);
    if (!instance) return undefined;
    const listed = lists.get(instance) ?? list(instance);
    lists.set(instance, listed);
    return (await listed).get(model);
  };
  const priceOf = async (served: Served) => instanceOf(served.instance)?.price ?? listedPriceOf(served);
  const knownPrice = ({ instance, model }: Served) =>
    instanceOf(instance)?.price ?? prices.get(instance)?.get(model);
  return { priceOf, knownPrice, listedPriceOf };
}

function isUnsure(instance: Instance, { known }: Selection): boolean {
  const { model: name, enabled } = instance;
  if (name === undefined || !enabled) return false;
  const { origins } = knowledgeOf(known()).model({ instance, name, purpose: "completion" });
  return origins.window_tokens === AN_ESTIMATE;
}

function providersOf({ known }: Selection) {
  const { shipped, own } = known();
  return [...own.providers, ...shipped.providers].map(([id, { spec }]) => [id, spec] as const);
}

/** The models that the files of an instance and of its provider name; a pattern names none. */
function writtenModels({ known }: Selection, { id, provider }: Instance): readonly string[] {
  const { shipped, own } = known();
  const of = own.providers.get(provider) ?? shipped.providers.get(provider);
  const said = [own.sayings.get(id), of].flatMap((sayings) => sayings?.models.completion ?? []);
  const suggested = Object.values(of?.spec.suggests ?? {});
  const names = [...said.flatMap((records) => Object.keys(records)), ...suggested.flat()];
  return [...new Set(names)].filter((name) => !name.includes("*"));
}

/** Those that can fill in the middle, the user's own first. */
function families({ known }: Selection): readonly string[] {
  const { shipped, own } = known();
  return [...own.families, ...shipped.families]
    .filter(({ record }) => record.fim !== undefined)
    .map(({ id }) => id);
}
