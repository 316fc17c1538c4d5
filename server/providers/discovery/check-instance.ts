/** “Does this key work, at this address?”: the list of models, and where a key is needed, the shortest of answers. */
import type { Failure, Prompt, Signal } from "../../completion/ports.ts";
import { told, toTell, type Words } from "../../completion/told.ts";
import { resolveChatTarget } from "../chat-target.ts";
import { CARRIES } from "../dialects.ts";
import type { Endpoint } from "../endpoint.ts";
import { generate } from "../generate.ts";
import type { Instance } from "../instance.ts";
import { meantWords, nearNames } from "../near-names.ts";
import type { Means } from "../send.ts";
import { type Knowledge, resolveTarget } from "../target.ts";
import { askModels, type AskingModels, type Discovered } from "./ask-models.ts";

export interface Checked {
  readonly ok: boolean;
  /** The instance that was checked. */
  readonly provider: string;
  readonly error?: Words;
  readonly advice?: Words;
}

/** Some answer a request for fewer tokens with an error: OpenAI's responses want 16. */
const FEW_TOKENS = 16;

export async function checkInstance(
  asking: AskingModels,
  means: Means<Endpoint>,
  signal: Signal,
): Promise<Checked | "aborted"> {
  const { instance, knowledge } = asking;
  const listed = await askModels(asking, means, signal);
  if (listed.kind === "aborted") return "aborted";
  const said = listed.kind === "failed" ? listed.failure : missingIn(listed, instance);
  if (said && !MAY_BE_WELL.includes(said.kind)) return verdict(instance, said);
  // A list may be open to everyone, so that a key is only tried by using it.
  if (!said && needsNoKey(asking)) return verdict(instance);
  const answer = await shortestAnswer(instance, { knowledge, means }, signal);
  if (answer === "aborted") return answer;
  const isMissing = listed.kind === "listed" && answer && OF_THE_MODEL.includes(answer.kind);
  return verdict(instance, isMissing ? (said ?? answer) : answer);
}

/** A server may have no list, and a gateway may serve what it does not list. */
const MAY_BE_WELL: readonly Failure["kind"][] = ["bad-answer", "unknown-model"];
const OF_THE_MODEL: readonly Failure["kind"][] = ["unknown-model", "bad-request", "bad-answer", "no-fim"];

function needsNoKey({ instance, knowledge }: AskingModels): boolean {
  return knowledge.provider(instance.provider)?.key.needed === false;
}

function verdict({ id }: Instance, failure?: Failure): Checked {
  if (!failure) return { ok: true, provider: id };
  return { ok: false, provider: id, error: failure.message, advice: failure.advice };
}

/** A list that a file wrote may be out of date; a server's is not. */
function missingIn(
  { models, from }: Discovered & { readonly kind: "listed" },
  instance: Instance,
): Failure | undefined {
  const name = instance.model ?? instance.chat_model;
  const ids = models.map(({ id }) => id);
  if (from === "file" || name === undefined || ids.length === 0) return undefined;
  if (ids.some((id) => sameModel(id, name))) return undefined;
  return {
    kind: "unknown-model",
    message: told("it has no model {0}", name),
    advice: meantWords(nearNames(name, ids)) ?? toTell("Choose one from its list of models."),
  };
}

/** Ollama lists a model without a tag under `:latest`. */
function sameModel(id: string, name: string): boolean {
  const bare = (text: string) => text.toLowerCase().replace(/:latest$/, "");
  return bare(id) === bare(name);
}

interface Asking {
  readonly knowledge: Knowledge;
  readonly means: Means<Endpoint>;
}

/** The failure; undefined for an answer. */
async function shortestAnswer(
  instance: Instance,
  { knowledge, means }: Asking,
  signal: Signal,
): Promise<Failure | "aborted" | undefined> {
  const completing = instance.model === undefined ? undefined : resolveTarget(instance, knowledge);
  const target = completing && "dialect" in completing ? completing : resolveChatTarget(instance, knowledge);
  if (!("dialect" in target)) return target;
  const prompt = shortPrompt(target);
  for await (const event of generate<Endpoint>({ target, prompt }, means, signal)) {
    if (event.kind === "failed") return event.failure;
    if (event.kind === "end" && event.reason === "aborted") return "aborted";
    if (event.kind === "text" || event.kind === "reasoning") return undefined;
  }
  return undefined;
}

function shortPrompt({ dialect }: Endpoint): Prompt {
  const carries: readonly Prompt["kind"][] = CARRIES[dialect];
  const limits = { maxTokens: FEW_TOKENS, temperature: 0, stops: [] };
  if (carries.includes("chat")) {
    const say = { kind: "text", text: "Say yes." } as const;
    return { ...limits, kind: "chat", messages: [{ role: "user", parts: [say] }] };
  }
  if (carries.includes("text")) return { ...limits, kind: "text", text: "1, 2, 3, " };
  const hole = { path: "count.txt", languageId: "plaintext", prefix: "1, 2, ", suffix: " 4", snippets: [] };
  return { ...limits, kind: "infill", ...hole };
}
