/** What the tests of the probe stand on: a server with a model behind it, and a prober that asks it. */
import { join } from "node:path";

import { afterAll, afterEach, beforeEach } from "vitest";

import { plain } from "../../../server/cli/probe.ts";
import { Http } from "../../../server/http.ts";
import { createDiscovery } from "../../../server/providers/discover.ts";
import { type Instance, instanceSchema } from "../../../server/providers/instance.ts";
import { createProber, type Probe } from "../../../server/providers/probe.ts";
import { readVerdicts, type Verdict, type Verdicts } from "../../../server/providers/verdicts.ts";
import {
  type FakeModelServer,
  type FakeQuestion,
  type FakeReply,
  startFakeModel,
} from "../../support/fake-model.ts";
import { knowledgeWith } from "../../support/knowledge.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

export const FIM = "qwen2.5-coder-7b";
export const CHAT = "llama-3.3-70b-instruct";
export const TEXT = "/v1/completions";
export const TALK = "/v1/chat/completions";

export interface Probing {
  /** How the server answers in this test. */
  reply: (question: FakeQuestion) => FakeReply | undefined;
  /** What our own tokenizer says. */
  isOneToken: (text: string) => boolean;
  server: FakeModelServer;
  verdicts: Verdicts;
  probe: Probe;
  cache: string;
}

export async function probing() {
  const folder = temporaryFolder();
  const http = new Http();
  const { knowledge } = await knowledgeWith(folder);
  afterAll(() => http.close());

  const bench: Partial<Probing> = {};
  const now = (): Probing => {
    const { reply, isOneToken, server, verdicts, probe, cache } = bench;
    if (!reply || !isOneToken || !server || !verdicts || !probe || cache === undefined)
      throw new Error("no test runs");
    return { reply, isOneToken, server, verdicts, probe, cache };
  };

  beforeEach(async ({ task }) => {
    bench.reply = () => undefined;
    bench.isOneToken = () => true;
    bench.server = await startFakeModel((question) => bench.reply?.(question));
    bench.cache = join(folder, task.id);
    bench.verdicts = await newVerdicts();
    bench.probe = newProber(bench.verdicts);
  });
  afterEach(() => bench.server?.close());

  function newVerdicts(today = new Date()): Promise<Verdicts> {
    return readVerdicts({
      folder: bench.cache ?? folder,
      warn: (line) => {
        throw new Error(line);
      },
      today: () => today,
    });
  }

  function newProber(verdicts: Verdicts): Probe {
    const means = { http, keyOf: ({ apiKey }: { readonly apiKey?: string }) => Promise.resolve(apiKey) };
    const discovery = createDiscovery({ knowledge: () => knowledge, means, written: () => [] });
    return createProber({
      verdicts,
      knowledge: () => knowledge,
      means,
      tokenizer: () =>
        Promise.resolve({
          exact: true,
          tokenId: (text) => (bench.isOneToken?.(text) ? text.length : undefined),
        }),
      families: () => ["qwen-coder", "starcoder", "deepseek-coder"],
      models: (instance, signal) => discovery.models({ instance }, signal),
    });
  }

  function instance(model: string, more: object = {}): Instance {
    const fields = { provider: "vllm", base_url: `${now().server.url}/v1`, model, ...more };
    return { id: "mine", ...instanceSchema.parse(fields) };
  }

  async function toldOf(model: string, more: object = {}): Promise<Verdict> {
    const run = { instance: instance(model, more) };
    const verdict = await now().probe(run, new AbortController().signal);
    if (verdict === "aborted") throw new Error("aborted");
    return verdict;
  }

  const verdictOn = async (model: string, more: object = {}) => plain(await toldOf(model, more));
  const kept = (model: string, more: object = {}) => now().verdicts.of(instance(model, more), knowledge);

  return { bench, now, knowledge, newVerdicts, instance, kept, toldOf, verdictOn };
}

/** Says this at one path, and nothing elsewhere. */
export function at(path: string, say: (question: FakeQuestion) => string | undefined, more: object = {}) {
  return (question: FakeQuestion): FakeReply | undefined => {
    const says = question.path.startsWith(path) ? say(question) : undefined;
    return says === undefined ? undefined : { says, ...more };
  };
}
