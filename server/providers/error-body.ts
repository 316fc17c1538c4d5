/** What stands in the body of an answer that is an error: the provider's words and codes, in any of the shapes that providers use. Pure. */

export interface ErrorBody {
  /** Undefined for a web page or nothing. */
  readonly words: string | undefined;
  /** Codes, types and reasons, in lower case; they mean the same in every language, words do not. */
  readonly codes: readonly string[];
  readonly isPage: boolean;
  /** The model's window, where the server tells it (llama.cpp: `n_ctx`). */
  readonly windowTokens?: number;
  /** How long to wait, where it is said here and not in a header (Gemini: `retryDelay`). */
  readonly retryDelay?: string;
}

type Json = Readonly<Record<string, unknown>>;

const MAX_WORDS = 300;
/** FastChat: `error_code`; MiniMax: `base_resp.status_code`; vLLM tells in `param` what was too long. */
const CODES = ["code", "type", "status", "error_type", "reason", "error_code", "status_code", "param"];
const WORDS = ["error", "message", "detail", "base_resp", "status_msg", "error_msg", "text"];

export function readErrorBody(body: string): ErrorBody {
  const value = parseJson(body);
  const outer = Array.isArray(value) ? record(value[0]) : record(value);
  const inner = record(outer["error"]);
  const details = Array.isArray(inner["details"]) ? inner["details"].map(record) : [];
  const records = [inner, outer, record(outer["base_resp"]), ...details];
  const windowTokens = records.map((one) => one["n_ctx"]).find((found) => typeof found === "number");
  const retryDelay = details.map((one) => one["retryDelay"]).find((found) => typeof found === "string");
  return {
    words: providerWords(body),
    codes: records.flatMap(codesIn),
    isPage: /^\s*(?:<!--[^]*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b/i.test(body),
    ...(windowTokens !== undefined && { windowTokens }),
    ...(retryDelay !== undefined && { retryDelay }),
  };
}

/** The message inside an error body; undefined for a web page or nothing. */
export function providerWords(body: string): string | undefined {
  const value = parseJson(body);
  const found = messageIn(Array.isArray(value) ? value[0] : value)?.trim();
  return found === undefined || found === "" ? undefined : found.slice(0, MAX_WORDS);
}

export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function messageIn(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  const holder = record(value);
  for (const key of WORDS) {
    const found = key in holder ? messageIn(holder[key]) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

function codesIn(holder: Json): readonly string[] {
  return CODES.map((key) => holder[key])
    .filter((code) => typeof code === "string" || typeof code === "number")
    .map((code) => String(code).toLowerCase());
}

function record(value: unknown): Json {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : {};
}
