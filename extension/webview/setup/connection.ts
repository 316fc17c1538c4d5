/** How the provider is reached: address, headers, proxy, certificates, time-outs. */
import { html, type TemplateResult } from "lit";

import type { KindView } from "../../../server/protocol/setup.ts";
import { checkedOf, valueOf } from "../parts.ts";
import { t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { ownNumber, ownText } from "./own-field.ts";
import { field, textInput } from "./fields.ts";
import { type Form, mistakeIn } from "./state.ts";

interface Connection {
  readonly form: Form;
  readonly kind: KindView | undefined;
}

export function connection({ form, kind }: Connection, actions: Actions): TemplateResult {
  const own = (key: string, label: string, help: string) => ownText({ form, key, label, help }, actions);
  const seconds = (key: string, label: string, help: string) =>
    ownNumber({ form, key, label, help }, actions);
  return html`
    ${own("base_url", t("Address"), kind?.baseUrl ? t("Left empty: {0}", kind.baseUrl) : t("The base URL of its API."))}
    ${pairs({ form, key: "headers", label: t("Headers") }, actions)}
    ${pairs({ form, key: "query", label: t("Query parameters") }, actions)}
    ${own("proxy", t("Proxy"), t("http://HOST:3128 or socks5://HOST:1080, $NAME for an environment variable that holds it, or direct. Left empty: what the editor's settings (http.proxy) and the environment say."))}
    ${own("ca", t("Certificate that is trusted as well"), t("A PEM file, by its whole path or from ~/."))}
    ${ownCertificate(form, actions)}
    ${field(
      {
        form,
        key: "insecure",
        label: t("Certificates"),
        help: t("Only for a server of your own, and only until its certificate is in order."),
      },
      html`<vscode-checkbox
        id="field-insecure"
        .label=${t("Take any certificate")}
        ?checked=${form.draft.fields["insecure"] === true}
        @change=${(event: Event) => actions.setField("insecure", checkedOf(event) || undefined)}
      ></vscode-checkbox>`,
    )}
    ${seconds("first_byte_timeout", t("Seconds until the first text"), t("Left empty: 30."))}
    ${seconds("stall_timeout", t("Seconds between two pieces"), t("Left empty: 15."))}
  `;
}

/** For a server that wants one. */
function ownCertificate(form: Form, actions: Actions): TemplateResult {
  const value = form.draft.fields["client_certificate"];
  const parts: Readonly<Record<string, unknown>> =
    typeof value === "object" && value !== null ? { ...value } : {};
  const part = (name: string, { label, help, secret = false }: PartOfCertificate) => {
    const key = `client_certificate.${name}`;
    const text = parts[name];
    const changed = (said: string) => {
      const { [name]: _, ...others } = parts;
      const all = said.trim() === "" ? others : { ...others, [name]: said.trim() };
      actions.setField("client_certificate", Object.keys(all).length > 0 ? all : undefined);
    };
    const invalid = mistakeIn(form, key) !== undefined;
    const input = { key, label, value: typeof text === "string" ? text : "", secret, invalid, changed };
    return field({ form, key, label, help }, textInput(input));
  };
  return html`<fieldset>
    <legend class="label">${t("Certificate of yours, for a server that wants one")}</legend>
    ${part("cert", { label: t("Certificate"), help: t("A PEM file, by its whole path or from ~/.") })}
    ${part("key", { label: t("Its key"), help: t("A PEM file as well.") })}
    ${part("passphrase", { label: t("Passphrase of the key"), help: t("If it is locked: better $NAME, an environment variable that holds it."), secret: true })}
  </fieldset>`;
}

interface PartOfCertificate {
  readonly label: string;
  readonly help: string;
  readonly secret?: boolean;
}

interface Pairs {
  readonly form: Form;
  readonly key: "headers" | "query";
  readonly label: string;
}

/** A line each, as they are written on the wire. */
function pairs({ form, key, label }: Pairs, actions: Actions): TemplateResult {
  const value = form.draft.fields[key];
  const lines = typeof value === "object" && value !== null ? Object.entries(value) : [];
  return field(
    { form, key, label, help: t("One a line: name: value") },
    html`<vscode-textarea
      id=${`field-${key}`}
      .label=${label}
      rows="2"
      monospace
      .value=${lines.map(([name, value]) => `${name}: ${String(value)}`).join("\n")}
      @change=${(event: Event) => actions.setField(key, pairsIn(valueOf(event)))}
    ></vscode-textarea>`,
  );
}

function pairsIn(text: string): Readonly<Record<string, string>> {
  const pairs = text.split("\n").flatMap((line) => {
    const [, name, value = ""] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    return name === undefined ? [] : [[name, value] as const];
  });
  return Object.fromEntries(pairs);
}
