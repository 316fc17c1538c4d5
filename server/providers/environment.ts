/** The environment variables that describe a provider. */
export type Environment = Readonly<Record<string, string | undefined>>;

export const VARIABLES = {
  provider: "KEYFILL_PROVIDER",
  base_url: "KEYFILL_BASE_URL",
  api_key: "KEYFILL_API_KEY",
  model: "KEYFILL_MODEL",
  chat_model: "KEYFILL_CHAT_MODEL",
} as const;

export function describesProvider(env: Environment): boolean {
  return [VARIABLES.base_url, VARIABLES.provider].some((name) => (env[name] ?? "") !== "");
}
