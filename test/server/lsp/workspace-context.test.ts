/** What other files declare reaches the prompt: by way of the index's thread, as the editor uses it. */
import { beforeAll, expect, test } from "vitest";

import {
  DEFINITIONS_REQUEST,
  type DefinitionsParams,
  EDITOR_VIEW_NOTIFICATION,
  type EditorView,
  INDEX_REQUEST,
  type IndexStatus,
} from "../../../server/protocol.ts";
import { folderWith, uriOf } from "../../support/indexed-folder.ts";
import { runningServer } from "../../support/running-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const running = runningServer();
let parent = "";

beforeAll(() => {
  parent = temporaryFolder();
});

const definitionsAsked: DefinitionsParams[] = [];

async function promptFor(
  marked: string,
  files: Readonly<Record<string, string>>,
  tell?: (folder: string) => Promise<EditorView>,
): Promise<string> {
  running.provider.behave({ kind: "stream", pieces: ["x"] });
  const folder = folderWith(parent, files);
  const client = await running.start({ folder, initializationOptions: { definitions: tell !== undefined } });
  client.connection.onRequest(DEFINITIONS_REQUEST, (params: DefinitionsParams) => {
    definitionsAsked.push(params);
    return [{ uri: uriOf(folder, "defined.py"), line: 0 }];
  });
  if (tell) await client.connection.sendNotification(EDITOR_VIEW_NOTIFICATION, await tell(folder));
  for (;;) {
    const { state } = await client.connection.sendRequest<IndexStatus>(INDEX_REQUEST, {});
    if (state === "ready") break;
  }
  // The thread has compiled nothing yet, and a keystroke does not wait for it.
  for (let ask = 0; ask < 3; ask++)
    await client.complete(`${marked}${" ".repeat(ask)}`, { uri: uriOf(folder, "app.py"), manual: true });
  return String(running.provider.requests.at(-1)?.body["prompt"]);
}

const LEDGER =
  'class Ledger:\n    def post_entry(self, account, amount):\n        """Books it."""\n        return None\n';

test("a declaration that is imported from another file is in the prompt", async () => {
  const prompt = await promptFor("from ledger import Ledger\n\nbook = Ledger()\nbook.▮\n", {
    "ledger.py": LEDGER,
    "other.py": "def unrelated():\n    pass\n",
  });
  expect(prompt).toContain("ledger.py");
  expect(prompt).toContain("def post_entry(self, account, amount)");
});

const block = (name: string) =>
  Array.from({ length: 3 }, (_, line) => `${name}_${String(line)} = 1\n`).join("");

test("what only the editor knows is in the prompt: what was looked at, copied, found wrong, and defined where it says", async () => {
  const files = {
    "defined.py": "def unguessable(first, second):\n    pass\n",
    "viewed.py": block("looked"),
    "copied.py": block("taken"),
  };
  const prompt = await promptFor("value = 1\nvalue.call(▮\n", files, async (folder) => {
    for (const path of ["viewed.py", "copied.py"] as const) {
      await running.client.put(`${files[path]}▮`, uriOf(folder, path));
    }
    return {
      viewed: [{ uri: uriOf(folder, "viewed.py"), start: 1, end: 1 }],
      copied: { uri: uriOf(folder, "copied.py"), start: 2, end: 2 },
      problems: [{ uri: uriOf(folder, "app.py"), line: 1, message: "call is not a member" }],
    };
  });
  expect(definitionsAsked).toMatchObject([{ line: 1, characters: [0, 6] }]);
  expect(prompt).toContain("def unguessable(first, second)");
  expect(prompt).toContain("looked_1 = 1");
  expect(prompt).toContain("taken_2 = 1");
  expect(prompt).toContain("line 2: call is not a member");
});
