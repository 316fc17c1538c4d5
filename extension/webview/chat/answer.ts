/** What stands in an answer: thoughts, words and calls of tools as they came, how it ended, what it changed and what it cost. */
import { html, nothing, type TemplateResult } from "lit";

import type { ModelTurn, Piece, Step } from "../../../server/protocol/chat/conversation.ts";
import { figureList, type View } from "../parts.ts";
import { said, t, tokens } from "../words.ts";
import type { Actions } from "./actions.ts";
import { callView } from "./call.ts";
import { codicon } from "./chat-parts.ts";
import { edits } from "./edits.ts";
import { ending } from "./ending.ts";
import { rowsOf, shortWords, sumOf } from "./figures.ts";
import { markdown } from "./markdown-view.ts";

export function answer(turn: ModelTurn, actions: Actions): TemplateResult {
  return html`
    ${turn.steps.map((step, at) => stepView({ turn, step, isLast: at === turn.steps.length - 1 }, actions))}
    ${waiting(turn)} ${ending(turn, actions)} ${edits(turn, actions)} ${dropped(turn)}
  `;
}

interface OneStep {
  readonly turn: ModelTurn;
  readonly step: Step;
  readonly isLast: boolean;
}

function stepView({ turn, step, isLast }: OneStep, actions: Actions): TemplateResult {
  const isOpen = isLast && turn.state.kind === "answering" && step.calls.length === 0;
  return html`
    ${step.pieces.map((piece, at) => pieceView(piece, isOpen && at === step.pieces.length - 1))}
    ${step.calls.map((call) => callView({ turn: turn.id, call }, actions))}
    ${step.failure ? fell(step) : nothing}
  `;
}

function pieceView(piece: Piece, isOpen: boolean): TemplateResult {
  const body = markdown({ text: piece.text, whole: !isOpen });
  if (piece.kind === "text") return body;
  const words = piece.redacted
    ? t("Reasoning, not shown by the provider")
    : isOpen
      ? t("Reasoning…")
      : t("Reasoning");
  return html`<details class="thought">
    <summary>${isOpen ? codicon("loading", "spin") : codicon("lightbulb")} ${words}</summary>
    <div class="inside">${body}</div>
  </details>`;
}

/** Another provider answered in its place. */
function fell({ target, failure }: Step): TemplateResult {
  return html`<p class="note">
    ${codicon("warning")} ${t("{0} failed ({1}); another was asked.", target, said(failure?.message ?? ""))}
  </p>`;
}

/** Before anything has come, or while the results of calls are read. */
function waiting({ state, steps }: ModelTurn): View {
  if (state.kind !== "answering") return nothing;
  const last = steps.at(-1);
  const isSpeaking = last !== undefined && last.pieces.length > 0 && last.calls.length === 0;
  const isBusyElsewhere =
    last?.calls.some(({ state }) => state.kind === "asking" || state.kind === "running") ?? false;
  if (isSpeaking || isBusyElsewhere) return nothing;
  return html`<p class="waiting">
    <span class="dots" aria-hidden="true"><i></i><i></i><i></i></span
    ><span class="hidden">${t("Waiting for the answer…")}</span>
  </p>`;
}

function dropped({ dropped }: ModelTurn): View {
  if (dropped.length === 0) return nothing;
  const count = dropped.reduce((sum, one) => sum + one.tokens, 0);
  const summary = t("{0} tokens had no room in the window and were left out", tokens(count));
  return html`<details class="dropped">
    <summary>${codicon("fold")} ${summary}</summary>
    <ul class="inside">
      ${dropped.map(
        ({ what, how, tokens: lost }) =>
          html`<li>
            ${what}:
            ${how === "shortened" ? t("shortened by {0} tokens", tokens(lost)) : t("left out, {0} tokens", tokens(lost))}
          </li>`,
      )}
    </ul>
  </details>`;
}

export function figures(turn: ModelTurn): View {
  const sum = sumOf([turn]);
  if (!sum || turn.state.kind === "answering") return nothing;
  return html`<details class="figures-of">
    <summary>
      <span title=${turn.target}>${turn.target.slice(turn.target.indexOf("/") + 1)}</span> ·
      ${shortWords(sum)}
    </summary>
    ${figureList(rowsOf(sum))}
  </details>`;
}
