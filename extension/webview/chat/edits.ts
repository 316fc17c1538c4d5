/** What a turn did to files: to be looked at one by one, and taken back at once. */
import { html, nothing } from "lit";

import type { FileChange, ModelTurn } from "../../../server/protocol/chat/conversation.ts";
import { button, type View } from "../parts.ts";
import { t } from "../words.ts";
import type { Actions } from "./actions.ts";
import { changeLine } from "./call.ts";

interface Edit {
  readonly call: string;
  readonly change: FileChange;
}

export function edits(turn: ModelTurn, actions: Actions): View {
  const all: readonly Edit[] = turn.steps.flatMap(({ calls }) =>
    calls.flatMap(({ id, changes }) => changes.map((change) => ({ call: id, change }))),
  );
  if (all.length === 0 || turn.state.kind === "answering") return nothing;
  const files = new Set(all.map(({ change }) => change.uri)).size;
  const count = files === 1 ? t("1 file changed") : t("{0} files changed", files);
  return html`<section class="edits ${turn.undone ? "undone" : ""}" aria-label=${t("Changes to files")}>
    <div class="edits-head">
      <strong>${count}</strong>
      ${turn.undone ? html`<span class="quiet">${t("taken back")}</span>` : nothing}
      ${button({
        label: turn.undone ? t("Do it again") : t("Undo all"),
        icon: turn.undone ? "redo" : "discard",
        quiet: true,
        press: () => actions.undo(turn),
      })}
    </div>
    ${all.map(({ call, change }) => changeLine({ turn: turn.id, call, change }, actions))}
  </section>`;
}
