/** Where everything starts: one field that takes what a person has, and the list of all providers. */
import { html, nothing, type TemplateResult } from "lit";

import type { KindView, Overview } from "../../../server/protocol/setup.ts";
import { busy, link, valueOf, type View } from "../parts.ts";
import { said, t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { field, select } from "./fields.ts";
import { BLANK, type Form, type State } from "./state.ts";

/** Where everything starts: one field that takes what a person has. */
export function begin({ form, overview, surroundings }: State, actions: Actions): TemplateResult {
  return html`
    <section class="begin" aria-labelledby="begin">
      <h2 id="begin">${t("Paste an API key, or the address of a server")}</h2>
      <div class="paste">
        <vscode-textfield
          id="field-paste"
          .label=${t("API key or address")}
          type=${isSecret(form?.pasted ?? "") ? "password" : "text"}
          placeholder="sk-…   http://localhost:8080   $MY_KEY"
          .value=${form?.pasted ?? ""}
          autocomplete="off"
          spellcheck="false"
          @input=${conceal}
          @keydown=${(event: KeyboardEvent) => entered(event, actions)}
          @paste=${(event: ClipboardEvent) => pasted(event, actions)}
          @change=${(event: Event) => actions.paste(valueOf(event))}
        ></vscode-textfield>
      </div>
      <p class="help">
        ${t(
          "Keyfill recognises whose key it is, tries it, and lists its models. Keys are kept in the secret store of this editor and nowhere else.",
        )}
      </p>
      ${recognition(form)}
      ${
        surroundings?.remote === undefined
          ? nothing
          : html`<p class="help">
              ${t(
                "The engine runs on the remote machine: localhost means that machine. For a server on the machine in front of you, forward its port to the remote (ssh -R 11434:localhost:11434 HOST), or give its address in your network.",
              )}
            </p>`
      }
    </section>
    ${overview ? catalogue(overview, actions) : nothing}
  `;
}

function recognition(form: Form | undefined): View {
  const recognised = form?.recognised;
  if (recognised === "looking") return busy(t("Looking at what that is…"));
  if (recognised?.kind !== "neither") return nothing;
  return html`<p class="notice bad" role="alert">${said(recognised.words)}</p>`;
}

/** An address is to be read while it is typed; a key is not. */
function isSecret(text: string): boolean {
  return text.length > 3 && !/^(?:https?:|localhost|[\d.]+(?::|$)|\$|command:|[\w-]+[.:])/.test(text);
}

function conceal(event: Event): void {
  if (event.target instanceof HTMLElement) {
    event.target.setAttribute("type", isSecret(valueOf(event)) ? "password" : "text");
  }
}

/** A field that was concealed meanwhile tells of no change. */
function entered(event: KeyboardEvent, actions: Actions): void {
  if (event.key === "Enter") actions.paste(valueOf(event));
}

/** At once, without Enter: nothing else is to be done with it. */
function pasted(event: ClipboardEvent, actions: Actions): void {
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (text.trim() === "") return;
  event.preventDefault();
  actions.paste(text);
}

function catalogue({ kinds }: Overview, actions: Actions): TemplateResult {
  const of = (place: KindView["place"]) => kinds.filter((kind) => kind.place === place);
  const list = (place: KindView["place"], title: string) =>
    html`<div>
      <h3>${title}</h3>
      <ul class="kinds">
        ${of(place).map(({ id, name }) => html`<li>${link(name, () => actions.pickKind(id))}</li>`)}
      </ul>
    </div>`;
  return html`<section aria-labelledby="catalogue">
    <h2 id="catalogue">${t("Or choose a provider")}</h2>
    ${field(
      { form: BLANK, key: "kind", label: t("Search providers") },
      select({
        key: "kind",
        label: t("Search providers"),
        value: "",
        choices: [{ value: "", label: t("Type to search…") }, ...kinds.map(kindChoice)],
        changed: (kind) => kind && actions.pickKind(kind),
      }),
    )}
    <vscode-collapsible heading=${t("All {0} providers", kinds.length)}>
      <div class="columns">
        ${list("cloud", t("In the cloud"))} ${list("local", t("On your own machine"))}
      </div>
    </vscode-collapsible>
  </section>`;
}

export function kindChoice({ id, name, place }: KindView) {
  return {
    value: id,
    label: name,
    description: place === "cloud" ? t("in the cloud") : t("on your own machine"),
  };
}
