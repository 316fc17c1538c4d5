/**
 * Writes resources/providers/README.md from the provider files. With --check it writes nothing and fails when the two have
 * drifted apart.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { format, resolveConfig } from "prettier";

import { allInEnglish } from "../../server/completion/told.ts";
import { compile } from "../../server/knowledge/yaml-files.ts";
import { shippedFrom } from "../../server/knowledge/shipped.ts";
import type { ProviderSpec } from "../../server/providers/catalog.ts";
import { root } from "./build.ts";

const FILE = join(root, "resources", "providers", "README.md");

const INTRODUCTION = `<!-- Written by test/tools/providers-readme.ts from the files of this folder. Change those. -->

# Providers

Each file of this folder is a provider that Keyfill knows. To use one, put a file of your own into \`providers.d\` in
Keyfill's configuration folder; its name is up to you, and there may be any number of them, also of one provider:

\`\`\`yaml
# providers.d/work.yaml
provider: mistral # a name from the list below; openai-compatible if nothing is said
model: codestral-latest # completes
chat_model: mistral-large-latest # chats
\`\`\`

Then run “Keyfill: Set API Key”, which keeps the key in the editor's secret store. Without an editor, write
\`api_key: $NAME\` for an environment variable. In place of a file, KEYFILL_PROVIDER, KEYFILL_BASE_URL, KEYFILL_API_KEY,
KEYFILL_MODEL and KEYFILL_CHAT_MODEL set up one provider.

What such a file may say, beside that:

| key | what it is |
| --- | --- |
| \`api_key\` | better left out; \`$NAME\` for an environment variable, or \`command: …\` for a password manager, which is run in trusted workspaces only |
| \`enabled: false\` | keeps the file, and leaves the provider alone |
| \`base_url\` | where the provider is, if not where it usually is |
| \`family\` | the model's family, where its name does not tell it: a file name of \`resources/models\` |
| \`window_tokens\`, \`max_tokens\`, \`temperature\` | of the model that completes; \`max_tokens\` is 256 and \`temperature\` 0 if nothing is said |
| \`completion\` | the ways in which it completes, in the order in which they are tried, instead of those below |
| \`headers\`, \`query\`, \`body\` | put into every request |
| \`key_header\` | how the key is shown: \`bearer\`, \`x-api-key\`, \`api-key\`, \`x-goog-api-key\`, \`none\` |
| \`ca\` | a PEM file that is trusted for this provider beside the rest: its whole path, or one that begins with \`~/\` |
| \`client_certificate: { cert, key, passphrase }\` | shown to a server that wants one: PEM files, and, if the key is locked, its passphrase, better as \`$NAME\` for an environment variable |
| \`insecure: true\` | takes any certificate; only for a server of your own |
| \`proxy\` | \`http://HOST:3128\` or \`socks5://HOST:1080\`, \`$NAME\` for an environment variable that holds it, or \`direct\`; else what the editor and the environment say |
| \`first_byte_timeout\`, \`stall_timeout\` | seconds; 30 and 15 if nothing is said |
| \`models\` | what is different about single models: \`NAME: { window_tokens, output_tokens, tokenizer, fim, stops, tools, … }\`, by the keys of \`resources/models\`; a \`*\` in the name stands for anything |
| \`model_defaults\` | the same for a model of which nothing else is known, under \`completion\` and \`chat\` |

**A provider of your own** has a file of the same form as those of this folder, in \`providers.d\` as well: what makes it
one is the key \`transports\`. What its errors mean where their status does not tell, it may say under \`meanings\`:
\`too-long\`, \`no-credit\`, \`refused\` …, each with \`codes\` and with patterns of \`words\`. Other files name it by its file's name in \`provider\`; or it is set up in its own file,
under \`instance\`, with the keys above. A model family of your own has a file of the form of \`resources/models\` in
\`models.d\`, beside \`providers.d\`.

**Files of the Refact engine**, as its contribution guide shows them (\`chat_endpoint\`, \`completion_models\` …), work in
\`providers.d\` as they are, and its lists of known models in \`models.d\`, as YAML or JSON.

What is known of a model comes from the first that says it: the file that sets the provider up, the provider's file (each
by the model's name, its name without a \`:tag\`, a \`similar_models\`, a pattern), the model's family, the
\`model_defaults\` of the two files, the server, an estimate from the name.
`;

const WAYS: Readonly<Record<ProviderSpec["transports"]["completion"][number], string>> = {
  "openai-completions": "as raw text with the model's own markers",
  "openai-completions-suffix": "with prompt and suffix",
  "openai-chat": "in a chat",
  "openai-responses": "in a chat (responses)",
  "anthropic-messages": "in a chat (messages)",
  gemini: "in a chat (Gemini)",
  "mistral-fim": "with prompt and suffix (FIM)",
  "ollama-generate": "as raw text with the model's own markers, or with prompt and suffix",
  "ollama-chat": "in a chat",
  "llamacpp-infill": "with prefix, suffix and other files",
  tgi: "as raw text with the model's own markers (TGI)",
};

export async function providersReadme(): Promise<string> {
  const { providers, mistakes } = shippedFrom(await compile(join(root, "resources")));
  if (mistakes.length > 0) throw new Error(allInEnglish(mistakes));
  const entries = [...providers].map(([id, { spec, models }]) => ({
    id,
    spec,
    models: models.completion.flatMap((records) => Object.keys(records)),
  }));
  const sorted = entries.toSorted((a, b) => a.spec.rank - b.spec.rank);
  const list = ["cloud", "local"].flatMap((place) => [
    place === "cloud" ? "## In the cloud" : "## On your own machine or network",
    ...sorted.filter(({ spec }) => spec.place === place).map(section),
  ]);
  const options = await resolveConfig(FILE);
  return format([INTRODUCTION, ...list].join("\n\n"), { ...options, parser: "markdown" });
}

interface Entry {
  readonly id: string;
  readonly spec: ProviderSpec;
  readonly models: readonly string[];
}

function section({ id, spec, models }: Entry): string {
  const { name, help, errors } = spec;
  const rows = [...access(spec), ...features(spec, models)];
  const advice = Object.entries(errors).map(([kind, text]) => `- \`${kind}\`: ${text}`);
  return [
    `### ${name}`,
    `\`provider: ${id}\``,
    ["| | |", "| --- | --- |", ...rows.map(([what, value]) => `| ${what} | ${value} |`)].join("\n"),
    help.map((line) => `- ${line}`).join("\n"),
    advice.length > 0 ? ["When a request fails:", ...advice].join("\n\n") : "",
  ]
    .filter(Boolean)
    .join("\n\n");
}

type Row = readonly [what: string, value: string];

function access({ base_url: baseUrl, key }: ProviderSpec): readonly Row[] {
  const where = key.url ? `[where to get one](${key.url})` : "";
  const variables = key.env.map((name) => `\`$${name}\``).join(", ");
  const about = [
    key.needed ? "needed" : "if the server wants one",
    where,
    variables && `usually in ${variables}`,
  ];
  return [
    ["address", baseUrl ? `\`${baseUrl}\`` : "your own: set `base_url`"],
    ["key", about.filter(Boolean).join("; ")],
  ];
}

function features({ transports, limits, suggests }: ProviderSpec, models: readonly string[]): readonly Row[] {
  const ways = transports.completion.map((dialect) => `${WAYS[dialect]} (\`${dialect}\`)`);
  const begin = Object.entries(suggests).map(([purpose, model]) => `\`${model}\` for ${purpose}`);
  const listed = models.filter((name) => !name.includes("*")).map((name) => `\`${name}\``);
  const stops = `${String(limits.stops)} stop ${limits.stops === 1 ? "string" : "strings"}`;
  const longest = limits.max_tokens ? `; completions up to ${String(limits.max_tokens)} tokens` : "";
  return [
    ["completes", ways.join(", else ")],
    ["chats", transports.chat ? `\`${transports.chat}\`` : "no"],
    ["embeddings", transports.embedding === "none" ? "no" : `\`${transports.embedding}\``],
    [
      "models",
      transports.list === "none" ? `not listed; known: ${listed.join(", ")}` : "listed by the server",
    ],
    ...(begin.length > 0 ? ([["to begin with", begin.join(", ")]] as const) : []),
    ["limits", stops + longest],
  ];
}

if (import.meta.main) {
  const wanted = await providersReadme();
  const isCheck = process.argv.includes("--check");
  const now = isCheck ? readFileSync(FILE, "utf8") : "";
  if (isCheck && now !== wanted) {
    console.error(
      "resources/providers/README.md has drifted from the provider files. Run: node test/tools/providers-readme.ts",
    );
    process.exitCode = 1;
  } else if (!isCheck) {
    writeFileSync(FILE, wanted);
    console.log("Wrote resources/providers/README.md.");
  }
}
