/** `npm start -- --check`: opens VS Code without a display, makes one completion appear, takes a picture, accepts it. */
import { mkdirSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { OUTPUT } from "../host/paths.ts";
import { afterTyped, SCENE, typeScene } from "../host/scene.ts";
import { openSession, type Session } from "../host/session.ts";
import { acceptAndSave, ghostText } from "../host/workbench.ts";
import { keyfillLog } from "../host/logs.ts";

export async function checkStart(vsix: string, screenshot = join(OUTPUT, "check.png")): Promise<void> {
  console.log("Opening VS Code without a window…");
  const session = await openSession({ vsix });
  try {
    await check(session, resolve(screenshot));
  } catch (error) {
    const log = keyfillLog(session.host).slice(-2000);
    throw new Error(`The check failed: ${error instanceof Error ? error.message : String(error)}\n${log}`, {
      cause: error,
    });
  } finally {
    await session.close();
  }
}

async function check({ page, workspace }: Session, screenshot: string): Promise<void> {
  mkdirSync(dirname(screenshot), { recursive: true });
  try {
    await typeScene(page);
    console.log(`Suggested: ${(await ghostText(page)).trim()}`);
  } finally {
    await page.screenshot({ path: screenshot });
    console.log(`Screenshot: ${relative(process.cwd(), screenshot)}`);
  }
  await acceptAndSave(page);
  const added = await workspace.untilRead(SCENE.file, (text) => SCENE.suggested.test(afterTyped(text)));
  console.log(`Accepted with Tab; ${SCENE.file} now ends with:\n${afterTyped(added).trimEnd()}`);
}
