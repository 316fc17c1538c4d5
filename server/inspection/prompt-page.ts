/** “Inspect Last Prompt”: one request to a target as a page, from what was found to what was made of the answer. */
import type { Outcome } from "../completion/outcome.ts";
import type { Prompt } from "../completion/ports.ts";
import { sentence } from "../completion/report.ts";
import type { Past } from "./past.ts";
import { block, clockTime, count, ms, percent, sections, table } from "./markdown.ts";
import type { Effort, Find, Part, Seen } from "./seen.ts";
import { waterfall } from "./waterfall.ts";

export function promptPage({ seen, conclusions }: Past): string {
  const last = seen.at(-1);
  if (!last) return sections("# The last prompt", "Nothing was sent yet in this window.");
  const conclusion = conclusions.findLast(({ outcome }) => outcome.id === last.id);
  // Several that were asked for one suggestion: the first was asked as likely as it gets.
  const others = seen.filter(({ id }) => id === last.id).length - 1;
  return sections(
    "# The last prompt",
    `${heading(last)}\n${sentence(last.outcome)}`,
    others > 0
      ? `${String(others)} more ${others === 1 ? "request was" : "requests were"} made for the same suggestion.`
      : undefined,
    askingSections(last, conclusion?.outcome),
  );
}

/** Without its headline. `told`: what the editor got of it, which is known once somebody has waited for it. */
export function askingSections(seen: Seen, told: Outcome = seen.outcome): string {
  return sections(
    "## Where the time went",
    block(waterfall(told.timings, told.rest)),
    "## What was sent",
    sentWords(seen),
    partsTable(seen.parts()),
    foundWords(seen.found),
    effortWords(seen.efforts),
    "## The prompt, exactly as sent",
    promptText(seen.prompt),
    "## The answer, as it streamed",
    answerText(seen),
    "## What was made of it",
    mendedText(seen),
  ).trimEnd();
}

function heading({ at, path, line, column, trigger, target }: Seen): string {
  const how = trigger === "manual" ? "asked for by hand" : "while typing";
  return `${clockTime(at)} · ${path}:${String(line)}:${String(column)} · ${how} · ${target.id}`;
}

function sentWords({ target, prompt, extent, outcome }: Seen): string {
  const { maxTokens, temperature, stops } = prompt;
  const wanted = extent.kind === "line" ? "the rest of the line" : "a block";
  const limits = [
    `at most ${count(maxTokens)} tokens`,
    `temperature ${String(temperature)}`,
    stops.length > 0 ? `stops ${stops.map((stop) => JSON.stringify(stop)).join(", ")}` : "no stops",
  ];
  return [
    `Wanted was ${wanted}: ${limits.join(", ")}. There was room for ${count(target.promptTokens)} tokens.`,
    countWords(outcome),
  ]
    .filter(Boolean)
    .join("\n");
}

/** As far apart as the markers of a chat's messages, and the one with which many texts begin, may be. */
const DRIFT = { tokens: 16, share: 0.05 };

/** Our count beside the server's. */
function countWords({ prompt }: Seen["outcome"]): string {
  if (!prompt) return "";
  const ours = `Keyfill counted ${prompt.exact ? "" : "about "}${count(prompt.tokens)} tokens`;
  const { inputTokens, cachedTokens, estimated } = prompt.usage ?? {};
  if (inputTokens === undefined || estimated) return `${ours}; the server told no count.`;
  const reuse =
    cachedTokens === undefined || inputTokens === 0
      ? ""
      : `, of which ${count(cachedTokens)} (${percent(cachedTokens / inputTokens)}) were in its cache`;
  const apart = Math.abs(inputTokens - prompt.tokens);
  const share = apart / Math.max(inputTokens, prompt.tokens, 1);
  const drifts = apart > DRIFT.tokens && share > DRIFT.share;
  const warning = drifts
    ? `\n**The counts drift apart by ${percent(share)}:** prompts are ${inputTokens > prompt.tokens ? "longer" : "shorter"} than planned. If the model's family was not recognised, name it in the provider's file (\`family: …\`).`
    : "";
  return `${ours}, the server ${count(inputTokens)}${reuse}.${warning}`;
}

function partsTable(parts: readonly Part[]): string {
  const row = ({ name, tokens, snippet }: Part) => [
    snippet ? `snippet of ${name}${snippet.line === undefined ? "" : `:${String(snippet.line + 1)}`}` : name,
    count(tokens),
    snippet ? reasonOf(snippet) : "",
  ];
  return table(["part", "tokens", "where from"], parts.map(row));
}

/** Who found it, and how likely it seemed to be of use. */
function reasonOf({ source, score }: Pick<Find, "source" | "score">): string {
  return `${source}, score ${score.toPrecision(2)}`;
}

const SHOWN_FINDS = 20;

function foundWords(found: readonly Find[]): string {
  if (found.length === 0) return "No snippet was found in time.";
  const left = found.filter(({ taken }) => !taken);
  if (left.length === 0) return `All ${String(found.length)} snippets that were found had room.`;
  const rows = left.slice(0, SHOWN_FINDS).map((find) => `- ${find.path}: ${reasonOf(find)}`);
  const more = left.length > SHOWN_FINDS ? [`- and ${String(left.length - SHOWN_FINDS)} more`] : [];
  return [
    `${String(found.length)} snippets were found, the best first; for these there was no room:`,
    "",
    ...rows,
    ...more,
  ].join("\n");
}

function effortWords(efforts: readonly Effort[]): string {
  const words = efforts.map(
    ({ source, ms: took, found }) => `${source} took ${ms(took)} and found ${count(found)}`,
  );
  return words.length === 0 ? "" : `Of the sources, ${words.join("; ")}.`;
}

function promptText(prompt: Prompt): string {
  if (prompt.kind === "text") return block(prompt.text);
  if (prompt.kind === "chat") {
    return prompt.messages
      .map((message) => {
        const text =
          message.role === "system" || message.role === "tool"
            ? message.text
            : message.parts.map((part) => (part.kind === "image" ? "(an image)" : part.text)).join("\n");
        return `From the ${message.role}:\n\n${block(text)}`;
      })
      .join("\n\n");
  }
  const { path, prefix, suffix, snippets } = prompt;
  return [
    `The server puts the parts together itself. The file is ${path}.`,
    ...snippets.flatMap(({ path, text }) => [`Snippet of ${path}:`, block(text)]),
    "Before the cursor:",
    block(prefix),
    "Behind the cursor:",
    block(suffix),
  ].join("\n\n");
}

const ENDS: Readonly<Record<Seen["end"], string>> = {
  stop: "It ended by itself.",
  length: "It ended because it had reached its limit of tokens.",
  "tool-calls": "It ended with a call of a tool.",
  filtered: "The provider's filter ended it.",
  aborted: "Keyfill broke it off: what was typed since did not agree with it, or nobody waited for it.",
  failed: "The provider failed.",
  enough: "Keyfill broke it off, because there was enough.",
};

const SHOWN_PIECES = 200;

function answerText({ pieces, end }: Seen): string {
  if (pieces.length === 0) return `There was none. ${ENDS[end]}`;
  const raw = pieces.map(({ text }) => text).join("");
  const lines = pieces
    .slice(0, SHOWN_PIECES)
    .map(({ text, ms: after }) => `${ms(after).padStart(8)}  ${JSON.stringify(text)}`);
  const more =
    pieces.length > SHOWN_PIECES ? [`and ${String(pieces.length - SHOWN_PIECES)} more pieces`] : [];
  return [
    block(raw),
    `${ENDS[end]} It came in ${String(pieces.length)} pieces:`,
    block([...lines, ...more].join("\n")),
  ].join("\n\n");
}

function mendedText({ mended, outcome }: Seen): string {
  const verdict =
    outcome.kind === "suggestion"
      ? ["It was worth showing:", block(outcome.text)]
      : [`It was not shown. ${sentence(outcome)}`];
  const steps = mended.map(({ why, text }, at) => `${String(at + 1)}. ${why}:\n\n${block(text)}`);
  return [...(steps.length > 0 ? steps : ["Nothing had to be cut or repaired."]), ...verdict].join("\n\n");
}
