/** What is there already and need only be taken: servers that run here, and what other tools were set up with. */
import { html, nothing, type TemplateResult } from "lit";

import type { FoundView, LocalServerView } from "../../../server/protocol/setup.ts";
import { button, type View } from "../parts.ts";
import { t } from "../words.ts";
import type { Actions } from "./actions.ts";
import type { State } from "./state.ts";

/** Servers of this machine, or of the one where the engine runs. */
export function nearby({ localServers, surroundings }: State, actions: Actions): View {
  if (localServers === undefined || localServers.length === 0) return nothing;
  const title = surroundings?.remote ? t("Running on the remote machine") : t("Running on this machine");
  return html`<section aria-labelledby="nearby">
    <h2 id="nearby">${title}</h2>
    <ul class="cards">
      ${localServers.map((server) => nearbyCard(server, actions))}
    </ul>
  </section>`;
}

function nearbyCard(server: LocalServerView, actions: Actions): TemplateResult {
  const { name, address, models, wantsKey, instance } = server;
  const what = wantsKey ? t("wants a key") : models.length === 1 ? models[0] : t("{0} models", models.length);
  return html`<li class="card row">
    <div>
      <h3>${name}</h3>
      <p class="quiet">${address} · ${what}</p>
    </div>
    ${
      instance
        ? html`<span class="quiet">${t("set up as {0}", instance)}</span>`
        : button({ label: t("Use {0}", name), press: () => actions.useLocal(server) })
    }
  </li>`;
}

/** Shown first, and copied only when asked for. */
export function takeOver({ found }: State, actions: Actions): View {
  if (found.length === 0) return nothing;
  return html`<section aria-labelledby="found">
    <h2 id="found">${t("Found in other tools")}</h2>
    <p class="quiet">${t("Nothing is copied until you say so, and the other tool keeps what it has.")}</p>
    <ul class="cards">
      ${found.map((one) => foundCard(one, actions))}
    </ul>
  </section>`;
}

function foundCard({ id, tool, place, kindName, address, key, ...models }: FoundView, actions: Actions) {
  const names = [...new Set([models.model, models.chatModel])].filter(Boolean).join(", ");
  return html`<li class="card row">
    <div>
      <h3>${kindName} <span class="quiet" title=${place}>${t("from {0}", tool)}</span></h3>
      <p class="quiet">${[names, address, keyWords(key)].filter(Boolean).join(" · ")}</p>
    </div>
    ${button({ label: t("Take over {0}", id), quiet: true, press: () => actions.takeOver(id) })}
  </li>`;
}

function keyWords(key: string | undefined): string {
  if (key === undefined) return "";
  return key.startsWith("$") ? t("key from {0}", key) : t("its key goes into the secret store");
}
