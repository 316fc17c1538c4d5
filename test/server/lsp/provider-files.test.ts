/** A provider's file in any editor: mistakes are underlined as they are written, and what fits is offered. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { expect, test } from "vitest";
import type { CompletionItem, Range } from "vscode-languageserver";

import { runningServer } from "../../support/running-server.ts";
import { until } from "../../support/until.ts";

interface Told {
  readonly diagnostics: readonly { readonly range: Range; readonly message: string }[];
}

const server = runningServer();

async function writing(folder = "providers.d") {
  const client = await server.start({ env: { KEYFILL_HOME: server.home } });
  const told: Told[] = [];
  client.connection.onNotification("textDocument/publishDiagnostics", (news: Told) => void told.push(news));
  const uri = pathToFileURL(join(server.home, folder, "mine.yaml")).href;
  return {
    uri,
    told,
    client,
    /** As `line:character-line:character words`, from 0. */
    mistakes: async (text: string) => {
      const before = told.length;
      await client.put(`${text}▮`, uri);
      await until(() => told.length > before, "it is checked");
      return told.at(-1)?.diagnostics.map(({ range, message }) => `${where(range)} ${message}`);
    },
  };
}

function where({ start, end }: Range): string {
  return [start, end].map(({ line, character }) => `${String(line)}:${String(character)}`).join("-");
}

test("mistakes are underlined while they are written, without a save, and gone when they are", async () => {
  const { mistakes, told, client, uri } = await writing();
  expect(await mistakes("provider: groq\nmodle: m\nmodel: n\n")).toEqual([
    "1:0-1:5 modle is not a key that is known here",
  ]);
  expect(told.at(-1)?.diagnostics).toMatchObject([
    { data: { text: "{0} is not a key that is known here", values: ["modle"] } },
  ]);
  expect(await mistakes("provider: groq\nmodel: n\n")).toEqual([]);
  expect(await mistakes("model: n\ntemperature: 3\n")).toEqual([expect.stringMatching(/^1:0-1:11 .*2/)]);
  expect(await mistakes("provider: groq\n")).toEqual([expect.stringContaining("names no model")]);
  expect(await mistakes("provider: grok\nmodel: n\n")).toEqual([
    expect.stringMatching(/^0:0-0:14 .*does not know: grok/),
  ]);
  expect(await mistakes("model: [n\n")).not.toEqual([]);
  await client.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  await until(() => told.at(-1)?.diagnostics.length === 0, "a closed file has no mistakes");
});

test("keys and values are offered, with what they mean", async () => {
  const { client, uri } = await writing();
  const { line, character } = await client.put("provider: oll▮\n", uri);
  const items = await client.connection.sendRequest<CompletionItem[]>("textDocument/completion", {
    textDocument: { uri },
    position: { line, character },
  });
  expect(items.find(({ label }) => label === "ollama")?.textEdit).toEqual({
    range: { start: { line: 0, character: 10 }, end: { line: 0, character: 13 } },
    newText: "ollama",
  });
});

test("other files are none of our business", async () => {
  const { client, uri, told } = await writing("elsewhere");
  const { line, character } = await client.put("provider: ▮\nmodle: m\n", uri);
  const asked = { textDocument: { uri }, position: { line, character } };
  expect(await client.connection.sendRequest("textDocument/completion", asked)).toBeNull();
  expect(told).toEqual([]);
});
