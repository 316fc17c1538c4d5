/**
 * From a fresh profile to the first suggestion, as the people of issue 7 go: with a key, with a server of their own, with a
 * wrong key, with a server that is down, with a model that only chats. What they do is counted; each step leaves a picture.
 */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

import type { FrameLocator, Page } from "playwright-core";
import { describe, expect, onTestFinished, test } from "vitest";

import { missingTools } from "../model-server/build.ts";
import { startLlamaServer } from "../model-server/start.ts";
import { type FakeQuestion, type FakeReply, filled, startFakeModel } from "../support/fake-model.ts";
import { throwAwayFolder } from "./cache.ts";
import { hostErrors } from "./logs.ts";
import { OUTPUT } from "./paths.ts";
import { openSession } from "./session.ts";
import { ghostText, openFile, runCommand, typeAtEnd } from "./workbench.ts";

const FIM = "qwen2.5-coder-7b";
const CHAT = "llama-3.3-70b-instruct";
const KEY = "hk-planted-key-of-a-journey";
/** What the issue allows from a pasted key to the first suggestion. */
const MOST = { actions: 5, seconds: 60 } as const;

class Journey {
  readonly #name: string;
  readonly #began = performance.now();
  readonly page: Page;
  readonly form: FrameLocator;
  actions = 0;
  #pictures = 0;

  constructor(name: string, page: Page) {
    this.#name = name;
    this.page = page;
    this.form = page.frameLocator("iframe.webview.ready").frameLocator("iframe#active-frame");
  }

  get seconds(): number {
    return (performance.now() - this.#began) / 1000;
  }

  async act(deed: Promise<unknown>): Promise<void> {
    this.actions++;
    await deed;
  }

  async picture(what: string): Promise<void> {
    mkdirSync(OUTPUT, { recursive: true });
    const file = `journey-${this.#name}-${String(++this.#pictures)}-${what}.png`;
    await this.page.screenshot({ path: join(OUTPUT, file) });
  }

  async paste(field: string, text: string): Promise<void> {
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await this.form.locator(`${field} input`).press("Control+V");
  }

  /** By hand, to the end. */
  async type(field: string, text: string): Promise<void> {
    const input = this.form.locator(`${field} input`);
    await input.fill(text);
    await input.press("Enter");
  }

  async saveAndTest(model: string): Promise<void> {
    await this.form.getByText("Save and test").click();
    await this.form.getByText(`${model} works.`).waitFor({ timeout: 30_000 });
  }

  /** Two more actions, and there it is. */
  async toSuggestion(typed = "\n\nshape = "): Promise<string> {
    await this.act(openFile(this.page, "shapes.py"));
    await this.act(typeAtEnd(this.page, typed));
    const text = await ghostText(this.page, 30_000);
    await this.picture("suggestion");
    return text;
  }
}

/** The providers page of a fresh profile, before anything was done. */
async function begin(name: string, home?: string): Promise<Journey> {
  const session = await openSession(home === undefined ? {} : { env: { KEYFILL_HOME: home } });
  onTestFinished(async () => {
    expect(hostErrors(session.host)).toEqual([]);
    await session.close();
  });
  await runCommand(session.page, "Keyfill: Providers");
  const journey = new Journey(name, session.page);
  await journey.form.getByText("Paste an API key, or the address of a server").waitFor();
  await journey.picture("begin");
  return new Journey(name, session.page);
}

function reply(question: FakeQuestion): FakeReply | undefined {
  if (question.path === "/v1/models") return { json: { object: "list", data: [{ id: FIM }] } };
  return question.path === "/v1/completions" ? { says: filled(question) ?? "Octagon(8)" } : undefined;
}

async function startModel(...[answer, tls, at]: Parameters<typeof startFakeModel>) {
  const model = await startFakeModel(answer, tls, at);
  onTestFinished(() => model.close());
  return model;
}

/** A provider in the cloud, as far as Keyfill can tell, whose keys are known by their form. */
async function hosted(): Promise<string> {
  const model = await startModel((question) =>
    question.authorization === `Bearer ${KEY}`
      ? reply(question)
      : { json: { error: { message: "Incorrect API key provided" } }, status: 401 },
  );
  const home = throwAwayFolder();
  onTestFinished(() => rmSync(home, { recursive: true, force: true, maxRetries: 3 }));
  mkdirSync(join(home, "providers.d"));
  writeFileSync(
    join(home, "providers.d/hosted.yaml"),
    `name: Hosted\nplace: cloud\nrank: 1\nbase_url: ${model.url}/v1\nkey: { looks: ^hk- }\ntransports: { list: openai, completion: [openai-completions], chat: openai-chat }\nsuggests: { completion: ${FIM} }\n`,
  );
  return home;
}

function expectShort({ actions, seconds }: Journey): void {
  expect(actions).toBeLessThanOrEqual(MOST.actions);
  expect(seconds).toBeLessThan(MOST.seconds);
}

test("with a key of a hosted provider", async () => {
  const journey = await begin("hosted", await hosted());
  await journey.act(journey.paste("#field-paste", KEY));
  await journey.form.getByText("Add Hosted").waitFor();
  await journey.form.getByText("Fills in the middle: the fast way.").waitFor();
  await journey.picture("recognised");
  await journey.act(journey.saveAndTest(FIM));
  await journey.picture("tested");
  expect(await journey.toSuggestion()).toBe("Octagon(8)");
  expectShort(journey);
});

test("with a wrong key", async () => {
  const journey = await begin("wrong-key", await hosted());
  await journey.act(journey.type("#field-paste", "hk-not-the-right-one-at-all"));
  await journey.form.getByRole("alert").getByText("Incorrect API key provided").waitFor();
  await journey.picture("refused");
  await journey.act(journey.type("#field-api_key", KEY));
  await journey.form.getByText("Fills in the middle: the fast way.").waitFor();
  await journey.act(journey.saveAndTest(FIM));
  await journey.picture("tested");
  expect(await journey.toSuggestion()).toBe("Octagon(8)");
  expectShort(journey);
});

test("with a server that is down, and then is not", async () => {
  const journey = await begin("dead-server");
  const port = await freePort();
  await journey.act(journey.paste("#field-paste", `http://127.0.0.1:${String(port)}/v1`));
  await journey.form.getByText(`Nothing answers at 127.0.0.1:${String(port)}`).waitFor();
  await journey.picture("down");
  await startModel(reply, undefined, port);
  await journey.act(journey.form.getByText("Try again").click());
  await journey.form.getByText("Fills in the middle: the fast way.").waitFor();
  await journey.picture("up");
  await journey.act(journey.saveAndTest(FIM));
  expect(await journey.toSuggestion()).toBe("Octagon(8)");
  expectShort(journey);
});

test("with a model that only chats", async () => {
  const model = await startModel((question) => {
    if (question.path === "/v1/models") return { json: { object: "list", data: [{ id: CHAT }] } };
    return question.path === "/v1/chat/completions" ? { says: filled(question) ?? "Octagon(8)" } : undefined;
  });
  const journey = await begin("chat-only");
  await journey.act(journey.paste("#field-paste", `${model.url}/v1`));
  await journey.form.getByText("Completes in a chat, which is slower than").waitFor();
  await journey.picture("recognised");
  await journey.act(journey.saveAndTest(CHAT));
  await journey.picture("tested");
  expect(await journey.toSuggestion()).toBe("Octagon(8)");
  expectShort(journey);
});

const missing = missingTools();
const title =
  missing === undefined
    ? "with llama.cpp, which is found by itself"
    : `with llama.cpp: its server is not built, it needs ${missing}`;
const BUILD_WITHIN_MS = 40 * 60_000;

describe.skipIf(missing !== undefined && process.env["CI"] === undefined)(title, () => {
  test("one click", { timeout: BUILD_WITHIN_MS }, async () => {
    const port = await freePort(8080, 8012);
    const llama = await startLlamaServer({ model: "copying", contextTokens: 8192, port });
    onTestFinished(() => llama.stop());
    const session = await openSession();
    onTestFinished(session.close);
    const journey = new Journey("llama", session.page);
    const offer = journey.page.locator(".notification-toast", { hasText: "Shall it complete your code?" });
    await offer.filter({ hasText: "llama.cpp runs on" }).waitFor({ timeout: 30_000 });
    await journey.picture("offered");
    await journey.act(offer.getByRole("button", { name: "Use It" }).click());
    await journey.page
      .locator(".notification-toast", { hasText: "completes your code from now on" })
      .waitFor({ timeout: 60_000 });
    await journey.picture("tested");
    expect(journey.actions).toBeLessThanOrEqual(2);
    const typed = "\n\ntotal = sum(shape.area() for shape in shapes)\nprint(total)\ntotal =";
    expect(await journey.toSuggestion(typed)).toMatch(/sum\(shape\.area\(\) for shape in shapes\)/);
    expect(hostErrors(session.host)).toEqual([]);
  });
});

/** The first of these that nobody listens on; any, if none is named. */
async function freePort(...wanted: readonly number[]): Promise<number> {
  for (const port of wanted.length > 0 ? wanted : [0]) {
    const server = createServer();
    const bound = await new Promise<number | undefined>((resolve) => {
      server.once("error", () => resolve(undefined));
      server.listen(port, "127.0.0.1", () => resolve(Object(server.address()).port));
    });
    if (bound === undefined) continue;
    await new Promise((resolve) => server.close(resolve));
    return bound;
  }
  throw new Error(`each of the ports ${wanted.join(", ")} is taken on this machine`);
}
