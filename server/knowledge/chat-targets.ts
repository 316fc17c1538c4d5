/** Who chats: the target that is asked for, and those that answer when it cannot. */
import type { Failure } from "../completion/ports.ts";
import { told, toTell, type Words } from "../completion/told.ts";
import { type ChatTarget, resolveChatTarget } from "../providers/chat-target.ts";
import { chooseChatTarget } from "../providers/choice.ts";
import { failure } from "../providers/failure.ts";
import { resolveChatFallbacks } from "../providers/fallbacks.ts";
import type { Instance } from "../providers/instance.ts";
import { knowledgeOf } from "./knowledge.ts";
import type { Selection } from "./selection.ts";

export interface ChatWishes {
  /** `provider/model`, or `provider` alone; empty for the first that chats. */
  readonly target: string;
  /** The names of providers. */
  readonly fallback: readonly string[];
}

/** The first choice first; the failure of the first choice when it cannot be asked at all. */
export function chatTargets(
  { target, fallback }: ChatWishes,
  selection: Selection,
): readonly [ChatTarget, ...ChatTarget[]] | Failure {
  const first = chatTarget(target, selection);
  if ("kind" in first) return first;
  const { instances } = selection.known().own;
  const { targets } = resolveChatFallbacks(fallback, { instances }, knowledgeIn(selection));
  return [first, ...targets.filter(({ id }) => id !== first.id)];
}

export function chatTarget(wanted: string, selection: Selection): ChatTarget | Failure {
  const { instances, mistakes } = selection.known().own;
  const knowledge = knowledgeIn(selection);
  if (wanted === "") {
    const setup = { instances, mistakes, chosen: "" };
    return chooseChatTarget(setup, knowledge) ?? nobody(mistakes);
  }
  const [id = "", model] = parted(wanted);
  const instance = instances.find((one) => one.id === id && one.enabled);
  if (!instance)
    return failure("misconfigured", told("there is no provider “{0}”", id), toTell("Choose another model."));
  return resolveChatTarget(model === undefined ? instance : speaking(instance, model), knowledge);
}

function nobody([mistake]: readonly Words[]): Failure {
  const advice = toTell("Set one up: run “Keyfill: Providers…”.");
  return failure("misconfigured", mistake ?? toTell("no provider is set up that chats"), advice);
}

/** As if it were set up with this model. */
export function speaking(instance: Instance, model: string): Instance {
  return { ...instance, chat_model: model };
}

export function knowledgeIn({ known, told }: Selection) {
  return knowledgeOf(known(), told);
}

/** A model's name may have a slash of its own. */
function parted(wanted: string): readonly string[] {
  const at = wanted.indexOf("/");
  return at < 0 ? [wanted] : [wanted.slice(0, at), wanted.slice(at + 1)];
}
