/** Which of the listed models are offered for what: those for vectors apart, those for speech and images not at all. Pure. */
import type { Instance } from "../instance.ts";
import type { ListedModel } from "../listing.ts";
import { type Knowledge, resolveTarget } from "../target.ts";
import { isForVectors } from "./told-record.ts";

export interface Offers {
  /** Those that fill in the middle come first, and of these the loaded ones. */
  readonly completion: readonly OfferedModel[];
  readonly chat: readonly OfferedModel[];
  readonly embedding: readonly ListedModel[];
}

export interface OfferedModel extends ListedModel {
  /** It completes by filling a hole, not in a chat. */
  readonly fills: boolean;
  readonly tools: boolean;
}

export function offersOf(models: readonly ListedModel[], instance: Instance, knowledge: Knowledge): Offers {
  const offers = models.flatMap((model) => offerOf(model, instance, knowledge) ?? []);
  const completion = offers.filter(({ completes }) => completes).map(({ model }) => model);
  return {
    completion: completion.toSorted((a, b) => rankOf(b) - rankOf(a)),
    chat: offers.filter(({ chats }) => chats).map(({ model }) => model),
    embedding: models.filter((model) => embeds(model, instance, knowledge)),
  };
}

/** To load another model takes a while. */
function rankOf({ fills, loaded }: OfferedModel): number {
  return (fills ? 2 : 0) + (loaded ? 1 : 0);
}

function embeds({ id: name, capabilities = {} }: ListedModel, instance: Instance, knowledge: Knowledge) {
  const asked = askedOf(instance, name);
  return (
    isForVectors(capabilities) ||
    knowledge.model({ instance: asked, name, purpose: "chat" }).kind === "embedding"
  );
}

/** Undefined for a model that is not for text. */
function offerOf(model: ListedModel, instance: Instance, knowledge: Knowledge) {
  const { capabilities = {} } = model;
  const asked = askedOf(instance, model.id);
  const known = knowledge.model({ instance: asked, name: model.id, purpose: "chat" });
  if (known.kind !== "text" || isForVectors(capabilities)) return undefined;
  const form = formOf(asked, knowledge);
  const fills = (form === "fim" || form === "infill") && (known.known || capabilities.insert === true);
  const mayChat = capabilities.chat !== false;
  return {
    // What the server says counts; a modern family is believed to use tools where it says nothing.
    model: { ...model, fills, tools: capabilities.tools ?? known.tools },
    completes: fills || (form !== "none" && mayChat),
    chats: known.chat && mayChat,
  };
}

/** What the user says of the one model says nothing of the others. */
function askedOf(instance: Instance, model: string): Instance {
  if (model === instance.model) return instance;
  const { family: _, window_tokens: _window, ...others } = instance;
  return { ...others, model };
}

function formOf(instance: Instance, knowledge: Knowledge) {
  const target = resolveTarget(instance, knowledge);
  return "form" in target ? target.form.kind : "none";
}
