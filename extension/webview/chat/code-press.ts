/** Presses on what Markdown brought: links, and the buttons of code. They stand outside the views, so one listener hears them all. */
import type { Actions } from "./actions.ts";
import type { CodeDeed } from "./markdown/code-block.ts";

const DEEDS: readonly CodeDeed[] = ["copy", "insert", "apply", "new", "run"];

export function codePress(root: HTMLElement, actions: Actions): void {
  root.addEventListener("click", (event) => {
    const target = event.target instanceof Element ? event.target : undefined;
    const href = target?.closest<HTMLElement>("a[data-href]")?.dataset["href"];
    const pressed = target?.closest<HTMLElement>("[data-do]");
    if (pressed) press(pressed, actions);
    if (href === undefined) return;
    event.preventDefault();
    // VS Code follows links by itself, wherever they lead.
    event.stopPropagation();
    actions.follow(href);
  });
}

function press(button: HTMLElement, actions: Actions): void {
  const block = button.closest<HTMLElement>("figure.code");
  const deed = DEEDS.find((one) => one === button.dataset["do"]);
  if (!block || !deed) return;
  const { language = "", file } = block.dataset;
  const text = block.querySelector("code")?.textContent ?? "";
  actions.code(deed, { text, language, ...(file !== undefined && { file }) });
  if (deed === "copy") confirmed(button);
}

function confirmed(button: HTMLElement): void {
  button.classList.replace("codicon-copy", "codicon-check");
  setTimeout(() => button.classList.replace("codicon-check", "codicon-copy"), 1500);
}
