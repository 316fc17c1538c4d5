/**
 * Reads what is known from YAML: `resources/` and the user's folders. Loaded only where there is something to read: the
 * schemas weigh more than all they describe.
 */
import { readFile } from "node:fs/promises";
import { join } from "node:path";

import * as z from "zod/mini";

import { inEnglish } from "../completion/told.ts";
import { NOTHING_SAID, type Provider, type Sayings, type UserFiles } from "./knowledge.ts";
import { modelFamily } from "../models/catalog.ts";
import { familySchema } from "../models/family-file.ts";
import {
  familyOfKnownModels,
  guideChatRecord,
  guideCompletionRecord,
  knownModelsSchema,
} from "../models/guide-record.ts";
import { recordSchema, recordsSchema } from "../models/record.ts";
import { providerShape } from "../providers/catalog.ts";
import { ENDPOINT_UNCLEAR, guideShape, isGuide, translateGuide } from "../providers/guide-yaml.ts";
import { hasModel, type Instance, instanceShape, MODEL_MISSING } from "../providers/instance.ts";
import { type Checked, checkYaml, parseYaml, readFolder } from "../read-yaml.ts";
import type { Compiled } from "./shipped.ts";
import { modelsFolder } from "./user-folders.ts";

export interface SetUp extends Sayings {
  readonly fields: Omit<Instance, "id">;
}

/** What one file of the user's folder holds: a provider of one's own, one that is set up, or both. */
export interface UserFile {
  readonly provider?: Provider;
  readonly setUp?: SetUp;
}

const defaultsSchema = z._default(
  z.strictObject({ completion: z.exactOptional(recordSchema), chat: z.exactOptional(recordSchema) }),
  {},
);

const modelsShape = {
  /** What is different here, by model; and which models there are, where the server has no list. */
  models: z._default(recordsSchema, {}),
  /** What holds for a model of which nothing else is known. */
  model_defaults: defaultsSchema,
};

type ModelKeys = z.infer<z.ZodMiniObject<typeof modelsShape>>;

function split<T extends ModelKeys>({ models, model_defaults: defaults, ...rest }: T) {
  return { rest, sayings: { models: { completion: [models], chat: [models] }, defaults } };
}

export const setUpSchema = z.pipe(
  z.strictObject({ ...instanceShape, ...modelsShape }).check(z.refine(hasModel, MODEL_MISSING)),
  z.transform((file): SetUp => {
    const { rest, sayings } = split(file);
    return { fields: rest, ...sayings };
  }),
);

const providerFile = z.strictObject({ ...providerShape, ...modelsShape });

const providerSchema = z.pipe(
  providerFile,
  z.transform((file): Provider => {
    const { rest, sayings } = split(file);
    return { spec: rest, ...sayings };
  }),
);

export const ownProviderSchema = z.pipe(
  z.strictObject({ ...providerFile.shape, instance: z.optional(setUpSchema) }),
  z.transform(({ instance: setUp, ...file }): UserFile => {
    const { rest, sayings } = split(file);
    return { provider: { spec: rest, ...sayings }, ...(setUp && { setUp }) };
  }),
);

const guideDefaults = z._default(
  z.object({ completion: z.optional(guideCompletionRecord), chat: z.optional(guideChatRecord) }),
  {},
);

const guideFile = z.object({
  ...guideShape,
  completion_models: z._default(z.record(z.string(), guideCompletionRecord), {}),
  chat_models: z._default(z.record(z.string(), guideChatRecord), {}),
  model_default_settings_ui: guideDefaults,
  model_defaults: guideDefaults,
});

/** A file that was written by the Refact engine's guide. */
function guideSchema(id: string) {
  return z.pipe(
    guideFile,
    z.transform((guide, context): UserFile => {
      const translated = translateGuide(guide, id);
      if ("unclear" in translated) {
        const path = [translated.unclear];
        context.issues.push({ code: "custom", path, message: ENDPOINT_UNCLEAR, input: guide });
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
    }),
  );
}

/** A file that says how a provider is spoken to is one of one's own; any other sets one up. */
function userFileSchema(value: unknown, name: string): z.ZodMiniType<UserFile> {
  const isProvider = typeof value === "object" && value !== null && "transports" in value;
  if (isProvider) return ownProviderSchema;
  return isGuide(value)
    ? guideSchema(name)
    : z.pipe(
        setUpSchema,
        z.transform((setUp) => ({ setUp })),
      );
}

/** A file of `providers.d` as it is being written. */
export function checkUserFile(text: string, file: string): Checked<UserFile> {
  return checkYaml(text, file, userFileSchema);
}

const words = z.exactOptional(z.array(z.string().check(z.minLength(1))));
const flag = z.exactOptional(z.boolean());
const pattern = z.exactOptional(z.string().check(z.refine((source) => isPattern(source))));

const languagesSchema = z.record(
  z.string(),
  z.strictObject({
    endings: words,
    like: z.exactOptional(z.string()),
    line_comments: words,
    block_comments: words,
    strings: words,
    long_strings: words,
    raw: words,
    interpolation: z.exactOptional(z.string()),
    characters: flag,
    regular_expressions: flag,
    blocks: z.exactOptional(z.enum(["braces", "indentation", "words", "none"])),
    step: z.exactOptional(z.union([z.int(), z.literal("tab")])),
    trailing_comma: z.exactOptional(z.boolean()),
    opens: pattern,
    closes: pattern,
    tags: z.exactOptional(z.enum(["text", "code", "none"])),
    prose: flag,
  }),
);

function isPattern(source: string): boolean {
  try {
    return new RegExp(source, "u") instanceof RegExp;
  } catch {
    return false;
  }
}

/** What ships with Keyfill, as the build compiles it. A mistake in it is ours, and a test finds it. */
export async function compile(resources: string): Promise<Compiled> {
  const providers = await readFolder(join(resources, "providers"), providerSchema);
  const families = await readFolder(join(resources, "models"), familySchema);
  const file = join(resources, "languages.yaml");
  const languages = parseYaml(await readFile(file, "utf8"), file, languagesSchema);
  return {
    providers: [...providers.entries],
    families: [...families.entries],
    mistakes: [...providers.mistakes, ...families.mistakes, ...(languages.ok ? [] : languages.mistakes)].map(
      inEnglish,
    ),
    languages: languages.ok ? languages.value : {},
  };
}

/** `providers.d` and, beside it, `models.d`: families of one's own, and known-models lists in the Refact engine's form. */
export async function readYamlFiles(folder: string): Promise<UserFiles> {
  const files = await readFolder(folder, userFileSchema);
  const models = await readFolder(modelsFolder(folder), (value, name) =>
    isGuide(value)
      ? z.pipe(
          knownModelsSchema,
          z.transform((lists) => familyOfKnownModels(name, lists)),
        )
      : z.pipe(
          familySchema,
          z.transform((yaml) => modelFamily(name, yaml)),
        ),
  );
  const entries = [...files.entries];
  const setUp = entries.flatMap(([id, { setUp }]) => (setUp ? [{ id, ...setUp }] : []));
  return {
    providers: new Map(entries.flatMap(([id, { provider }]) => (provider ? [[id, provider]] : []))),
    families: [...models.entries.values()],
    instances: setUp.map(({ id, fields }) => ({ id, ...fields })),
    sayings: new Map(setUp.map((sayings) => [sayings.id, sayings])),
    mistakes: [...files.mistakes, ...models.mistakes],
  };
}
