/** Takes back what a whole turn did to files, or does it again: all at once, but for the files that others changed since. */
import { fileURLToPath } from "node:url";

import type { FileChange } from "../../protocol/chat/conversation.ts";
import type { EditorQuestions, FileEdit } from "../../protocol/chat/questions.ts";
import { fileText, isSameText, type OpenDocuments } from "./file-text.ts";
import type { Texts } from "./texts.ts";

interface Means {
  /** False: the turn's changes are made again. */
  readonly undone: boolean;
  readonly texts: Texts;
  readonly openDocuments: OpenDocuments;
  readonly change: (
    asked: EditorQuestions["change"]["asked"],
  ) => Promise<EditorQuestions["change"]["answer"]>;
}

/** What each call of the turn did, in order. Answers with the paths that stay as they are. */
export async function takeBack(
  calls: readonly (readonly FileChange[])[],
  means: Means,
): Promise<{ readonly kept: readonly string[] }> {
  const files = overAll(calls);
  const wanted = await Promise.all(Array.from(files.values(), (file) => editOf(file, means)));
  const kept = withPartners(calls, new Set(wanted.flatMap(({ uri, edit }) => (edit ? [] : [uri]))));
  const edits = wanted.flatMap(({ uri, edit }) => (edit && !kept.has(uri) ? [edit] : []));
  const changing = edits.filter(({ before, after }) => before !== after);
  const { problem } = changing.length === 0 ? {} : await means.change({ changes: changing });
  const paths = (uris: Iterable<string>) => Array.from(uris, (uri) => files.get(uri)?.path ?? uri);
  return { kept: paths(problem === undefined ? kept : files.keys()) };
}

/** From what it was before the turn to what it was after. */
function overAll(calls: readonly (readonly FileChange[])[]): ReadonlyMap<string, FileChange> {
  const files = new Map<string, FileChange>();
  for (const change of calls.flat()) {
    const earlier = files.get(change.uri);
    files.set(change.uri, earlier ? { ...change, before: earlier.before } : change);
  }
  return files;
}

async function editOf(file: FileChange, { undone, texts, openDocuments }: Means) {
  const { uri } = file;
  const [from, to] = undone ? [file.after, file.before] : [file.before, file.after];
  const [expected, wanted] = await Promise.all([kept(from, texts), kept(to, texts)]);
  const now = await fileText(fileURLToPath(uri), uri, openDocuments);
  const text = "text" in now ? now.text : undefined;
  const isAsLeft =
    from === undefined ? "problem" in now && now.problem === "is not there" : isSameText(text, expected);
  const isLost = (from !== undefined && expected === undefined) || (to !== undefined && wanted === undefined);
  const edit: FileEdit = { uri, before: text, after: wanted };
  return { uri, edit: isAsLeft && !isLost ? edit : undefined };
}

async function kept(name: string | undefined, texts: Texts): Promise<string | undefined> {
  return name === undefined ? undefined : texts.read(name);
}

/** What one call did together, such as a renaming, is kept together; and so on, through the calls that touch it. */
function withPartners(
  calls: readonly (readonly FileChange[])[],
  kept: ReadonlySet<string>,
): ReadonlySet<string> {
  const partners = calls.filter((changes) => changes.some(({ uri }) => kept.has(uri)));
  const all = new Set([...kept, ...partners.flat().map(({ uri }) => uri)]);
  return all.size === kept.size ? all : withPartners(calls, all);
}
