/** Keys that hold for the whole page: Esc goes back by one, and at last stops the answer. */
import type { Actions } from "./actions.ts";
import type { Store } from "./store.ts";

export function hearKeys(page: Document, { state }: Store, actions: Actions): void {
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing || event.defaultPrevented) return;
    const { menu, place, draft, open } = state();
    if (menu !== undefined) {
      actions.menu(undefined);
      page.querySelector<HTMLElement>("#message")?.focus();
    } else if (place === "history") actions.show("talk");
    else if (draft.editing !== undefined) actions.endEditing();
    else if (open?.isAnswering) actions.stop();
    else return;
    event.preventDefault();
  });
}
