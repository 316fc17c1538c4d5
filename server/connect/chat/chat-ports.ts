/** What conversations need of the other parts: who answers, what it costs, what it may see. */
import { join } from "node:path";

import type { Looking } from "../../chat/looking.ts";
import { instructions } from "../../chat/prompt/instructions.ts";
import { markdownFiles } from "../../chat/own/markdown-files.ts";
import type { Answerer, AnsweringPorts, ChatCost, ChatPorts, Counter } from "../../chat/ports.ts";
import type { ChatTool, Permissions } from "../../chat/tool.ts";
import { clock } from "../../clock.ts";
import { splitLines } from "../../completion/lines.ts";
import type { Usage as Told } from "../../completion/ports.ts";
import type { Exploration } from "../exploration.ts";
import { chatTarget, chatTargets, type ChatWishes } from "../../knowledge/chat-targets.ts";
import type { Selection } from "../../knowledge/selection.ts";
import type { Log } from "../../log.ts";
import type { Tokenizers } from "../../models/tokenizer.ts";
import type { Network } from "../network.ts";
import type { Privacy } from "../../privacy/privacy.ts";
import { ANYONE, type Recipient, recipientAt } from "../../privacy/recipient.ts";
import type { ChatTarget } from "../../providers/chat-target.ts";
import type { HealthRecords } from "../../providers/health.ts";
import type { Mode } from "../../protocol/chat/conversation.ts";
import type { Keys } from "../../providers/keys.ts";
import { moneyFor } from "../../usage/budget.ts";
import type { Usage } from "../../usage/usage.ts";
import { keyless } from "./keyless.ts";

/** What the user has set. */
export interface ChatSettings extends ChatWishes {
  /** As `target`; empty for none. */
  readonly light: string;
  /** With which a chat begins. */
  readonly mode: Mode;
  /** Patterns of the names of those that no model is told of. */
  readonly withoutTools: readonly string[];
}

export interface ChatParts {
  readonly selection: Selection;
  readonly exploration: Exploration;
  readonly network: Network;
  readonly health: HealthRecords;
  readonly keys: Keys;
  readonly tokenizers: Tokenizers;
  readonly privacy: Privacy;
  readonly usage: Usage;
  readonly log: Log;
  readonly where: { readonly config: string; readonly cache: string };
  readonly settings: () => ChatSettings;
}

/** What others make for conversations. */
export interface Equipment {
  readonly tools: (chat: string, target: string) => Promise<readonly ChatTool[]>;
  readonly looking: Looking;
  readonly permissions: Permissions;
}

export function chatPorts(parts: ChatParts, { tools, looking, permissions }: Equipment): ChatPorts {
  return {
    ...answeringPorts(parts),
    now: () => Date.now(),
    newId: () => crypto.randomUUID().replaceAll("-", ""),
    newAborter: () => new AbortController(),
    tools: (chat, { id }) => tools(chat, id),
    looking,
    permissions,
    async instructions(name, mode) {
      const own = name === "" ? [] : await markdownFiles(join(parts.where.config, "instructions"));
      return instructions(own.find((file) => file.name === name)?.text, mode);
    },
  };
}

export function answeringPorts(parts: ChatParts): AnsweringPorts {
  const { selection, keys, network, health, privacy, usage, log, settings } = parts;
  let requests = 0;
  const conceal = remembering((text: string, to: Recipient) => {
    const lines = splitLines(text);
    return log.blot(privacy.show({ path: "", lines, start: 0, end: lines.length - 1 }, to));
  });
  return {
    clock,
    async prepare(who) {
      // What is wrong with the key is told when somebody is asked with it.
      await keys.of(targetOf(who)).catch(() => undefined);
    },
    answerers: (chosen) =>
      chatTargets({ ...settings(), ...(chosen !== "" && { target: chosen }) }, selection),
    light() {
      const { light } = settings();
      const target = light === "" ? undefined : chatTarget(light, selection);
      return target && !("kind" in target) ? [target] : [];
    },
    async *ask(who, { messages, tools, mustCall, maxTokens, temperature, effort, othersFollow }, signal) {
      const target = targetOf(who);
      // Left to the provider where nobody has chosen.
      const takesTemperature = target.takesTemperature && temperature !== undefined;
      const limits = { maxTokens, temperature: temperature ?? 0, stops: [] };
      const { stream } = await network.converse();
      const wishes = { ...(effort && { effort }), ...(mustCall && { mustCall }) };
      const prompt = { kind: "chat", messages, tools, ...limits, ...wishes } as const;
      const asked = { targets: [{ ...target, takesTemperature }], prompt, othersFollow };
      yield* keyless(health.heard(target.instance, stream(asked, signal)), log);
    },
    counter: counting(parts.tokenizers),
    conceal: (text, who) => (text === "" ? "" : conceal(text, who ? recipientOf(who) : ANYONE)),
    mayShow: (uri, who) => privacy.mayLeave(uri, recipientOf(who)),
    spentUp: (who) => (isLocal(who, selection) ? undefined : usage.spend.reached()),
    spent: (cost) => usage.spent({ id: --requests, ...spendingOf(cost) }, costOf(cost.who, parts)),
    money: (told, who) => moneyOf(told, who, parts),
  };
}

/** Those that answer are targets, of which conversations know less. */
export function targetOf(who: Answerer): ChatTarget {
  if (!isTarget(who)) throw new Error(`${who.id} is no target`);
  return who;
}

function isTarget(who: Answerer): who is ChatTarget {
  return "dialect" in who;
}

function recipientOf(who: Answerer): Recipient {
  const { instance, baseUrl } = targetOf(who);
  return recipientAt(instance, baseUrl);
}

/** A server of the user's own: asking it costs nothing. */
export function isLocal(who: Answerer, selection: Selection): boolean {
  const { shipped, own } = selection.known();
  const { provider } = targetOf(who);
  const spec = (own.providers.get(provider) ?? shipped.providers.get(provider))?.spec;
  return spec?.place === "local" && !spec.gateway;
}

function spendingOf({ who, promptTokens, receivedTokens, usage, ended }: ChatCost) {
  const counts = { promptTokens, receivedTokens, ...(usage && { usage }) };
  return { target: who.id, trigger: "chat", ...counts, ended } as const;
}

function costOf(who: Answerer, { selection, exploration }: ChatParts) {
  const { instance, model } = targetOf(who);
  const served = { instance, model };
  const isHere = isLocal(who, selection);
  const price = () => exploration.priceOf(served);
  return { isLocal: isHere, price, known: () => (isHere ? undefined : exploration.knownPrice(served)) };
}

/** A list of prices may take a while to come, the first time. */
const PRICE_MS = 500;

async function moneyOf(told: Told, who: Answerer, parts: ChatParts): Promise<number | undefined> {
  const { isLocal, price } = costOf(who, parts);
  const { inputTokens: sent, outputTokens: received, cachedTokens: cached } = told;
  if (isLocal || sent === undefined || received === undefined) return undefined;
  const enough = new AbortController();
  const late = clock.sleep(PRICE_MS, enough.signal).then(() => undefined);
  const known = await Promise.race([price().catch(() => undefined), late]);
  enough.abort();
  return moneyFor({ sent, received, ...(cached !== undefined && { cached }) }, known).money;
}

/** The same texts are sent again with every message. */
function counting(tokenizers: Tokenizers): ChatPorts["counter"] {
  const counters = new Map<string, Counter>();
  return async (who) => {
    const { tokenizer } = targetOf(who);
    const { count, exact } = await tokenizers.ready(tokenizer);
    const known = counters.get(tokenizer);
    if (known?.exact === exact) return known;
    const remembered = remembering((text: string) => count(text));
    const counter = { count: (text: string) => remembered(text, undefined), exact };
    counters.set(tokenizer, counter);
    return counter;
  };
}

const MAX_REMEMBERED = 4000;

/** By text, and by whatever else matters. */
function remembering<About, Result>(work: (text: string, about: About) => Result) {
  const known = new Map<string, Result>();
  return (text: string, about: About): Result => {
    const key = about === undefined ? text : `${JSON.stringify(about)}\n${text}`;
    const before = known.get(key);
    const result = before ?? work(text, about);
    if (before !== undefined) known.delete(key);
    known.set(key, result);
    if (known.size > MAX_REMEMBERED) known.delete(known.keys().next().value ?? "");
    return result;
  };
}
