/** What is typed into the sample workspace so that the built-in engine has something to say. */
import type { Page } from "playwright-core";
import { makeRoomBelow, openFile, typeAtEnd } from "./workbench.ts";

export const SCENE = {
  file: "shapes.py",
  typed: "class Hexagon(Shape):\n    def __init__(self, side: float) -> None:\n",
  suggested: /side/,
} as const;

/** What follows the typed text in the file. */
export function afterTyped(text: string): string {
  const at = text.lastIndexOf(SCENE.typed);
  return at < 0 ? "" : text.slice(at + SCENE.typed.length);
}

export async function typeScene(page: Page): Promise<void> {
  await openFile(page, SCENE.file);
  // The editor indents by itself.
  await typeAtEnd(page, `\n\n${SCENE.typed.replaceAll(/^ +/gm, "")}`);
  await makeRoomBelow(page);
}
