/** All that the page shows without asking anybody: what there is, what is set up, and how that has fared. */
import { knowledgeOf } from "../knowledge/knowledge.ts";
import type { Instance } from "../providers/instance.ts";
import { keyOwner } from "../providers/endpoint.ts";
import type { Fields, InstanceView, KeyView, Overview } from "../protocol/setup.ts";
import { kindsOf } from "./kinds.ts";
import { fileOf, readFields } from "./provider-file.ts";
import type { SetupParts } from "./parts.ts";
import { healthView, kindView, verdictView } from "./views.ts";

export async function overview(parts: SetupParts): Promise<Overview> {
  const { folder, env, selection } = parts;
  const { shipped, own } = selection.known();
  const choice = selection.current();
  const families = [...own.families, ...shipped.families].filter(({ record }) => record.fim !== undefined);
  return {
    folder,
    kinds: kindsOf(selection).map((kind) => kindView(kind, { env, own: own.providers.has(kind[0]) })),
    instances: await Promise.all(own.instances.map((instance) => instanceView(instance, parts))),
    serving: choice.kind === "target" ? choice.target.id : "",
    mistakes: [...own.mistakes, ...(choice.kind === "failed" ? [choice.failure.message] : [])],
    families: families.map(({ id }) => id),
  };
}

async function instanceView(instance: Instance, parts: SetupParts): Promise<InstanceView> {
  const { folder, selection, verdicts, health } = parts;
  const { id, provider: kind, enabled, model, chat_model: chatModel, base_url: address } = instance;
  const knowledge = knowledgeOf(selection.known());
  const { name = kind, place = "cloud", base_url: usual = "" } = knowledge.provider(kind) ?? {};
  const verdict = verdicts.of(instance, knowledge);
  return {
    id,
    ...(await onDisk(instance, folder)),
    kind,
    kindName: name,
    place,
    enabled,
    address: address ?? usual,
    ...(model !== undefined && { model }),
    ...(chatModel !== undefined && { chatModel }),
    key: await keyView(instance, parts),
    ...(verdict && { verdict: verdictView(verdict) }),
    health: healthView(await health.of(id)),
  };
}

/** What the environment describes has no file. */
async function onDisk(instance: Instance, folder: string): Promise<Pick<InstanceView, "file" | "fields">> {
  const { id, ...described } = instance;
  if (id === "environment") return { fields: withoutKey(described) };
  const file = await fileOf(folder, id);
  return { file, fields: withoutKey((await readFields(file)) ?? {}) };
}

/** What only says where the key is may be shown. */
function withoutKey({ api_key: key, ...fields }: Fields): Fields {
  const says = typeof key === "string" && /^(?:\$|command:)/.test(key);
  return says ? { ...fields, api_key: key } : fields;
}

async function keyView(instance: Instance, { selection, keys }: SetupParts): Promise<KeyView> {
  const provider = knowledgeOf(selection.known()).provider(instance.provider);
  if (!provider) return { from: "nowhere" };
  const { place: from, how } = await keys.whereabouts(keyOwner(instance, provider));
  if (from === "nowhere" && !provider.key.needed && how === undefined) return { from: "not needed" };
  return { from, ...(how !== undefined && { how }) };
}
