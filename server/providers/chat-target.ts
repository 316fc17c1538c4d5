/** A provider instance and what is known of its kind and of its model, resolved into one target that chats. */
import type { Failure } from "../completion/ports.ts";
import { told, toTell } from "../completion/told.ts";
import { type Endpoint, endpoint } from "./endpoint.ts";
import { failure } from "./failure.ts";
import type { Instance } from "./instance.ts";
import { type Knowledge, type KnownModel, noAddress, unknownProvider } from "./target.ts";

type Abilities = Pick<
  KnownModel,
  "windowTokens" | "outputTokens" | "tokenizer" | "tools" | "images" | "agent" | "reasoning" | "quirks"
>;

export interface ChatTarget extends Endpoint, Abilities {
  readonly id: string;
}

export function resolveChatTarget(instance: Instance, knowledge: Knowledge): ChatTarget | Failure {
  const provider = knowledge.provider(instance.provider);
  if (!provider) return unknownProvider(instance);
  const name = instance.chat_model ?? instance.model;
  const { chat: dialect } = provider.transports;
  if (name === undefined || dialect === undefined) {
    return failure("misconfigured", told("“{0}” does not chat", instance.id));
  }
  const model = knowledge.model({ instance, name, purpose: "chat" });
  if (model.kind !== "text" || !model.chat) {
    return failure(
      "misconfigured",
      told("{0} does not chat", name),
      toTell("Name a model that does as its chat_model."),
    );
  }
  const asked = endpoint(dialect, { instance, provider, name, model });
  if (!asked) return noAddress(instance, provider);
  const { windowTokens, outputTokens, tokenizer, tools, images, agent, reasoning, quirks } = model;
  const abilities = { windowTokens, outputTokens, tokenizer, tools, images, agent, reasoning, quirks };
  return { ...asked, ...abilities, id: `${instance.id}/${name}` };
}
