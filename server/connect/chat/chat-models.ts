/** Every model that chats, of every provider that is set up: what the picker shows. */
import { isLocal, targetOf } from "./chat-ports.ts";
import { clock } from "../../clock.ts";
import type { Exploration } from "../exploration.ts";
import { knowledgeIn, speaking } from "../../knowledge/chat-targets.ts";
import type { Selection } from "../../knowledge/selection.ts";
import type { ModelView } from "../../protocol/chat/questions.ts";
import { resolveChatTarget } from "../../providers/chat-target.ts";
import type { Instance } from "../../providers/instance.ts";
import type { ListedModel } from "../../providers/listing.ts";

interface Parts {
  readonly selection: Selection;
  readonly exploration: Exploration;
}

export async function chatModels(parts: Parts): Promise<readonly ModelView[]> {
  const instances = parts.selection.known().own.instances.filter(({ enabled }) => enabled);
  const models = await Promise.all(instances.map((instance) => modelsOf(instance, parts)));
  return models.flat();
}

/** The one that was chosen for the instance first; alone where its server does not tell of others. */
async function modelsOf(instance: Instance, parts: Parts): Promise<readonly ModelView[]> {
  const chosen = instance.chat_model ?? instance.model;
  const listed = await listedBy(instance, parts);
  const known = listed.find(({ id }) => id === chosen);
  const others = listed.filter(({ id }) => id !== chosen);
  const all = [...(chosen === undefined ? [] : [known ?? { id: chosen }]), ...others];
  return all.flatMap((model) => viewOf(instance, model, parts) ?? []);
}

/** Nobody waits longer for a server that may not even run. */
const LONGEST_MS = 4000;

async function listedBy(instance: Instance, { exploration }: Parts): Promise<readonly ListedModel[]> {
  const enough = new AbortController();
  const asked = exploration
    .explorer()
    .then(({ offers }) => offers({ instance }, enough.signal))
    .then((answer) => (answer.kind === "offers" ? answer.chat : []));
  const late = clock.sleep(LONGEST_MS, enough.signal).then(() => []);
  const listed = await Promise.race([asked.catch(() => []), late]);
  enough.abort();
  return listed;
}

/** Undefined for one that does not chat. */
function viewOf(
  instance: Instance,
  { id, capabilities = {}, price: listed }: ListedModel,
  { selection }: Parts,
): ModelView | undefined {
  const target = resolveChatTarget(speaking(instance, id), knowledgeIn(selection));
  if ("kind" in target) return undefined;
  const { windowTokens, outputTokens, tools, images, reasoning } = target;
  const { input, output } = instance.price ?? listed ?? {};
  return {
    target: target.id,
    provider: instance.id,
    model: targetOf(target).model,
    windowTokens,
    outputTokens,
    tools: capabilities.tools ?? tools,
    images: capabilities.images ?? images,
    reasoning: capabilities.reasoning ?? reasoning,
    local: isLocal(target, selection),
    ...(input !== undefined && output !== undefined && { price: { input, output } }),
  };
}
