/** How far the index of meanings is, for the status bar. */
import { l10n } from "vscode";

import { said } from "./said.ts";
import type { EmbeddingsStatus } from "../server/protocol/embeddings.ts";

/** A paragraph in Markdown; empty for what nobody has asked for. */
export function meaningsText({ state, target, chunks, embedded, why = "" }: EmbeddingsStatus): string {
  const [done, all] = [embedded.toLocaleString(), chunks.toLocaleString()];
  const link = (text: string, command: string) => `[${text}](command:${command})`;
  const pause = (text: string) => link(text, "keyfill.pauseMeanings");
  switch (state) {
    case "off":
      return "";
    case "asks":
      return `${l10n.t("{0} of {1} pieces of code are indexed by meaning.", done, all)} ${link(l10n.t("Index the rest…"), "keyfill.indexMeanings")}`;
    case "embedding":
      return `${l10n.t("Indexing meanings: {0} of {1} pieces.", done, all)} ${pause(l10n.t("Pause"))}`;
    case "paused":
      return `${l10n.t("Indexing meanings is paused: {0} of {1} pieces.", done, all)} ${pause(l10n.t("Go On"))}`;
    case "ready":
      return l10n.t("{0} pieces of code are indexed by meaning, with {1}.", done, `\`${target}\``);
    case "waiting":
      return `${l10n.t("Indexing meanings waits: {0}", said(why))} ${pause(l10n.t("Pause"))}`;
    case "failed":
      return `$(warning) ${l10n.t("Meanings are not indexed: {0}", said(why))}`;
  }
}
