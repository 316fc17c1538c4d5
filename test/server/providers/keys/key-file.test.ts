import { chmod, mkdtemp, writeFile } from "node:fs/promises";
import { join } from "node:path";

import { beforeEach, describe, expect, test } from "vitest";

import { inPlainEnglish } from "../../../support/in-plain-english.ts";
import { createKeyFile } from "../../../../server/providers/keys/key-file.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

const folder = temporaryFolder();
const isWindows = process.platform === "win32";
let path = folder;
let notes: string[] = [];

beforeEach(async () => {
  path = join(await mkdtemp(join(folder, "config-")), "keys.yaml");
  notes = [];
});

async function write(text: string, mode = 0o600) {
  await writeFile(path, text);
  await chmod(path, mode);
}

const keyFile = (more = {}) => createKeyFile({ path, note: (line) => notes.push(line), ...more });

test("a key by the name of its instance", async () => {
  await write('mine: "sk-1"\nother: $NAME\n');
  const file = keyFile();
  expect(await file.of("mine", true)).toBe("sk-1");
  expect(await file.of("other", true)).toBe("$NAME");
  expect(await file.of("third", true)).toBeUndefined();
});

test("no file is no key", async () => {
  expect(await keyFile().of("mine", true)).toBeUndefined();
});

test("a change counts at once", async () => {
  await write("mine: sk-1");
  const file = keyFile();
  expect(await file.of("mine", true)).toBe("sk-1");
  await write("mine: sk-22");
  expect(await file.of("mine", true)).toBe("sk-22");
});

describe.skipIf(isWindows)("where files have a mode", () => {
  test.for(["0644", "0640", "0604", "0660"])("mode %s is refused, with what to do", async (octal) => {
    await write("mine: sk-1", parseInt(octal, 8));
    expect(
      inPlainEnglish(
        await keyFile()
          .of("mine", true)
          .catch((error: unknown) => error),
      ),
    ).toMatchObject({
      kind: "misconfigured",
      message: `${path} may be read by others (mode ${octal}) and is not used`,
      advice: `Run: chmod 600 "${path}"`,
    });
  });

  test("corrected, it counts at once", async () => {
    await write("mine: sk-1", 0o644);
    const file = keyFile();
    await expect(file.of("mine", true)).rejects.toMatchObject({ kind: "misconfigured" });
    await chmod(path, 0o600);
    expect(await file.of("mine", true)).toBe("sk-1");
  });

  test("someone else's is refused", async () => {
    await write("mine: sk-1");
    await expect(keyFile({ user: 12_345 }).of("mine", true)).rejects.toMatchObject({
      message: `${path} belongs to someone else`,
    });
  });

  test("who needs no key goes on without; the log says why", async () => {
    await write("mine: sk-1", 0o644);
    const file = keyFile();
    expect(await file.of("mine", false)).toBeUndefined();
    expect(await file.of("mine", false)).toBeUndefined();
    expect(notes).toEqual([expect.stringContaining("chmod 600")]);
  });
});

test("on Windows it is read, and the log says what was not checked", async () => {
  await write("mine: sk-1", 0o644);
  expect(await keyFile({ windows: true }).of("mine", true)).toBe("sk-1");
  expect(notes).toEqual([expect.stringContaining("is not checked on Windows")]);
});

test.for([
  "mine: *sk-secret",
  "mine: [sk-secret",
  "mine: sk-secret: x",
  "- sk-secret",
  "mine:\n  key: sk-secret",
  "mine: &sk-secret",
])("a mistake is told by its place, and never by what is there: %j", async (text) => {
  await write(text);
  const failed: unknown = await keyFile()
    .of("mine", true)
    .catch((error: unknown) => error);
  expect(failed).toMatchObject({
    kind: "misconfigured",
    message: expect.stringMatching(/keys\.yaml:\d+:\d+: /),
  });
  expect(JSON.stringify(failed) + notes.join()).not.toContain("sk-secret");
});
