/** What is set up and how it fares; and for who has nothing yet, the shortest way to the first suggestion. */
import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";

import type { InstanceView, Overview } from "../../../server/protocol/setup.ts";
import { button, link, type View } from "../parts.ts";
import { said, t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { begin } from "./begin.ts";
import { card } from "./card.ts";
import { nearby, takeOver } from "./nearby.ts";
import type { State } from "./state.ts";

type Home = State & { readonly overview: Overview };

export function home(state: Home, actions: Actions): TemplateResult {
  const { instances } = state.overview;
  return html`
    <header class="title">
      <h1>${t("Providers")}</h1>
      <div class="tools">
        ${
          instances.length > 0
            ? button({ label: t("Add provider"), icon: "add", press: actions.startAdding })
            : nothing
        }
        ${button({ label: t("Settings"), icon: "settings-gear", quiet: true, press: () => actions.settings() })}
        ${button({ label: t("Log"), icon: "output", quiet: true, press: () => actions.log() })}
      </div>
    </header>
    ${serving(state.overview)} ${mistakes(state.overview, actions)}
    ${instances.length === 0 ? welcome(state, actions) : configured(state, actions)}
  `;
}

function serving({ serving }: Overview): View {
  if (serving === "") return nothing;
  const who = serving.startsWith("builtin") ? t("the built-in engine, which needs no key") : serving;
  return html`<p class="lead">${t("Completions come from")} <strong>${who}</strong>.</p>`;
}

function mistakes({ mistakes, folder }: Overview, actions: Actions): View {
  if (mistakes.length === 0) return nothing;
  return html`<section class="notice bad" role="alert" aria-label=${t("Mistakes")}>
    ${mistakes.map((words) => {
      const mistake = said(words);
      const [, file = ""] = /^(.*?\.ya?ml):\d+:\d+:/.exec(mistake) ?? [];
      const shown = mistake.replace(`${folder}/`, "");
      return html`<p>${shown} ${file === "" ? nothing : link(t("Open file"), () => actions.open(file))}</p>`;
    })}
  </section>`;
}

function welcome(state: Home, actions: Actions): TemplateResult {
  return html`
    ${begin(state, actions)} ${nearby(state, actions)} ${takeOver(state, actions)}
    <section aria-labelledby="no-key">
      <h2 id="no-key">${t("No key, no server?")}</h2>
      <p>
        ${t(
          "Nothing to do: Keyfill completes by itself, from the code that you have open and the code of this workspace. A model knows more.",
        )}
      </p>
    </section>
  `;
}

function configured(state: Home, actions: Actions): TemplateResult {
  const { instances } = state.overview;
  const order = orderOf(state);
  return html`
    <ul class="cards" aria-label=${t("Configured providers")}>
      ${repeat(
        inOrder(instances, order),
        ({ id }) => id,
        (instance) => card({ instance, order }, actions),
      )}
    </ul>
    ${nearby(
      {
        ...state,
        localServers: state.localServers?.filter(({ instance }) => instance === undefined) ?? [],
      },
      actions,
    )}
    ${takeOver(state, actions)}
    <p class="quiet">
      ${t("Each provider is a file in {0}; what you change there shows here at once.", state.overview.folder)}
    </p>
    ${
      instances.length > 1
        ? html`<p class="quiet">
            ${t("The first completes; the others step in, in this order, where you allow it.")}
          </p>`
        : nothing
    }
  `;
}

/** Who completes first, then who steps in, then the others. */
function inOrder(instances: readonly InstanceView[], order: readonly string[]): readonly InstanceView[] {
  const rank = ({ id }: InstanceView) => (order.includes(id) ? order.indexOf(id) : order.length);
  return instances.toSorted((a, b) => rank(a) - rank(b));
}

function orderOf({ overview, surroundings }: Home): readonly string[] {
  const { chosen = "", fallback = [] } = surroundings ?? {};
  const first = overview.instances.find(({ enabled, model }) => enabled && model !== undefined)?.id;
  const completing = chosen === "" ? first : chosen;
  return [completing, ...fallback].flatMap((id) => (id === undefined || id === "" ? [] : [id]));
}
