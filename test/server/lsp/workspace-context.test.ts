/** What other files declare reaches the prompt: by way of the index's thread, as the editor uses it. */
import { beforeAll, expect, test } from "vitest";

import { INDEX_REQUEST, type IndexStatus } from "../../../server/protocol.ts";
import { folderWith, uriOf } from "../../support/indexed-folder.ts";
import { runningServer } from "../../support/running-server.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const running = runningServer();
let parent = "";

beforeAll(() => {
  parent = temporaryFolder();
});

async function promptFor(marked: string, files: Readonly<Record<string, string>>): Promise<string> {
  running.provider.behave({ kind: "stream", pieces: ["x"] });
  const folder = folderWith(parent, files);
  const client = await running.start({ folder });
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
