/** A change of the file, said as the lines that go and those that come. */

const PATCH = /^\s*(?:diff --git [^\n]*\n(?:index [^\n]*\n)?)?(?:--- [^\n]*\n\+\+\+ [^\n]*\n|@@ -\d)/;
const HALF = /^\s*(?:-{2,3} ?|--- [^\n]*\n?(?:\+{1,3}[^\n]*)?)$/;

export function isPatch(text: string): boolean {
  return PATCH.test(text);
}

export function mayBecomePatch(text: string): boolean {
  return HALF.test(text);
}

/** What the lines are after it. */
export function patched(patch: string): string {
  return patch
    .split("\n")
    .filter((line) => !/^(?:-|@@|\+\+\+ |diff --git |index )/.test(line))
    .map((line) => line.replace(/^[+ ]/, ""))
    .join("\n");
}
