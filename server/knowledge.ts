/**
 * Everything that is read from `resources/` and from the user's folders: providers, model families, and which providers
 * are set up. Here the part that knows providers meets the part that knows models: files of the one speak of the other.
 */
import { watch } from "node:fs";
import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";

import * as z from "zod";

import { familySchema, modelFamily, type ModelFamily } from "./models/catalog.ts";
import {
  familyOfKnownModels,
  guideChatRecord,
  guideCompletionRecord,
  knownModelsSchema,
} from "./models/guide-record.ts";
import { type ModelRecord, type ModelRecords, recordSchema, recordsSchema } from "./models/record.ts";
import { type Model, resolveModel } from "./models/resolve.ts";
import { providerShape, type ProviderSpec } from "./providers/catalog.ts";
import { ENDPOINT_UNCLEAR, guideShape, isGuide, translateGuide } from "./providers/guide-yaml.ts";
import {
  hasModel,
  type Instance,
  instanceFromEnvironment,
  instanceShape,
  MODEL_MISSING,
} from "./providers/instance.ts";
import type { Asked, Knowledge } from "./providers/target.ts";
import { readFolder } from "./resources.ts";

type ByPurpose<T> = Readonly<Record<Asked["purpose"], T>>;

/** What a file of a provider or an instance says of models. */
interface Sayings {
  readonly models: ByPurpose<readonly ModelRecords[]>;
  readonly defaults: { readonly [Purpose in Asked["purpose"]]?: ModelRecord | undefined };
}

interface Provider extends Sayings {
  readonly spec: ProviderSpec;
}

interface SetUp extends Sayings {
  readonly fields: Omit<Instance, "id">;
}

/** What one file of the user's folder holds: a provider of one's own, one that is set up, or both. */
interface UserFile {
  readonly provider?: Provider;
  readonly setUp?: SetUp;
}

const defaultsSchema = z
  .strictObject({ completion: recordSchema.exactOptional(), chat: recordSchema.exactOptional() })
  .default({});

const modelsShape = {
  /** What is different here, by model; and which models there are, where the server has no list. */
  models: recordsSchema.default({}),
  /** What holds for a model of which nothing else is known. */
  model_defaults: defaultsSchema,
};

type ModelKeys = z.infer<z.ZodObject<typeof modelsShape>>;

function split<T extends ModelKeys>({ models, model_defaults: defaults, ...rest }: T) {
  return { rest, sayings: { models: { completion: [models], chat: [models] }, defaults } };
}

const setUpSchema = z
  .strictObject({ ...instanceShape, ...modelsShape })
  .refine(hasModel, MODEL_MISSING)
  .transform((file): SetUp => {
    const { rest, sayings } = split(file);
    return { fields: rest, ...sayings };
  });

const providerFile = z.strictObject({ ...providerShape, ...modelsShape });

const providerSchema = providerFile.transform((file): Provider => {
  const { rest, sayings } = split(file);
  return { spec: rest, ...sayings };
});

const ownProviderSchema = z
  .strictObject({ ...providerFile.shape, instance: setUpSchema.optional() })
  .transform(({ instance: setUp, ...file }): UserFile => {
    const { rest, sayings } = split(file);
    return { provider: { spec: rest, ...sayings }, ...(setUp && { setUp }) };
  });

const guideDefaults = z
  .object({ completion: guideCompletionRecord.optional(), chat: guideChatRecord.optional() })
  .default({});

const guideFile = z.object({
  ...guideShape,
  completion_models: z.record(z.string(), guideCompletionRecord).default({}),
  chat_models: z.record(z.string(), guideChatRecord).default({}),
  model_default_settings_ui: guideDefaults,
  model_defaults: guideDefaults,
});

/** A file that was written by the Refact engine's guide. */
function guideSchema(id: string) {
  return guideFile.transform((guide, context): UserFile => {
    const translated = translateGuide(guide, id);
    if ("unclear" in translated) {
      context.addIssue({ code: "custom", path: [translated.unclear], message: ENDPOINT_UNCLEAR });
      return z.NEVER;
    }
    const { completion_models: completion, chat_models: chat } = guide;
    const sayings: Sayings = {
      models: { completion: [completion, chat], chat: [chat, completion] },
      defaults: { ...guide.model_defaults, ...guide.model_default_settings_ui },
    };
    const { provider, instance } = translated;
    return {
      ...(provider && { provider: { spec: provider, ...NOTHING_SAID } }),
      setUp: { fields: instance, ...sayings },
    };
  });
}

const NOTHING_SAID: Sayings = { models: { completion: [], chat: [] }, defaults: {} };

/** A file that says how a provider is spoken to is one of one's own; any other sets one up. */
function userFileSchema(value: unknown, name: string): z.ZodType<UserFile> {
  const isProvider = typeof value === "object" && value !== null && "transports" in value;
  if (isProvider) return ownProviderSchema;
  return isGuide(value) ? guideSchema(name) : setUpSchema.transform((setUp) => ({ setUp }));
}

/** What is known before the user says anything. */
interface Library {
  readonly providers: ReadonlyMap<string, Provider>;
  readonly families: readonly ModelFamily[];
  readonly mistakes: readonly string[];
}

/** What ships with Keyfill. A mistake in it is ours, and a test finds it. */
export async function readResources(resources: string): Promise<Library> {
  const providers = await readFolder(join(resources, "providers"), providerSchema);
  const models = await readFolder(join(resources, "models"), familySchema);
  return {
    providers: providers.entries,
    families: [...models.entries].map(([id, yaml]) => modelFamily(id, yaml)),
    mistakes: [...providers.mistakes, ...models.mistakes],
  };
}

export interface UserFiles extends Library {
  /** In the order in which they are tried when none is chosen: the environment's, then the files by name. */
  readonly instances: readonly Instance[];
  /** What each of them says of models, by its name. */
  readonly sayings: ReadonlyMap<string, Sayings>;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** `providers.d` and, beside it, `models.d`: families of one's own, and known-models lists in the Refact engine's form. */
export async function readUserFiles(folder: string, env: Environment): Promise<UserFiles> {
  const files = await readFolder(folder, userFileSchema);
  const models = await readFolder(modelsFolder(folder), (value, name) =>
    isGuide(value)
      ? knownModelsSchema.transform((lists) => familyOfKnownModels(name, lists))
      : familySchema.transform((yaml) => modelFamily(name, yaml)),
  );
  const entries = [...files.entries];
  const setUp = entries.flatMap(([id, { setUp }]) => (setUp ? [{ id, ...setUp }] : []));
  const environment = instanceFromEnvironment(env);
  const broken = environment && "mistake" in environment ? [environment.mistake] : [];
  return {
    providers: new Map(entries.flatMap(([id, { provider }]) => (provider ? [[id, provider]] : []))),
    families: [...models.entries.values()],
    instances: [
      ...(environment && "id" in environment ? [environment] : []),
      ...setUp.map(({ id, fields }) => ({ id, ...fields })),
    ],
    sayings: new Map(setUp.map((sayings) => [sayings.id, sayings])),
    mistakes: [...broken, ...files.mistakes, ...models.mistakes],
  };
}

function modelsFolder(providers: string): string {
  return join(dirname(providers), "models.d");
}

/** What the server told of a model, as far as it was asked. */
export type Told = (asked: Asked) => ModelRecord | undefined;

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
      const from = instance.id === "environment" ? "the environment" : `providers.d/${instance.id}.yaml`;
      const provider = providerOf(instance.provider);
      const said = [
        { from, ...(own.sayings.get(instance.id) ?? NOTHING_SAID) },
        { from: `the provider ${provider?.spec.name ?? ""}`, ...(provider ?? NOTHING_SAID) },
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

const SETTLE_MS = 50;

/** Calls back after something in the user's folders changed. Answers how to stop. */
export async function watchFolder(folder: string, changed: () => void): Promise<() => void> {
  let timer: NodeJS.Timeout | undefined;
  const folders = [folder, modelsFolder(folder)];
  await Promise.all(folders.map((folder) => mkdir(folder, { recursive: true })));
  const watchers = folders.map((folder) =>
    watch(folder, () => {
      clearTimeout(timer);
      timer = setTimeout(changed, SETTLE_MS);
    }).unref(),
  );
  return () => {
    clearTimeout(timer);
    for (const watcher of watchers) watcher.close();
  };
}
