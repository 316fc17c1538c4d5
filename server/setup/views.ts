/** What the engine knows, as the page shows it. Pure. */
import { toTell, type Words } from "../completion/told.ts";
import { QUIRKS } from "../completion/suggestion/quirks.ts";
import type { Model } from "../models/resolve.ts";
import type { ProviderSpec } from "../providers/catalog.ts";
import type { Offered } from "../providers/explore.ts";
import type { Health } from "../providers/health.ts";
import { wayWords } from "../providers/probe/words.ts";
import type { LoggedRequest } from "../providers/request-log.ts";
import type { Verdict } from "../providers/verdicts.ts";
import type {
  Entry,
  HealthView,
  KindView,
  KnownValue,
  ModelsView,
  ModelView,
  RequestView,
  VerdictView,
} from "../protocol/setup.ts";

type Environment = Readonly<Record<string, string | undefined>>;

export function kindView(
  [id, spec]: readonly [string, ProviderSpec],
  { env, own }: { readonly env: Environment; readonly own: boolean },
): KindView {
  const { name, place, base_url: baseUrl, key, transports, help, suggests } = spec;
  return {
    id,
    name,
    place,
    ...(baseUrl !== undefined && { baseUrl }),
    keyNeeded: key.needed,
    ...(key.url !== undefined && { keyUrl: key.url }),
    keyVariables: key.env,
    keyVariablesSet: key.env.filter((variable) => Boolean(env[variable])),
    completes: transports.completion,
    chats: transports.chat !== undefined,
    help,
    suggests,
    own,
  };
}

export function healthView({ lastSuccess, lastFailure, firstText }: Health): HealthView {
  const sorted = firstText.map(({ ms }) => ms).toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  const date = (time: number) => new Date(time).toISOString();
  return {
    ...(lastSuccess !== undefined && { lastSuccess: date(lastSuccess) }),
    ...(lastFailure && {
      lastFailure: {
        at: date(lastFailure.at),
        message: lastFailure.message,
        advice: lastFailure.advice,
      },
    }),
    ...(sorted.length > 0 && { firstTextMs: { p50: at(0.5), p95: at(0.95), requests: sorted.length } }),
  };
}

export function requestView({ at, ...request }: LoggedRequest): RequestView {
  return { at: new Date(at).toISOString(), ...request };
}

export function verdictView(verdict: Verdict): VerdictView {
  const { ok, target, date, why, remarks, evidence, alternatives } = verdict;
  return {
    ok,
    model: target.model,
    date,
    why,
    ...(!verdict.ok && { advice: verdict.advice }),
    remarks,
    evidence: evidence.map(({ hole, came, ms, finding, words, ...way }) => ({
      way: wayWords(way),
      ...(hole !== undefined && { hole }),
      ...(came !== undefined && { came }),
      ...(ms !== undefined && { ms }),
      found: words,
      good: finding === "filled",
    })),
    alternatives,
    ...(verdict.ok && { figures: figuresOf(verdict) }),
  };
}

function figuresOf(verdict: Verdict & { readonly ok: true }): NonNullable<VerdictView["figures"]> {
  const { transport, form, timeToFirstTokenMs, tokensPerSecond, maxTokens, multiline, restMs } = verdict;
  return {
    transport,
    form,
    timeToFirstTokenMs,
    ...(tokensPerSecond !== undefined && { tokensPerSecond }),
    maxTokens,
    multiline,
    restMs,
  };
}

type Suggests = ProviderSpec["suggests"];

export function modelsView(offered: Offered, suggests: Suggests): ModelsView {
  if (offered.kind === "aborted")
    return { kind: "failed", message: toTell("The question was stopped."), advice: "" };
  if (offered.kind === "failed") {
    const { message, advice } = offered.failure;
    return { kind: "failed", message, advice };
  }
  const { completion, chat, from } = offered;
  const isIn = (list: readonly { readonly id: string }[], id: string) => list.some((one) => one.id === id);
  const all = [...new Map([...completion, ...chat].map((model) => [model.id, model])).values()];
  const models = all.map((model): ModelView => ({
    id: model.id,
    completes: model.fills ? "fills" : isIn(completion, model.id) ? "in a chat" : "no",
    chats: isIn(chat, model.id),
    tools: model.tools,
    images: model.capabilities?.images === true,
    ...(model.windowTokens !== undefined && { windowTokens: model.windowTokens }),
    ...sizeOf(model),
    ...(model.price && { price: model.price }),
    ...(model.loaded !== undefined && { loaded: model.loaded }),
  }));
  const first = {
    completion: beginWith(completion, suggests.completion) ?? completion[0]?.id,
    chat: beginWith(chat, suggests.chat) ?? chat.find(({ tools }) => tools)?.id ?? chat[0]?.id,
  };
  return {
    kind: "models",
    from,
    models,
    ...(first.completion !== undefined && { completion: first.completion }),
    ...(first.chat !== undefined && { chat: first.chat }),
  };
}

function sizeOf({ parameters, quantisation }: { parameters?: string; quantisation?: string }) {
  const size = [parameters, quantisation].filter(Boolean).join(" ");
  return size === "" ? {} : { size };
}

/** The one that is suggested, if it is there; a server may list it with an owner before its name. */
function beginWith(
  models: readonly { readonly id: string }[],
  suggested: string | undefined,
): string | undefined {
  if (suggested === undefined) return undefined;
  return models.find(({ id }) => id === suggested || id.endsWith(`/${suggested}`))?.id;
}

/** Every value with who said so, by the keys of the files. `own`: what stands in the provider's own. */
export function knownValues(model: Model, own: string): readonly KnownValue[] {
  const { origins } = model;
  const values: readonly (readonly [keyof Model["origins"], Words, Words, Entry])[] = [
    ["window_tokens", toTell("window tokens"), count(model.windowTokens), "number"],
    ["output_tokens", toTell("output tokens"), count(model.outputTokens), "number"],
    [
      "tokenizer",
      toTell("tokenizer"),
      model.tokenizer === "fake" ? toTell("none: tokens are estimated") : model.tokenizer,
      "text",
    ],
    ["fim", toTell("markers"), model.fim ? markersOf(model.fim) : NOT_KNOWN, "markers"],
    ["infill", toTell("fills in the middle"), yesNo(model.infill), "yes or no"],
    ["stops", toTell("stops"), model.stops.join("  ") || NONE, "lines"],
    ["chat", toTell("chats"), yesNo(model.chat), "yes or no"],
    ["tools", toTell("tools"), yesNo(model.tools), "yes or no"],
    ["images", toTell("images"), yesNo(model.images), "yes or no"],
    ["reasoning", toTell("reasoning"), yesNo(model.reasoning), "yes or no"],
    ["quirks", toTell("quirks"), model.quirks.join(", ") || NONE, Object.keys(QUIRKS)],
  ];
  // Who knows the markers knows that it fills.
  const said = { ...(origins.fim !== undefined && { infill: origins.fim }), ...origins };
  return values.map(([key, name, value, entry]) => {
    const from = said[key] ?? toTell("nobody");
    return { key, name, value, from, yours: from === own, entry };
  });
}

const NONE = toTell("none");
const NOT_KNOWN = toTell("not known");

function markersOf({ prefix, suffix, middle }: NonNullable<Model["fim"]>): string {
  return `${prefix} … ${suffix} … ${middle}`;
}

function count(tokens: number): string {
  return tokens.toLocaleString("en");
}

function yesNo(value: boolean | undefined): string {
  return value === undefined ? NOT_KNOWN : value ? toTell("yes") : toTell("no");
}
