/** The index of meanings, from the editor: what it would cost is asked before anything is sent, and the status bar tells how far it is. */
import { setTimeout as sleep } from "node:timers/promises";
import { commands, l10n, ProgressLocation, window, workspace } from "vscode";

import {
  EMBEDDING_PLAN_REQUEST,
  type EmbeddingPlan,
  EMBEDDINGS_REQUEST,
  type EmbeddingsParams,
  type EmbeddingsStatus,
} from "../server/protocol/embeddings.ts";
import type { Words } from "../server/protocol/told.ts";
import { said } from "./said.ts";
import type { Server } from "./server.ts";

type Planned = Extract<EmbeddingPlan, { readonly kind: "plan" }>;
type Able = Extract<EmbeddingPlan, { readonly kind: "off" }>["able"];

const APPLIED_WITHIN_MS = 5_000;
const LOOK_AGAIN_MS = 100;

/** Asks who is to embed if nobody was chosen, tells what it costs, and starts when that is agreed to. */
export async function indexMeanings(server: Server): Promise<void> {
  let plan = await planned(server);
  if (plan?.kind === "off" && (await chooseEmbedder(plan.able))) plan = await afterChoice(server);
  if (plan?.kind === "failed") await tellFailure(plan);
  if (plan?.kind === "plan" && (await agrees(plan))) await act(server, { action: "start" });
}

export async function pauseMeanings(server: Server): Promise<void> {
  const before = await act(server, {});
  const after = await act(server, { action: before?.state === "paused" ? "resume" : "pause" });
  const isPaused = after?.state === "paused";
  window.setStatusBarMessage(
    isPaused ? l10n.t("Keyfill embeds nothing for now.") : l10n.t("Keyfill goes on indexing meanings."),
    3000,
  );
}

function act(server: Server, params: EmbeddingsParams): Promise<EmbeddingsStatus | undefined> {
  return server.request<EmbeddingsStatus>(EMBEDDINGS_REQUEST, params);
}

function planned(server: Server): Thenable<EmbeddingPlan | undefined> {
  const title = l10n.t("Keyfill counts what would be embedded…");
  return window.withProgress({ location: ProgressLocation.Window, title }, () =>
    server.request<EmbeddingPlan>(EMBEDDING_PLAN_REQUEST),
  );
}

async function chooseEmbedder(able: Able): Promise<boolean> {
  if (able.length === 0) {
    const providers = l10n.t("Providers…");
    const words = l10n.t("No provider that is set up can turn code into vectors.");
    const answer = await window.showInformationMessage(words, providers);
    if (answer === providers) await commands.executeCommand("keyfill.providers");
    return false;
  }
  const chosen = await window.showQuickPick(
    able.map(({ instance, model }) => ({
      label: instance,
      ...(model !== undefined && { description: model }),
    })),
    { title: l10n.t("Keyfill: Index Meanings"), placeHolder: l10n.t("Who turns the code into vectors?") },
  );
  if (!chosen) return false;
  const model = chosen.description ?? (await askModel(chosen.label));
  if (model === undefined) return false;
  const settings = workspace.getConfiguration("keyfill");
  if (chosen.description === undefined) await settings.update("embeddings.model", model, true);
  await settings.update("embeddings.provider", chosen.label, true);
  return true;
}

function askModel(instance: string): Thenable<string | undefined> {
  return window.showInputBox({
    title: l10n.t("Keyfill: Index Meanings"),
    prompt: l10n.t("Which model of “{0}” turns text into vectors?", instance),
    placeHolder: "nomic-embed-text",
    validateInput: (text) =>
      text.trim() === "" ? l10n.t("A model's name, as the provider has it.") : undefined,
  });
}

/** The server is told of settings a moment after they are written. */
async function afterChoice(server: Server): Promise<EmbeddingPlan | undefined> {
  const end = Date.now() + APPLIED_WITHIN_MS;
  let plan = await planned(server);
  while (plan?.kind === "off" && Date.now() < end) {
    await sleep(LOOK_AGAIN_MS);
    plan = await planned(server);
  }
  return plan;
}

async function tellFailure({ message, advice }: { message: Words; advice: Words }): Promise<void> {
  const settings = l10n.t("Settings");
  const answer = await window.showWarningMessage(
    l10n.t("Keyfill cannot index meanings: {0}. {1}", said(message), said(advice)),
    settings,
  );
  if (answer === settings)
    await commands.executeCommand("workbench.action.openSettings", "keyfill.embeddings");
}

async function agrees(plan: Planned): Promise<boolean> {
  const start = plan.missing === 0 ? l10n.t("Keep Up to Date") : l10n.t("Index");
  const message = l10n.t("Index what this workspace's code means, with {0}?", plan.target);
  const detail = [amount(plan), price(plan), terms(plan)].join("\n\n");
  return (await window.showInformationMessage(message, { modal: true, detail }, start)) === start;
}

function amount({ missing, chunks, tokens, isEstimate }: Planned): string {
  const [some, all, count] = [missing, chunks, tokens].map((number) => number.toLocaleString());
  if (missing === 0) return l10n.t("All {0} pieces of code are indexed already.", all ?? "");
  const about = isEstimate ? l10n.t("about {0} tokens", count ?? "") : l10n.t("{0} tokens", count ?? "");
  return l10n.t("{0} of {1} pieces of code are to be embedded: {2}.", some ?? "", all ?? "", about);
}

function price({ isLocal, money }: Planned): string {
  if (isLocal) return l10n.t("It runs on this machine and costs nothing but its time.");
  if (money === undefined) return l10n.t("What the provider charges for it is not known here.");
  const dollars = money < 0.01 ? l10n.t("less than $0.01") : `$${money.toFixed(2)}`;
  return l10n.t("It costs {0} in all.", dollars);
}

function terms({ isLocal }: Planned): string {
  const kept = l10n.t(
    "What your privacy rules keep from this provider is left out, and secrets are covered.",
  );
  const later = l10n.t("What changes from now on is embedded as well, a few pieces at a time.");
  return isLocal ? later : `${kept} ${later}`;
}
