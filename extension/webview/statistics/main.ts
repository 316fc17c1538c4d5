/** Where the statistics page begins in the browser. */
import "@vscode-elements/elements/dist/vscode-button/index.js";
import { render } from "lit";

import type { StatisticsQuestions } from "../../statistics/messages.ts";
import { openPage } from "../open-page.ts";
import { type Actions, page, trouble } from "./page.ts";

const { root, ask, remembered, remember } = openPage<StatisticsQuestions>();
let days = typeof remembered === "number" ? remembered : 30;

const draw = async () => render(page(await ask("summary", { days }), actions), root);
const trying = (deed: () => Promise<unknown>) => {
  deed().catch((error: unknown) => {
    render(trouble(error instanceof Error ? error.message : String(error)), root);
  });
};
const actions: Actions = {
  show(period) {
    days = period;
    remember(days);
    trying(draw);
  },
  export: () => trying(() => ask("export", {})),
  clear: () => trying(async () => (await ask("clear", {})) && draw()),
};
window.addEventListener("focus", () => trying(draw));
trying(draw);
