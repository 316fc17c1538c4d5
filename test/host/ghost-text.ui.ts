/** Typing, ghost text, Tab, and the file on disk, with the engine that needs no provider, on both ends of the supported range. */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hostErrors } from "./logs.ts";
import { afterTyped, SCENE, typeScene } from "./scene.ts";
import { openSession, type Session } from "./session.ts";
import { VERSIONS } from "./versions.ts";
import { acceptAndSave, ghostText, runCommand, toasts } from "./workbench.ts";

describe.each([VERSIONS.newest, VERSIONS.oldest])("VS Code $version", (version) => {
  let session: Session;
  beforeAll(async () => {
    session = await openSession({ version });
  });
  afterAll(() => session.close());

  test("ghost text, accepted with Tab, is in the file", async () => {
    const { page, workspace } = session;
    await typeScene(page);
    expect(await ghostText(page)).toMatch(SCENE.suggested);
    await acceptAndSave(page);
    await workspace.untilRead(SCENE.file, (text) => SCENE.suggested.test(afterTyped(text)));
  });

  test("the log opens by its command", async () => {
    await runCommand(session.page, "Keyfill: Show Log");
    await session.page.locator(".part.panel .monaco-editor").filter({ hasText: SCENE.file }).waitFor();
  });

  test("nothing pops up and nothing fails", async () => {
    expect(await toasts(session.page)).toEqual([]);
    expect(hostErrors(session.host)).toEqual([]);
  });
});
