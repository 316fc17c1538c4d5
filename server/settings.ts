/**
 * The only declaration of the settings. The manifest's `contributes.configuration` is generated from it
 * (`npm run manifest`), and what an editor sends is parsed by it.
 */
import * as z from "zod/mini";

/** How VS Code may set it: `machine` where a workspace must not decide. */
type Scope = "machine" | "machine-overridable" | "window" | "resource" | "language-overridable";

/** The headings below which they stand in the editor's settings, in this order. */
export const GROUPS = {
  who: "Who Completes",
  when: "When to Suggest",
  chat: "Chat",
  budget: "Daily Budget",
  meanings: "Code by Meaning",
  privacy: "Privacy",
  development: "Development",
} as const;

interface Presentation {
  readonly description: string;
  readonly scope: Scope;
  readonly group: keyof typeof GROUPS;
  /** What each of several values means. */
  readonly values?: readonly string[];
}

export const presentation = z.registry<Presentation>();

/** What is missing or wrong is as by default. */
function setting<Schema extends z.ZodMiniType>(
  schema: Schema,
  usual: z.core.util.NoUndefined<z.output<Schema>>,
  shown: Presentation,
) {
  const lenient = z.catch(z._default(schema, usual), usual);
  presentation.add(lenient, shown);
  return lenient;
}

/** Tools of VS Code's that fail or never end when anybody but its own chat calls them, as tried in 1.139. */
const FOR_ITS_OWN_CHAT = [
  "create_and_run_task",
  "get_task_output",
  "get_terminal_output",
  "inline_chat_exit",
  "kill_terminal",
  "manage_todo_list",
  "renderMermaidDiagram",
  "runSubagent",
  "runTests",
  "run_in_terminal",
  "run_task",
  "send_to_terminal",
  "task_complete",
  "vscode_askQuestions",
  "vscode_get_*",
  "vscode_reviewPlan",
];

export const settingsSchema = z.object({
  enabled: setting(z.boolean(), true, {
    description: "Suggest completions at the cursor. Can be set per language.",
    scope: "language-overridable",
    group: "when",
  }),
  "completion.provider": setting(z.string(), "", {
    description:
      "Which provider completes; easier to choose on the [providers page](command:keyfill.providers). The name of a file in `providers.d` without its ending, `environment` for the one in KEYFILL_BASE_URL, or `builtin` for the engine that needs no key. Empty: the first that is set up, else the built-in engine.",
    scope: "machine-overridable",
    group: "who",
  }),
  "completion.fallback": setting(z.array(z.string()), [], {
    description:
      "Who completes when the provider fails, in this order, which can be changed on the [providers page](command:keyfill.providers): names of files in `providers.d` without their ending, `environment` or `builtin`.",
    scope: "machine-overridable",
    group: "who",
  }),
  "completion.blocks": setting(z.string(), "", {
    description:
      "Which provider completes blocks of several lines, and whatever is asked for by hand: a name as in `#keyfill.completion.provider#`. Empty: the same that completes single lines.",
    scope: "machine-overridable",
    group: "who",
  }),
  "completion.candidates": setting(z.int().check(z.minimum(1), z.maximum(5)), 3, {
    description:
      "How many different suggestions to choose from are asked for by hand (Trigger Inline Suggestion). Each is a request of its own.",
    scope: "machine-overridable",
    group: "who",
  }),
  "completion.askAhead": setting(z.enum(["local", "always", "never"]), "local", {
    description:
      "Which providers are asked for what comes after a suggestion while it is still shown, so that it is there at once when you accept.",
    scope: "machine-overridable",
    group: "who",
    values: [
      "Servers on this machine, such as Ollama or llama.cpp.",
      "All providers; each such request costs.",
      "None.",
    ],
  }),
  "completion.inComments": setting(z.boolean(), true, {
    description: "Suggest within comments.",
    scope: "language-overridable",
    group: "when",
  }),
  "completion.inStrings": setting(z.boolean(), true, {
    description: "Suggest within strings.",
    scope: "language-overridable",
    group: "when",
  }),
  "completion.whileHalted": setting(z.boolean(), true, {
    description: "Suggest while a program that is being debugged stands still, at a breakpoint for example.",
    scope: "language-overridable",
    group: "when",
  }),
  "completion.dailyRequests": setting(z.int().check(z.minimum(0)), 0, {
    description:
      "How many requests a day may be sent to providers elsewhere than on this machine; then Keyfill is quiet until tomorrow, in chats as well, or until “Keyfill: Go On Today”; but who completes in `#keyfill.completion.fallback#` and costs nothing stands in. Counted over all windows. A suggestion that you ask for by hand is always sent, and counts. 0: no limit.",
    scope: "machine",
    group: "budget",
  }),
  "completion.dailyTokens": setting(z.int().check(z.minimum(0)), 0, {
    description:
      "How many tokens a day may be sent to and received from providers elsewhere than on this machine, as with `#keyfill.completion.dailyRequests#`. 0: no limit.",
    scope: "machine",
    group: "budget",
  }),
  "completion.dailyMoney": setting(z.number().check(z.minimum(0)), 0, {
    description:
      "How many dollars a day may be spent, as with `#keyfill.completion.dailyRequests#`. Counts where the price is known: from the provider's list of models, or from `price` in its file in `providers.d`. 0: no limit.",
    scope: "machine",
    group: "budget",
  }),
  "chat.target": setting(z.string(), "", {
    description:
      "Which model a new chat begins with: the name of a file in `providers.d` without its ending, and behind a slash the model, for example `openrouter/qwen/qwen3-coder`. Without a model, the `chat_model` of that file. Empty: the first provider that chats.",
    scope: "machine-overridable",
    group: "chat",
  }),
  "chat.fallback": setting(z.array(z.string()), [], {
    description:
      "Who answers in a chat when its provider fails, in this order: names of files in `providers.d` without their ending, or `environment`.",
    scope: "machine-overridable",
    group: "chat",
  }),
  "chat.mode": setting(z.enum(["ask", "explore", "agent"]), "agent", {
    description: "Which tools the model has in a new chat.",
    scope: "machine-overridable",
    group: "chat",
    values: [
      "None: it sees what you show it.",
      "Those that look around in the workspace.",
      "All. What changes something or runs a command asks you first.",
    ],
  }),
  "chat.withoutTools": setting(z.array(z.string()), FOR_ITS_OWN_CHAT, {
    description:
      "Tools that no model is told of, by their names; `*` stands for any text. At first those of VS Code that need its own chat. [Choose Tools](command:keyfill.chooseTools) shows all there are, and what each takes of every prompt.",
    scope: "machine-overridable",
    group: "chat",
  }),
  "chat.codeLenses": setting(z.boolean(), false, {
    description: "Show above functions what can be asked about them: explain, document, test, review.",
    scope: "language-overridable",
    group: "chat",
  }),
  "chat.lightModel": setting(z.string(), "", {
    description:
      "A small, cheap model for the titles of chats and the messages of commits, named as in `#keyfill.chat.target#`. Empty: titles are the first words of a chat, and the chat's own model does the rest.",
    scope: "machine-overridable",
    group: "chat",
  }),
  "embeddings.provider": setting(z.string(), "", {
    description:
      "Which provider turns the workspace's code into vectors, so that it is found by its meaning: the name of a file in `providers.d` without its ending, or `environment`. Nothing is sent before you have seen what it costs: run [Index Meanings](command:keyfill.indexMeanings). Empty: none.",
    scope: "machine-overridable",
    group: "meanings",
  }),
  "embeddings.model": setting(z.string(), "", {
    description:
      "Which model of `#keyfill.embeddings.provider#` does it. Empty: the `embedding_model` in its file in `providers.d`, else the one that the provider suggests.",
    scope: "machine-overridable",
    group: "meanings",
  }),
  "embeddings.dimensions": setting(z.int().check(z.minimum(0), z.maximum(4096)), 0, {
    description:
      "How many numbers a vector has, for models that can make shorter ones: fewer take less memory, a byte each, and find almost as much. 0: as many as the model makes.",
    scope: "machine-overridable",
    group: "meanings",
  }),
  "privacy.rules": setting(
    z.record(z.string(), z.array(z.string())),
    {},
    {
      description:
        'Which providers may see which files: a pattern as in a `.gitignore`, and the names of the providers that may see what it covers; `local` stands for every provider on this machine. For example `{ "clients/**": ["local"] }`. What `.keyfillignore` files and `#files.exclude#` leave out, none may see.',
      scope: "machine-overridable",
      group: "privacy",
    },
  ),
  "privacy.redact": setting(z.enum(["always", "elsewhere", "never"]), "always", {
    description:
      "Keys, tokens, passwords and the values of `.env` files are blotted out before a provider sees the text.",
    scope: "machine",
    group: "privacy",
    values: [
      "For every provider.",
      "For providers elsewhere than on this machine.",
      "For none: what stands in your files is sent.",
    ],
  }),
  "server.attach": setting(
    z.string().check(z.regex(/^$|^(?:127\.0\.0\.1|localhost|\[::1\]):\d{1,5}$/, "host:port on this machine")),
    "",
    {
      description:
        "For work on the engine: connect to a server that is already running (`keyfill lsp --port 8002`) instead of starting one, for example `127.0.0.1:8002`. Empty: start the bundled server.",
      scope: "machine",
      group: "development",
    },
  ),
});

export type Settings = z.infer<typeof settingsSchema>;

/** Settings as an editor sends them, nested by their dots. What is wrong falls back to its default. */
export function parseSettings(value: unknown): Settings {
  return settingsSchema.parse(flatten(value));
}

function flatten(value: unknown, path = ""): Record<string, unknown> {
  const isSetting = path in settingsSchema.shape;
  if (isSetting || typeof value !== "object" || value === null || Array.isArray(value))
    return path === "" ? {} : { [path]: value };
  const entries = Object.entries(value).map(([key, inner]) =>
    flatten(inner, path === "" ? key : `${path}.${key}`),
  );
  return Object.fromEntries(entries.flatMap((entry) => Object.entries(entry)));
}
