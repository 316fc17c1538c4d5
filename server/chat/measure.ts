/** How much a message would fill, before it is sent. */
import type { Signal } from "../completion/ports.ts";
import { pathTo } from "../protocol/chat/apply.ts";
import type { UserTurn } from "../protocol/chat/conversation.ts";
import type { Attached, Mention } from "../protocol/chat/mention.ts";
import type { Answer, Asked } from "../protocol/chat/questions.ts";
import { attach } from "./attach.ts";
import type { Held } from "./held.ts";
import { messagesOf } from "./prompt/messages.ts";
import { instructionsFor, offeredTools } from "./prompt/offered.ts";
import type { Answerer, ChatPorts } from "./ports.ts";
import { tokensOf } from "./prompt/prompt-tokens.ts";

type Lookup = (mention: Mention, message: string) => Promise<Attached>;

/** Remembers: what is looked up for a chip is not looked up again for the sum. */
export function lookupIn(held: Held, ports: ChatPorts, signal: Signal): Lookup {
  return async (mention, message) => {
    const attached = await attach({ mention, message, who: answererOf(held, ports) }, ports, signal);
    held.looked.set(JSON.stringify(mention), attached);
    return attached;
  };
}

function answererOf({ chat }: Held, ports: ChatPorts): Answerer | undefined {
  const chosen = ports.answerers(chat.conversation.options.target);
  return "kind" in chosen ? undefined : chosen[0];
}

export async function measure(
  held: Held,
  { after, text, mentions }: Omit<Asked<"measure">, "chat">,
  { ports, lookup }: { readonly ports: ChatPorts; readonly lookup: Lookup },
): Promise<Answer<"measure">> {
  const who = answererOf(held, ports);
  if (!who) return { tokens: 0, windowTokens: 0, estimated: true };
  const attached = await Promise.all(
    mentions.map(async (mention) => held.looked.get(JSON.stringify(mention)) ?? lookup(mention, text)),
  );
  const { conversation } = held.chat;
  const [counter, offered] = await Promise.all([ports.counter(who), offeredTools(conversation, who, ports)]);
  const tools = offered.map(({ tool }) => tool);
  const system = await instructionsFor(conversation.options, tools, ports);
  const asked: UserTurn = { kind: "user", id: "", parent: after, at: 0, text, attached };
  const conceal = (shown: string) => ports.conceal(shown, who);
  const path = [...pathTo(conversation, after), asked];
  const said = { path, cuts: held.chat.cutsFor(who), images: who.images, tools: tools.length > 0, conceal };
  const messages = [{ role: "system", text: system } as const, ...messagesOf(said)];
  const tokens = tokensOf(messages, tools, counter);
  return { tokens, windowTokens: who.windowTokens, ...(!counter.exact && { estimated: true }) };
}
