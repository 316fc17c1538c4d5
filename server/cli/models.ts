/** `keyfill models [--provider NAME]`: what the providers that are set up serve, as a table for a person. */
import { inEnglish, withAdvice } from "../completion/told.ts";
import type { Failure } from "../completion/ports.ts";
import { tableText } from "./table.ts";
import type { Told } from "./told.ts";

interface Model {
  readonly id: string;
  readonly windowTokens?: number;
  readonly parameters?: string;
  readonly quantisation?: string;
  readonly price?: { readonly input?: number; readonly output?: number };
  readonly loaded?: boolean;
  readonly fills: boolean;
  readonly tools: boolean;
}

export type ModelsAnswer =
  | {
      readonly kind: "offers";
      readonly completion: readonly Model[];
      readonly chat: readonly Model[];
      readonly from: "server" | "file";
    }
  | { readonly kind: "failed"; readonly failure: Failure }
  | { readonly kind: "aborted" };

export interface ModelsSource {
  readonly instances: () => readonly string[];
  readonly models: (instance: string) => Promise<ModelsAnswer>;
  /** The servers that run on this machine, looked for when nothing is set up. */
  readonly local: () => Promise<readonly LocalServer[]>;
}

interface LocalServer {
  readonly provider: string;
  readonly name: string;
  readonly baseUrl: string;
  readonly models: readonly { readonly id: string }[];
  readonly wantsKey: boolean;
}

export async function listModels(source: ModelsSource, provider: string): Promise<Told> {
  const all = source.instances();
  const chosen = provider === "" ? all : all.filter((instance) => instance === provider);
  if (all.length === 0) return { ...localText(await source.local()), problem: nobody(provider, all) };
  if (chosen.length === 0) return { problem: nobody(provider, all) };
  const texts = await Promise.all(
    chosen.map(async (instance) => modelsText(instance, await source.models(instance))),
  );
  const outs = texts.flatMap(({ out }) => out ?? []);
  const problems = texts.flatMap(({ problem }) => problem ?? []);
  return {
    ...(outs.length > 0 && { out: outs.join("\n\n") }),
    ...(problems.length > 0 && { problem: problems.join("\n") }),
  };
}

/** For a name that is not there, or when nothing is. */
export function nobody(provider: string, all: readonly string[]): string {
  if (all.length === 0) return "No provider is set up: put a file into providers.d, or set KEYFILL_BASE_URL.";
  return `There is no provider “${provider}”. There are: ${all.join(", ")}.`;
}

function modelsText(instance: string, answer: ModelsAnswer): Told {
  if (answer.kind === "aborted") return {};
  if (answer.kind === "failed") {
    return { problem: `${instance}: ${inEnglish(withAdvice(answer.failure))}` };
  }
  const { completion, chat, from } = answer;
  const models = [...new Map([...completion, ...chat].map((model) => [model.id, model])).values()];
  const whose = from === "server" ? "as its server lists them" : "as its file lists them";
  const title = `${instance}: ${count(models.length, "model")}, ${whose}`;
  if (models.length === 0) return { out: `${instance}: no models for completion or chat, ${whose}` };
  const heads = ["Model", "Completion", "Chat", "Window", "Size", "Loaded", "Price of a million tokens"];
  const rows = models.map((model) => rowOf(model, { completion, chat }));
  return { out: `${title}\n\n${tableText({ heads, rows, indent: "  " })}` };
}

/** What could be set up at once. */
function localText(servers: readonly LocalServer[]): Pick<Told, "out"> {
  if (servers.length === 0) return {};
  const rows = servers.map(({ name, baseUrl, models, wantsKey }) => [
    name,
    baseUrl,
    wantsKey ? "wants a key" : count(models.length, "model"),
    models.length === 1 ? (models[0]?.id ?? "") : "",
  ]);
  const table = tableText({ heads: ["", "", "", ""], rows, indent: "  " });
  const [first] = servers;
  const how = `To use one, write “provider: ${first?.provider ?? ""}” and “model: …” into a file in providers.d.`;
  return { out: `Running on this machine:\n\n${table}\n\n${how}` };
}

interface Lists {
  readonly completion: readonly Model[];
  readonly chat: readonly Model[];
}

function rowOf(model: Model, { completion, chat }: Lists): readonly string[] {
  const has = (list: readonly Model[]) => list.some(({ id }) => id === model.id);
  return [
    model.id,
    model.fills ? "fills" : has(completion) ? "in a chat" : "",
    has(chat) ? (model.tools ? "yes, tools" : "yes") : "",
    windowText(model.windowTokens),
    [model.parameters, model.quantisation].filter(Boolean).join(" "),
    model.loaded ? "yes" : "",
    priceText(model.price),
  ];
}

function windowText(tokens: number | undefined): string {
  if (tokens === undefined) return "";
  if (tokens >= 1_000_000) return `${(tokens / 1_000_000).toFixed(1).replace(/\.0$/, "")}M`;
  if (tokens < 1000) return String(tokens);
  // Windows are round in the one way or in the other.
  const isBinary = tokens % 1024 === 0;
  return `${String(Math.round(tokens / (isBinary ? 1024 : 1000)))}k`;
}

function priceText(price: Model["price"]): string {
  const words = [
    price?.input === undefined ? "" : `${dollars(price.input)} in`,
    price?.output === undefined ? "" : `${dollars(price.output)} out`,
  ];
  return price?.input === 0 && price.output === 0 ? "free" : words.filter(Boolean).join(", ");
}

function dollars(amount: number): string {
  return `$${amount >= 0.01 || amount === 0 ? amount.toFixed(2) : String(amount)}`;
}

function count(number: number, what: string): string {
  return `${String(number)} ${what}${number === 1 ? "" : "s"}`;
}
