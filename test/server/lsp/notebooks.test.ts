/** A cell of a notebook is completed with the other cells in view, as the client tells of them. */
import { expect, test } from "vitest";

import { runningServer } from "../../support/running-server.ts";

const running = runningServer();
const NOTEBOOK = "file:///w/sums.ipynb";
const cellUri = (name: string) => `vscode-notebook-cell:/w/sums.ipynb#${name}`;
const CODE = 2;
const MARKUP = 1;
const cell = (name: string, kind = CODE) => ({ kind, document: cellUri(name) });
const text = (name: string, text: string, languageId = "python") => ({
  uri: cellUri(name),
  languageId,
  version: 1,
  text,
});

/** What the provider is sent for a cursor at the end of a cell's first line. */
async function promptAt(name: string, character: number): Promise<string> {
  const { client, provider } = running;
  const params = {
    textDocument: { uri: cellUri(name) },
    position: { line: 0, character },
    context: { triggerKind: 1 },
  };
  await client.connection.sendRequest("textDocument/inlineCompletion", params);
  return String(provider.requests.at(-1)?.body["prompt"]).replace(/^[^]*<\|fim_prefix\|>/, "");
}

test("above and below, in their order, without those in other languages, as they change", async () => {
  const client = await running.start();
  const { connection } = client;
  expect(client.initialized?.capabilities.notebookDocumentSync).toBeDefined();
  await connection.sendNotification("notebookDocument/didOpen", {
    notebookDocument: {
      uri: NOTEBOOK,
      notebookType: "jupyter-notebook",
      version: 1,
      cells: [cell("a"), cell("note", MARKUP), cell("b"), cell("c")],
    },
    cellTextDocuments: [
      text("a", "import math"),
      text("note", "# Sums", "markdown"),
      text("b", "x = "),
      text("c", "print(x)"),
    ],
  });
  expect(await promptAt("b", 4)).toBe("import math\nx = <|fim_suffix|>\nprint(x)\n<|fim_middle|>");

  await connection.sendNotification("notebookDocument/didChange", {
    notebookDocument: { uri: NOTEBOOK, version: 2 },
    change: {
      cells: {
        structure: {
          array: { start: 1, deleteCount: 1, cells: [cell("d")] },
          didOpen: [text("d", "y = 1")],
          didClose: [{ uri: cellUri("note") }],
        },
        textContent: [{ document: { uri: cellUri("a"), version: 2 }, changes: [{ text: "import cmath\n" }] }],
      },
    },
  });
  expect(await promptAt("b", 4)).toBe("import cmath\ny = 1\nx = <|fim_suffix|>\nprint(x)\n<|fim_middle|>");

  await connection.sendNotification("notebookDocument/didClose", {
    notebookDocument: { uri: NOTEBOOK },
    cellTextDocuments: ["a", "b", "c", "d"].map((name) => ({ uri: cellUri(name) })),
  });
  const params = {
    textDocument: { uri: cellUri("b") },
    position: { line: 0, character: 4 },
    context: { triggerKind: 1 },
  };
  expect(await connection.sendRequest("textDocument/inlineCompletion", params)).toBeNull();
});
