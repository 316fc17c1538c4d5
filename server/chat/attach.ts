/** What is mentioned, looked up and kept as it was found: a chat tells later what the model was shown, not what is there by then. */
import type { Signal } from "../completion/ports.ts";
import type { Attached, Mention } from "../protocol/chat/mention.ts";
import type { Looked } from "./looking.ts";
import type { Answerer, ChatPorts } from "./ports.ts";
import { FOR_IMAGE, roomIn } from "./prompt/prompt-tokens.ts";

export interface Wanted {
  readonly mention: Mention;
  /** The message that mentions it. */
  readonly message: string;
  /** Who is to see it; undefined while nobody is set up. */
  readonly who: Answerer | undefined;
}

export async function attach(wanted: Wanted, ports: ChatPorts, signal: Signal): Promise<Attached> {
  const { mention, who } = wanted;
  const looked = await look(wanted, ports, signal);
  const { label, problem } = looked;
  const text = ports.conceal(looked.text, who);
  // What was pasted is its own mention.
  const kept = mention.kind === "text" ? { ...mention, text } : mention;
  const shown = { mention: kept, label, ...(problem !== undefined && { problem }) };
  if (looked.isImage) return { ...shown, text: "", tokens: FOR_IMAGE, estimated: true };
  if (!who) return { ...shown, text, tokens: 0, estimated: true };
  const { count, exact } = await ports.counter(who);
  return { ...shown, text, tokens: count(text), ...(!exact && { estimated: true }) };
}

/** A share of the window; more is of no use beside what else there is. */
const MAX_SHARE = 0.5;

async function look({ mention, message, who }: Wanted, ports: ChatPorts, signal: Signal): Promise<Looked> {
  if (mention.kind === "text") return { label: mention.name, text: mention.text };
  const maxTokens = who ? Math.floor(roomIn(who, { exact: true }).budget * MAX_SHARE) : 0;
  return ports.looking.look(mention, { message, target: who?.id ?? "", maxTokens }, signal);
}
