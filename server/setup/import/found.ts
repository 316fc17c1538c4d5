/** What another tool was set up with, on its way to becoming a draft of ours. Pure. */
import type { Draft, Fields } from "../../protocol/setup.ts";
import type { Kinds } from "../recognise.ts";

/** A server with the models that are asked of it; what is missing is as the kind has it. */
export interface FoundServer {
  readonly kind: string;
  readonly address?: string | undefined;
  /** A key, or `$NAME`. */
  readonly key?: string | undefined;
  readonly model?: string | undefined;
  readonly chatModel?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** Texts that stand where a key belongs and are none. */
const PLACEHOLDER = /^(?:<.*>|\[.*\]|x{3,}|none|null|empty|dummy.*|your[-_ ].*|sk-no-key-required|ollama)$/i;

/** What is no key is left out. */
export function realKey(text: unknown): string | undefined {
  if (typeof text !== "string") return undefined;
  const key = text.trim();
  return key === "" || PLACEHOLDER.test(key) ? undefined : key;
}

/** As a file in `providers.d` says it. What merely names where the key is goes into the file, a key itself beside it. */
export function draftOf(found: FoundServer, kinds: Kinds): Draft {
  const { key, model, chatModel, headers = {} } = found;
  const kind = cloudAt(found.address, kinds) ?? found.kind;
  const address = addressFor({ ...found, kind }, kinds);
  const saysWhere = key !== undefined && /^(?:\$|command:)/.test(key);
  const fields: Fields = {
    provider: kind,
    ...(address !== undefined && { base_url: address }),
    ...(model !== undefined && { model }),
    ...(chatModel !== undefined && { chat_model: chatModel }),
    ...(saysWhere && { api_key: key }),
    ...(Object.keys(headers).length > 0 && { headers }),
  };
  return { id: kind, fields, ...(key !== undefined && !saysWhere && { key }) };
}

/** Other tools know many providers only as a server that speaks OpenAI's language; the host says which it is. */
function cloudAt(address: string | undefined, kinds: Kinds): string | undefined {
  const host = URL.parse(address ?? "")?.host;
  const isThere = ({ place, base_url }: Kinds[number][1]) =>
    place === "cloud" && host !== undefined && URL.parse(base_url ?? "")?.host === host;
  return kinds.find(([, spec]) => isThere(spec))?.[0];
}

/** Left out where it is the usual one; with the usual path where none was given. */
function addressFor({ kind, address }: FoundServer, kinds: Kinds): string | undefined {
  const url = URL.parse(address ?? "");
  if (!url) return undefined;
  const usual = URL.parse(kinds.find(([id]) => id === kind)?.[1].base_url ?? "");
  const host = ({ host }: URL) => host.replace("127.0.0.1", "localhost");
  if (usual && host(usual) === host(url)) return undefined;
  const path = url.pathname === "/" && usual ? usual.pathname : url.pathname;
  return `${url.origin}${path}`.replace(/\/+$/, "");
}
