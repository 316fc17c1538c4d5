/**
 * Looks where other tools keep what they were set up with, and makes of it drafts that nobody has set up here yet. Only
 * reads; what can't be read or is not understood is passed over, since nobody asked for it.
 */
import { readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { basename, join } from "node:path";
import { parseEnv } from "node:util";

import { parse } from "yaml";

import { knowledgeOf } from "../../knowledge/knowledge.ts";
import { offersOf } from "../../providers/discovery/offers.ts";
import type { Draft, EditorSettings, FoundView } from "../../protocol/setup.ts";
import { readDraft } from "../draft.ts";
import { kindsOf } from "../kinds.ts";
import type { SetupParts } from "../parts.ts";
import type { Kinds } from "../recognise.ts";
import { serversOfContinue } from "./continue.ts";
import { serversOfLlamaVscode, serversOfTwinny } from "./editor-settings.ts";
import { serversOfEnvironment } from "./environment.ts";
import { draftOf, type FoundServer } from "./found.ts";
import { ollamaName } from "./ollama.ts";
import { serverOfRefact } from "./refact.ts";

interface Finding {
  readonly view: FoundView;
  readonly draft: Draft;
}

interface Source {
  readonly tool: string;
  readonly place: string;
  readonly servers: readonly FoundServer[];
}

export async function findAll(settings: EditorSettings, parts: SetupParts): Promise<readonly Finding[]> {
  const kinds = kindsOf(parts.selection);
  const home = parts.env["HOME"] ?? parts.env["USERPROFILE"] ?? homedir();
  const sources: readonly Source[] = [
    await fromContinue(join(home, ".continue"), parts, kinds),
    await fromRefact(join(home, ".config", "refact", "providers.d")),
    { tool: "llama.vscode", place: "settings.json", servers: serversOfLlamaVscode(settings) },
    { tool: "twinny", place: "settings.json", servers: serversOfTwinny(settings) },
    await fromOllama(parts.env["OLLAMA_MODELS"] ?? join(home, ".ollama", "models"), parts),
    { tool: "the environment", place: "", servers: serversOfEnvironment(parts.env, kinds) },
  ];
  return unknownOf(sources, parts, kinds);
}

/** The YAML wins, as it does with Continue itself. */
async function fromContinue(folder: string, { env }: SetupParts, kinds: Kinds): Promise<Source> {
  const secrets = { ...env, ...parseEnv((await textOf(join(folder, ".env"))) ?? "") };
  for (const name of ["config.yaml", "config.yml", "config.json"]) {
    const place = join(folder, name);
    const config = parsed(await textOf(place));
    if (config) return { tool: "Continue", place, servers: serversOfContinue(config, secrets, kinds) };
  }
  return { tool: "Continue", place: folder, servers: [] };
}

async function fromRefact(folder: string): Promise<Source> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => /\.ya?ml$/.test(name));
  const servers = await Promise.all(
    names.map(async (name) => {
      const id = basename(name).replace(/\.ya?ml$/, "");
      return serverOfRefact(id, parsed(await textOf(join(folder, name))));
    }),
  );
  return { tool: "Refact", place: folder, servers: servers.flatMap((server) => server ?? []) };
}

/** With the model that the engine itself would begin with. */
async function fromOllama(models: string, { selection }: SetupParts): Promise<Source> {
  const files = await readdir(join(models, "manifests"), { recursive: true }).catch(() => []);
  const listed = files.flatMap((file) => ollamaName(file) ?? []).toSorted();
  const read = readDraft({ id: "ollama", fields: { provider: "ollama", model: "?" } });
  const none = { tool: "Ollama", place: models, servers: [] };
  if (listed.length === 0 || !read.ok) return none;
  const offers = offersOf(
    listed.map((id) => ({ id })),
    read.instance,
    knowledgeOf(selection.known()),
  );
  const model = offers.completion.find(({ fills }) => fills)?.id;
  const chatModel = offers.chat.find(({ fills }) => !fills)?.id;
  return (model ?? chatModel) === undefined
    ? none
    : { ...none, servers: [{ kind: "ollama", model, chatModel }] };
}

/** Each server once, and none that is set up already. */
function unknownOf(sources: readonly Source[], parts: SetupParts, kinds: Kinds): readonly Finding[] {
  const { own } = parts.selection.known();
  const place = (kind: unknown, address: unknown) => JSON.stringify([kind, address ?? null]);
  const seen = new Set(own.instances.map(({ provider, base_url }) => place(provider, base_url)));
  const taken = new Set([...own.instances.map(({ id }) => id), ...own.providers.keys()]);
  const findings: Finding[] = [];
  for (const { servers, ...source } of sources) {
    for (const server of servers) {
      const draft = draftOf(server, kinds);
      const at = place(draft.fields["provider"], draft.fields["base_url"]);
      const { key: _, ...withoutKey } = draft;
      if (seen.has(at) || !readDraft(withoutKey).ok) continue;
      seen.add(at);
      const id = freeName(draft.id, taken);
      taken.add(id);
      findings.push({ view: viewOf({ ...server, ...source, id }, draft, kinds), draft: { ...draft, id } });
    }
  }
  return findings;
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let id = wanted;
  for (let count = 2; taken.has(id); count++) id = `${wanted}-${String(count)}`;
  return id;
}

type Found = FoundServer & Omit<Source, "servers"> & { readonly id: string };

function viewOf({ id, tool, place, key, model, chatModel }: Found, draft: Draft, kinds: Kinds): FoundView {
  const { base_url: address, provider: kind } = draft.fields;
  return {
    id,
    tool,
    place,
    kindName: kinds.find(([one]) => one === kind)?.[1].name ?? String(kind),
    ...(typeof address === "string" && { address }),
    ...(model !== undefined && { model }),
    ...(chatModel !== undefined && { chatModel }),
    ...(key !== undefined && { key: draft.key === undefined ? key : "its own" }),
  };
}

function textOf(file: string): Promise<string | undefined> {
  return readFile(file, "utf8").catch(() => undefined);
}

/** JSON is YAML as well. */
/** JSON is YAML but for the comments that editors let people write in it; those of YAML stay. */
function withoutComments(text: string): string {
  if (!/^\s*(?:\{|\/[/*])/.test(text)) return text;
  return text.replaceAll(/("(?:\\.|[^"\\])*")|\/\/.*|\/\*[^]*?\*\//g, (_all, kept = "") => String(kept));
}

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return parse(withoutComments(text));
  } catch {
    return undefined;
  }
}
