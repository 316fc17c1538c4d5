/** A call of a tool: one line that opens, and a card where the user is asked first. */
import { html, nothing, type TemplateResult } from "lit";

import type {
  Call,
  CallState,
  FileChange,
  PermissionAsked,
} from "../../../server/protocol/chat/conversation.ts";
import { button, link, type View } from "../parts.ts";
import { said, t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { codicon } from "./chat-parts.ts";
import { literal, plain, visible } from "./markdown/visible.ts";

export interface CallOf {
  readonly turn: string;
  readonly call: Call;
}

/** More of it is read in an editor. */
const MOST = 10_000;

export function callView({ turn, call }: CallOf, actions: Actions): TemplateResult {
  const { title, name, state, changes } = call;
  return html`<details class="call ${state.kind}">
      <summary>
        ${codicon(...ICONS[state.kind])}
        <span class="call-title">${visible(plain(said(title || name)))}</span>
        ${changes.map((change) => counts(change))}
        <span class=${state.kind === "done" ? "hidden" : "quiet"}>${stateWords(state)}</span>
      </summary>
      <div class="inside">
        ${changes.map((change) => changeLine({ turn, call: call.id, change }, actions))}
        ${text(`${t("Arguments")} · ${name}`, pretty(call.arguments), actions)}
        ${call.result === "" ? nothing : text(t("Result"), call.result, actions)}
      </div>
    </details>
    ${state.kind === "asking" ? permission(call, state.permission, actions) : nothing}`;
}

const ICONS: Readonly<Record<CallState["kind"], readonly [string, string]>> = {
  asking: ["question", ""],
  running: ["loading", "spin"],
  done: ["check", "good"],
  failed: ["error", "bad"],
  denied: ["circle-slash", "quiet"],
};

function stateWords({ kind }: CallState): string {
  const words: Readonly<Record<CallState["kind"], string>> = {
    asking: t("waits for you"),
    running: t("running"),
    done: t("done"),
    failed: t("failed"),
    denied: t("denied"),
  };
  return words[kind];
}

function counts({ added, removed }: FileChange): TemplateResult {
  return html`<span class="counts"
    ><span class="added" aria-label=${t("{0} lines added", added)}>+${added}</span>
    <span class="removed" aria-label=${t("{0} lines removed", removed)}>−${removed}</span></span
  >`;
}

interface ChangeOf {
  readonly turn: string;
  readonly call: string;
  readonly change: FileChange;
}

export function changeLine({ turn, call, change }: ChangeOf, actions: Actions): TemplateResult {
  const { path, before, after } = change;
  const what = before === undefined ? t("new") : after === undefined ? t("deleted") : "";
  return html`<p class="change">
    ${link(visible(path), () => actions.showChange(turn, call, change), t("Show what changed in {0}", path))}
    ${what === "" ? nothing : html`<span class="quiet">${what}</span>`} ${counts(change)}
  </p>`;
}

function text(label: string, whole: string, actions: Actions): TemplateResult {
  const shown = visible(plain(whole.slice(0, MOST)));
  return html`<p class="label">${visible(label)}</p>
    <pre tabindex="0" aria-label=${label}>${shown}</pre>
    ${whole.length > MOST ? html`<p>${link(t("Open all of it"), () => actions.openText(whole))}</p>` : nothing}`;
}

function pretty(json: string): string {
  try {
    return JSON.stringify(JSON.parse(json), null, 2);
  } catch {
    return json;
  }
}

/** What will be done stands there to the letter: whoever allows it has read that, and nothing else. */
function permission(
  call: Call,
  { detail, pattern, warning }: PermissionAsked,
  actions: Actions,
): TemplateResult {
  const allow = (decision: "once" | "chat" | "always" | "deny") => () => actions.permit(call.id, decision);
  return html`<section class="permission" role="alert" aria-label=${t("The model asks for permission")}>
    <p><strong>${t("May the model do this?")}</strong> ${visible(plain(said(call.title)))}</p>
    ${warning === undefined ? nothing : html`<p class="warning">${codicon("warning")} <span>${literal(warning)}</span></p>`}
    <pre tabindex="0" aria-label=${t("What will be done")}>${literal(detail)}</pre>
    <div class="tools">
      ${button({ label: t("Allow once"), press: allow("once") })} ${lasting(pattern, allow)}
      ${button({ label: t("Deny"), quiet: true, press: allow("deny") })}
    </div>
  </section>`;
}

function lasting(pattern: string, allow: (decision: "chat" | "always") => () => void): View {
  if (pattern === "") return nothing;
  return html`${button({ label: t("For this chat"), quiet: true, press: allow("chat") })}
  ${button({ label: t("Always: {0}", literal(pattern)), quiet: true, press: allow("always") })}`;
}
