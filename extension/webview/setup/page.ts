/** The page as a whole: the overview of what is set up, or the form of one provider. */
import { html, nothing, type TemplateResult } from "lit";

import { t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { add } from "./add.ts";
import { edit } from "./edit.ts";
import { home } from "./home.ts";
import type { State } from "./state.ts";

export function page(state: State, actions: Actions): TemplateResult {
  const { overview, form, trouble } = state;
  return html`
    ${trouble ? html`<p class="notice bad" role="alert">${trouble}</p>` : nothing}
    ${
      overview === undefined
        ? html`<p class="quiet" role="status">${t("Loading…")}</p>`
        : form === undefined
          ? home({ ...state, overview }, actions)
          : form.isNew
            ? add({ ...state, overview, form }, actions)
            : edit({ ...state, overview, form }, actions)
    }
  `;
}
