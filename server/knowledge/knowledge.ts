/**
 * What is known of providers and models: what ships, and what the user's own files say. Here the part that knows providers
 * meets the part that knows models: files of the one speak of the other. How files are read is not known here.
 */
import { toTell, type Words } from "../completion/told.ts";
import type { ModelFamily } from "../models/catalog.ts";
import type { ModelRecord, ModelRecords } from "../models/record.ts";
import { type Model, resolveModel } from "../models/resolve.ts";
import type { ProviderSpec } from "../providers/catalog.ts";
import type { Instance } from "../providers/instance.ts";
import type { Asked, Knowledge } from "../providers/target.ts";

type ByPurpose<T> = Readonly<Record<Asked["purpose"], T>>;

/** What a file of a provider or an instance says of models. */
export interface Sayings {
  readonly models: ByPurpose<readonly ModelRecords[]>;
  readonly defaults: { readonly [Purpose in Asked["purpose"]]?: ModelRecord | undefined };
}

export interface Provider extends Sayings {
  readonly spec: ProviderSpec;
}

export const NOTHING_SAID: Sayings = { models: { completion: [], chat: [] }, defaults: {} };

/** What is known before the user says anything. */
export interface Library {
  readonly providers: ReadonlyMap<string, Provider>;
  readonly families: readonly ModelFamily[];
  readonly mistakes: readonly Words[];
}

export interface UserFiles extends Library {
  /** In the order in which they are tried when none is chosen: the environment's, then the files by name. */
  readonly instances: readonly Instance[];
  /** What each of them says of models, by its name. */
  readonly sayings: ReadonlyMap<string, Sayings>;
}

/** What the server told of a model, as far as it was asked. */
export type Told = (asked: Asked) => ModelRecord | undefined;

/** What an instance's own file is called where it said something. */
export function ownFile(id: string): string {
  return `providers.d/${id}.yaml`;
}

/** Answers what is known, with the user's own files before what is shipped. */
export function knowledgeOf(
  { shipped, own }: { shipped: Library; own: UserFiles },
  told: Told = () => undefined,
): Omit<Knowledge, "model"> & { model(asked: Asked): Model } {
  const providerOf = (id: string) => own.providers.get(id) ?? shipped.providers.get(id);
  const families = { own: own.families, shipped: shipped.families };
  return {
    provider: (id) => providerOf(id)?.spec,
    model(asked) {
      const { instance, name, purpose } = asked;
      const from = instance.id === "environment" ? "the environment" : ownFile(instance.id);
      const provider = providerOf(instance.provider);
      const said = [
        { from, ...(own.sayings.get(instance.id) ?? NOTHING_SAID) },
        {
          from: { text: toTell("the provider {0}"), values: [provider?.spec.name ?? ""] },
          ...(provider ?? NOTHING_SAID),
        },
      ];
      // Both speak of the model that completes; the one that chats may be another.
      const { family, window_tokens } = name === instance.model ? instance : {};
      const record = told(asked);
      return resolveModel(
        {
          name,
          ...(family !== undefined && { family }),
          ...(window_tokens !== undefined && { set: { from, record: { window_tokens } } }),
          files: said.flatMap(({ from, models }) => models[purpose].map((models) => ({ from, models }))),
          defaults: said.flatMap(({ from, defaults }) => {
            const record = defaults[purpose];
            return record ? [{ from, record }] : [];
          }),
          ...(record && { told: record }),
        },
        families,
      );
    },
  };
}
