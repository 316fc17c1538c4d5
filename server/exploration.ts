/** Finding out about providers by asking them: models, local servers, whether completion works. Loaded when something is first asked. */
import { knowledgeOf } from "./knowledge/knowledge.ts";
import type { Selection } from "./knowledge/selection.ts";
import type { Tokenizers } from "./models/tokenizer.ts";
import type { Network } from "./network.ts";
import type { Explorer } from "./providers/explore.ts";
import type { Instance } from "./providers/instance.ts";
import type { Keys } from "./providers/keys.ts";
import type { Verdicts } from "./providers/verdicts.ts";

export interface Exploration {
  readonly explorer: () => Promise<Explorer>;
  readonly instance: (id: string) => Instance | undefined;
}

interface Parts {
  readonly selection: Selection;
  readonly network: Network;
  readonly keys: Keys;
  readonly tokenizers: Tokenizers;
  readonly verdicts: Verdicts;
}

export function createExploration({ selection, network, keys, tokenizers, verdicts }: Parts): Exploration {
  let created: Promise<Explorer> | undefined;
  const create = async () => {
    const { createExplorer } = await import("./providers/explore.ts");
    return createExplorer({
      http: await network.http(),
      keyOf: keys.of,
      verdicts,
      knowledge: () => knowledgeOf(selection.known()),
      providers: () => providersOf(selection),
      written: (instance) => writtenModels(selection, instance),
      families: () => families(selection),
      tokenizer: (source) => tokenizers.ready(source),
    });
  };
  return {
    explorer: () => (created ??= create()),
    instance: (id) => selection.known().own.instances.find((instance) => instance.id === id),
  };
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
