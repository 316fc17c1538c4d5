/**
 * Settings of other extensions → servers. llama.vscode: package.json of https://github.com/ggml-org/llama.vscode; twinny:
 * package.json of https://github.com/twinnydotdev/twinny, and what its users write; both read 2026-11. Pure.
 */
import type { EditorSettings } from "../../protocol/setup.ts";
import { type FoundServer, realKey } from "./found.ts";

type Read = (name: string) => string | undefined;

function reader(settings: EditorSettings[string] | undefined): Read {
  return (name) => {
    const value = settings?.[name];
    const text = typeof value === "string" || typeof value === "number" ? String(value).trim() : "";
    return text === "" ? undefined : text;
  };
}

/** Only what the user wrote: whoever has not touched the settings has told nothing. */
export function serversOfLlamaVscode(settings: EditorSettings): readonly FoundServer[] {
  const read = reader(settings["llama-vscode"]);
  const endpoint = read("endpoint");
  const chat = read("endpoint_chat");
  const server = (address: string, key: string | undefined): FoundServer => ({
    kind: "llamacpp",
    address,
    key: realKey(key),
  });
  // A llama-server has one model, whose name does not matter to it.
  return [
    ...(endpoint ? [{ ...server(endpoint, read("api_key")), model: "default" }] : []),
    ...(chat && chat !== endpoint
      ? [{ ...server(chat, read("api_key_chat")), chatModel: read("ai_model") ?? "default" }]
      : []),
  ];
}

/** By its names for them. */
const TWINNY_KINDS: Readonly<Record<string, string>> = {
  ollama: "ollama",
  llamacpp: "llamacpp",
  lmstudio: "lm-studio",
  litellm: "litellm",
  oobabooga: "text-generation-webui",
};

export function serversOfTwinny(settings: EditorSettings): readonly FoundServer[] {
  const read = reader(settings["twinny"]);
  const model = read("fimModelName");
  const chatModel = read("chatModelName");
  if ((model ?? chatModel) === undefined) return [];
  const kind = TWINNY_KINDS[read("apiProvider") ?? "ollama"] ?? "openai-compatible";
  return [{ kind, address: twinnyAddress(read), key: realKey(read("apiBearerToken")), model, chatModel }];
}

/** The settings changed their names over the years. */
function twinnyAddress(read: Read): string | undefined {
  const whole = read("ollamaBaseUrl");
  const host = read("fimApiHostname") ?? read("apiHostname") ?? read("ollamaHostname") ?? read("apiUrl");
  if (whole !== undefined || host === undefined) return whole;
  if (/^https?:\/\//.test(host)) return host;
  const port = read("fimApiPort") ?? read("apiPort") ?? read("ollamaApiPort") ?? "11434";
  return `${read("apiProtocol") ?? "http"}://${host === "0.0.0.0" ? "localhost" : host}:${port}`;
}
