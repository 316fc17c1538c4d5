/** A provider file of the Refact engine → a server. Works also for a file that Keyfill would read as it is. Pure. */
import * as z from "zod/mini";

import { type Guide, guideShape, isGuide, translateGuide } from "../../providers/guide-yaml.ts";
import { type FoundServer, realKey } from "./found.ts";

const guideSchema = z.looseObject({
  ...guideShape,
  completion_models: z._default(z.record(z.string(), z.unknown()), {}),
  chat_models: z._default(z.record(z.string(), z.unknown()), {}),
});

/** Undefined when it is none, is switched off, or names no model. */
export function serverOfRefact(id: string, value: unknown): FoundServer | undefined {
  if (!isGuide(value)) return undefined;
  const parsed = guideSchema.safeParse(value);
  if (!parsed.success || !parsed.data.enabled) return undefined;
  const guide: Guide = parsed.data;
  const translated = translateGuide(guide, id);
  if ("unclear" in translated) return undefined;
  const { provider, instance } = translated;
  const { model, chat_model: chatModel, api_key: key } = instance;
  if ((model ?? chatModel) === undefined) return undefined;
  const address = provider?.base_url;
  return {
    kind: provider ? "openai-compatible" : instance.provider,
    address,
    key: realKey(key),
    model,
    chatModel,
  };
}
