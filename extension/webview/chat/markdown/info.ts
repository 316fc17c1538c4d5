/** What stands behind the fence of a block of code: its language, and the file it belongs to, in the ways in which models say so. */

export interface Info {
  readonly language: string;
  readonly file?: string;
}

export function infoOf(info: string): Info {
  const words = info.trim();
  const [first = ""] = words.split(/\s/);
  const file = fileIn(words, first);
  const language = first === file || first.includes("=") ? endingOf(file ?? "") : (first.split(":")[0] ?? "");
  return { language: language.replace(/[{,].*$/, "").toLowerCase(), ...(file !== undefined && { file }) };
}

/** `title="a.ts"`, `ts:a.ts`, or a word with an ending. */
function fileIn(words: string, first: string): string | undefined {
  const named = /(?:title|file(?:name|path)?|path)\s*=\s*["']?([^"'\s]+)/i.exec(words)?.[1];
  const behindColon = /^[\w+#.-]+:([\w./\\-]+\.[\w-]+)/.exec(first)?.[1];
  const bare = [words.slice(first.length).trim(), first].find((word) =>
    /^[\w./\\@-]*[\w-]\.[a-z]\w*$/i.test(word),
  );
  return named ?? behindColon ?? bare;
}

function endingOf(file: string): string {
  return /\.(\w+)$/.exec(file)?.[1] ?? "";
}
