/** The page's texts in the user's language: the English text is the key, as in VS Code's own l10n. */
import type { Words } from "../../server/protocol/told.ts";
import { translated } from "../translated.ts";

let bundle: Readonly<Record<string, string>> = {};

export function speak(translations: Readonly<Record<string, string>>): void {
  bundle = translations;
}

export function t(text: string, ...values: readonly (string | number)[]): string {
  const known = bundle[text] ?? text;
  // What a provider said may hold braces of its own.
  if (values.length === 0) return known;
  return known.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(values[Number(index)] ?? ""));
}

/** What the engine tells. */
export function said(...told: readonly Words[]): string {
  return translated(told, t);
}

export function duration(ms: number): string {
  return ms < 1000 ? t("{0} ms", Math.round(ms)) : t("{0} s", (ms / 1000).toFixed(1));
}

/** “3 minutes ago”, in words. */
export function ago(date: string, now = Date.now()): string {
  const minutes = Math.round((now - Date.parse(date)) / 60_000);
  if (minutes < 1) return t("just now");
  if (minutes < 60) return minutes === 1 ? t("a minute ago") : t("{0} minutes ago", minutes);
  const hours = Math.round(minutes / 60);
  if (hours < 24) return hours === 1 ? t("an hour ago") : t("{0} hours ago", hours);
  return new Date(date).toLocaleDateString();
}

/** Windows are round in the one way or in the other. */
export function tokens(count: number): string {
  if (count < 1000) return String(count);
  if (count >= 1_000_000) return `${(count / 1_000_000).toFixed(1).replace(/\.0$/, "")}M`;
  return `${String(Math.round(count / (count % 1024 === 0 ? 1024 : 1000)))}k`;
}
