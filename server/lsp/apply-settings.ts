/** The user's settings → what the engine goes by, at the start and whenever they change. */
import type { Engine } from "../engine.ts";
import type { Configuration } from "./configuration.ts";

export async function applySettings(engine: Engine, configuration: Configuration): Promise<void> {
  const settings = await configuration.of();
  const [hidden, unsearched] = await configuration.hiding().catch(() => []);
  const { "privacy.rules": rules, "privacy.redact": redact } = settings;
  engine.keepPrivate({ rules, redact, hidden, unsearched });
  await engine.connectAs(await configuration.network().catch(() => undefined));
  await engine.usage.spend.keepTo({
    requests: settings["completion.dailyRequests"],
    tokens: settings["completion.dailyTokens"],
    money: settings["completion.dailyMoney"],
  });
  engine.chatAs({
    target: settings["chat.target"],
    fallback: settings["chat.fallback"],
    light: settings["chat.lightModel"],
    mode: settings["chat.mode"],
    withoutTools: settings["chat.withoutTools"],
  });
  engine.embeddings.choose({
    provider: settings["embeddings.provider"],
    model: settings["embeddings.model"],
    dimensions: settings["embeddings.dimensions"],
  });
  engine.selection.choose(
    settings["completion.provider"],
    settings["completion.fallback"],
    settings["completion.blocks"],
  );
}
