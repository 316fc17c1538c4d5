/** Tools that ask the index: each puts its question, and writes down what was found. */
import * as z from "zod/mini";

import { told } from "../../completion/told.ts";
import type { ChatTool, ToolResult } from "../tool.ts";
import type { ToolGround } from "./ground.ts";
import { inertLine } from "./inert.ts";
import { argument, makeTool } from "./make-tool.ts";
import { fileAt } from "./whereabouts.ts";
import type { Declared, Found, Passage } from "./world.ts";

const MAX_FOUND = 100;
const MAX_PASSAGES = 8;
const MAX_LINE_CHARS = 300;
const NO_INDEX: ToolResult = {
  text: "There is no index of the workspace now. Use list_folder and read_file.",
  failed: true,
};

export function searchText({ sight: { index } }: ToolGround): ChatTool {
  return makeTool({
    name: "search_text",
    description: "Finds lines of the workspace's files with this text in them. Says file:line: text.",
    reads: true,
    schema: z.object({
      text: argument(z.string().check(z.minLength(1)), "What to look for, within one line"),
      is_regex: z.optional(argument(z.boolean(), "The text is a JavaScript regular expression")),
      path: z.optional(argument(z.string(), "Only files with this in their path, such as src/ or .ts")),
    }),
    plan: ({ text, is_regex = false, path }) => ({
      title:
        path === undefined
          ? told("Search for {0}", quoted(text))
          : told("Search for {0} in {1}", quoted(text), inertLine(path)),
      run: async () => {
        const query = { text, isRegex: is_regex, limit: MAX_FOUND, ...(path !== undefined && { path }) };
        return foundLines(await index.text(query), "No line has it.");
      },
    }),
  });
}

export function findReferences({ sight: { index } }: ToolGround): ChatTool {
  return makeTool({
    name: "find_references",
    description: "Finds every place where a function, class or variable is used, by its exact name.",
    reads: true,
    schema: z.object({
      name: argument(z.string().check(z.minLength(1)), "The exact name, such as parseUrl"),
    }),
    plan: ({ name }) => ({
      title: told("Find where {0} is used", quoted(name)),
      run: async () => foundLines(await index.references({ name, limit: MAX_FOUND }), "It is used nowhere."),
    }),
  });
}

export function findSymbols({ sight: { index } }: ToolGround): ChatTool {
  return makeTool({
    name: "find_symbols",
    description: "Finds functions, classes and other declarations by a part of their name.",
    reads: true,
    schema: z.object({
      query: argument(z.string().check(z.minLength(1)), "Letters of the name, such as getUser"),
    }),
    plan: ({ query }) => ({
      title: told("Find symbols like {0}", quoted(query)),
      run: async () => foundSymbols(await index.symbols({ query, limit: 30 }), "Nothing is called so."),
    }),
  });
}

export function findDefinition({ sight: { index } }: ToolGround): ChatTool {
  return makeTool({
    name: "find_definition",
    description: "Shows where a function, class or variable is declared, by its exact name.",
    reads: true,
    schema: z.object({
      name: argument(z.string().check(z.minLength(1)), "The exact name, such as parseUrl"),
      file: z.optional(argument(z.string(), "A file that uses it: what is near to it comes first")),
    }),
    plan: ({ name, file }) => ({
      title: told("Find where {0} is declared", quoted(name)),
      run: async () => {
        const asked = { name, ...(file !== undefined && { from: file }) };
        return foundSymbols(await index.definitions(asked), "It is declared nowhere in the workspace.");
      },
    }),
  });
}

export function outline(ground: ToolGround): ChatTool {
  return makeTool({
    name: "outline",
    description: "Lists what a file declares, with lines: a quick look before reading it.",
    reads: true,
    schema: z.object({ path: argument(z.string(), "The file, such as src/main.ts") }),
    plan: ({ path }) => ({
      title: told("Outline of {0}", inertLine(path)),
      run: async () => {
        const place = await fileAt(path, ground);
        if ("problem" in place) return { text: place.problem, failed: true };
        const declared = await ground.sight.index.outline({ file: place.uri });
        if (!declared) return { text: `${place.path} is not in the index. Use read_file.`, failed: true };
        return foundSymbols(declared, "It declares nothing that is known.");
      },
    }),
  });
}

export function searchWorkspace({ sight: { index } }: ToolGround): ChatTool {
  return makeTool({
    name: "search_workspace",
    description:
      "Finds the pieces of code that have most to do with some words, when exact names are not known.",
    reads: true,
    schema: z.object({
      words: argument(z.string().check(z.minLength(1)), "Words that the code may contain"),
    }),
    plan: ({ words }) => ({
      title: told("Search the workspace for {0}", quoted(words)),
      run: async () => {
        const passages = await index.passages({ words, limit: MAX_PASSAGES });
        if (!passages) return NO_INDEX;
        return {
          text: passages.length === 0 ? "Nothing has to do with it." : passages.map(toldPassage).join("\n\n"),
        };
      },
    }),
  });
}

export function toldPassage({ path, line, text }: Passage): string {
  const last = line + text.replace(/\r?\n$/, "").split("\n").length;
  return `${path}, lines ${String(line + 1)} to ${String(last)}:\n${text.trimEnd()}`;
}

export function toldLines({ matches, incomplete }: Found): string {
  const lines = matches.map(
    ({ path, line, text }) => `${path}:${String(line + 1)}: ${shortened(text.trim())}`,
  );
  const more = {
    limit: "There are more: ask for something more exact.",
    time: "Time ran out: there may be more.",
  };
  return [...lines, ...(incomplete ? [more[incomplete]] : [])].join("\n");
}

function toldSymbol({ name, kind, container, path, line, endLine, signature }: Declared): string {
  const within = container === "" ? "" : ` in ${container}`;
  const lines = signature.split("\n").map((text) => `    ${shortened(text)}`);
  return `${path}:${String(line + 1)}-${String(endLine + 1)} ${kind} ${name}${within}\n${lines.join("\n")}`;
}

function foundLines(found: Found | undefined, none: string): ToolResult {
  if (!found) return NO_INDEX;
  if (found.problem !== undefined)
    return { text: `The search was not understood: ${found.problem}.`, failed: true };
  return { text: found.matches.length === 0 ? none : toldLines(found) };
}

function foundSymbols(found: readonly Declared[] | undefined, none: string): ToolResult {
  if (!found) return NO_INDEX;
  return { text: found.length === 0 ? none : found.map(toldSymbol).join("\n") };
}

function shortened(text: string): string {
  return text.length > MAX_LINE_CHARS ? `${text.slice(0, MAX_LINE_CHARS)}…` : text;
}

function quoted(text: string): string {
  return `“${inertLine(text, 60)}”`;
}
