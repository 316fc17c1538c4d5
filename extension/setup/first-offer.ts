/** What a fresh start is offered, once: a model server that runs where the engine runs, used with one click. */
import { env, type LogOutputChannel, type Memento, ProgressLocation, window, workspace, l10n } from "vscode";

import { said } from "../said.ts";
import type { LocalServerView, VerdictView } from "../../server/protocol/setup.ts";
import type { Server } from "../server.ts";
import type { ProvidersPage } from "./page.ts";

interface Parts {
  readonly server: Server;
  readonly log: LogOutputChannel;
  readonly providersPage: ProvidersPage;
  /** Where it is remembered that the offer was made. */
  readonly remembered: Memento;
}

const OFFERED = "setup.localServerOffered";

export async function offerLocalServer(parts: Parts): Promise<void> {
  try {
    const found = await whatToOffer(parts);
    if (!found) return;
    // Whatever is answered, and also when the notification is closed or another window is quicker.
    await parts.remembered.update(OFFERED, true);
    const words =
      env.remoteName === undefined
        ? l10n.t("{0} runs on this machine. Shall it complete your code?", found.name)
        : l10n.t("{0} runs on the remote machine. Shall it complete your code?", found.name);
    const [useIt, others] = [l10n.t("Use It"), l10n.t("Other Providers…")];
    const answer = await window.showInformationMessage(words, useIt, others, l10n.t("Not Now"));
    if (answer === useIt) await use(found, parts);
    else if (answer === others) parts.providersPage.show();
  } catch (error) {
    // Nobody asked for the offer, so nobody need hear that there is none.
    parts.log.info(`no local server is offered: ${String(error)}`);
  }
}

/** Nothing to whoever has chosen already, even if that was the built-in engine, or nobody. */
async function whatToOffer({ server, remembered }: Parts): Promise<LocalServerView | undefined> {
  const configuration = workspace.getConfiguration("keyfill");
  const hasChosen =
    configuration.get("completion.provider", "") !== "" || !configuration.get("enabled", true);
  if (hasChosen || remembered.get(OFFERED, false) || !(await server.isServerNear())) return undefined;
  const servers = await server.ask("localServers", {});
  return servers.find(({ wantsKey, models }) => !wantsKey && models.length > 0);
}

/** With the models that it would begin with on the page; where there are none, the page is the place to choose. */
async function use(found: LocalServerView, { server, providersPage }: Parts): Promise<void> {
  const { kind, address } = found;
  const { kinds } = await server.ask("overview", {});
  // A kind of the user's own has a file already, which describes it.
  const id = kinds.some((one) => one.id === kind && one.own) ? `my-${kind}` : kind;
  const fields = { provider: kind, base_url: address };
  const models = await server.ask("models", { id, fields });
  const completion = models.kind === "models" ? models.completion : undefined;
  if (models.kind === "failed" || completion === undefined) return providersPage.show(address);
  const { chat } = models;
  const draft = {
    id,
    fields: { ...fields, model: completion, ...(chat !== undefined && { chat_model: chat }) },
  };
  const saved = await server.ask("save", draft);
  if (!saved.ok) return providersPage.show(address);
  const title = l10n.t("Keyfill fills a few holes with {0}…", completion);
  const verdict = await window.withProgress({ location: ProgressLocation.Notification, title }, () =>
    server.ask("probe", { ...draft, run: "first offer" }),
  );
  if (verdict) await tell(verdict, providersPage);
}

async function tell(verdict: VerdictView, page: ProvidersPage): Promise<void> {
  const { ok, model, why, advice = [], figures } = verdict;
  const ms = Math.round(figures?.timeToFirstTokenMs ?? 0);
  const details = l10n.t("Show Details");
  const answer = ok
    ? await window.showInformationMessage(
        l10n.t("{0} completes your code from now on, the first text after {1} ms.", model, ms),
        details,
      )
    : await window.showWarningMessage(
        l10n.t("{0} does not complete. {1}", model, said(...why, ...advice)),
        details,
      );
  if (answer === details) page.show();
}
