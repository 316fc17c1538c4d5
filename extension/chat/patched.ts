/** A text with a patch brought in: by what its lines say, for models count lines badly. */

export function patched(text: string, patch: string): string | undefined {
  const hunks = hunksIn(patch);
  if (hunks.length === 0) return undefined;
  let lines: readonly string[] = text.split("\n");
  let from = 0;
  for (const { before, after } of hunks) {
    const at = placeOf(lines, before, from) ?? placeOf(lines, before, 0);
    if (at === undefined) return undefined;
    lines = [...lines.slice(0, at), ...after, ...lines.slice(at + before.length)];
    from = at + after.length;
  }
  return lines.join("\n");
}

interface Hunk {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

function hunksIn(patch: string): readonly Hunk[] {
  if (!/^@@/m.test(patch) && !/^--- .*\n\+\+\+ /m.test(patch)) return [];
  const parts = patch.split(/^@@.*$/m).slice(1);
  return parts.map((part) => {
    const lines = part
      .replace(/^\n/, "")
      .replace(/\n$/, "")
      .split("\n")
      .filter((line) => !/^(?:--- |\+\+\+ |\\ |diff |index )/.test(line));
    const without = (sign: string) =>
      lines.filter((line) => !line.startsWith(sign)).map((line) => line.slice(1));
    return { before: without("+"), after: without("-") };
  });
}

function placeOf(lines: readonly string[], wanted: readonly string[], from: number): number | undefined {
  for (let at = from; at + wanted.length <= lines.length; at++) {
    if (wanted.every((line, index) => line.trimEnd() === lines[at + index]?.trimEnd())) return at;
  }
  return undefined;
}
