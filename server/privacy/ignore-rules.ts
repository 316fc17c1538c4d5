/** What a .gitignore, or a file written like one, says of a path; the rules of git, exactly. */
import { glob } from "./glob.ts";

export interface IgnoreRule {
  readonly allows: boolean;
  readonly foldersOnly: boolean;
  readonly fits: (names: readonly string[]) => boolean;
  /** How many folders down the file lies that says so; it counts from there. */
  readonly depth: number;
}

interface Where {
  readonly depth?: number;
  readonly ignoreCase?: boolean;
}

export function parseIgnoreRules(text: string, where: Where = {}): readonly IgnoreRule[] {
  const lines = text.replace(/^\uFEFF/, "").split(/\r?\n/);
  return lines.flatMap((line) => parseRule(line, where) ?? []);
}

function parseRule(line: string, { depth = 0, ignoreCase = false }: Where): IgnoreRule | undefined {
  if (line === "" || line.startsWith("#")) return undefined;
  const allows = line.startsWith("!");
  // Spaces at the end do not count unless they are escaped.
  const text = line.slice(allows ? 1 : 0).replace(/((?:\\[^]|[^\\])*?) +$/, "$1");
  const foldersOnly = text.endsWith("/");
  const path = foldersOnly ? text.slice(0, -1) : text;
  const pattern = glob(path.replace(/^\//, ""), ignoreCase);
  if (!pattern || path === "") return undefined;
  // Without a slash it fits at every depth, by the last name alone.
  const fits = path.includes("/")
    ? pattern.fits
    : (names: readonly string[]) => pattern.fits(names.slice(-1));
  return { allows, foldersOnly, fits, depth };
}

/** The last rule that fits decides; what lies in an ignored folder cannot be allowed again. */
export function isIgnored(path: string, rules: readonly IgnoreRule[]): boolean {
  if (rules.length === 0) return false;
  const names = path.split("/");
  return names.some((_, index) => isIgnoredHere(names.slice(0, index + 1), index < names.length - 1, rules));
}

/** Whatever is said of the folders above: for who has come down through them. */
export function isIgnoredHere(
  names: readonly string[],
  isFolder: boolean,
  rules: readonly IgnoreRule[],
): boolean {
  const decides = rules.findLast(
    ({ foldersOnly, fits, depth }) =>
      (isFolder || !foldersOnly) && depth < names.length && fits(names.slice(depth)),
  );
  return decides !== undefined && !decides.allows;
}
