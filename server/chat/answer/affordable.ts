/** Who may be asked today: a budget that is used up stops those that cost something. */
import { toTell } from "../../completion/told.ts";
import { REFUSALS } from "../../completion/outcome.ts";
import type { ChatFailure } from "../../protocol/chat/conversation.ts";
import type { Answerer, ChatPorts } from "../ports.ts";

export function affordable(
  all: readonly Answerer[] | ChatFailure,
  { spentUp }: Pick<ChatPorts, "spentUp">,
): readonly [Answerer, ...Answerer[]] | ChatFailure {
  if ("kind" in all) return all;
  const [first, ...others] = all.filter((who) => spentUp(who) === undefined);
  if (first) return [first, ...others];
  const kind = all.map(spentUp).find((reached) => reached !== undefined) ?? "daily-money";
  const advice = toTell(
    "Run “Keyfill: Go On Today”, choose a model on this machine, or wait until tomorrow.",
  );
  return { kind, message: REFUSALS[kind], advice };
}
