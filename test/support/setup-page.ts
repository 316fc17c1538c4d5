/** The providers page of a test: asks the built server as the extension does. */
import type { Answer, Asked, Overview, SetupQuestion } from "../../server/protocol/setup.ts";
import { filled, startFakeModel } from "./fake-model.ts";
import type { Running } from "./running-server.ts";
import { until } from "./until.ts";

export const FIM = "qwen2.5-coder-7b";
export const LIST = { json: { object: "list", data: [{ id: FIM }, { id: "text-embedding-3-small" }] } };
export const KEY = "sk-planted-key-of-the-page";

export function setupPage(server: Running) {
  function ask<Q extends SetupQuestion>(question: Q, asked: Asked<Q>): Promise<Answer<Q>> {
    return server.client.connection.sendRequest(`keyfill/setup/${question}`, asked);
  }

  /** The page asks again when it is told of a change; so does this. */
  async function untilOverview(wanted: (overview: Overview) => boolean): Promise<void> {
    let overview = await ask("overview", {});
    let isNews = false;
    server.client.connection.onNotification("keyfill/setup/changed", () => {
      isNews = true;
    });
    while (!wanted(overview)) {
      await until(() => isNews, "the page hears of a change");
      isNews = false;
      overview = await ask("overview", {});
    }
  }

  async function start(
    secrets: Readonly<Record<string, string>> = {},
    env: Readonly<Record<string, string>> = {},
  ): Promise<void> {
    await server.start({
      env: { KEYFILL_HOME: server.home, ...env },
      initializationOptions: { apiKeys: true },
    });
    server.client.connection.onRequest(
      "keyfill/apiKey",
      ({ provider }: { provider: string }) => secrets[provider] ?? null,
    );
  }
  return { ask, untilOverview, start };
}

export function startModel(wantsKey = false) {
  return startFakeModel((question) => {
    if (wantsKey && question.authorization !== `Bearer ${KEY}`) return { json: { error: "no" }, status: 401 };
    if (question.path === "/v1/models") return LIST;
    const says = question.path === "/v1/completions" ? filled(question) : undefined;
    return says === undefined ? undefined : { says };
  });
}
