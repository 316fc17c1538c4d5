/** “Inspect Last Prompt”: one request to a target as a page, from what was found to what was made of the answer. */
import { type Say, told, toTell } from "../completion/told.ts";
import type { Outcome } from "../completion/outcome.ts";
import type { Prompt } from "../completion/ports.ts";
import { tell } from "../completion/report.ts";
import type { Past } from "./past.ts";
import { block, clockTime, count, ms, percent, sections, table } from "./markdown.ts";
import type { Effort, Find, Part, Seen, Where } from "./seen.ts";
import { waterfall } from "./waterfall.ts";

export function promptPage({ seen, conclusions }: Past, t: Say): string {
  const last = seen.at(-1);
  const headline = `# ${t("The last prompt")}`;
  if (!last) return sections(headline, t("Nothing was sent yet in this window."));
  const conclusion = conclusions.findLast(({ outcome }) => outcome.id === last.id);
  // Several that were asked for one suggestion: the first was asked as likely as it gets.
  const others = seen.filter(({ id }) => id === last.id).length - 1;
  return sections(
    headline,
    `${placeOf(last, t)} · ${last.target.id}\n${report(last.outcome, t)}`,
    others === 0
      ? undefined
      : others === 1
        ? t("One more request was made for the same suggestion.")
        : t("{0} more requests were made for the same suggestion.", String(others)),
    askingSections({ ...last, told: conclusion?.outcome }, t),
  );
}

interface Asked extends Seen {
  /** What the editor got of it, which is known once somebody has waited for it. */
  readonly told: Outcome | undefined;
}

/** Without its headline. */
export function askingSections({ told: got, ...seen }: Asked, t: Say): string {
  return sections(
    timeSection(got ?? seen.outcome, t),
    `## ${t("What was sent")}`,
    sentWords(seen, t),
    partsTable(seen.parts(), t),
    foundWords(seen.found, t),
    effortWords(seen.efforts, t),
    `## ${t("The prompt, exactly as sent")}`,
    promptText(seen.prompt, t),
    `## ${t("The answer, as it streamed")}`,
    answerText(seen, t),
    `## ${t("What was made of it")}`,
    mendedText(seen, t),
  ).trimEnd();
}

export function timeSection(outcome: Outcome, t: Say): string {
  return sections(`## ${t("Where the time went")}`, block(waterfall(outcome, t))).trimEnd();
}

export function placeOf({ at, path, line, column, trigger }: Where, t: Say): string {
  const how = trigger === "manual" ? t("asked for by hand") : t("while typing");
  return `${clockTime(at)} · ${path}:${String(line)}:${String(column)} · ${how}`;
}

export function report(outcome: Outcome, t: Say): string {
  return tell(outcome)
    .map((sentence) => t(sentence))
    .join(" ");
}

function sentWords({ target, prompt, extent, outcome }: Seen, t: Say): string {
  const { maxTokens, temperature, stops } = prompt;
  const limits = [
    t("at most {0} tokens", count(maxTokens)),
    t("temperature {0}", String(temperature)),
    stops.length > 0 ? t("stops {0}", stops.map((stop) => JSON.stringify(stop)).join(", ")) : t("no stops"),
  ].join(", ");
  return [
    extent.kind === "line"
      ? t("Wanted was the rest of the line: {0}.", limits)
      : t("Wanted was a block: {0}.", limits),
    t("There was room for {0} tokens.", count(target.promptTokens)),
    countWords(outcome, t),
  ]
    .filter(Boolean)
    .join("\n");
}

/** As far apart as the markers of a chat's messages, and the one with which many texts begin, may be. */
const DRIFT = { tokens: 16, share: 0.05 };

/** Our count beside the server's. */
function countWords({ prompt }: Seen["outcome"], t: Say): string {
  if (!prompt) return "";
  const counted = count(prompt.tokens);
  const ours = prompt.exact ? counted : t("about {0}", counted);
  const { inputTokens, cachedTokens, estimated } = prompt.usage ?? {};
  if (inputTokens === undefined || estimated)
    return t("Keyfill counted {0} tokens; the server told no count.", ours);
  const theirs = count(inputTokens);
  const all =
    cachedTokens === undefined || inputTokens === 0
      ? t("Keyfill counted {0} tokens, the server {1}.", ours, theirs)
      : t(
          "Keyfill counted {0} tokens, the server {1}, of which {2} ({3}) were in its cache.",
          ours,
          theirs,
          count(cachedTokens),
          percent(cachedTokens / inputTokens),
        );
  const warning = driftWords({ ours: prompt.tokens, theirs: inputTokens }, t);
  return warning === undefined ? all : `${all}\n**${warning}**`;
}

function driftWords(
  { ours, theirs }: { readonly ours: number; readonly theirs: number },
  t: Say,
): string | undefined {
  const apart = Math.abs(theirs - ours);
  const share = apart / Math.max(theirs, ours, 1);
  if (apart <= DRIFT.tokens || share <= DRIFT.share) return undefined;
  return theirs > ours
    ? t(
        "The counts drift apart by {0}: prompts are longer than planned. If the model's family was not recognised, name it in the provider's file (family: …).",
        percent(share),
      )
    : t(
        "The counts drift apart by {0}: prompts are shorter than planned. If the model's family was not recognised, name it in the provider's file (family: …).",
        percent(share),
      );
}

function partsTable(parts: readonly Part[], t: Say): string {
  const row = ({ name, tokens, snippet }: Part) => {
    const line = snippet?.line === undefined ? "" : `:${String(snippet.line + 1)}`;
    return [
      snippet ? t("snippet of {0}", name + line) : t(name),
      count(tokens),
      snippet ? reasonOf(snippet, t) : "",
    ];
  };
  return table([t("part"), t("tokens"), t("where from")], parts.map(row));
}

/** Who found it, and how likely it seemed to be of use. */
function reasonOf({ source, score }: Pick<Find, "source" | "score">, t: Say): string {
  return t("{0}, score {1}", told(source), score.toPrecision(2));
}

const SHOWN_FINDS = 20;

function foundWords(found: readonly Find[], t: Say): string {
  if (found.length === 0) return t("No snippet was found in time.");
  const left = found.filter(({ taken }) => !taken);
  if (left.length === 0) return t("All {0} snippets that were found had room.", String(found.length));
  const rows = left.slice(0, SHOWN_FINDS).map((find) => `- ${find.path}: ${reasonOf(find, t)}`);
  const more = left.length > SHOWN_FINDS ? [`- ${t("and {0} more", String(left.length - SHOWN_FINDS))}`] : [];
  return [
    t("{0} snippets were found, the best first; for these there was no room:", String(found.length)),
    "",
    ...rows,
    ...more,
  ].join("\n");
}

function effortWords(efforts: readonly Effort[], t: Say): string {
  const words = efforts.map(({ source, ms: took, found }) =>
    t("{0} took {1} and found {2}", told(source), ms(took), count(found)),
  );
  return words.length === 0 ? "" : t("Of the sources, {0}.", words.join("; "));
}

const ROLES = {
  system: toTell("From the system:"),
  user: toTell("From the user:"),
  assistant: toTell("From the assistant:"),
  tool: toTell("From the tool:"),
} as const;

function promptText(prompt: Prompt, t: Say): string {
  if (prompt.kind === "text") return block(prompt.text);
  if (prompt.kind === "chat") {
    return prompt.messages
      .map((message) => {
        const text =
          message.role === "system" || message.role === "tool"
            ? message.text
            : message.parts.map((part) => (part.kind === "image" ? t("(an image)") : part.text)).join("\n");
        return `${t(ROLES[message.role])}\n\n${block(text)}`;
      })
      .join("\n\n");
  }
  const { path, prefix, suffix, snippets } = prompt;
  return [
    t("The server puts the parts together itself. The file is {0}.", path),
    ...snippets.flatMap(({ path, text }) => [t("Snippet of {0}:", path), block(text)]),
    t("Before the cursor:"),
    block(prefix),
    t("Behind the cursor:"),
    block(suffix),
  ].join("\n\n");
}

const ENDS: Readonly<Record<Seen["end"], string>> = {
  stop: toTell("It ended by itself."),
  length: toTell("It ended because it had reached its limit of tokens."),
  "tool-calls": toTell("It ended with a call of a tool."),
  filtered: toTell("The provider's filter ended it."),
  aborted: toTell(
    "Keyfill broke it off: what was typed since did not agree with it, or nobody waited for it.",
  ),
  failed: toTell("The provider failed."),
  enough: toTell("Keyfill broke it off, because there was enough."),
};

const SHOWN_PIECES = 200;

function answerText({ pieces, end }: Seen, t: Say): string {
  if (pieces.length === 0) return `${t("There was none.")} ${t(ENDS[end])}`;
  const raw = pieces.map(({ text }) => text).join("");
  const lines = pieces
    .slice(0, SHOWN_PIECES)
    .map(({ text, ms: after }) => `${ms(after).padStart(8)}  ${JSON.stringify(text)}`);
  const more =
    pieces.length > SHOWN_PIECES ? [t("and {0} more pieces", String(pieces.length - SHOWN_PIECES))] : [];
  return [
    block(raw),
    `${t(ENDS[end])} ${t("It came in {0} pieces:", String(pieces.length))}`,
    block([...lines, ...more].join("\n")),
  ].join("\n\n");
}

function mendedText({ mended, outcome }: Seen, t: Say): string {
  const verdict =
    outcome.kind === "suggestion"
      ? [t("It was worth showing:"), block(outcome.text)]
      : [`${t("It was not shown.")} ${report(outcome, t)}`];
  const steps = mended.map(({ why, text }, at) => `${String(at + 1)}. ${t(why)}:\n\n${block(text)}`);
  return [...(steps.length > 0 ? steps : [t("Nothing had to be cut or repaired.")]), ...verdict].join("\n\n");
}
